from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject

CLOSED_FORMATS = {"pdf", "doc", "docx", "word", "xls", "excel", "xlsx"}


class OpenFormat(Criterion):
    """data.gouv.fr's: one resource at least, of any type, is not of an office suite."""

    slug = "open-format"
    key = "has_open_format"
    label = "Un fichier au moins dans un format ouvert"
    gesture = "Ajouter un format ouvert"
    family = Family.FILES
    field = "resources"
    weight = 2

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        if not subject.resources:
            return None
        formats = {resource.format for resource in subject.resources} - {""}
        if formats - CLOSED_FORMATS:
            return MET
        return todo(
            "Ajoutez les données dans un format ouvert, CSV ou JSON par exemple : tous les outils "
            "les liront."
        )
