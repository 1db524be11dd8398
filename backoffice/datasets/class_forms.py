"""The steps that class a dataset: its words, its themes, its places, its period."""

from django import forms

from backoffice.datasets.forms import longest
from backoffice.datasets.step_fields import PlacesField, Several
from backoffice.datasets.step_forms import DescriptionForm
from backoffice.dates import WrittenDate
from backoffice.house_forms import LongText, examples
from backoffice.wording import listed
from catalog.models import Dataset, Keyword, Theme
from catalog.search.places import described, find_places
from catalog.stats.models import today
from catalog.vocabularies import granularities

LONGEST_KEYWORD = 96
MOST_SUGGESTED = 20


class ContentForm(DescriptionForm):
    asides = ("suggested",)
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
    suggested = Several(
        label="Mots déjà employés, et pour combien de jeux de données publiés",
        aligned=True,
        help_text="Ceux que vous cochez s’ajoutent aux vôtres. Le même mot partout, et un seul "
        "clic montre tout ce qui va ensemble.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["suggested"].choices = self.suggestions()
        if not self.fields["suggested"].choices:
            del self.fields["suggested"]

    @classmethod
    def values_of(cls, dataset):
        names = (keyword.name for keyword in dataset.keywords.all())
        return super().values_of(dataset) | {"keywords": ", ".join(names)}

    def suggestions(self):
        """Return the words of the catalogue, the organisation's own first, but for those here."""
        organization = self.dataset.organization_id
        words = Keyword.objects.most_used_first(organization=organization)
        own = {keyword.pk for keyword in self.dataset.keywords.all()}
        words = words.exclude(pk__in=own)[:MOST_SUGGESTED]
        return [(word.name, f"{word.name} ({word.count})") for word in words]

    def clean_keywords(self):
        names = [name.strip() for name in self.cleaned_data["keywords"].split(",")]
        if long := next((name for name in names if len(name) > LONGEST_KEYWORD), None):
            raise forms.ValidationError(
                f"« {long[:40]}… » compte {len(long)} caractères : un mot-clé en a "
                f"{LONGEST_KEYWORD} au plus. Séparez les mots-clés par des virgules."
            )
        return [name for name in names if name]

    def clean(self):
        ticked = self.cleaned_data.get("suggested", [])
        if "keywords" in self.cleaned_data:
            self.cleaned_data["keywords"] += ticked


class ClassForm(DescriptionForm):
    asides = ("place",)
    themes = Several(
        label="Thématiques",
        help_text=examples(
            "Deux au plus : celles par lesquelles un visiteur chercherait ces données.",
            "Musées, seule, pour la fréquentation des musées de France",
            "Musique, parce qu’un musée expose des instruments",
        ),
    )
    place = forms.CharField(
        label="Ajouter un territoire",
        required=False,
        template_name="backoffice/_place_field.html",
        help_text=examples(
            "Ce dont parlent les données, par son nom ou son code : un pays, une région, un "
            "département, une commune.",
            "Bretagne, ou 35, ou Rennes",
            "notre secteur d’intervention",
        ),
        max_length=200,
    )
    territories = Several(
        label="Territoires choisis",
        template_name="backoffice/_places_field.html",
        bound_field_class=PlacesField,
    )
    granularity = forms.ChoiceField(
        label="Maille géographique",
        required=False,
        choices=[("", "Choisissez une maille"), *granularities.CHOICES],
        help_text=examples(
            "Le plus petit territoire que les données distinguent.",
            "Commune, pour un tableau qui a une ligne par commune",
            "Pays, pour les mêmes données, parce qu’elles couvrent la France",
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = Theme.objects.offered(today(), self.initial["themes"]).in_order()
        self.fields["themes"].choices = [(theme.slug, theme.name) for theme in offered]

    @classmethod
    def values_of(cls, dataset):
        return super().values_of(dataset) | {
            "themes": [theme.slug for theme in dataset.themes.all()],
            "territories": [place.pk for place in dataset.territories.all()],
        }

    def rearrange(self, *, add, remove):
        """Add the place typed, or say why it is not one: the form stays as it is otherwise."""
        self.cleaned_data = {}
        if add == "territories":
            found = self.placed(self.initial.get("place", ""), self.initial["territories"])
            if not self.candidates and "place" not in self.errors:
                self.initial |= {"territories": found, "place": ""}
                self.fields["place"].widget.attrs["autofocus"] = True

    def clean(self):
        chosen = self.cleaned_data.get("territories", [])
        if typed := self.cleaned_data.get("place"):
            self.cleaned_data["territories"] = self.placed(typed, chosen)

    def placed(self, typed, chosen):
        """Return the chosen places with the one typed, after saying on its field why it is none."""
        typed = typed.strip()
        places = find_places(typed)
        if places.only:
            return [*chosen, places.only.pk] if places.only.pk not in chosen else chosen
        self.candidates = places.found
        self.errors  # noqa: B018 (reading them makes room for this one)
        self.add_error("place", why_not(typed, places))
        return chosen


def why_not(typed, places):
    if not typed:
        return "Écrivez le nom ou le code du territoire à ajouter."
    if not places.found:
        return (
            f"Aucun territoire ne s’appelle « {typed} ». Écrivez le nom entier d’un pays, d’une "
            "région, d’un département ou d’une commune, ou son code INSEE."
        )
    names = listed([described(place) for place in places.found])
    if places.exact:
        return f"Plusieurs territoires répondent à « {typed} » : {names}. Cochez le vôtre."
    return (
        f"Aucun territoire ne s’appelle « {typed} ». Les plus proches : {names}. Cochez le vôtre."
    )


class PeriodForm(DescriptionForm):
    temporal_start = WrittenDate(
        label="Début",
        required=False,
        help_text=examples(
            "Le premier jour dont parlent les données : jj/mm/aaaa, mm/aaaa ou aaaa.",
            "2001, pour une série qui commence au 1er janvier 2001",
            "le jour où le fichier a été déposé",
        ),
    )
    temporal_end = WrittenDate(
        label="Fin",
        required=False,
        ends=True,
        help_text=examples(
            "Le dernier jour. Vide, la période court encore.",
            "30/06/2014, ou 2014 pour toute l’année",
            "31/12/2099, pour dire que la série continue",
        ),
    )
