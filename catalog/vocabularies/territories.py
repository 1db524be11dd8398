"""Territories: regions and departments of France by INSEE code, and zones by data.gouv.fr's id.

Sources: INSEE, code officiel géographique 2024; overseas collectivities from its own list (codes
975 to 989); regions before 2016 from law 2015-29. Zones: https://www.data.gouv.fr/api/1/spatial/,
whose identifiers are `level:code`. Communes, cantons and their like are recognised, not named.
"""

import re
from dataclasses import dataclass

from catalog.vocabularies import granularities
from catalog.vocabularies.countries import COUNTRIES
from catalog.vocabularies.spelling import compact

REGIONS = {
    "01": "Guadeloupe",
    "02": "Martinique",
    "03": "Guyane",
    "04": "La Réunion",
    "06": "Mayotte",
    "11": "Île-de-France",
    "24": "Centre-Val de Loire",
    "27": "Bourgogne-Franche-Comté",
    "28": "Normandie",
    "32": "Hauts-de-France",
    "44": "Grand Est",
    "52": "Pays de la Loire",
    "53": "Bretagne",
    "75": "Nouvelle-Aquitaine",
    "76": "Occitanie",
    "84": "Auvergne-Rhône-Alpes",
    "93": "Provence-Alpes-Côte d’Azur",
    "94": "Corse",
}
# Code: (name, code of the region).
DEPARTMENTS = {
    "01": ("Ain", "84"),
    "02": ("Aisne", "32"),
    "03": ("Allier", "84"),
    "04": ("Alpes-de-Haute-Provence", "93"),
    "05": ("Hautes-Alpes", "93"),
    "06": ("Alpes-Maritimes", "93"),
    "07": ("Ardèche", "84"),
    "08": ("Ardennes", "44"),
    "09": ("Ariège", "76"),
    "10": ("Aube", "44"),
    "11": ("Aude", "76"),
    "12": ("Aveyron", "76"),
    "13": ("Bouches-du-Rhône", "93"),
    "14": ("Calvados", "28"),
    "15": ("Cantal", "84"),
    "16": ("Charente", "75"),
    "17": ("Charente-Maritime", "75"),
    "18": ("Cher", "24"),
    "19": ("Corrèze", "75"),
    "21": ("Côte-d’Or", "27"),
    "22": ("Côtes-d’Armor", "53"),
    "23": ("Creuse", "75"),
    "24": ("Dordogne", "75"),
    "25": ("Doubs", "27"),
    "26": ("Drôme", "84"),
    "27": ("Eure", "28"),
    "28": ("Eure-et-Loir", "24"),
    "29": ("Finistère", "53"),
    "2A": ("Corse-du-Sud", "94"),
    "2B": ("Haute-Corse", "94"),
    "30": ("Gard", "76"),
    "31": ("Haute-Garonne", "76"),
    "32": ("Gers", "76"),
    "33": ("Gironde", "75"),
    "34": ("Hérault", "76"),
    "35": ("Ille-et-Vilaine", "53"),
    "36": ("Indre", "24"),
    "37": ("Indre-et-Loire", "24"),
    "38": ("Isère", "84"),
    "39": ("Jura", "27"),
    "40": ("Landes", "75"),
    "41": ("Loir-et-Cher", "24"),
    "42": ("Loire", "84"),
    "43": ("Haute-Loire", "84"),
    "44": ("Loire-Atlantique", "52"),
    "45": ("Loiret", "24"),
    "46": ("Lot", "76"),
    "47": ("Lot-et-Garonne", "75"),
    "48": ("Lozère", "76"),
    "49": ("Maine-et-Loire", "52"),
    "50": ("Manche", "28"),
    "51": ("Marne", "44"),
    "52": ("Haute-Marne", "44"),
    "53": ("Mayenne", "52"),
    "54": ("Meurthe-et-Moselle", "44"),
    "55": ("Meuse", "44"),
    "56": ("Morbihan", "53"),
    "57": ("Moselle", "44"),
    "58": ("Nièvre", "27"),
    "59": ("Nord", "32"),
    "60": ("Oise", "32"),
    "61": ("Orne", "28"),
    "62": ("Pas-de-Calais", "32"),
    "63": ("Puy-de-Dôme", "84"),
    "64": ("Pyrénées-Atlantiques", "75"),
    "65": ("Hautes-Pyrénées", "76"),
    "66": ("Pyrénées-Orientales", "76"),
    "67": ("Bas-Rhin", "44"),
    "68": ("Haut-Rhin", "44"),
    "69": ("Rhône", "84"),
    "70": ("Haute-Saône", "27"),
    "71": ("Saône-et-Loire", "27"),
    "72": ("Sarthe", "52"),
    "73": ("Savoie", "84"),
    "74": ("Haute-Savoie", "84"),
    "75": ("Paris", "11"),
    "76": ("Seine-Maritime", "28"),
    "77": ("Seine-et-Marne", "11"),
    "78": ("Yvelines", "11"),
    "79": ("Deux-Sèvres", "75"),
    "80": ("Somme", "32"),
    "81": ("Tarn", "76"),
    "82": ("Tarn-et-Garonne", "76"),
    "83": ("Var", "93"),
    "84": ("Vaucluse", "93"),
    "85": ("Vendée", "52"),
    "86": ("Vienne", "75"),
    "87": ("Haute-Vienne", "75"),
    "88": ("Vosges", "44"),
    "89": ("Yonne", "27"),
    "90": ("Territoire de Belfort", "27"),
    "91": ("Essonne", "11"),
    "92": ("Hauts-de-Seine", "11"),
    "93": ("Seine-Saint-Denis", "11"),
    "94": ("Val-de-Marne", "11"),
    "95": ("Val-d’Oise", "11"),
    "971": ("Guadeloupe", "01"),
    "972": ("Martinique", "02"),
    "973": ("Guyane", "03"),
    "974": ("La Réunion", "04"),
    "976": ("Mayotte", "06"),
}
COLLECTIVITIES = {
    "975": "Saint-Pierre-et-Miquelon",
    "977": "Saint-Barthélemy",
    "978": "Saint-Martin",
    "984": "Terres australes et antarctiques françaises",
    "986": "Wallis-et-Futuna",
    "987": "Polynésie française",
    "988": "Nouvelle-Calédonie",
    "989": "Île de Clipperton",
}
# Until 2015. Code: (name, code of the region it is in today).
FORMER_REGIONS = {
    "21": ("Champagne-Ardenne", "44"),
    "22": ("Picardie", "32"),
    "23": ("Haute-Normandie", "28"),
    "25": ("Basse-Normandie", "28"),
    "26": ("Bourgogne", "27"),
    "31": ("Nord-Pas-de-Calais", "32"),
    "41": ("Lorraine", "44"),
    "42": ("Alsace", "44"),
    "43": ("Franche-Comté", "27"),
    "54": ("Poitou-Charentes", "75"),
    "72": ("Aquitaine", "75"),
    "73": ("Midi-Pyrénées", "76"),
    "74": ("Limousin", "75"),
    "82": ("Rhône-Alpes", "84"),
    "83": ("Auvergne", "84"),
    "91": ("Languedoc-Roussillon", "76"),
}
GROUPS = {
    "country-group:world": "Monde",
    "country-group:ue": "Union européenne",
    "country-subset:fr:metro": "France métropolitaine",
    "country-subset:fr:drom": "Départements et régions d’outre-mer",
    "country-subset:fr:dromcom": "Outre-mer",
}
SPELLINGS = {
    "monde entier": "country-group:world",
    "international": "country-group:world",
    "ue": "country-group:ue",
    "france entière": "country:fr",
    "métropole": "country-subset:fr:metro",
    "drom": "country-subset:fr:drom",
    "drom-com": "country-subset:fr:dromcom",
    "réunion": "fr:region:04",
    "centre": "fr:region:24",
    "paca": "fr:region:93",
    "états-unis d’amérique": "country:us",
    "république tchèque": "country:cz",
    "grande-bretagne": "country:gb",
}
# Levels whose codes are recognised by their shape alone.
SHAPES = {
    "fr:commune": re.compile(r"\d[\dAB]\d{3}"),
    "fr:arrondissement": re.compile(r"\d[\dAB]\d{1,2}"),
    "fr:canton": re.compile(r"\d[\dAB]\d{2,3}"),
    "fr:epci": re.compile(r"\d{9}"),
    "fr:iris": re.compile(r"\d[\dAB]\d{7}"),
}


