import re

from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject
from catalog.quality.wording import named_in, quoted
from catalog.vocabularies.territories import REGIONS

YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
TOO_WIDE = ("country", "country-group", "country-subset")
"""« Musées de France » is what these museums are called."""


class Title(Criterion):
    slug = "title"
    label = "Titre sans année ni territoire"
    gesture = "Simplifier le titre"
    family = Family.COHERENCE
    field = "title"

    @staticmethod
    def judge(subject: Subject) -> Verdict:
        title = subject.dataset.title
        if years := YEAR.findall(title):
            return todo(
                f"Retirez {quoted(years)} du titre : la période couverte le dit, et le titre "
                "restera juste après la prochaine mise à jour."
            )
        if places := places_in(subject, title):
            return todo(f"Retirez {quoted(places)} du titre : les territoires choisis le disent.")
        return MET


def places_in(subject: Subject, title: str) -> list[str]:
    own = [place.name for place in subject.territories if place.level not in TOO_WIDE]
    return [name for name in dict.fromkeys([*own, *REGIONS.values()]) if named_in(title, name)]
