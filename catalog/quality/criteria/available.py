from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject
from catalog.quality.wording import quoted
from catalog.templatetags.vitrine import day


class Available(Criterion):
    """data.gouv.fr's, about links: those that nobody has followed yet are taken for good by its
    score, and not counted by ours. One failure says nothing: a link is judged once it is dead.
    """

    slug = "available"
    key = "all_resources_available"
    label = "Liens qui répondent"
    gesture = "Réparer un lien"
    family = Family.FILES
    field = "resources"
    weight = 2

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        answers = [(one, one.link_answer) for one in subject.resources if one.link_answer]
        for resource, answer in answers:
            if answer.is_dead:
                return todo(
                    f"Corrigez ou retirez le lien {quoted([resource.title])}, mort depuis le "
                    f"{day(answer.dead_since)}.",
                    resource=resource.pk,
                )
        if answers:
            return MET
        return Verdict(met=True, counted=False) if subject.resources else None
