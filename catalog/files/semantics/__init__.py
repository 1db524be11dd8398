"""What the State means by a column. In: its header and some of its values. Out: one key, or none.

One class a type; a type is chosen by the share of the values that fit, and by the header.
"""

from collections.abc import Sequence

from catalog.files.semantics.base import Semantic, words
from catalog.files.semantics.companies import Naf, Rna, Siren, Siret, Uai
from catalog.files.semantics.culture import Ark, Joconde, Merimee, Museofile, Palissy
from catalog.files.semantics.people import Email, Iban, Nir, Phone, Url
from catalog.files.semantics.territories import (
    CommuneCode,
    CountryCode,
    DepartmentCode,
    DepartmentName,
    Latitude,
    LongCountryCode,
    Longitude,
    PostalCode,
    RegionCode,
    RegionName,
)
from catalog.files.semantics.times import Year

SEMANTICS: tuple[Semantic, ...] = (
    Siret(), Siren(), Rna(), Naf(), Uai(), Nir(), Iban(), Email(), Phone(), Url(),
    Museofile(), Merimee(), Palissy(), Joconde(), Ark(),
    PostalCode(), CommuneCode(), DepartmentCode(), DepartmentName(), RegionCode(), RegionName(),
    CountryCode(), LongCountryCode(), Latitude(), Longitude(), Year(),
)  # fmt: skip
"""The narrowest first: between two that fit as well, the first is chosen."""
LABELS = {semantic.key: semantic.label for semantic in SEMANTICS}
"""French label by key, for the column dictionary and the screens."""
FEWEST = 1


def detect(header: str, values: Sequence[str]) -> str | None:
    """Return the key of the type that fits best; `values`: different ones, without blanks around.

    Numbers that a spreadsheet wrote as decimals (« 75.0 ») are read without their decimals.
    """
    kept = whole(values)
    if len(kept) < FEWEST:
        return None
    named = words(header)
    best, found = 0.0, None
    for semantic in SEMANTICS:
        belief = semantic.fits(named, kept)
        if belief > best:
            best, found = belief, semantic.key
    return found


def whole(values: Sequence[str]) -> list[str]:
    kept = dict.fromkeys(values)
    if all(value.endswith(".0") for value in kept):
        return [value[:-2] for value in kept]
    return list(kept)
