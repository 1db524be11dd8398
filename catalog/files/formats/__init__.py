"""The formats that are read, one class a file. In: a sample of a file. Out: the first format that
recognises it: signatures first, then what must be parsed to be told, and plain text last.
"""

from importlib import import_module

from catalog.files.formats.base import Format, Sample

ORDER: tuple[str, ...] = (
    "parquet", "spreadsheet", "geopackage", "document", "kml", "shapefile", "archive",
    "compressed", "pdf", "image", "markup", "geojson", "json", "delimited",
)  # fmt: skip
"""Modules of this package; each has one subclass of Format, imported when its turn comes."""


def format_of(sample: Sample) -> Format | None:
    for name in ORDER:
        found = format_in(name)
        if found.recognises(sample):
            return found
    return None


def format_in(name: str) -> Format:
    module = import_module(f"{__name__}.{name}")
    classes = [
        one
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Format) and one.__module__ == module.__name__
    ]
    return classes[0]()
