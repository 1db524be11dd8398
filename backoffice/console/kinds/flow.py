from dataclasses import dataclass

from django.urls import reverse

from backoffice.console.kinds import Answer, Kind
from catalog.enums import Right
from catalog.flows.models import Flow


@dataclass(frozen=True)
class FlowFacts:
    flow: Flow
    url: str


class FlowToValidate(Kind):
    """A flow is read and decided on its own page, beside its trial: the queue leads there."""

    label = "flux à valider"
    model = Flow
    organization = "dataset__organization"
    texts = ("name", "dataset__title", "pattern", "reason")
    row_template = "backoffice/_flow_to_validate_row.html"
    words_template = "backoffice/_flow_to_validate_words.html"
    decision_template = "backoffice/_flow_to_validate.html"

    @staticmethod
    def waiting(user):
        rows = Flow.objects.allowing(user, Right.DECIDE_FLOW).to_decide()
        return rows.declared_by_others(user).for_page()

    @staticmethod
    def over(user):
        return Flow.objects.allowing(user, Right.DECIDE_FLOW).decided().for_page()

    @staticmethod
    def facts_of(things, user):
        return {
            flow.pk: FlowFacts(flow, reverse("backoffice:flow-detail", args=[flow.pk]))
            for flow in things
        }

    @staticmethod
    def answer(thing):
        return Answer(
            at=thing.decided_at,
            about=f"{thing.name}, {thing.dataset.organization.short_name}",
            outcome="Refusé" if thing.is_refused else "Validé",
            shape="bloque" if thing.is_refused else "bon",
            reason=thing.reason,
            by=str(thing.decided_by or "Compte supprimé"),
        )
