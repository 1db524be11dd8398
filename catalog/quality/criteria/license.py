from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject


class License(Criterion):
    slug = "license"
    key = "license"
    label = "Licence indiquée"
    gesture = "Choisir une licence"
    family = Family.DESCRIPTION
    field = "license"
    weight = 2

    @staticmethod
    def judge(subject: Subject) -> Verdict:
        if subject.dataset.license:
            return MET
        return todo("Choisissez une licence : sans elle, personne ne sait ce qui est permis.")
