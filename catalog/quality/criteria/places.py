from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject


class Places(Criterion):
    slug = "places"
    key = "spatial"
    label = "Territoire indiqué"
    gesture = "Indiquer le territoire"
    family = Family.DESCRIPTION
    field = "place"

    @staticmethod
    def judge(subject: Subject) -> Verdict:
        if subject.dataset.granularity or subject.territories:
            return MET
        return todo("Choisissez le territoire dont parlent les données, ou leur maille.")
