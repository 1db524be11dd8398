"""How two spellings of one name are told to be the same: « Île-de-France », « ile de france »."""

import re
import unicodedata

ACCENTED = {
    "a": "aàâäáãåAÀÂÄÁÃÅ",
    "c": "cçCÇ",
    "e": "eéèêëEÉÈÊË",
    "i": "iîïíIÎÏÍ",
    "n": "nñNÑ",
    "o": "oôöóõOÔÖÓÕ",
    "u": "uùûüúUÙÛÜÚ",
    "y": "yÿYŸ",
}
LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})


def slug(text: str) -> str:
    """Return the words in lower case, without accents, joined by hyphens."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def compact(text: str) -> str:
    """Return the letters and digits alone: « Viêt Nam » and « Vietnam » are one country."""
    return slug(text).replace("-", "")


def pattern(text: str) -> str:
    """Return a regular expression that every spelling of the name answers, on any database.

    Empty when the text has no letter. « St-Denis » is Saint-Denis.
    """
    return "[^a-zA-Z0-9]+".join(pattern_of_word(word) for word in slug(text).split("-"))


def pattern_of_word(word: str) -> str:
    if word in ("st", "saint", "ste", "sainte"):
        return f"s(ain)?t{'e' if word.endswith('e') else ''}"
    letters = "".join(f"[{ACCENTED[letter]}]" if letter in ACCENTED else letter for letter in word)
    for pair, ligature in (("oe", "œŒ"), ("ae", "æÆ")):
        written = "".join(f"[{ACCENTED[letter]}]" for letter in pair)
        letters = letters.replace(written, f"({written}|[{ligature}])")
    return letters
