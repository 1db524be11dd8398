from django import forms

from backoffice.house_forms import HouseForm, LongText, SubmissionForm
from catalog.accounts.models import User
from catalog.actions.cases import right_over
from catalog.actions.telling import answering_for

NOBODY = "personne"


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
    organization = getattr(thing, "organization", None)
    people = answering_for(organization) if organization else platform()
    right = right_over(thing)
    others = [one for one in people if one != user and one.has_perm(right, thing)]
    return [user, *sorted(others, key=str)]


def platform():
    return list(User.objects.answering_for_the_platform())
