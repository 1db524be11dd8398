from django import forms

from backoffice.dates import WrittenDate
from backoffice.house_forms import HouseForm, examples
from catalog.models import Theme
from catalog.vocabularies.eu_themes import CHOICES as EU_THEMES


def longest(field):
    return Theme._meta.get_field(field).max_length


class ThemeForm(HouseForm):
    name = forms.CharField(
        label="Nom",
        max_length=longest("name"),
        help_text=examples(
            "Un mot de visiteur. L’adresse de la page vient du premier nom, et n’en change plus.",
            "Cinéma et audiovisuel",
            "Politiques cinématographiques (hors DRAC)",
        ),
    )
    description = forms.CharField(
        label="Description",
        max_length=longest("description"),
        widget=forms.TextInput(attrs={"data-vi-count": longest("description")}),
        help_text=examples(
            "Ce que l’on y trouve, en une phrase.",
            "Salles, films, production, tournages, télévision et radio",
            "Toutes les données du secteur",
        ),
    )
    eu_theme = forms.ChoiceField(
        label="Thème européen",
        required=False,
        choices=[("", "Aucun"), *EU_THEMES],
        help_text="Celui sous lequel le portail européen range ces données.",
    )
    starts_on = WrittenDate(
        label="À partir du",
        required=False,
        help_text="Pour une thématique d’actualité : elle paraît ce jour-là. jj/mm/aaaa.",
    )
    ends_on = WrittenDate(
        label="Jusqu’au",
        required=False,
        ends=True,
        help_text="Passé ce jour, on ne la propose plus ; sa page reste, et dit qu’elle est finie.",
    )
