from django import forms
from django.utils.html import format_html

from backoffice.house_forms import DataFile, HouseForm, LongText, SubmissionForm, examples
from catalog.accounts.models import Organization
from catalog.enums import ResourceType, Right
from catalog.models import Dataset, Resource
from catalog.vocabularies import frequencies, licenses

FREE_LICENSES = ("lov2", "odc-odbl")
USUAL_FREQUENCIES = (
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "semiannual",
    "annual",
    "punctual",
    "irregular",
    "continuous",
)
LONGEST_KEYWORD = 96
TITLE_HINT = examples(
    "Ce que contiennent les données, où et quand, avec les mots d’un visiteur.",
    "Fréquentation des musées de France, 2001 à 2025",
    "Export_stats_V2_final",
)


def longest(model, field):
    return model._meta.get_field(field).max_length


def grouped(choices, first, first_label, empty_label):
    """Return the choices with those of `first` on top, in a group of their own."""
    labels = dict(choices)
    chosen = [(key, labels[key]) for key in first]
    others = [(key, label) for key, label in choices if key not in first]
    return [("", empty_label), (first_label, chosen), ("Autres", others)]


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


class DescriptionForm(HouseForm):
    """One step. What the request does not name is not changed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stored = ()

    @property
    def changes(self):
        named = self.data.keys() & self.cleaned_data.keys() - {"revision"}
        return {name: self.cleaned_data[name] for name in named}

    def show_conflict(self, dataset):
        """Start again from the revision now stored, and keep what it says in `stored`."""
        self.data = self.data.copy()
        self.data["revision"] = str(dataset.revision)
        now = self.values_of(dataset)
        self.stored = [
            (field.label, dict(field.field.choices).get(now[field.name], now[field.name]))
            if hasattr(field.field, "choices")
            else (field.label, now[field.name])
            for field in self.visible_fields()
            if now[field.name] != (self[field.name].value() or "").replace("\r\n", "\n").strip()
        ]

    @classmethod
    def values_of(cls, dataset):
        """Return what is stored, as the form shows it."""
        values = {"revision": dataset.revision}
        for name in cls.base_fields.keys() - values.keys():
            values[name] = getattr(dataset, name)
        if "keywords" in values:
            names = (keyword.name for keyword in dataset.keywords.all())
            values["keywords"] = ", ".join(names)
        return values


class TitleForm(DescriptionForm):
    title = forms.CharField(
        label="Titre", help_text=TITLE_HINT, max_length=longest(Dataset, "title")
    )
    acronym = forms.CharField(
        label="Sigle",
        required=False,
        help_text=examples(
            "Seulement si les données sont connues sous ce nom.",
            "RNA, pour le répertoire national des associations",
            "Tableau 12",
        ),
        max_length=longest(Dataset, "acronym"),
    )
    short_description = forms.CharField(
        label="Résumé",
        required=False,
        help_text=examples(
            "Une phrase, montrée dans les listes et par les moteurs de recherche.",
            "Entrées payantes et gratuites de 1 200 musées, par année",
            "Jeu de données sur les musées",
        ),
        max_length=longest(Dataset, "short_description"),
    )


class ContentForm(DescriptionForm):
    description = LongText(
        label="Description",
        required=False,
        rows=12,
        help_text=examples(
            "Nécessaire pour publier. Ce que contiennent les données, d’où elles viennent, ce qui "
            "leur manque, à quoi elles servent. Le Markdown met en forme : ## pour un titre, un "
            "tiret pour une liste.",
            "Chaque ligne est un musée et une année. Source : enquête annuelle auprès des "
            "établissements. Les musées fermés pour travaux n’ont pas de ligne",
            "Fichier extrait de l’application le 12 mars",
        ),
        max_length=longest(Dataset, "description"),
    )
    keywords = forms.CharField(
        label="Mots-clés",
        required=False,
        help_text=examples(
            "Séparés par des virgules, tels qu’on les chercherait.",
            "musée, fréquentation, billetterie",
            "données, fichier, divers",
        ),
        max_length=5000,
    )

    def clean_keywords(self):
        names = [name.strip() for name in self.cleaned_data["keywords"].split(",")]
        if long := next((name for name in names if len(name) > LONGEST_KEYWORD), None):
            raise forms.ValidationError(
                f"« {long[:40]}… » compte {len(long)} caractères : un mot-clé en a "
                f"{LONGEST_KEYWORD} au plus. Séparez les mots-clés par des virgules."
            )
        return [name for name in names if name]


class RulesForm(DescriptionForm):
    license = forms.ChoiceField(
        label="Licence",
        required=False,
        choices=grouped(
            licenses.CHOICES,
            FREE_LICENSES,
            "Celles que les administrations choisissent librement",
            "Choisissez une licence",
        ),
        help_text=examples(
            "Elle dit ce que chacun peut faire des données. Dans le doute, la Licence Ouverte.",
            "Licence Ouverte 2.0, pour des données du service public",
            "Licence non précisée, que personne n’ose réutiliser",
        ),
    )
    frequency = forms.ChoiceField(
        label="Fréquence de mise à jour",
        required=False,
        choices=grouped(
            frequencies.CHOICES, USUAL_FREQUENCIES, "Les plus courantes", "Choisissez une fréquence"
        ),
        help_text=examples(
            "Nécessaire pour publier. Celle que vous tiendrez : elle est annoncée aux "
            "réutilisateurs.",
            "Annuelle, pour une enquête qui paraît chaque printemps",
            "Quotidienne, pour un fichier déposé une fois",
        ),
    )


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


class FileForm(AboutResourceForm):
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
