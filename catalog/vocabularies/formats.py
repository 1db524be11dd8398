"""Formats by short name: how they are shown, and the family they are filtered by.

Families are those of data.gouv.fr's search, which leaves Turtle and its like among the others;
here they are machine-readable. Media types are those of `files/identify.py`.
"""

import re
from dataclasses import dataclass

from catalog.files.identify import MIME
from catalog.vocabularies.spelling import slug

OTHER = "other"
FAMILIES = {
    "tabular": "tableau",
    "machine_readable": "données structurées",
    "geographical": "données géographiques",
    "documents": "document",
    OTHER: "autre",
}


@dataclass(frozen=True)
class Format:
    label: str
    family: str = OTHER


TABULAR = {
    "csv": "CSV",
    "parquet": "Parquet",
    "xls": "XLS",
    "xlsx": "XLSX",
    "ods": "ODS",
    "tsv": "TSV",
    "csv.gz": "CSV compressé",
}
MACHINE_READABLE = {
    "json": "JSON",
    "xml": "XML",
    "rdf": "RDF",
    "sql": "SQL",
    "jsonl": "JSON Lines",
    "ndjson": "JSON Lines",
    "jsonld": "JSON-LD",
    "ttl": "Turtle",
    "n3": "N3",
    "nt": "N-Triples",
    "xsd": "schéma XML",
    "sqlite": "SQLite",
}
GEOGRAPHICAL = {
    "shp": "Shapefile",
    "kml": "KML",
    "kmz": "KMZ",
    "gpx": "GPX",
    "shx": "SHX",
    "ovr": "OVR",
    "geojson": "GeoJSON",
    "gpkg": "GeoPackage",
    "pmtiles": "PMTiles",
    "mbtiles": "MBTiles",
    "gml": "GML",
    "wms": "WMS",
    "wfs": "WFS",
    "wmts": "WMTS",
    "ogc:wms": "WMS",
    "ogc:wfs": "WFS",
    "ogc:wmts": "WMTS",
}
DOCUMENTS = {
    "pdf": "PDF",
    "doc": "DOC",
    "docx": "DOCX",
    "md": "Markdown",
    "txt": "Texte",
    "html": "Page web",
    "htm": "Page web",
    "rtf": "RTF",
    "odt": "ODT",
}
OTHERS = {
    "api": "API",
    "esri rest": "API ArcGIS",
    "gtfs": "GTFS",
    "jpg": "JPEG",
    "marc": "MARC",
    "odata": "API OData",
    "png": "PNG",
    "tif": "TIFF",
    "zip": "ZIP",
    "7z": "7z",
}
FORMATS = {
    name: Format(label, family)
    for family, labels in (
        ("tabular", TABULAR),
        ("machine_readable", MACHINE_READABLE),
        ("geographical", GEOGRAPHICAL),
        ("documents", DOCUMENTS),
        (OTHER, OTHERS),
    )
    for name, label in labels.items()
}
# What catalogues write for one of them, as slugs; an empty name says that nothing was said.
SYNONYMS = {
    "autre": "",
    "other": "",
    "inconnu": "",
    "n-a": "",
    "lien": "",
    "lien-vers": "",
    "url": "",
    "octet-stream": "",
    "asp": "html",
    "aspx": "html",
    "htm": "html",
    "page-web": "html",
    "php": "html",
    "web-page": "html",
    "www": "html",
    "excel": "xls",
    "word": "doc",
    "texte": "txt",
    "markdown": "md",
    "jpeg": "jpg",
    "tiff": "tif",
    "ndjson": "jsonl",
    "json-ld": "jsonld",
    "ld-json": "jsonld",
    "geo-json": "geojson",
    "vnd-geo-json": "geojson",
    "geopackage": "gpkg",
    "esri-shapefile-shp": "shp",
    "shapefile": "shp",
    "rdf-xml": "rdf",
    "rdf-n3": "n3",
    "rdf-nt": "nt",
    "rdf-turtle": "ttl",
    "turtle": "ttl",
    "x-turtle": "ttl",
    "rdf-n-triples": "nt",
    "n-triples": "nt",
    "x-zip-compressed": "zip",
    "wms-srvc": "wms",
    "wfs-srvc": "wfs",
    "wmts-srvc": "wmts",
    # Media types, whole or without their first half: « vnd.ms-excel » is how some exports say xls.
    **{slug(mime.rpartition("/")[2]): name for name, mime in MIME.items()},
    **{slug(mime): name for name, mime in MIME.items()},
    "text-xml": "xml",
    "plain": "txt",
}
SHORT_NAME = re.compile(r"[a-z0-9][a-z0-9.:+_-]{0,19}")


def normalize(text: str) -> str:
    """Return the short name of a format, however it is written; empty when nothing usable is.

    A short name that nobody knows is kept: it is the producer's own word.
    """
    name = text.strip().lower().lstrip(".")
    if "publications.europa.eu" in name or "iana.org" in name:
        name = name.rpartition("/")[2]
    if name in FORMATS and slug(name) not in SYNONYMS:
        return name
    known = SYNONYMS.get(slug(name))
    if known is not None:
        return known
    if name.startswith(("application/", "text/", "image/")):
        return normalize(name.partition("/")[2])
    return name if SHORT_NAME.fullmatch(name) else ""


def family(name: str) -> str:
    return FORMATS[name].family if name in FORMATS else OTHER


def label(name: str) -> str:
    return FORMATS[name].label if name in FORMATS else name.upper()
