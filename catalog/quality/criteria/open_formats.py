from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.criteria.open_format import CLOSED_FORMATS
from catalog.quality.subject import Subject
from catalog.quality.wording import quoted
from catalog.vocabularies import formats


class OpenFormats(Criterion):
    """A workbook is welcome beside the same data in CSV; alone, it keeps some people out."""

    slug = "open-formats"
    label = "Toutes les données dans un format ouvert"
    gesture = "Donner tout en format ouvert"
    family = Family.FILES
    field = "resources"

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        known = [one for one in subject.files_of_data if one.format]
        closed = [one for one in known if one.format in CLOSED_FORMATS]
        if not known or len(closed) == len(known):
            return None
        if len(closed) <= len(known) - len(closed):
            return MET
        names = quoted([one.title for one in closed])
        return todo(
            f"Donnez aussi en CSV ce qui n’est qu’en {formats.label(closed[0].format)} : {names}.",
            resource=closed[0].pk,
        )
