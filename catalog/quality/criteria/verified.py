from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject
from catalog.quality.wording import quoted


class Verified(Criterion):
    """What the publication check found; a file that it has not reached yet is not judged."""

    slug = "verified"
    label = "Fichiers en ligne et vérifiés"
    gesture = "Vérifier un fichier en ligne"
    family = Family.FILES
    field = "resources"
    weight = 2

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        checks = [
            (resource, check)
            for resource in subject.resources
            for check in resource.checks
            if check.is_verified or check.is_failed
        ]
        for resource, check in checks:
            if check.is_failed:
                return todo(
                    f"Regardez {quoted([resource.title])}, qui ne se télécharge pas comme prévu.",
                    resource=resource.pk,
                )
        return MET if checks else None
