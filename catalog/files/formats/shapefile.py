"""Shapefiles (ESRI, 1998), in the zip that keeps their files together. Out: rows of the first."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from catalog.files.archives import check_archive
from catalog.files.encoding import encoding_of
from catalog.files.formats.base import Format, Reading, Refusal, Sample
from catalog.files.formats.zipped import members_of, safe_name, unpack

FILES = (".shp", ".dbf", ".shx", ".prj", ".cpg")
NO_ROWS = (
    "Cette archive a un fichier .shp mais pas son fichier .dbf, qui porte les valeurs. "
    "Joignez les quatre fichiers .shp, .dbf, .shx et .prj."
)


class Shapefile(Format):
    names = ("shp",)

    def recognises(self, sample: Sample) -> bool:
        return any(name.lower().endswith(".shp") for name in members_of(sample))

    def read(self, sample: Sample, work: Path) -> Reading:
        from catalog.files.layers import Layer, reading_of

        check_archive(sample.path)
        layers = [
            Layer(path, path.stem, title, options(path))
            for path, title in unpacked(sample.path, work)
        ]
        return reading_of("shp", layers, work)


def unpacked(path: Path, work: Path) -> Iterator[tuple[Path, str]]:
    """Write each shapefile under a name of ours, and yield it with its own. Raises Refusal."""
    with zipfile.ZipFile(path) as archive:
        by_name = {one.filename.lower(): one for one in archive.infolist() if not one.is_dir()}
        shapes = [name for name in by_name if name.endswith(".shp") and "__macosx" not in name]
        for rank, name in enumerate(shapes):
            stem = name.removesuffix(".shp")
            if f"{stem}.dbf" not in by_name:
                raise Refusal(NO_ROWS)
            for suffix in FILES:
                if member := by_name.get(f"{stem}{suffix}"):
                    unpack(archive, member, work / f"layer{rank}{suffix}")
            title = PurePosixPath(safe_name(by_name[name].filename)).stem
            yield work / f"layer{rank}.shp", title


def options(path: Path) -> dict[str, str]:
    """Say the encoding that the file leaves unsaid: GDAL would take latin-1 for all of them."""
    table = path.with_suffix(".dbf")
    if path.with_suffix(".cpg").exists():
        return {}
    head = table.read_bytes()[:1]
    return {"ENCODING": "UTF-8"} if encoding_of(table, head).is_utf8 else {"ENCODING": "CP1252"}
