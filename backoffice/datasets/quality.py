"""The advice of the criteria, as an editor follows it: what to do, where, for how many points."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from backoffice.datasets.links import words_of_link
from backoffice.datasets.steps import field_address, files_address
from backoffice.screens import AboutDataset, Button
from catalog.actions.publication import ask_publication_check
from catalog.quality.score import assessments
from catalog.templatetags.vitrine import ago

FIRST = 5


@dataclass(frozen=True)
class Advice:
    sentence: str
    url: str
    effect: int
    gesture: str


@dataclass(frozen=True)
class Todo:
    """`others`: what would raise the score less, folded."""

    score: int
    first: list[Advice]
    others: list[Advice]


def graded(datasets):
    """Return the rows, each with its `assessment`, in as many queries for one as for many."""
    rows = list(datasets)
    found = assessments(rows, at=timezone.now())
    for row in rows:
        row.assessment = found[row.pk]
    return rows


def todo_of(dataset):
    advice = advice_of(dataset)
    return Todo(dataset.assessment.score, advice[:FIRST], advice[FIRST:])


def advice_of(dataset):
    """Return what is left to do for a dataset that was graded, what is worth most first."""
    return [
        Advice(
            one.verdict.sentence,
            address_of(dataset, one),
            one.effect,
            one.criterion.gesture,
        )
        for one in dataset.assessment.todo
    ]


def address_of(dataset, judged):
    """Return where one does what the criterion asks: a field, a file, or the list of files."""
    field, resource = judged.criterion.field, judged.verdict.resource
    if field == "resource.title" and resource:
        return f"{reverse('backoffice:resource-edit', args=[resource])}#id_title"
    if field == "resource.schema" and resource:
        return f"{reverse('backoffice:resource-guard', args=[resource])}#schema"
    if field.startswith("resource"):
        page = reverse("backoffice:resource-edit", args=[resource]) if resource else ""
        return page or files_address(dataset)
    return field_address(dataset, field)


@dataclass(frozen=True)
class Verification:
    """What the addresses of a resource gave: a word, its mark, and what explains them."""

    word: str
    mark: str
    sentences: list[str]


def verification_of(resource):
    """Return it for a resource with its checks; None for a file that nobody has asked for yet."""
    if resource.is_remote:
        return Verification(*words_of_link(resource))
    checks = resource.checks
    if not checks:
        return None
    date = ago(max(check.checked_at for check in checks))
    if failed := [check.sentence for check in checks if check.is_failed]:
        return Verification("En ligne, mais pas comme prévu", "bloque", failed)
    if waiting := [check.sentence for check in checks if not check.is_verified]:
        return Verification("Pas encore vérifié", "", waiting[:1])
    formats = f", en {len(checks)} formats" if len(checks) > 1 else ""
    return Verification("En ligne et vérifié", "bon", [f"{date}{formats}"])


def verified(resources):
    """Return the rows, each with its `verification`."""
    rows = list(resources)
    for row in rows:
        row.verification = verification_of(row)
    return rows


class DatasetCheck(AboutDataset, Button):
    """Have the public addresses asked for again."""

    def act(self):
        ask_publication_check(self.dataset, by=self.request.user)

    def sentence(self):
        return (
            f"Les fichiers de « {self.dataset} » vont être demandés à leur adresse publique. "
            "Le résultat sera ici dans un instant."
        )

    def after(self):
        return f"{reverse('backoffice:dataset-detail', args=[self.dataset.pk])}#fichiers"