@dataclass(frozen=True)
class Zone:
    """`id` is « fr:region:53 »; `name` is empty for a level that this module does not name."""

    id: str
    name: str = ""

    @property
    def level(self) -> str:
        first, *others = self.id.split(":")
        return f"{first}:{others[0]}" if first == "fr" else first

    @property
    def code(self) -> str:
        return self.id.removeprefix(f"{self.level}:")


def known_zones() -> dict[str, Zone]:
    """Return the zones that have a name here. Where two share a name, the widest comes first."""
    names = {
        "country:fr": "France",
        **GROUPS,
        **{f"fr:region:{code}": name for code, name in REGIONS.items()},
        **{f"fr:departement:{code}": name for code, (name, _) in DEPARTMENTS.items()},
        **{f"fr:collectivite:{code}": name for code, name in COLLECTIVITIES.items()},
        **{f"fr:region:{code}": name for code, (name, _) in FORMER_REGIONS.items()},
        **{f"country:{code}": name for code, name in COUNTRIES.items()},
    }
    return {id_: Zone(id_, name) for id_, name in names.items()}


ZONES = known_zones()
BY_NAME = {
    **{compact(zone.name): zone for zone in reversed(ZONES.values())},
    **{compact(name): ZONES[id_] for name, id_ in SPELLINGS.items()},
}


def zone(text: str) -> Zone | None:
    """Return the zone of that identifier, today's or a former one, or of that French name.

    None for a place that only INSEE's file of communes would name: « Rennes ».
    """
    return from_identifier(text) or BY_NAME.get(compact(text))


def from_identifier(text: str) -> Zone | None:
    """Return the zone of an identifier, whatever the date that udata once wrote after it."""
    found = text.strip().partition("@")[0].replace("/", ":")
    level, _, code = found.rpartition(":")
    level = granularities.LEGACY.get(level.lower(), level.lower())
    code = code.upper() if level.startswith("fr:") else code.lower()
    id_ = f"{level}:{code}"
    if id_ in ZONES:
        return ZONES[id_]
    shape = SHAPES.get(level)
    return Zone(id_) if shape and shape.fullmatch(code) else None


def region_of(zone: Zone) -> str:
    """Return the code of the region that holds the zone today; empty when it says nothing."""
    if zone.level == "fr:region":
        return FORMER_REGIONS[zone.code][1] if zone.code in FORMER_REGIONS else zone.code
    if zone.level == "fr:departement":
        return DEPARTMENTS[zone.code][1]
    return ""
