"""What each step of the description asks. What the request does not name is not changed."""

from django import forms

from backoffice.datasets.forms import TITLE_HINT, longest
from backoffice.datasets.step_fields import Rows, StepField
from backoffice.house_forms import HouseForm, examples
from catalog.models import Dataset


class DescriptionForm(HouseForm):
    """One step. `asides` are fields that help to fill another one."""

    bound_field_class = StepField
    asides = ()
    candidates = ()
    """Places to choose from, when the one typed is several."""
    newest = ""
    """The list that has just got a line."""
    stored = ()
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, dataset, initial=None):
        self.dataset = dataset
        super().__init__(data, initial=initial or self.values_of(dataset))

    @property
    def changes(self):
        named = self.data.keys() & self.cleaned_data.keys() - {"revision", *self.asides}
        return {name: self.cleaned_data[name] for name in named}

    @classmethod
    def values_of(cls, dataset):
        """Return what is stored, as the form shows it."""
        asked = cls.base_fields.keys() - {"revision", *cls.asides}
        return {"revision": dataset.revision} | {name: getattr(dataset, name) for name in asked}

    @classmethod
    def typed(cls, dataset, data):
        """Return the form as typed, with a line more or less, before anything is read in it."""
        present = {
            name: field.widget.value_from_datadict(data, {}, name)
            for name, field in cls.base_fields.items()
            if name in data
        }
        form = cls(dataset=dataset, initial=cls.values_of(dataset) | present)
        form.rearrange(add=data.get("ajouter", ""), remove=data.get("retirer", ""))
        return form

    def rearrange(self, *, add, remove):
        name, _, number = remove.rpartition("-")
        if isinstance(self.fields.get(add), Rows):
            self.initial[add] = [*(self.initial[add] or [{}]), {}]
            self.newest = add
        elif isinstance(self.fields.get(name), Rows) and number.isdecimal():
            rows = enumerate(self.initial[name])
            self.initial[name] = [row for place, row in rows if place != int(number)]
            self.newest = name

    def show_conflict(self, dataset):
        """Start again from the revision now stored, and keep what it says in `stored`."""
        self.data = self.data.copy()
        self.data["revision"] = str(dataset.revision)
        now = self.values_of(dataset)
        shown = [field for field in self.visible_fields() if field.name in now]
        self.stored = [
            (field.label, field.in_words(field.field.prepare_value(now[field.name])))
            for field in shown
            if in_one_form(field, now[field.name]) != in_one_form(field, field.value())
        ]


def in_one_form(field, value):
    """Return what is stored and what a browser sends of it written alike."""
    value = field.field.prepare_value(value)
    text = field.in_words(value) if isinstance(value, list) else str(value or "")
    return text.replace("\r\n", "\n").strip()


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
        widget=forms.TextInput(attrs={"data-vi-count": longest(Dataset, "short_description")}),
        help_text=examples(
            "Une phrase de 200 caractères au plus, montrée dans les listes et par les moteurs de "
            "recherche.",
            "Entrées payantes et gratuites de 1 200 musées, par année",
            "Jeu de données sur les musées",
        ),
        max_length=longest(Dataset, "short_description"),
    )
