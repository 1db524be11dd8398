from django import forms

from backoffice.console.phrases import KeptReason
from backoffice.house_forms import HouseForm, LongText, explained
from catalog.accounts.requests.models import AccessRequest
from catalog.enums import Role

WELCOME = "Bienvenue. Vous pouvez commencer dès maintenant, depuis votre espace."


class AskForm(HouseForm):
    role = forms.ChoiceField(
        label="Rôle souhaité",
        widget=forms.RadioSelect,
        choices=[
            (role.value, explained(role.label.capitalize(), f"Vous pourrez {role.allows}."))
            for role in Role
        ],
        initial=Role.EDITOR,
    )
    service = forms.CharField(
        label="Service",
        help_text="Celui où vous travaillez. Exemple : service du livre et de la lecture.",
        max_length=AccessRequest._meta.get_field("service").max_length,
    )
    reason = LongText(
        label="Motif",
        help_text="Ce que vous voulez publier ou reprendre. La personne qui vous répond ne vous "
        "connaît pas toujours.",
        max_length=2000,
    )


class AcceptForm(KeptReason):
    """On the queue there is one such form a row: each has its own ids."""

    role = forms.ChoiceField(label="Rôle accordé")
    reason = LongText(label="Motif", rows=2, initial=WELCOME, max_length=2000)
    field_order = ("role", "reason", "keep")

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            (role.value, f"{role.label}{' (demandé)' if role == asked.role else ''}".capitalize())
            for role in Role
        ]
        self.fields["role"].initial = asked.role
        self.fields["reason"].help_text = f"{asked.user} recevra ce texte."


class RefuseForm(KeptReason):
    reason = LongText(label="Motif", rows=3, max_length=2000)
    field_order = ("reason", "keep")

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = f"{asked.user} recevra ce texte."
