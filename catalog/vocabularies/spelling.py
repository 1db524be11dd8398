"""How two spellings of one name are told to be the same: « Île-de-France », « ile de france »."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})


def slug(text: str) -> str:
    """Return the words in lower case, without accents, joined by hyphens."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def compact(text: str) -> str:
    """Return the letters and digits alone: « Viêt Nam » and « Vietnam » are one country."""
    return slug(text).replace("-", "")
