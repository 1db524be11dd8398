import re
from collections import defaultdict

from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.criteria.title import YEAR
from catalog.quality.subject import Subject, Table
from catalog.quality.wording import named_in, quoted
from catalog.vocabularies.territories import ZONES

SERIES = 3
CODE = re.compile(r"(?<![0-9a-z])(?:0?[1-9]|[1-9]\d|2[ab]|97\d)(?![0-9a-z])", re.IGNORECASE)


class OneFile(Criterion):
    """The same columns cut in a file a year, or a department: whoever reuses them glues them."""

    slug = "one-file"
    label = "Données en un seul fichier"
    gesture = "Réunir les fichiers"
    family = Family.COHERENCE
    field = "resources"

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        if len(subject.tables) < SERIES:
            return None
        alike: dict[tuple[str, ...], list[Table]] = defaultdict(list)
        for table in subject.tables:
            if is_one_of_a_series(table):
                alike[tuple(table.columns)].append(table)
        series = max(alike.values(), key=len, default=[])
        if len(series) < SERIES:
            return MET
        names = quoted([table.resource.title for table in series])
        return todo(
            f"Réunissez en un fichier ces {len(series)} qui ont les mêmes colonnes, avec une "
            f"colonne de plus pour l’année ou le territoire : {names}."
        )


def is_one_of_a_series(table: Table) -> bool:
    """Tell whether the title says of which year or place this file is."""
    title = table.resource.title
    if YEAR.search(title.replace("_", " ")) or CODE.search(title.replace("_", " ")):
        return True
    return any(named_in(title, zone.name) for zone in PLACES)


PLACES = [zone for zone in ZONES.values() if zone.level in ("fr:region", "fr:departement")]
