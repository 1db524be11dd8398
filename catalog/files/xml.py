"""XML, read as a stream that obeys nothing it says. In: a path. Out: its root and its records.

A document type is refused before anything is expanded: it is how entities reach files, addresses
and memory (reliability, F8 and F9).
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import parse

from catalog.files.formats.base import Refusal, Sample

DEEPEST = 200
MANY = 2_000
"""Different paths counted: records repeat, and have few."""
DOCTYPE = (
    "Ce document XML déclare un DOCTYPE, par lequel un fichier peut en ouvrir d’autres : il n’est "
    "pas exploré et reste téléchargeable."
)
BROKEN = "Ce document XML est mal écrit ou incomplet, à la ligne {}."
TOO_DEEP = "Ce document XML est imbriqué sur plus de 200 niveaux : il n’est pas exploré."
PROLOG = re.compile(r"(?s)\A\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*")
ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
DECLARED = re.compile(r"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']""")


@dataclass
class Walk(ContentHandler):
    """Counts elements by their path; a path deeper than three is not a record."""

    path: list[str] = field(default_factory=list)
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 (SAX's own)
        self.path.append(name)
        if len(self.path) > DEEPEST:
            raise Refusal(TOO_DEEP)
        key = tuple(self.path)
        if len(key) <= 4 and (key in self.counts or len(self.counts) < MANY):
            self.counts[key] += 1

    def endElement(self, name: str) -> None:  # noqa: N802 (SAX's own)
        self.path.pop()


def check_xml(path: Path) -> Counter[tuple[str, ...]]:
    """Read the document to its end and count its elements by path. Raises Refusal."""
    walk = Walk()
    try:
        with path.open("rb") as file:
            parse(file, walk, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refusal(DOCTYPE) from error
    except SAXException as error:
        line = getattr(error, "getLineNumber", lambda: 1)()
        raise Refusal(BROKEN.format(line)) from error
    return walk.counts


def records_in(counts: Counter[tuple[str, ...]]) -> tuple[str, int] | None:
    """Return the path of the elements that repeat nearest to the root, and how many there are."""
    repeated = [(path, count) for path, count in counts.items() if len(path) > 1 and count > 1]
    if not repeated:
        return None
    path, count = min(repeated, key=lambda one: (len(one[0]), -one[1]))
    return "/".join(path), count


def beginning_of(sample: Sample) -> str:
    head = sample.head[:65536]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", errors="replace")
    return text.removeprefix("\ufeff")


def root_of(beginning: str) -> str:
    """Return the name of the root, without its prefix; empty for what is not XML."""
    found = PROLOG.match(beginning)
    element = ELEMENT.match(beginning, found.end() if found else 0)
    return element[1] if element else ""


def encoding_said(beginning: str) -> str:
    found = DECLARED.match(beginning)
    return found[1].lower() if found else "utf-8"
