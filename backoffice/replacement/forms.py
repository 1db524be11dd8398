import json

from django import forms

from backoffice.house_forms import (
    DataFile,
    HouseForm,
    LongText,
    SubmissionForm,
    examples,
    explained,
)
from backoffice.sending import CarriesFile
from catalog.actions.upkeep import LARGEST_SCHEMA
from catalog.enums import Guard, LegalBasis

WHAT_IS_NEW = "Quoi de neuf ?"
GUARDS = {
    Guard.HOLD: "L’ancien fichier reste en ligne tant que personne n’a confirmé le nouveau.",
    Guard.WARN: "Le nouveau fichier sert aussitôt ; vous recevez un courriel.",
    Guard.OFF: "Pour un fichier que personne ne lit colonne par colonne.",
}


class ReplaceForm(CarriesFile, SubmissionForm):
    """`expected_version` is what the person saw: if another came since, nothing moves."""

    file = DataFile(label="Nouveau fichier")
    note = LongText(
        label=WHAT_IS_NEW,
        required=False,
        help_text=examples(
            "Pour ceux qui réutilisent le fichier. Gardé avec la version.",
            "Onze jardins labellisés en 2026, sept adresses corrigées",
            "Mise à jour",
        ),
        max_length=2000,
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def show_conflict(self, version):
        """Start again from the version now on line, so that sending again is a choice."""
        self.data = self.data.copy()
        self.data["expected_version"] = str(version.number)


class NoteForm(HouseForm):
    note = LongText(
        label=WHAT_IS_NEW,
        required=False,
        help_text="Ceux qui réutilisent le fichier liront cette note.",
        max_length=2000,
    )


class ConfirmForm(HouseForm):
    """Putting a held version on line: what changes, and what allows it when people are named."""

    note = LongText(
        label=WHAT_IS_NEW,
        help_text="Ceux qui réutilisent le fichier liront cette note, proposée d’après les "
        "différences.",
        max_length=2000,
    )
    legal_basis = forms.ChoiceField(
        label="Données personnelles",
        help_text="Ce qui permet de les publier.",
        choices=[("", "Choisissez une raison"), *LegalBasis.choices],
    )

    def __init__(self, *args, suspicions, **kwargs):
        super().__init__(*args, **kwargs)
        if not suspicions:
            del self.fields["legal_basis"]


class RejectForm(HouseForm):
    reason = LongText(
        label="Pourquoi le rejeter",
        required=False,
        help_text="Gardé dans le journal, et envoyé à qui a déposé le fichier.",
        rows=2,
        max_length=2000,
    )


class GuardForm(HouseForm):
    guard = forms.ChoiceField(
        label="Quand un nouveau fichier casserait les usages de l’ancien",
        widget=forms.RadioSelect,
        choices=[(one, explained(one.label.capitalize(), GUARDS[one])) for one in Guard],
    )
    row_tolerance = forms.IntegerField(
        label="Part de lignes perdues admise, en %",
        min_value=0,
        max_value=100,
        help_text="Au-delà, le nouveau fichier attend une confirmation.",
    )
    key_columns = forms.CharField(
        label="Colonnes clés",
        required=False,
        help_text="Celles qui désignent une ligne, séparées par des virgules. Sans elles, nous en "
        "cherchons une.",
    )

    def clean_key_columns(self):
        return [name.strip() for name in self.cleaned_data["key_columns"].split(",")]


class SchemaForm(HouseForm):
    """A Table Schema, in a file or at an address; what it says is checked by the verb."""

    file = forms.FileField(
        label="Schéma",
        required=False,
        help_text="Un fichier JSON au format Table Schema, tel que le publie schema.data.gouv.fr.",
    )

    address = forms.URLField(
        label="Ou son adresse",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="L’adresse du fichier JSON : il est lu une fois, maintenant.",
    )

    def clean(self):
        sent = super().clean()
        if not (self.errors or sent.get("file") or sent.get("address")):
            self.add_error("file", "Choisissez le fichier du schéma, ou donnez son adresse.")
        return sent

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > LARGEST_SCHEMA:
            raise forms.ValidationError("Un schéma pèse 1 Mo au plus.")
        try:
            return json.loads(file.read())
        except ValueError as refusal:
            raise forms.ValidationError(
                f"« {file.name} » n’est pas un fichier JSON. Vérifiez qu’il s’agit du schéma."
            ) from refusal


class ColumnForm(forms.Form):
    """One line of the dictionary; the column's name is not a field."""

    label = forms.CharField(label="Libellé", required=False, max_length=200)
    description = LongText(label="Description", required=False, rows=2, max_length=5000)
    unit = forms.CharField(label="Unité", required=False, max_length=60)
