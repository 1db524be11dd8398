from catalog.quality.criteria import Criterion, Family, Verdict
from catalog.quality.subject import Subject


class Available(Criterion):
    """data.gouv.fr's, about links. Nobody tests them yet: its score takes them for good, ours does
    not count them.
    """

    slug = "available"
    key = "all_resources_available"
    label = "Liens qui répondent"
    gesture = "Réparer un lien"
    family = Family.FILES
    field = "resources"

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        return Verdict(met=True, counted=False) if subject.resources else None
