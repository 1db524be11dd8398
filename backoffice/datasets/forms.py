from django import forms
from django.utils.html import format_html

from backoffice.house_forms import DataFile, HouseForm, LongText, SubmissionForm, examples
from backoffice.sending import CarriesFile
from catalog.accounts.models import Organization
from catalog.enums import ResourceType, Right
from catalog.models import Dataset, Resource

TITLE_HINT = examples(
    "Ce que contiennent les données, où et quand, avec les mots d’un visiteur.",
    "Fréquentation des musées de France, 2001 à 2025",
    "Export_stats_V2_final",
)


def longest(model, field):
    return model._meta.get_field(field).max_length


class NewDatasetForm(SubmissionForm):
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label="Organisation",
        help_text="Celle au nom de laquelle vous publiez.",
        empty_label="Choisissez une organisation",
        to_field_name="slug",
    )
    title = forms.CharField(
        label="Titre", help_text=TITLE_HINT, max_length=longest(Dataset, "title")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        allowed = Organization.objects.allowing(user, Right.CREATE_DATASET)
        field.queryset = allowed.order_by("name")
        if len(field.queryset) == 1:
            field.empty_label = None


class ArchiveForm(HouseForm):
    reason = LongText(
        label="Motif",
        help_text=examples(
            "Gardé dans le journal du jeu de données.",
            "Remplacé par la base des musées, plus complète",
            "Obsolète",
        ),
        max_length=2000,
    )


class DeleteForm(HouseForm):
    reason = LongText(
        label="Motif",
        required=False,
        help_text="Gardé dans le journal du jeu de données.",
        max_length=2000,
    )


class AboutResourceForm(SubmissionForm):
    """What is said of any resource, hosted or remote."""

    title = forms.CharField(
        label="Titre",
        max_length=longest(Resource, "title"),
        help_text=examples(
            "Ce qui distingue ce fichier des autres du même jeu.",
            "Fréquentation par département, 2025",
            "data.csv",
        ),
    )
    type = forms.ChoiceField(
        label="Type",
        choices=ResourceType.choices,
        initial=ResourceType.MAIN,
        help_text="« Données » pour ce que l’on vient chercher, « documentation » pour ce qui "
        "l’explique.",
    )
    description = LongText(
        label="Description",
        required=False,
        help_text="Les colonnes, les unités, ce qui surprend à la lecture.",
        max_length=longest(Resource, "description"),
    )


class FileForm(CarriesFile, AboutResourceForm):
    file = DataFile(label="Fichier")
    field_order = ("file", "title", "type", "description")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        title = self.fields["title"]
        title.required = False
        title.help_text = format_html(
            "{}<br>Sans titre, le nom du fichier en tient lieu.", title.help_text
        )


class LinkForm(AboutResourceForm):
    url = forms.CharField(
        label="Adresse",
        widget=forms.URLInput(attrs={"inputmode": "url"}),
        help_text=examples(
            "Celle du fichier ou du service, joignable par le public.",
            "https://donnees.exemple.fr/musees.csv",
            "http://serveur-interne/partage/musees.csv",
        ),
    )
    format = forms.CharField(
        label="Format",
        required=False,
        max_length=longest(Resource, "declared_format"),
        help_text="Celui de ce que l’on y trouve : csv, json, api…",
    )
    field_order = ("url", "title", "format", "type", "description")


class GrantForm(HouseForm):
    member = forms.ModelChoiceField(
        None,
        label="Membre",
        empty_label="Choisissez une personne",
        help_text="Les contributeurs de l’organisation. Éditeurs et administrateurs peuvent déjà "
        "tout modifier.",
    )
    publish = forms.BooleanField(
        label="Peut aussi publier et archiver ce jeu de données", required=False
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
