"""Texts and slides of office suites. In: a document. Out: its title, its pages where it says."""

import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

from catalog.files.archives import check_archive
from catalog.files.formats.base import Format, Reading, Refusal, Sample
from catalog.files.formats.pdf import clean
from catalog.files.identify import MIME, identify

OFFICE = ("docx", "pptx")
LONGEST = 1024**2
BROKEN = "Ce document ne s’ouvre pas : il est abîmé. Enregistrez-le de nouveau, puis déposez-le."


class Document(Format):
    names = ("docx", "odt", "pptx", "odp", "doc", "ppt")

    def recognises(self, sample: Sample) -> bool:
        return identify(sample.head, sample.filename).format in self.names

    def read(self, sample: Sample, work: Path) -> Reading:
        format_ = identify(sample.head, sample.filename).format
        if format_ in ("doc", "ppt"):
            return Reading(format_, MIME[format_])
        check_archive(sample.path)
        with zipfile.ZipFile(sample.path) as archive:
            places = (
                ("docProps/core.xml", "docProps/app.xml") if format_ in OFFICE else ("meta.xml",)
            )
            found = [tree for place in places if (tree := tree_in(archive, place)) is not None]
        title = next((text for tree in found if (text := text_of(tree, "title"))), "")
        return Reading(format_, MIME[format_], title=clean(title), page_count=pages_in(found))


def tree_in(archive: zipfile.ZipFile, name: str) -> Element | None:
    """Return one of the small documents that describe the whole, None without it."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        with archive.open(name) as file:
            tree: Element = fromstring(file.read(LONGEST), forbid_dtd=True)
    except KeyError:
        return None
    except (ParseError, DefusedXmlException, zipfile.BadZipFile) as error:
        raise Refusal(BROKEN) from error
    return tree


def text_of(tree: Element, name: str) -> str:
    return next((one.text or "" for one in tree.iter() if one.tag.endswith(f"}}{name}")), "")


def pages_in(trees: list[Element]) -> int | None:
    """Return what the program that wrote it counted: pages, or slides."""
    for tree in trees:
        for one in tree.iter():
            if one.tag.endswith(("}Pages", "}Slides")) and (one.text or "").isdigit():
                return int(one.text or 0)
            if one.tag.endswith("}document-statistic"):
                told = [value for name, value in one.attrib.items() if name.endswith("}page-count")]
                return int(told[0]) if told and told[0].isdigit() else None
    return None
