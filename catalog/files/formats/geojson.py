"""GeoJSON (RFC 7946), and its older form with a projection. In: features. Out: a row each."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from catalog.files.encoding import Encoding, encoding_of, is_text, transcode
from catalog.files.formats.base import Format, Reading, Sample

KINDS = {
    "Feature", "FeatureCollection", "Point", "MultiPoint", "LineString", "MultiLineString",
    "Polygon", "MultiPolygon", "GeometryCollection",
}  # fmt: skip
TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(:?)|[{}\[\]]')
DEEPEST = 64


class GeoJson(Format):
    names = ("geojson",)

    def recognises(self, sample: Sample) -> bool:
        beginning = sample.head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return beginning.startswith(b"{") and is_text(sample.head) and kind(beginning) in KINDS

    def read(self, sample: Sample, work: Path) -> Reading:
        from catalog.files.layers import layers_of, reading_of

        encoding = encoding_of(sample.path, sample.head)
        path = work / "places.geojson"
        if encoding == Encoding("utf-8"):
            path.symlink_to(sample.path)
        else:
            transcode(sample.path, encoding, path)
        layers = layers_of(path, DATE_AS_STRING="YES")
        reading = reading_of("geojson", layers[:1], work)
        return replace(reading, encoding=encoding.name)


def kind(beginning: bytes) -> str:
    """Return the « type » of the document, wherever it stands among the members of its root.

    A collection may write its features first: the type of the first one then says it.
    """
    text = beginning.decode("utf-8", errors="replace")
    within, found = "", ""
    for depth, name, value in members(text):
        if depth == 1 and name == "type":
            return value
        if depth == 1:
            within = name
        elif within == "features" and name == "type" and value == "Feature" and depth == 3:
            found = "FeatureCollection"
    return found


def members(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the depth, the name and the text value, if it is a text, of each member."""
    depth, name = 0, ""
    for token in TOKEN.finditer(text):
        if token[0] in "{[":
            depth += 1
            if name:
                yield depth - 1, name, ""
            name = ""
        elif token[0] in "}]":
            depth -= 1
        elif token[2]:
            name = token[1]
        elif name:
            yield depth, name, token[1]
            name = ""
        if depth > DEEPEST:
            return
