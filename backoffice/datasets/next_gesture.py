"""What would help a dataset most, and who is expected to do it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from backoffice.datasets.quality import advice_of
from backoffice.datasets.steps import CHECK, address, field_address
from catalog.actions.dataset import what_is_missing
from catalog.enums import DatasetState
from catalog.templatetags.vitrine import day, moment

GAPS = {
    "title": ("Donner un titre", "un titre"),
    "description": ("Écrire la description", "une description"),
    "license_reason": ("Dire pourquoi cette licence", "la raison de la licence choisie"),
    "frequency": ("Choisir une fréquence", "une fréquence de mise à jour"),
    "resources": ("Ajouter un fichier", "un fichier ou un lien"),
}


@dataclass(frozen=True)
class Gesture:
    """`url` is empty when there is nothing for this person to do."""

    label: str
    url: str = ""


NOTHING = Gesture("Rien à faire")


def gaps(dataset):
    """Return what is missing from a row that has its `resource_count`."""
    return what_is_missing(dataset, has_resources=bool(dataset.resource_count))


def next_gesture(dataset):
    """Return it for a row of a list (`for_list`) that has its `assessment`."""
    if not dataset.may_change:
        return Gesture("Lecture seule")
    if dataset.is_private:
        return towards_publication(dataset)
    if dataset.state == DatasetState.DELETED:
        return Gesture("Dans la corbeille")
    expected = dataset.next_update_at
    if dataset.state == DatasetState.PUBLISHED and expected and expected < timezone.now():
        files = f"{reverse('backoffice:dataset-detail', args=[dataset.pk])}#fichiers"
        return Gesture(f"Mettre à jour les données, attendues le {day(expected)}", files)
    advice = advice_of(dataset)
    return (
        Gesture(f"{advice[0].gesture} : + {advice[0].effect}", advice[0].url) if advice else NOTHING
    )


def towards_publication(dataset):
    if missing := gaps(dataset):
        first = missing[0].field
        return Gesture(GAPS[first][0], field_address(dataset, first))
    if dataset.state == DatasetState.SCHEDULED:
        return Gesture(f"En ligne le {moment(dataset.due_at)}", reverse("backoffice:release-list"))
    if dataset.may_publish and dataset.submitted_at:
        return Gesture("Relire et décider", reverse("backoffice:dataset-review", args=[dataset.pk]))
    if dataset.may_publish:
        return Gesture("Vérifier et publier", address(dataset, CHECK))
    if dataset.submitted_at:
        return Gesture("Attendre sa relecture")
    submit = reverse("backoffice:dataset-submit", args=[dataset.pk])
    return Gesture("Soumettre pour publication", submit)
