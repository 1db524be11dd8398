from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject

LONG_DESCRIPTION = 100


class Description(Criterion):
    slug = "description"
    key = "dataset_description_quality"
    label = "Description détaillée"
    gesture = "Étoffer la description"
    family = Family.DESCRIPTION
    field = "description"
    weight = 2

    @staticmethod
    def judge(subject: Subject) -> Verdict:
        if len(subject.dataset.description) > LONG_DESCRIPTION:
            return MET
        return todo(
            f"Décrivez les données en plus de {LONG_DESCRIPTION} caractères : ce qu’elles "
            "contiennent, d’où elles viennent, ce qui leur manque."
        )
