"""PDF. In: a document. Out: its number of pages and its title."""

from pathlib import Path

from catalog.files.formats.base import Format, Reading, Refusal, Sample
from catalog.files.identify import MIME
from catalog.files.shapes import Finding
from catalog.files.wording import notice, warning

BROKEN = "Ce document PDF ne s’ouvre pas : il est abîmé ou incomplet. Exportez-le de nouveau."
PROTECTED = "Ce document PDF est protégé par un mot de passe : ses lecteurs ne l’ouvriront pas."
LONGEST = 200


class Pdf(Format):
    names = ("pdf",)

    def recognises(self, sample: Sample) -> bool:
        return b"%PDF-" in sample.head[:1024]

    def read(self, sample: Sample, work: Path) -> Reading:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError

        try:
            document = PdfReader(sample.path)
            if document.is_encrypted and not document.decrypt(""):
                return Reading("pdf", MIME["pdf"], observations=(protected(),))
            pages = len(document.pages)
            title = str((document.metadata and document.metadata.title) or "")
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refusal(BROKEN) from error
        told = clean(title)
        found = () if told else (untitled(),)
        return Reading("pdf", MIME["pdf"], page_count=pages, title=told, observations=found)


def clean(title: str) -> str:
    return " ".join("".join(char for char in title if char.isprintable()).split())[:LONGEST]


def protected() -> Finding:
    return warning("encrypted", PROTECTED)


def untitled() -> Finding:
    return notice(
        "untitled-document",
        "Ce document n’a pas de titre dans ses propriétés : les lecteurs d’écran liront son nom "
        "de fichier.",
    )
