from django import forms

from backoffice.console.phrases import ACCEPT, REFUSE, KeptReason
from backoffice.house_forms import HouseForm, LongText, SubmissionForm
from catalog.actions.cases import answerers_of

NOBODY = "personne"


class DecisionForm(KeptReason):
    decision = forms.ChoiceField(
        label="Votre décision",
        widget=forms.RadioSelect,
        choices=[(ACCEPT, "Valider"), (REFUSE, "Refuser")],
        error_messages={"required": "Choisissez votre décision."},
    )
    reason = LongText(
        label="Motif",
        required=False,
        rows=3,
        max_length=2000,
        help_text="Envoyé avec la réponse. Il en faut un pour refuser.",
    )
    field_order = ("decision", "reason", "keep")


class NoteForm(SubmissionForm):
    text = LongText(
        label="Note pour vos collègues",
        help_text="La personne qui demande ne la lit pas.",
        rows=2,
        max_length=2000,
    )


class AssignForm(HouseForm):
    to = forms.ChoiceField(label="Suivi par")

    def __init__(self, *args, colleagues, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.colleagues = {str(person.pk): person for person in colleagues}
        names = [(key, str(person)) for key, person in self.colleagues.items()]
        self.fields["to"].choices = [(NOBODY, "Personne"), *names]
        self.fields["to"].initial = str((case and case.assigned_to_id) or NOBODY)

    def chosen(self):
        return self.colleagues.get(self.cleaned_data["to"])


def colleagues_of(user, thing):
    """Return those who may answer it, this person first."""
    others = [person for person in answerers_of(thing) if person != user]
    return [user, *sorted(others, key=str)]
