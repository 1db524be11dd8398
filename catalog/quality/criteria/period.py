from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject


class Period(Criterion):
    slug = "period"
    key = "temporal_coverage"
    label = "Période couverte indiquée"
    gesture = "Indiquer la période"
    family = Family.DESCRIPTION
    field = "temporal_start"

    @staticmethod
    def judge(subject: Subject) -> Verdict:
        if subject.dataset.temporal_start or subject.dataset.temporal_end:
            return MET
        return todo("Dites de quelle date à quelle date vont les données.")
