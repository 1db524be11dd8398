"""How the file is called: what makes a name hard to type, to link to, or to trust."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from catalog.files.findings.base import Kind, Pair
from catalog.files.findings.wording import named
from catalog.files.shapes import Finding, Severity, Topic

DRAFT = re.compile(
    r"(?<![a-z])(copie( de)?|copy( of)?|final(e)?|def|definitif|definitive|nouveau|nouvelle|new|old"
    r"|ancien(ne)?|brouillon|draft|test|corrige(e)?|modifie(e)?|v ?\d+)(?![a-z])|\(\d+\)"
)
DATE = re.compile(
    r"(?<!\d)((19|20)\d\d[-_. ]?(0[1-9]|1[0-2])[-_. ]?([0-2]\d|3[01])"
    r"|([0-2]\d|3[01])[-_. ]?(0[1-9]|1[0-2])[-_. ]?(19|20)\d\d|(19|20)\d\d)(?!\d)"
)
SIGNS = re.compile(r"[^\w .-]")
SEPARATORS = re.compile(r"[^a-z0-9]+")


class FileName(Kind):
    """A notice, and only for a new name: changing a name that reusers know helps nobody."""

    code = "file-name"
    severity = Severity.NOTICE
    topic = Topic.FILE

    def found(self, pair: Pair) -> Iterator[Finding]:
        name, before = pair.context.filename, pair.context.filename_before
        if not name or name == before:
            return
        faults = list(faults_of(name, before))
        if not faults:
            return
        advice = better(name, dated=not dates_differ(name, before))
        shown = f" Préférez {named(advice)}." if advice else ""
        yield self.finding(
            f"Le nom {named(name)} contient {joined(faults)}.{shown} L’adresse permanente de la "
            "ressource, elle, ne change pas."
        )


def faults_of(name: str, before: str) -> Iterator[str]:
    stem = PurePosixPath(name).stem
    plain = unaccented(stem)
    if " " in stem:
        yield "des espaces"
    if plain != unicodedata.normalize("NFC", stem).lower():
        yield "des accents"
    if SIGNS.search(DRAFT.sub("", plain)):
        yield "des signes particuliers"
    for word in dict.fromkeys(match.group() for match in DRAFT.finditer(words(plain))):
        yield f"la mention {named(word)}"
    if dates_differ(name, before):
        found = DATE.search(stem)
        yield f"une date ({found.group() if found else ''}) qui changera à chaque version"


def dates_differ(name: str, before: str) -> bool:
    """Tell whether the name of a resource that is replaced follows the date."""
    old, new = DATE.search(PurePosixPath(before).stem), DATE.search(PurePosixPath(name).stem)
    return bool(before and new and (old is None or old.group() != new.group()))


def better(name: str, *, dated: bool) -> str:
    """Return the name that good practice gives, or nothing when nothing is left of it."""
    path = PurePosixPath(name)
    plain = DRAFT.sub(" ", words(unaccented(path.stem)))
    plain = SEPARATORS.sub("-", plain if dated else DATE.sub(" ", plain)).strip("-")
    return f"{plain}{path.suffix.lower()}" if plain else ""


def unaccented(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in plain if not unicodedata.combining(char))


def words(plain: str) -> str:
    return plain.replace("_", " ").replace("-", " ").replace(".", " ")


def joined(faults: list[str]) -> str:
    return faults[0] if len(faults) == 1 else f"{', '.join(faults[:-1])} et {faults[-1]}"
