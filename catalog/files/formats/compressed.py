"""Gzip. In: one compressed file. Out: what is read in it, as if it had been sent bare."""

import gzip
import zlib
from dataclasses import replace
from pathlib import Path

from catalog.files.archives import BOMB, BROKEN, CHUNK, MAX_RATIO, MAX_TOTAL, SMALL
from catalog.files.formats.base import HEAD_BYTES, Format, Reading, Refusal, Sample
from catalog.files.identify import MIME, display_name
from catalog.files.shapes import Part

SUFFIXES = (".gz", ".gzip")


class Compressed(Format):
    names = ("gz",)

    def recognises(self, sample: Sample) -> bool:
        return sample.head.startswith(b"\x1f\x8b")

    def read(self, sample: Sample, work: Path) -> Reading:
        from catalog.files.formats import format_of

        inner = unpacked(sample, work / "inner")
        format_ = format_of(inner)
        part = Part(display_name(inner.filename), size=inner.size)
        if format_ is None or isinstance(format_, Compressed):
            return Reading("gz", MIME["gz"], parts=(part,))
        folder = work / "within"
        folder.mkdir()
        reading = format_.read(inner, folder)
        return replace(reading, format="gz", mime=MIME["gz"], parts=(part,), part=part.name)


def unpacked(sample: Sample, destination: Path) -> Sample:
    """Write the inner file, counting its bytes as they come. Raises Refusal for a bomb."""
    most = min(MAX_TOTAL, max(SMALL, MAX_RATIO * sample.size))
    written = 0
    try:
        with gzip.open(sample.path) as file, destination.open("wb") as out:
            while chunk := file.read(CHUNK):
                written += len(chunk)
                if written > most:
                    raise Refusal(BOMB)
                out.write(chunk)
    except (OSError, EOFError, zlib.error) as error:
        raise Refusal(BROKEN) from error
    with destination.open("rb") as file:
        return Sample(destination, file.read(HEAD_BYTES), inner_name(sample.filename), written)


def inner_name(filename: str) -> str:
    lowered = filename.lower()
    if lowered.endswith(".tgz"):
        return f"{filename[:-4]}.tar"
    suffix = next((one for one in SUFFIXES if lowered.endswith(one)), "")
    return filename[: len(filename) - len(suffix)] if suffix else filename
