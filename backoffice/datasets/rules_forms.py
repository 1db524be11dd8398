"""The step of what one may do with the data, how often they change, and what else is to be said."""

from django import forms
from django.utils import timezone
from django.utils.html import format_html

from backoffice.datasets.extras import as_lines, read_lines
from backoffice.datasets.forms import longest
from backoffice.datasets.step_forms import DescriptionForm
from backoffice.house_forms import LongText, examples
from backoffice.vocabulary_choices import (
    FREQUENCY_CHOICES,
    LICENSE_CHOICES,
    UNKNOWN_FREQUENCY,
    UNKNOWN_LICENSE,
)
from catalog.models import Dataset
from catalog.templatetags.vitrine import day


class RulesForm(DescriptionForm):
    license = forms.ChoiceField(
        label="Licence",
        required=False,
        choices=LICENSE_CHOICES,
        error_messages={"invalid_choice": UNKNOWN_LICENSE},
        help_text=examples(
            "Elle dit ce que chacun peut faire des données. Dans le doute, la Licence Ouverte.",
            "Licence Ouverte 2.0, pour des données du service public",
            "Licence non précisée, que personne n’ose réutiliser",
        ),
    )
    license_reason = forms.CharField(
        label="Pourquoi cette licence",
        required=False,
        max_length=longest(Dataset, "license_reason"),
        help_text=examples(
            "Pour toute autre licence que les deux premières, la loi demande à une administration "
            "de dire pourquoi : c’est nécessaire pour publier.",
            "Photographies de tiers, reçues sous CC BY et diffusées comme telles",
            "par habitude",
        ),
    )
    frequency = forms.ChoiceField(
        label="Fréquence de mise à jour",
        required=False,
        choices=FREQUENCY_CHOICES,
        error_messages={"invalid_choice": UNKNOWN_FREQUENCY},
        help_text=examples(
            "Nécessaire pour publier. Celle que vous tiendrez : elle est annoncée aux "
            "réutilisateurs.",
            "Annuelle, pour une enquête qui paraît chaque printemps",
            "Quotidienne, pour un fichier déposé une fois",
        ),
    )
    legal_notice = LongText(
        label="Mentions légales",
        required=False,
        max_length=longest(Dataset, "legal_notice"),
        help_text=examples(
            "Ce qu’il faut citer ou respecter, en plus de la licence.",
            "Les photographies restent soumises au droit de leurs auteurs",
            "Tous droits réservés",
        ),
    )
    extras = LongText(
        label="Compléments",
        required=False,
        max_length=50_000,
        help_text=examples(
            "Pour les outils qui lisent ces données : une ligne par complément, clé = valeur.",
            "code_enquete = 2024X012",
            "à voir avec Paul",
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if expected := next_update_in_words(self.dataset):
            frequency = self.fields["frequency"]
            frequency.help_text = format_html("{}<br>{}", frequency.help_text, expected)

    @classmethod
    def values_of(cls, dataset):
        return super().values_of(dataset) | {"extras": as_lines(dataset.extras)}

    def clean_extras(self):
        return read_lines(self.cleaned_data["extras"], self.dataset.extras)


def next_update_in_words(dataset):
    """Return when people are told to expect the next update; empty when nothing is chosen."""
    facts, expected = dataset.frequency_facts, dataset.next_update_at
    if facts is None:
        return ""
    if expected is None:
        announced = f"Une mise à jour sera attendue {facts.expected} après la publication."
        return announced if facts.period else "Cette fréquence n’annonce pas de date."
    late = expected < timezone.now()
    return (
        f"Prochaine mise à jour {'attendue depuis le' if late else 'attendue le'} {day(expected)}."
    )
