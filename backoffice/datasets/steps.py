"""Describing a dataset, in steps that can be taken in any order; DSFR draws eight at most."""

from dataclasses import dataclass

from django.urls import reverse

from backoffice.datasets.class_forms import ClassForm, ContentForm, PeriodForm
from backoffice.datasets.people_forms import PeopleForm
from backoffice.datasets.rules_forms import RulesForm
from backoffice.datasets.step_forms import DescriptionForm, TitleForm


@dataclass(frozen=True)
class Step:
    """`form` is what the step asks; a step without one shows and leads elsewhere."""

    number: int
    title: str
    form: type[DescriptionForm] | None = None

    @property
    def next(self):
        return STEPS[self.number] if self.number < len(STEPS) else None

    @property
    def previous(self):
        return STEPS[self.number - 2] if self.number > 1 else None


STEPS = (
    Step(1, "Titre et résumé", TitleForm),
    Step(2, "Description et mots-clés", ContentForm),
    Step(3, "Thématiques et territoires", ClassForm),
    Step(4, "Période", PeriodForm),
    Step(5, "Producteurs et contacts", PeopleForm),
    Step(6, "Licence et fréquence", RulesForm),
    Step(7, "Fichiers et liens"),
    Step(8, "Vérifier et publier"),
)
FILES, CHECK = STEPS[-2:]


def asked_step(number):
    """Return the step of that number, as text; the first one for anything else."""
    return next((step for step in STEPS if str(step.number) == number), STEPS[0])


def address(dataset, step, field=""):
    """Return the address of a step, at one of its fields."""
    anchor = f"#id_{field}" if field else ""
    return f"{reverse('backoffice:dataset-edit', args=[dataset.pk])}?etape={step.number}{anchor}"


def field_address(dataset, field):
    """Return where this field is asked; the files are not one."""
    for step in STEPS:
        if step.form and field in step.form.base_fields:
            return address(dataset, step, field)
    return address(dataset, FILES)


def files_address(dataset):
    """Return where one sees the files after changing them: a draft is still in its steps."""
    if not dataset.published_at:
        return address(dataset, FILES)
    return f"{reverse('backoffice:dataset-detail', args=[dataset.pk])}#fichiers"
