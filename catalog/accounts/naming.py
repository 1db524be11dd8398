"""How the services of the State in the regions are called: by the usual letters and their place.

A name in full is right as well, but nobody types it in a search: « DRAC Bretagne » is found.
"""

import re
import unicodedata

SERVICES = {
    "direction regionale des affaires culturelles": "DRAC",
    "direction des affaires culturelles": "DAC",
    "unite departementale de l architecture et du patrimoine": "UDAP",
    "direction departementale des territoires et de la mer": "DDTM",
    "direction departementale des territoires": "DDT",
    "direction departementale de la protection des populations": "DDPP",
    "direction departementale de l emploi du travail et des solidarites": "DDETS",
    "direction regionale de l environnement de l amenagement et du logement": "DREAL",
    "direction regionale de l economie de l emploi du travail et des solidarites": "DREETS",
    "direction regionale de l alimentation de l agriculture et de la foret": "DRAAF",
    "direction interregionale de la mer": "DIRM",
    "agence regionale de sante": "ARS",
}
BARE = {*SERVICES.values(), "PREFECTURE", "SOUS-PREFECTURE", "RECTORAT"}
BEFORE_A_PLACE = re.compile(
    r"^(?:de la |de l |de l[’']|du |des |de |d |d[’']|en |- |, )", re.IGNORECASE
)
NOT_A_LETTER = re.compile(r"[^a-z0-9]")


def usual_name(name: str) -> str:
    """Return « DRAC Bretagne » for its name in full, "" for a name that is usual already."""
    flat = flattened(name)
    for full, letters in SERVICES.items():
        if flat.startswith(full) and (place := place_in(name[len(full) :])):
            return f"{letters} {place}"
    return ""


def lacks_a_place(name: str) -> bool:
    """Tell whether a name says which kind of service and not which one: « DRAC »."""
    flat = flattened(name).strip()
    return flat.upper().replace(" ", "-") in BARE or flat in SERVICES


def flattened(name: str) -> str:
    """Return the name in as many characters, lower, without accents or signs."""
    bare = "".join(unicodedata.normalize("NFD", letter)[0] for letter in name.lower())
    return NOT_A_LETTER.sub(" ", bare)


def place_in(end: str) -> str:
    place = BEFORE_A_PLACE.sub("", end.strip())
    return place[:1].upper() + place[1:]
