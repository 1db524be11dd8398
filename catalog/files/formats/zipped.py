"""Members of a zip: which there are, under which names to show them, and how to write one out."""

import zipfile
from functools import cache
from pathlib import Path

from catalog.files.archives import BOMB, BROKEN, CHUNK, MAX_TOTAL
from catalog.files.formats.base import Refusal, Sample
from catalog.files.identify import display_name

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
LISTED = 10_000


def members_of(sample: Sample) -> tuple[str, ...]:
    """Return the names of the members, () for what is not a zip, or is one that does not open."""
    if not sample.head.startswith(SIGNATURES):
        return ()
    return names_in(sample.path)


@cache
def names_in(path: Path) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(archive.namelist()[:LISTED])
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return ()


def safe_name(name: str) -> str:
    """Return the path inside the archive without what leaves it, nor any invisible character."""
    parts = [part for part in name.replace("\\", "/").split("/") if part.strip(". ")]
    return "/".join(map(display_name, parts)) or "fichier"


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, destination: Path) -> Path:
    """Write one member; its real bytes are counted, whatever its directory says."""
    written = 0
    try:
        with archive.open(member) as file, destination.open("wb") as out:
            while chunk := file.read(CHUNK):
                written += len(chunk)
                if written > MAX_TOTAL:
                    raise Refusal(BOMB)
                out.write(chunk)
    except (zipfile.BadZipFile, RuntimeError, EOFError) as error:
        raise Refusal(BROKEN) from error
    return destination
