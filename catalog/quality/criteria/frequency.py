from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject
from catalog.vocabularies.frequencies import UNKNOWN


class Frequency(Criterion):
    slug = "frequency"
    key = "update_frequency"
    label = "Fréquence de mise à jour annoncée"
    gesture = "Annoncer une fréquence"
    family = Family.DESCRIPTION
    field = "frequency"

    @staticmethod
    def judge(subject: Subject) -> Verdict:
        if subject.dataset.frequency not in ("", UNKNOWN):
            return MET
        return todo("Annoncez une fréquence de mise à jour : elle dit quand revenir.")
