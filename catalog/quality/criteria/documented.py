from catalog.enums import ResourceType
from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject


class Documented(Criterion):
    slug = "documented"
    key = "resources_documentation"
    label = "Fichiers documentés"
    gesture = "Documenter un fichier"
    family = Family.FILES
    field = "resources"

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        if not subject.resources:
            return None
        if any(
            one.type == ResourceType.DOCUMENTATION or one.description for one in subject.resources
        ):
            return MET
        return todo(
            "Décrivez un fichier, ou ajoutez-en un de documentation : une notice, un dictionnaire."
        )
