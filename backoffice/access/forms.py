import re

from django import forms
from django.core.exceptions import ValidationError

from backoffice.house_forms import HouseForm

DOTS = ".\u3002\uff0e\uff61"
REVERSING = "\u202a-\u202e\u2066-\u2069"
LINK = re.compile(rf"[/\\@<>:\x00-\x1f{REVERSING}]|www\.|[{DOTS}]\w{{2}}", re.IGNORECASE)
"""What a name never holds and an address does, or what writes it backwards: names are written in
mails and public pages."""


def refuse_links(value: str) -> None:
    if LINK.search(value):
        raise ValidationError("Écrivez seulement votre nom, sans adresse ni lien.", code="link")


class SignupNames(HouseForm):
    """What allauth's sign-up does not ask. allauth imports this, so this imports nothing of it."""

    first_name = forms.CharField(
        label="Prénom",
        max_length=150,
        validators=[refuse_links],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label="Nom",
        max_length=150,
        validators=[refuse_links],
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    field_order = ("first_name", "last_name", "email", "password1")

    def signup(self, request, user):
        """Required by allauth, whose adapter has by now saved the names."""
