"""A release in words: what it puts on line, what stands in its way, how it went."""

from dataclasses import dataclass

from django.urls import reverse

from backoffice.datasets.next_gesture import GAPS, gaps
from backoffice.wording import capital, listed
from catalog.enums import PartOutcome, ReleaseState, Right
from catalog.models import Dataset
from catalog.templatetags.vitrine import counted, moment

SHAPES = {
    ReleaseState.DONE: "bon",
    ReleaseState.PARTLY: "verifier",
    ReleaseState.REFUSED: "bloque",
    PartOutcome.REFUSED: "bloque",
}


@dataclass(frozen=True)
class Line:
    """One part: `obstacle` says what would have it refused if its hour were now."""

    key: int
    title: str
    url: str
    about: str
    state: str
    shape: str
    sentence: str
    obstacle: str
    may_remove: bool


@dataclass(frozen=True)
class Reading:
    """`shape`: the suffix of `vi-etat`."""

    release: object
    state: str
    shape: str
    sentence: str


def reading_of(release):
    """Return it for a row fetched with its `shown_parts`."""
    shape = SHAPES.get(release.state, "repos")
    state = capital(release.get_state_display())
    return Reading(release, state, shape, contents_of(release.shown_parts))


def contents_of(parts):
    """Return « 2 jeux de données, 1 fichier »."""
    files = sum(part.version_id is not None for part in parts)
    datasets = len(parts) - files
    words = [counted(datasets, "jeu de données", "jeux de données")] * bool(datasets)
    words += [counted(files, "fichier", "fichiers")] * bool(files)
    return ", ".join(words)


def title_of(release):
    return f"{release.name}, le {moment(release.due_at)}"


def lines_of(release, user):
    """Return a line for each part that `user` may read."""
    parts = release.shown_parts
    removable = set(release.parts.allowing(user, Right.CHANGE_PART).values_list("pk", flat=True))
    obstacles = obstacles_to(release, [part for part in parts if part.is_waiting])
    return [
        line_of(part, obstacles.get(part.pk, ""), release.is_planned and part.pk in removable)
        for part in parts
    ]


def line_of(part, obstacle, may_remove):
    dataset, version = part.dataset, part.version
    if version:
        url = reverse("backoffice:version-detail", args=[version.resource_id, version.number])
        title = f"{version.resource.title}, version {version.number}"
        about = f"Un fichier de « {dataset.title} », {dataset.organization}"
    else:
        url = reverse("backoffice:dataset-detail", args=[dataset.pk])
        title, about = dataset.title, str(dataset.organization)
    shape = "bon" if part.outcome == PartOutcome.DONE else SHAPES.get(part.outcome, "repos")
    return Line(
        key=part.pk,
        title=title,
        url=url,
        about=about,
        state=capital(part.get_outcome_display()),
        shape=shape,
        sentence=sentence_of(part),
        obstacle=obstacle,
        may_remove=may_remove,
    )


def sentence_of(part):
    if part.is_waiting and part.version is None and part.dataset.is_public:
        return "Déjà public : il n’y aura rien de plus à faire."
    return part.refusal or (part.reason and f"« {part.reason} »")


def obstacles_to(release, parts):
    """Return, by key of part, what would have it refused if its hour were now."""
    author, keys = release.created_by, [part.dataset_id for part in parts]
    rows = Dataset.objects.filter(pk__in=keys).with_resource_count()
    counts = dict(rows.values_list("pk", "resource_count"))
    may = {right: rights_of(author, right, keys) for right in RIGHTS}
    found = {}
    for part in parts:
        part.dataset.resource_count = counts[part.dataset_id]
        right = Right.CHANGE_DATASET if part.version_id else Right.PUBLISH_DATASET
        if part.dataset_id not in may[right]:
            found[part.pk] = f"{author or 'Un compte supprimé'} n’a plus le droit de le faire."
        elif part.version_id is None:
            found[part.pk] = lack_of(part.dataset)
        elif not part.version.is_held:
            found[part.pk] = f"Cette version est {part.version.get_state_display()}."
    return found


RIGHTS = (Right.CHANGE_DATASET, Right.PUBLISH_DATASET)


def rights_of(author, right, keys):
    if author is None:
        return set()
    allowed = Dataset.objects.allowing(author, right).filter(pk__in=keys)
    return set(allowed.values_list("pk", flat=True))


def lack_of(dataset):
    missing = gaps(dataset)
    if dataset.is_private and missing:
        return f"Il manque {listed([GAPS[lack.field][1] for lack in missing])}."
    return "Il est dans la corbeille." if dataset.deleted_at else ""
