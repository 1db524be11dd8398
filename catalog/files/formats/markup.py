"""XML and what is written in it. In: a document. Out: how many records of which name it holds."""

from pathlib import Path

from catalog.files.encoding import is_text
from catalog.files.formats.base import Format, Reading, Sample
from catalog.files.identify import MIME
from catalog.files.shapes import Part
from catalog.files.xml import beginning_of, check_xml, encoding_said, records_in, root_of

BY_ROOT = {"RDF": "rdf", "svg": "svg"}
GML = ("http://www.opengis.net/gml",)


class Markup(Format):
    names = ("xml", "rdf", "gml", "svg")

    def recognises(self, sample: Sample) -> bool:
        text = beginning_of(sample).lstrip()
        declared = text.startswith("<?xml") or "xmlns" in text[:4096]
        return declared and is_text(sample.head) and bool(root_of(text))

    def read(self, sample: Sample, work: Path) -> Reading:
        text = beginning_of(sample)
        records = records_in(check_xml(sample.path))
        parts = (Part(records[0], row_count=records[1]),) if records else ()
        format_ = format_of_root(text)
        return Reading(format_, MIME[format_], encoding_said(text), parts=parts)


def format_of_root(text: str) -> str:
    root = root_of(text)
    if root == "FeatureCollection" and any(space in text for space in GML):
        return "gml"
    return BY_ROOT.get(root, "xml")
