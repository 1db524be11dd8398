from django import forms

from backoffice.house_forms import HouseForm, LongText, SubmissionForm, examples
from backoffice.releases.moments import in_paris
from backoffice.replacement.forms import WHAT_IS_NEW
from catalog.enums import LegalBasis
from catalog.models import Dataset, Release
from catalog.templatetags.vitrine import moment

DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
HOURS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M", "%Hh", "%H h"]


class HourForm(HouseForm):
    """When, on the clocks of Paris: read as `due_at`."""

    name = forms.CharField(
        label="Nom",
        max_length=Release._meta.get_field("name").max_length,
        help_text=examples(
            "Pour s’y retrouver dans le calendrier : le public ne le voit pas.",
            "Journées du patrimoine 2027",
            "Lot 3",
        ),
    )
    day = forms.DateField(
        label="Jour",
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format=DAYS[0]),
        error_messages={"invalid": "Écrivez un jour qui existe, comme 03/12/2027."},
    )
    hour = forms.TimeField(
        label="Heure",
        help_text="Celle de Paris.",
        input_formats=HOURS,
        widget=forms.TimeInput(attrs={"type": "time"}, format=HOURS[0]),
        error_messages={"invalid": "Écrivez une heure comme 08:30."},
    )

    def clean(self):
        sent = super().clean()
        sent["due_at"] = None
        if sent.get("day") and sent.get("hour") is not None:
            try:
                sent["due_at"] = in_paris(sent["day"], sent["hour"])
            except forms.ValidationError as refusal:
                self.add_error("hour", refusal)
        return sent


class PlannedChoice(forms.ModelChoiceField):
    def label_from_instance(self, release):
        return f"{release.name}, le {moment(release.due_at)}"


class PlanForm(SubmissionForm, HourForm):
    """What goes on line, and when: at an hour of its own, or with what is planned already."""

    datasets = forms.ModelMultipleChoiceField(
        Dataset.objects.none(),
        label="Jeux de données à publier",
        required=False,
        error_messages={"required": "Choisissez au moins un jeu de données."},
        widget=forms.CheckboxSelectMultiple,
    )
    reason = LongText(
        label=WHAT_IS_NEW,
        help_text="Ceux qui réutilisent le fichier liront cette note.",
        max_length=2000,
    )
    legal_basis = forms.ChoiceField(
        label="Données personnelles",
        help_text="Ce qui permet de les publier.",
        choices=[("", "Choisissez une raison"), *LegalBasis.choices],
    )
    release = PlannedChoice(
        Release.objects.none(),
        label="Avec une mise en ligne déjà prévue",
        help_text="Si vous en choisissez une, son nom et son heure sont gardés : les trois champs "
        "qui suivent ne servent pas.",
        empty_label="Non, à une autre heure",
        required=False,
    )
    field_order = ("datasets", "reason", "legal_basis", "release", "name", "day", "hour")

    def __init__(self, *args, datasets, releases, version=None, suspicions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["datasets"].queryset = datasets
        self.fields["release"].queryset = releases
        unused = {
            "datasets": not datasets,
            "release": not releases,
            "reason": version is None,
            "legal_basis": not suspicions,
        }
        for name in (name for name, absent in unused.items() if absent):
            del self.fields[name]
        if "datasets" in self.fields and version is None:
            self.fields["datasets"].required = True
        if self.data.get("release"):
            for name in ("name", "day", "hour"):
                self.fields[name].required = False


class CancelForm(HouseForm):
    reason = LongText(
        label="Pourquoi l’annuler",
        required=False,
        help_text="Gardé dans le journal, et envoyé à qui l’avait programmée.",
        rows=2,
        max_length=2000,
    )
