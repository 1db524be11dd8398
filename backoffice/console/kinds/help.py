from dataclasses import dataclass

from backoffice.console.help_forms import AnswerForm
from backoffice.console.kinds import Answer, Kind
from catalog.accounts.requests.models import HelpRequest
from catalog.enums import Right


@dataclass(frozen=True)
class HelpFacts:
    form: AnswerForm


class Help(Kind):
    """Somebody is stuck, on a page of the back office."""

    label = "demandes d’aide"
    model = HelpRequest
    texts = ("message", "about", "answer")
    row_template = "backoffice/_help_row.html"
    words_template = "backoffice/_help_words.html"
    decision_template = "backoffice/_help_decision.html"

    @staticmethod
    def waiting(user):
        rows = HelpRequest.objects.allowing(user, Right.ANSWER_HELP).unanswered()
        return rows.exclude(user=user.pk).for_page()

    @staticmethod
    def over(user):
        return HelpRequest.objects.allowing(user, Right.ANSWER_HELP).answered().for_page()

    @staticmethod
    def facts_of(things, user):
        return {asked.pk: HelpFacts(AnswerForm(auto_id=f"aide-{asked.pk}-%s")) for asked in things}

    @staticmethod
    def answer(thing):
        return Answer(
            at=thing.decided_at,
            about=f"{thing.user}, {thing.about}" if thing.about else str(thing.user),
            outcome="Aidé",
            shape="bon",
            reason=thing.answer,
            by=str(thing.decided_by or "Compte supprimé"),
        )
