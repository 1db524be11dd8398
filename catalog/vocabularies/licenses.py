"""Licences of data.gouv.fr, by identifier, and how other names of theirs are recognised.

Source: https://www.data.gouv.fr/api/1/datasets/licenses/. Administrations may choose `lov2` or
`odc-odbl` freely (article D323-2-1 of the CRPA); any other asks for a reason.
"""

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from catalog.vocabularies.spelling import slug

NOT_SPECIFIED = "notspecified"
FREE = ("lov2", "odc-odbl")  # what an administration may choose without saying why
TYPING_SLIPS = 2
ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]«»]+", re.I)
EU = "publications.europa.eu/resource/authority/licence"


@dataclass(frozen=True)
class License:
    """`alternates` are the other titles and addresses that catalogues give to the licence."""

    title: str
    url: str = ""
    short: str = ""
    alternates: tuple[str, ...] = ()


LICENSES = {
    "lov2": License(
        "Licence Ouverte / Open Licence version 2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
        "Licence Ouverte 2.0",
        (
            "etalab-2.0",
            "License Etalab",
            "License Etalab v2",
            "License Etalab v2.0",
            "Licence Etalab",
            "Licence Ouverte",
            "Licence Ouverte (Etalab)",
            "Licence Ouverte v2",
            "Licence Ouverte v2.0",
            "Licence Ouverte v2.0 (Etalab)",
            "Licence Ouverte version 2.0",
            "Licence Ouverte / Open Licence v2",
            "Licence Ouverte / Open Licence v2.0",
            "Licence Ouverte / Open Licence 2.0",
            "Open Licence v2",
            "Open Licence v2.0",
            "Open Licence version 2.0",
            "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf",
            "https://github.com/etalab/licence-ouverte/blob/master/LO.md",
            "https://github.com/etalab/licence-ouverte/blob/master/open-licence.md",
            "https://spdx.org/licenses/etalab-2.0",
            "https://spdx.org/licenses/etalab-2.0.html",
        ),
    ),
    "odc-odbl": License(
        "Open Data Commons Open Database License (ODbL)",
        "http://opendatacommons.org/licenses/odbl/summary/",
        "ODbL 1.0",
        (
            "ODbL",
            "ODbL-1.0",
            "Open Database License",
            "Open Database License (ODbL)",
            "Open Database License (ODbL) 1.0",
            "Open Database License (ODbL) v1.0",
            "Open Data Commons Open Database License",
            "Open Data Commons Open Database License 1.0",
            "https://www.opendefinition.org/licenses/odc-odbl",
            "https://opendatacommons.org/licenses/odbl",
            "https://opendatacommons.org/licenses/odbl/1.0",
            "https://opendatacommons.org/licenses/odbl/1-0",
            "https://spdx.org/licenses/ODbL-1.0",
            f"https://{EU}/ODC_BL",
        ),
    ),
    "fr-lo": License(
        "Licence Ouverte / Open Licence",
        "https://www.etalab.gouv.fr/wp-content/uploads/2014/05/Licence_Ouverte.pdf",
        "Licence Ouverte 1.0",
        (
            "LO/OL",
            "Licence Ouverte v1",
            "Licence Ouverte v1.0",
            "Licence Ouverte version 1.0",
            "Licence Ouverte / Open Licence 1.0",
            "Licence Ouverte / Open Licence version 1.0",
            "https://www.etalab.gouv.fr/wp-content/uploads/2014/05/Open_Licence.pdf",
        ),
    ),
    "odc-by": License(
        "Open Data Commons Attribution License",
        "http://opendatacommons.org/licenses/by/summary/",
        "ODC-By",
        (
            "ODC-By-1.0",
            "Open Data Commons Attribution License 1.0",
            "https://www.opendefinition.org/licenses/odc-by",
            "https://opendatacommons.org/licenses/by",
            "https://opendatacommons.org/licenses/by/1.0",
            "https://opendatacommons.org/licenses/by/1-0",
            f"https://{EU}/ODC_BY",
        ),
    ),
    "odc-pddl": License(
        "Open Data Commons Public Domain Dedication and Licence (PDDL)",
        "http://opendatacommons.org/licenses/pddl/summary/",
        "PDDL",
        (
            "PDDL-1.0",
            "Public Domain Dedication and Licence",
            "https://www.opendefinition.org/licenses/odc-pddl",
            "https://opendatacommons.org/licenses/pddl",
            "https://opendatacommons.org/licenses/pddl/1-0",
            f"https://{EU}/ODC_PDDL",
        ),
    ),
    "cc-by": License(
        "Creative Commons Attribution",
        "http://www.opendefinition.org/licenses/cc-by",
        "CC BY",
        (
            "CC-BY-3.0",
            "CC-BY-4.0",
            "CC BY 4.0",
            "Creative Commons Attribution 3.0",
            "Creative Commons Attribution 4.0",
            "Creative Commons Attribution 4.0 International",
            "https://creativecommons.org/licenses/by/3.0",
            "https://creativecommons.org/licenses/by/4.0",
            "https://creativecommons.org/licenses/by/4.0/deed.fr",
            f"https://{EU}/CC_BY",
            f"https://{EU}/CC_BY_4_0",
        ),
    ),
    "cc-by-sa": License(
        "Creative Commons Attribution Share-Alike",
        "http://www.opendefinition.org/licenses/cc-by-sa",
        "CC BY-SA",
        (
            "CC-BY-SA-3.0",
            "CC-BY-SA-4.0",
            "Creative Commons Attribution ShareAlike",
            "Creative Commons Attribution-ShareAlike 4.0",
            "Creative Commons Attribution-ShareAlike 4.0 International",
            "https://creativecommons.org/licenses/by-sa/3.0",
            "https://creativecommons.org/licenses/by-sa/4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
            f"https://{EU}/CC_BYSA",
            f"https://{EU}/CC_BYSA_4_0",
        ),
    ),
    "cc-zero": License(
        "Creative Commons CCZero",
        "http://www.opendefinition.org/licenses/cc-zero",
        "CC0",
        (
            "CC0-1.0",
            "Creative Commons Zero",
            "CC0 1.0 Universal",
            "https://creativecommons.org/publicdomain/zero/1.0",
            "https://creativecommons.org/publicdomain/zero/1.0/deed.fr",
            f"https://{EU}/CC0",
        ),
    ),
    "other-at": License("Autre licence, avec attribution", alternates=("Other (Attribution)",)),
    "other-open": License("Autre licence ouverte", alternates=("Other (Open)",)),
    "other-pd": License("Autre licence, domaine public", alternates=("Other (Public Domain)",)),
    NOT_SPECIFIED: License(
        "Licence non précisée",
        alternates=("License Not Specified", "License Not Specified (default)", "Not Specified"),
    ),
}
CHOICES = [(key, license.short or license.title) for key, license in LICENSES.items()]


