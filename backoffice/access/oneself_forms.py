from django import forms

from backoffice.access.account_forms import EMAIL_HINT
from backoffice.house_forms import HouseForm


class AddressForm(HouseForm):
    email = forms.EmailField(
        label="Nouvelle adresse électronique",
        help_text=EMAIL_HINT,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class LeavingForm(HouseForm):
    sure = forms.BooleanField(
        label="Je supprime mon compte pour toujours",
        error_messages={"required": "Cochez cette case pour supprimer votre compte."},
    )
