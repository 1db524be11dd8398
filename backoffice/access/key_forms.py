from django import forms

from backoffice.house_forms import SubmissionForm, examples
from catalog.accounts.keys import ApiKey

DURATIONS = [("30", "30 jours"), ("90", "90 jours"), ("365", "un an")]


class KeyForm(SubmissionForm):
    name = forms.CharField(
        label="Nom",
        max_length=ApiKey._meta.get_field("name").max_length,
        help_text=examples(
            "Ce qui s’en servira : vous saurez laquelle révoquer.",
            "Export mensuel du musée, serveur de Brest",
            "Clé 1",
        ),
    )
    days = forms.TypedChoiceField(
        label="Durée",
        choices=DURATIONS,
        initial="365",
        coerce=int,
        help_text="Passé ce délai, la clé n’ouvre plus rien : vous en créerez une autre.",
    )