def bare(address: str) -> str:
    """Return an address without what two copies of it may differ by: scheme, www, last slash."""
    return re.sub(r"^https?://(www\.)?", "", address.strip().lower()).rstrip("/.,;")


def spellings(key: str) -> tuple[str, ...]:
    license = LICENSES[key]
    return (key, license.title, license.short, license.url, *license.alternates)


ADDRESSES = {bare(text): key for key in LICENSES for text in spellings(key) if "://" in text}
# A title of one licence wins over an alternate of another: both are tried, titles first.
TITLES = {slug(text): key for key in LICENSES for text in (key, LICENSES[key].title)}
ALTERNATES = {
    slug(text): key for key in LICENSES for text in spellings(key) if text and "://" not in text
}


def guess(*texts: str) -> str | None:
    """Return the identifier of the licence that one of the texts names, each tried in turn.

    In a sentence the first address counts more than the words around it.
    """
    for text in texts:
        address = ADDRESS.search(text)
        for candidate in ([address.group()] if address else []) + [text]:
            if found := named(candidate):
                return found
    return None


def named(text: str) -> str | None:
    if text.strip() in LICENSES:
        return text.strip()
    name = slug(text)
    exact = ADDRESSES.get(bare(text)) or TITLES.get(name) or ALTERNATES.get(name)
    return exact or nearest(name, TITLES) or nearest(name, ALTERNATES)


def nearest(name: str, titles: dict[str, str]) -> str | None:
    """Return the only licence with a title two typing slips away from `name`, if there is one."""
    found = {key for title, key in titles.items() if looks_like(name, title)}
    return found.pop() if len(found) == 1 else None


def looks_like(name: str, title: str) -> bool:
    """Tell whether only long words differ, by a slip: « v1 » is never « v2 », nor « nc » « sa »."""
    pairs = list(zip(name.split("-"), title.split("-"), strict=False))
    if name.count("-") != title.count("-"):
        return False
    if any(min(len(one), len(other)) < 5 for one, other in pairs if one != other):
        return False
    return sum(OSA.distance(one, other) for one, other in pairs) <= TYPING_SLIPS
