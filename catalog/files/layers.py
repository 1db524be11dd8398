"""Layers of places. In: files that GDAL opens. Out: a reading, its table as text, its places as
GeoJSON (RFC 7946: longitude then latitude, WGS 84, whatever the projection of the file).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from catalog.files import engine, gdal, projections, wording
from catalog.files.formats.base import Reading, Refusal, Table
from catalog.files.identify import MIME
from catalog.files.layout import names_of
from catalog.files.projections import Box
from catalog.files.shapes import ColumnType, Finding, Part
from catalog.files.staging import check_columns, check_size

pyogrio = gdal.pyogrio
MAX_LAYERS = 200
MAX_FEATURE = 32 * 1024**2
"""Bytes of one feature, written as GeoJSON."""
BROKEN = (
    "Ce fichier géographique ne s’ouvre pas : il est abîmé, incomplet ou mal écrit. "
    "Exportez-le de nouveau, puis déposez-le."
)
NO_LAYER = "Ce fichier géographique ne contient aucune couche : il n’y a rien à montrer."
TYPES = {
    "OFTInteger": ColumnType.INTEGER,
    "OFTInteger64": ColumnType.INTEGER,
    "OFTReal": ColumnType.DECIMAL,
    "OFTDate": ColumnType.DATE,
    "OFTDateTime": ColumnType.DATETIME,
}
"""Texts are left to their values, as in other formats: many hold dates or numbers; so are lists of
decimals, which may be a latitude and a longitude."""
GEOMETRY = "geometry"


@dataclass(frozen=True)
class Layer:
    """One layer. `title`: what people call it; `options`: how GDAL opens its file."""

    path: Path
    name: str
    title: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Described:
    """A layer and what it announces; `fields`: name and type as GDAL calls it, binary ones left."""

    layer: Layer
    features: int
    fields: tuple[tuple[str, ColumnType | None], ...]
    crs: str | None
    has_places: bool

    @property
    def part(self) -> Part:
        width = len(self.fields) + self.has_places
        return Part(self.layer.title, row_count=self.features, column_count=width)


def layers_of(path: Path, **options: str) -> list[Layer]:
    """Return the layers of a file. Raises Refusal when GDAL does not open it."""
    try:
        found = [str(name) for name, _ in pyogrio.list_layers(path)]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise Refusal(BROKEN) from error
    return [Layer(path, name, name, options) for name in found[:MAX_LAYERS]]


def reading_of(
    format_: str, layers: Sequence[Layer], work: Path, *, left_out: frozenset[str] = frozenset()
) -> Reading:
    """Read the first layer that has rows; `left_out`: fields that say nothing. Raises Refusal."""
    try:
        described = [describe(layer, left_out) for layer in layers]
        main = next((one for one in described if one.features), next(iter(described), None))
        if main is None:
            raise Refusal(NO_LAYER)
        check_columns(len(main.fields) + 1)
        check_size(main.features, len(main.fields) + 1)
        table, box, kinds = tabled(main, work)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise Refusal(BROKEN) from error
    bbox, said = projections.placed(box, main.crs)
    return Reading(
        format=format_,
        mime=MIME.get(format_, MIME["zip"]),
        header_row=None,
        parts=tuple(one.part for one in described) if len(described) > 1 else (),
        part=main.layer.title if len(described) > 1 else None,
        table=table,
        bbox=bbox,
        geometry_kinds=kinds,
        observations=(*said, *about(described, main)),
    )


def describe(layer: Layer, left_out: frozenset[str]) -> Described:
    told = pyogrio.read_info(
        layer.path, layer=layer.name, force_feature_count=True, **layer.options
    )
    fields = zip(told["fields"], told["ogr_types"], told["ogr_subtypes"], strict=True)
    return Described(
        layer=layer,
        features=max(0, int(told["features"])),
        fields=tuple(
            (str(name), type_of(str(type_), str(subtype)))
            for name, type_, subtype in fields
            if type_ != "OFTBinary" and name not in left_out
        ),
        crs=told["crs"],
        has_places=told["geometry_type"] is not None,
    )


def type_of(type_: str, subtype: str) -> ColumnType | None:
    if subtype == "OFSTBoolean":
        return ColumnType.BOOLEAN
    if subtype == "OFSTJSON" or type_ in ("OFTStringList", "OFTIntegerList", "OFTInteger64List"):
        return ColumnType.JSON
    return TYPES.get(type_)


def about(described: Sequence[Described], main: Described) -> Iterator[Finding]:
    if len(described) > 1:
        yield wording.notice(
            "several-layers",
            f"Ce fichier contient {wording.number(len(described))} couches ; "
            f"la table est celle de « {main.layer.title} ».",
        )


def tabled(main: Described, work: Path) -> tuple[Table, Box | None, tuple[str, ...]]:
    """Return the table, the box of its places as they are written, and their kinds."""
    lines, rows = work / "features.jsonl", work / "features.parquet"
    write_lines(main, lines)
    connection = engine.connect(work)
    connection.execute(
        f"COPY (SELECT {staged_cells(main)} FROM {read_lines(main, lines)}) "
        f"TO {engine.text(str(rows))} (FORMAT parquet, COMPRESSION lz4)"
    )
    lines.unlink()
    source = f"read_parquet({engine.text(str(rows))})"
    found = connection.execute(
        f"SELECT min(west), min(south), max(east), max(north), "
        f"list(DISTINCT json_extract_string(place, '$.type')) FROM {source}"
    ).fetchone()
    connection.close()
    *sides, kinds = found or (None, None)
    box = tuple(float(side) for side in sides if side is not None)
    whole = (box[0], box[1], box[2], box[3]) if len(box) == 4 else None
    return table_over(main, source, rows), whole, tuple(sorted(filter(None, kinds or ())))


def write_lines(main: Described, lines: Path) -> None:
    """Write a feature a line. Fields are numbered: any name, twice the same one, is a name."""
    import pyarrow as pa

    layer, wanted = main.layer, [name for name, _ in main.fields]
    with pyogrio.open_arrow(
        layer.path, layer=layer.name, columns=wanted, use_pyarrow=True, **layer.options
    ) as (meta, reader):
        place = meta["geometry_name"] or "wkb_geometry"
        ranks = {name: f"c{rank}" for rank, name in enumerate(wanted)}
        schema = pa.schema(
            [one.with_name(ranks.get(one.name, one.name)) for one in reader.schema],
            metadata=reader.schema.metadata,
        )
        batches = (pa.RecordBatch.from_arrays(batch.columns, schema=schema) for batch in reader)
        pyogrio.write_arrow(
            pa.RecordBatchReader.from_batches(schema, batches),
            lines,
            driver="GeoJSONSeq",
            crs=main.crs,
            geometry_type="Unknown" if main.has_places else None,
            geometry_name=place if main.has_places else None,
            layer_options={"WRITE_BBOX": "YES"},
        )


def read_lines(main: Described, lines: Path) -> str:
    cells = ", ".join(f"c{rank} VARCHAR" for rank in range(len(main.fields))) or "none VARCHAR"
    columns = {"properties": f"STRUCT({cells})", "geometry": "JSON", "bbox": "DOUBLE[]"}
    shown = ", ".join(f"{name}: {engine.text(type_)}" for name, type_ in columns.items())
    return (
        f"read_json({engine.text(str(lines))}, format = 'newline_delimited', "
        f"auto_detect = false, maximum_object_size = {MAX_FEATURE}, columns = {{{shown}}})"
    )


def staged_cells(main: Described) -> str:
    """Return the cells, then the place and its sides; with heights a box has six of them."""
    cells = [f"nullif(trim(properties.c{rank}), '') AS c{rank}" for rank in range(len(main.fields))]
    half = "len(bbox) // 2"
    return ", ".join(
        (
            *cells,
            "CASE WHEN json_type(geometry) = 'OBJECT' THEN CAST(geometry AS VARCHAR) END AS place",
            "bbox[1] AS west",
            "bbox[2] AS south",
            f"bbox[1 + {half}] AS east",
            f"bbox[2 + {half}] AS north",
        )
    )


def table_over(main: Described, source: str, rows: Path) -> Table:
    """Return the table with the names of the file; the place is its last column."""
    header = [name for name, _ in main.fields]
    types = [type_ for _, type_ in main.fields]
    staged = [f"c{rank}" for rank in range(len(header))]
    if main.has_places:
        header, staged, types = (
            [*header, GEOMETRY],
            [*staged, "place"],
            [*types, ColumnType.GEOMETRY],
        )
    names = names_of(header, len(header)).names
    shown = ", ".join(
        f"{cell} AS {engine.name(name)}" for cell, name in zip(staged, names, strict=True)
    )
    return Table(f"(SELECT {shown} FROM {source})", names, (rows,), tuple(types), trimmed=True)
