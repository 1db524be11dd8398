from django import forms

from backoffice.house_forms import HouseForm, LongText, SubmissionForm
from catalog.accounts.requests.models import HelpRequest


def longest(field):
    return HelpRequest._meta.get_field(field).max_length


class HelpForm(SubmissionForm):
    """`page`: the path from which help is asked; another site's is dropped by the view."""

    message = LongText(
        label="Ce qui vous arrête",
        help_text="Ce que vous vouliez faire, et ce qui se passe à la place.",
        rows=6,
        max_length=longest("message"),
    )
    page = forms.CharField(widget=forms.HiddenInput, required=False)


class AnswerForm(HouseForm):
    answer = LongText(
        label="Réponse",
        help_text="Elle part par courriel.",
        rows=4,
        max_length=longest("answer"),
    )
