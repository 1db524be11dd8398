"""The identifiers of the ministry's own inventories."""

import re

from catalog.files.semantics.base import Semantic, headed

PLACE = r"(?:\d{2}|2[ABab])\d{6}"


def several(reference: str) -> re.Pattern[str]:
    """Return what matches one reference, or a list of them in one cell."""
    return re.compile(rf"{reference}(?:[;,|/ ]+{reference})*")


class Museofile(Semantic):
    """A « musée de France »."""

    key = "museofile"
    label = "identifiant Muséofile"
    named = headed("museofile", "muse?o", "id museofile", "code museofile")
    pattern = re.compile(r"M\d{4}(?:-\d{1,2})?")
    alone = 0.95
    distinct = 5


class Merimee(Semantic):
    """A building: protected (PA), of the Inventory (IA), or recorded otherwise (EA)."""

    key = "merimee"
    label = "identifiant Mérimée"
    named = headed("merimee", "refmer", "ref mer")
    pattern = several(rf"(?:PA|IA|EA){PLACE}")
    announced = 0.6
    alone = 0.9
    distinct = 2


class Palissy(Semantic):
    """A movable object: protected (PM), of the Inventory (IM), or recorded otherwise (EM)."""

    key = "palissy"
    label = "identifiant Palissy"
    named = headed("palissy", "ref palissy")
    pattern = several(rf"(?:PM|IM|EM){PLACE}")
    announced = 0.6
    alone = 0.9
    distinct = 2


class Joconde(Semantic):
    """A notice of a museum's object: eleven characters, too common without their header."""

    key = "joconde"
    label = "identifiant Joconde"
    named = headed("joconde", "ref joconde", "reference", "ref")
    pattern = re.compile(r"\d{11}|M\d{10}|000[A-Z0-9]{8}")
    announced = 0.95


class Ark(Semantic):
    key = "ark"
    label = "identifiant ARK"
    named = headed("ark")
    pattern = re.compile(r"(?:https?://\S+/)?ark:/?\d{5,9}/\S+")
    alone = 0.9
    distinct = 1
