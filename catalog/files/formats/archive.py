"""Zip archives that are not a format of their own. In: an archive. Out: the list of its members."""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from catalog.files import wording
from catalog.files.archives import BOMB, BROKEN, MAX_MEMBERS, MAX_RATIO, MAX_TOTAL, check_overlap
from catalog.files.formats.base import Format, Reading, Refusal, Sample
from catalog.files.formats.zipped import SIGNATURES, safe_name
from catalog.files.identify import MIME
from catalog.files.shapes import Finding, Part

LISTED = 1_000
"""Members that a profile keeps; all of them are counted."""


class Archive(Format):
    names = ("zip",)

    def recognises(self, sample: Sample) -> bool:
        return sample.head.startswith(SIGNATURES)

    def read(self, sample: Sample, work: Path) -> Reading:
        members = members_in(sample.path)
        files = [member for member in members if not member.is_dir()]
        parts = tuple(Part(safe_name(one.filename), size=one.file_size) for one in files[:LISTED])
        return Reading("zip", MIME["zip"], parts=parts, observations=tuple(about(files)))


def members_in(path: Path) -> list[zipfile.ZipInfo]:
    """Return the members of an archive that may be listed. Raises Refusal for a bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refusal(BROKEN) from error
    packed = sum(member.compress_size for member in members)
    real = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or real > max(MAX_TOTAL, MAX_RATIO * packed):
        raise Refusal(BOMB)
    if any(
        member.file_size > max(MAX_TOTAL // 1000, 1000 * member.compress_size) for member in members
    ):
        raise Refusal(BOMB)
    check_overlap(members, path.stat().st_size)
    return members


def about(files: Sequence[zipfile.ZipInfo]) -> Iterator[Finding]:
    if any(member.flag_bits & 0x1 for member in files):
        yield wording.warning(
            "encrypted",
            "Cette archive est protégée par un mot de passe : ses lecteurs ne l’ouvriront pas.",
        )
    if odd := [member for member in files if leaves(member.filename)]:
        yield wording.warning(
            "dangerous-names",
            f"{wording.number(len(odd))} fichier{'s' if len(odd) > 1 else ''} de cette archive "
            "s’écrirai{} hors de son dossier. Refaites l’archive.".format(
                "ent" if len(odd) > 1 else "t"
            ),
        )
    if len(files) > LISTED:
        yield wording.notice(
            "many-members",
            f"Cette archive contient {wording.number(len(files))} fichiers ; "
            f"les {wording.number(LISTED)} premiers sont listés.",
        )


def leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or name[1:2] == ":"
