from catalog.models.dataset import GRACE
from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject
from catalog.templatetags.vitrine import day


class UpToDate(Criterion):
    """data.gouv.fr's: late by a day at most; a frequency without a period is never late."""

    slug = "up-to-date"
    key = "update_fulfilled_in_time"
    label = "Mise à jour faite à temps"
    gesture = "Mettre à jour les données"
    family = Family.FILES
    field = "resources"
    weight = 2

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        if not subject.dataset.frequency:
            return None
        expected = subject.dataset.next_update_at
        if expected is None or subject.at - expected <= GRACE:
            return MET
        return todo(
            f"Mettez à jour les données, attendues depuis le {day(expected)}, ou confirmez "
            "qu’elles sont toujours valables."
        )
