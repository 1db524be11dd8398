from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.geography import departments_in, departments_of, stated_box
from catalog.quality.subject import Subject
from catalog.quality.wording import quoted
from catalog.vocabularies.territories import DEPARTMENTS


class PlacesFound(Criterion):
    """Codes of another department, or points in another ocean (often two coordinates swapped)."""

    slug = "places-found"
    label = "Territoire conforme aux codes et aux coordonnées"
    gesture = "Corriger le territoire"
    family = Family.COHERENCE
    field = "place"

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        stated = departments_of(subject.territories)
        if stated is None:
            return None
        return of_codes(subject, stated) or of_boxes(subject, stated)


def of_codes(subject: Subject, stated: set[str]) -> Verdict | None:
    """Judge by the codes of communes, departments and postmen, if there are any."""
    columns = [column for table in subject.tables for column in table.profile.columns]
    for column in columns:
        found = departments_in(column)
        if not found:
            continue
        outside = [code for code in found if code not in stated]
        if len(outside) * 2 <= len(found):
            return MET
        names = quoted([DEPARTMENTS[code][0] for code in outside])
        return todo(
            f"Complétez les territoires : la colonne {quoted([column.name])} parle aussi de "
            f"{names}."
        )
    return None


def of_boxes(subject: Subject, stated: set[str]) -> Verdict | None:
    """Judge by where the points are: far from the territories, something is wrong."""
    boxes = [profile.bbox for profile in subject.profiles if profile.bbox]
    if not boxes:
        return None
    where = stated_box(stated)
    if any(one.meets(box) for box in boxes for one in where):
        return MET
    return todo(
        "Corrigez les territoires, ou les coordonnées des fichiers (longitude puis latitude) : les "
        "points sont loin des territoires choisis."
    )
