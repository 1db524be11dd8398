"""Zip containers, checked before anything is unpacked: bombs are told from their directory.

In: a path. Out: nothing, or a refusal. A parser that believes other sizes meets the sandbox.
"""

import stat
import zipfile
from pathlib import Path, PurePosixPath

from catalog.files.formats.base import Refusal

MAX_MEMBERS = 10_000
MAX_TOTAL = 1024**3
MAX_RATIO, MAX_XML_RATIO = 100, 200
SMALL = 1024**2
"""Bytes under which a member may be compressed as much as it likes."""
CHUNK = 1024**2
BOMB = (
    "Ce fichier compressé deviendrait démesuré une fois ouvert : il n’est pas exploré et reste "
    "téléchargeable."
)
ENCRYPTED = "Ce fichier est protégé par un mot de passe : il n’est pas exploré."
ODD = "Ce fichier compressé contient des noms ou des liens dangereux : il n’est pas exploré."
BROKEN = "Ce fichier compressé est abîmé ou incomplet : envoyez-le de nouveau."


def check_archive(path: Path) -> list[zipfile.ZipInfo]:
    """Return the members of a zip that may be opened. Raises Refusal (reliability, D4)."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refusal(BROKEN) from error
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_TOTAL:
        raise Refusal(BOMB)
    for member in members:
        check_member(member)
    check_overlap(members, path.stat().st_size)
    return members


def check_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise Refusal(ENCRYPTED)
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or stat.S_ISLNK(member.external_attr >> 16):
        raise Refusal(ODD)
    limit = MAX_XML_RATIO if name.suffix in (".xml", ".rels", ".kml") else MAX_RATIO
    if member.file_size > max(SMALL, limit * member.compress_size):
        raise Refusal(BOMB)


def check_overlap(members: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse members that share their bytes: together they would hold more than the file."""
    if sum(member.compress_size for member in members) > size:
        raise Refusal(BOMB)
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise Refusal(BOMB)
        end = member.header_offset + member.compress_size


def check_real_sizes(path: Path) -> None:
    """Unpack every member, keeping nothing: the directory may lie about what it holds."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            try:
                unpack(archive, member)
            except zipfile.BadZipFile as error:
                raise Refusal(BROKEN) from error


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    with archive.open(member) as file:
        while file.read(CHUNK):
            pass
