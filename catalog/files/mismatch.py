"""A name that says one format over bytes of another. In: both. Out: what to say of it."""

from catalog.files.identify import MIME
from catalog.files.shapes import Finding
from catalog.files.wording import warning

LABELS = {
    "csv": "un tableau CSV",
    "tsv": "un tableau TSV",
    "txt": "un texte",
    "json": "un document JSON",
    "jsonl": "une suite de lignes JSON",
    "geojson": "une carte GeoJSON",
    "xml": "un document XML",
    "kml": "une carte KML",
    "kmz": "une carte KMZ",
    "xlsx": "un classeur Excel (XLSX)",
    "xls": "un ancien classeur Excel (XLS)",
    "ods": "un classeur ODS",
    "odt": "un texte ODT",
    "docx": "un document Word (DOCX)",
    "parquet": "une table Parquet",
    "gpkg": "une base GeoPackage",
    "sqlite": "une base SQLite",
    "shp": "une carte Shapefile zippée",
    "zip": "une archive ZIP",
    "gz": "un fichier compressé GZIP",
    "pdf": "un document PDF",
    "png": "une image PNG",
    "jpg": "une image JPEG",
    "gif": "une image GIF",
    "tif": "une image TIFF",
    "webp": "une image WebP",
    "svg": "une image SVG",
}
ALIKE = (
    {"csv", "tsv", "txt"},
    {"json", "geojson", "jsonl"},
    {"zip", "shp"},
    {"xml", "kml", "rdf", "gml", "svg"},
    {"txt", "md", "sql", "ttl", "ics"},
)
"""Names that go for one another without surprising anyone."""


def mismatch(format_: str, named: str) -> Finding | None:
    """Say that the file is not what its name says; a name without a known format says nothing."""
    if named == format_ or format_ not in LABELS or not (named in MIME or named in LABELS):
        return None
    if any({named, format_} <= group for group in ALIKE):
        return None
    return warning(
        "name-mismatch",
        f"Ce fichier .{named} est en réalité {LABELS[format_]}. "
        f"Renommez-le en .{format_ if format_ != 'shp' else 'zip'}, ou changez de fichier.",
    )
