"""From French text to tokens, the same on every database: folded, no stop word, stems."""

import re
import unicodedata

import Stemmer

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": " ", "'": " "})
ACCENTS = re.compile("[\u0300-\u036f]+")
WORD = re.compile(r"[a-z0-9]+")
STOP_WORDS = frozenset(
    """
    a ai au aux avec c ce ces cet cette d dans de des du elle elles en entre est et etc eu il ils j
    je l la le les leur leurs lui m ma mais me mes mon n ne ni nos notre nous on ont ou par pas pour
    qu que qui s sa sans se ses si son sont sous sur t ta te tes toi ton tu un une vers vos votre
    vous y
    """.split()  # noqa: SIM905 (a paragraph is read and sorted at a glance, ninety quotes are not)
)


def fold(text: str) -> str:
    """Return the text in lower case, without accents or ligatures."""
    return ACCENTS.sub("", unicodedata.normalize("NFKD", text.lower().translate(LIGATURES)))


def words(text: str) -> list[str]:
    """Return the folded words that carry meaning, in order, repeats included."""
    return [word for word in WORD.findall(fold(text)) if word not in STOP_WORDS]


def stems(text: str) -> list[str]:
    """Return one token for each of `words(text)`; two forms of a word give the same token."""
    stemmer = Stemmer.Stemmer("french")  # not shared: PyStemmer is not safe between threads
    return list(stemmer.stemWords(words(text)))
