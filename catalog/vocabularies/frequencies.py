"""Update frequencies of data.gouv.fr, with the time within which the next update is expected.

Sources: https://www.data.gouv.fr/api/1/datasets/frequencies/, periods from udata's documentation;
European Union's authority table frequency; Dublin Core's cld/freq, whose terms are the same words.
"""

from dataclasses import dataclass
from datetime import timedelta

from catalog.vocabularies.spelling import slug


@dataclass(frozen=True)
class Frequency:
    label: str
    period: timedelta | None = None
    expected: str = ""


def every(label: str, expected: str, **period: float) -> Frequency:
    return Frequency(label, timedelta(**period), expected)


FREQUENCIES = {
    "annual": every("annuelle", "chaque année", days=365),
    "semiannual": every("semestrielle", "deux fois par an", days=365),
    "threeTimesAYear": every("trois fois par an", "trois fois par an", days=365),
    "quarterly": every("trimestrielle", "chaque trimestre", days=93),
    "bimonthly": every("tous les deux mois", "tous les deux mois", days=62),
    "monthly": every("mensuelle", "chaque mois", days=31),
    "semimonthly": every("deux fois par mois", "deux fois par mois", days=31),
    "threeTimesAMonth": every("trois fois par mois", "trois fois par mois", days=31),
    "biweekly": every("toutes les deux semaines", "toutes les deux semaines", days=14),
    "weekly": every("hebdomadaire", "chaque semaine", days=7),
    "semiweekly": every("deux fois par semaine", "deux fois par semaine", days=7),
    "threeTimesAWeek": every("trois fois par semaine", "trois fois par semaine", days=7),
    "fiveTimesAWeek": every("cinq fois par semaine", "chaque jour ouvré", days=7),
    "daily": every("quotidienne", "chaque jour", days=1),
    "semidaily": every("deux fois par jour", "deux fois par jour", days=1),
    "threeTimesADay": every("trois fois par jour", "trois fois par jour", days=1),
    "severalTimesADay": every("plusieurs fois par jour", "plusieurs fois par jour", days=1),
    "twelveHours": every("toutes les douze heures", "toutes les douze heures", hours=12),
    "trihourly": every("toutes les trois heures", "toutes les trois heures", hours=3),
    "bihourly": every("toutes les deux heures", "toutes les deux heures", hours=2),
    "hourly": every("toutes les heures", "toutes les heures", hours=1),
    "thirtyMinutes": every("toutes les trente minutes", "toutes les trente minutes", minutes=30),
    "fifteenMinutes": every("tous les quarts d’heure", "tous les quarts d’heure", minutes=15),
    "tenMinutes": every("toutes les dix minutes", "toutes les dix minutes", minutes=10),
    "fiveMinutes": every("toutes les cinq minutes", "toutes les cinq minutes", minutes=5),
    "oneMinute": every("toutes les minutes", "toutes les minutes", minutes=1),
    "continuous": Frequency("en continu"),
    "biennial": every("tous les deux ans", "tous les deux ans", days=730),
    "triennial": every("tous les trois ans", "tous les trois ans", days=1095),
    "quadrennial": every("tous les quatre ans", "tous les quatre ans", days=1460),
    "quinquennial": every("tous les cinq ans", "tous les cinq ans", days=1825),
    "decennial": every("tous les dix ans", "tous les dix ans", days=3650),
    "bidecennial": every("tous les vingt ans", "tous les vingt ans", days=7300),
    "tridecennial": every("tous les trente ans", "tous les trente ans", days=10950),
    "punctual": Frequency("ponctuelle"),
    "irregular": Frequency("irrégulière"),
    "never": Frequency("jamais : ne change plus"),
    "notPlanned": Frequency("non planifiée"),
    "other": Frequency("autre"),
    "unknown": Frequency("inconnue"),
}
CHOICES = [(key, frequency.label) for key, frequency in FREQUENCIES.items() if key != "unknown"]
UNKNOWN = "unknown"
# Names that data.gouv.fr gave up, or that are often written for one of its own.
LEGACY = {
    "realtime": "continuous",
    "fourTimesADay": "severalTimesADay",
    "fourTimesAWeek": "other",
    "fortnighly": "biweekly",
    "fortnightly": "biweekly",
    "biannual": "semiannual",
}
EU_FREQUENCIES = {
    "UPDATE_CONT": "continuous",
    "1MIN": "oneMinute",
    "5MIN": "fiveMinutes",
    "10MIN": "tenMinutes",
    "15MIN": "fifteenMinutes",
    "30MIN": "thirtyMinutes",
    "HOURLY": "hourly",
    "BIHOURLY": "bihourly",
    "TRIHOURLY": "trihourly",
    "12HRS": "twelveHours",
    "CONT": "severalTimesADay",
    "DAILY_3": "threeTimesADay",
    "DAILY_2": "semidaily",
    "DAILY": "daily",
    "WEEKLY_5": "fiveTimesAWeek",
    "WEEKLY_3": "threeTimesAWeek",
    "WEEKLY_2": "semiweekly",
    "WEEKLY": "weekly",
    "BIWEEKLY": "biweekly",
    "MONTHLY_3": "threeTimesAMonth",
    "MONTHLY_2": "semimonthly",
    "MONTHLY": "monthly",
    "BIMONTHLY": "bimonthly",
    "QUARTERLY": "quarterly",
    "ANNUAL_3": "threeTimesAYear",
    "ANNUAL_2": "semiannual",
    "ANNUAL": "annual",
    "BIENNIAL": "biennial",
    "TRIENNIAL": "triennial",
    "QUADRENNIAL": "quadrennial",
    "QUINQUENNIAL": "quinquennial",
    "DECENNIAL": "decennial",
    "BIDECENNIAL": "bidecennial",
    "TRIDECENNIAL": "tridecennial",
    "AS_NEEDED": "punctual",
    "IRREG": "irregular",
    "NEVER": "never",
    "NOT_PLANNED": "notPlanned",
    "OTHER": "other",
    "UNKNOWN": UNKNOWN,
}
SPELLINGS = {
    **{slug(facts.label): key for key, facts in FREQUENCIES.items()},
    **{slug(code): key for code, key in EU_FREQUENCIES.items()},
    **{slug(name): key for name, key in LEGACY.items()},
    **{slug(key): key for key in FREQUENCIES},
}


def canonical(text: str) -> str | None:
    """Return the identifier of that name, code, address or French label; None when there is none.

    « unknown » is an identifier: it says that the source does not know.
    """
    last = text.strip().rstrip("/").rpartition("/")[2].rpartition("#")[2]
    return SPELLINGS.get(slug(last))
