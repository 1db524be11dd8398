"""Taking up a draft: what another catalogue says becomes, or changes, a dataset of ours.

Nothing is undone by an older source, nor by the same words said again; what a person changed after
the last import stays, and is told. The state of the source is kept, even when something is missing:
that blocks a later publication by hand only.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.accounts.models import Organization
from catalog.actions.addresses import save_under_own_slug
from catalog.actions.dataset import about, locked, touch
from catalog.actions.description import fill, parts, relate, snapshot
from catalog.actions.imports_memory import Memory, add, digest, said_at
from catalog.actions.imports_values import facts_of, values_of
from catalog.actions.imports_work import ARCHIVED, Work, past
from catalog.drafts import DatasetDraft
from catalog.enums import DatasetState
from catalog.exceptions import CatalogError
from catalog.journal.record import differences, record
from catalog.models import Dataset, DatasetAlias
from catalog.search.index import index

ROBOT = "import data.gouv.fr"
FIGURES = ("views", "source_views", "downloads", "source_downloads")


@dataclass(frozen=True)
class Taken:
    """`outcome` is « created », « changed », « counted » (figures only) or « unchanged ».

    `kept` names the fields that the source changed, and that a person had written since.
    """

    dataset: Dataset
    outcome: str
    kept: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@transaction.atomic
def import_dataset(
    draft: DatasetDraft,
    *,
    by: str = ROBOT,
    parent: Organization | None = None,
    owner: Organization | None = None,
    at: datetime | None = None,
) -> Taken:
    """Create the dataset, or change what the source says otherwise since the last time.

    A new organisation goes under `parent`; `owner` is the one of a dataset of which the source does
    not say whose it is. Raises CatalogError for what cannot be taken up.
    """
    work = Work(draft, by, at, parent, owner, warnings=list(draft.warnings))
    known = DatasetAlias.objects.filter(alias=draft.identifier).select_related("dataset").first()
    if draft.deleted_at:
        raise CatalogError(f"Supprimé à la source le {draft.deleted_at:%d/%m/%Y}.")
    if known is None:
        return create(work)
    return change(work, locked(known.dataset))


def create(work: Work) -> Taken:
    draft, values = work.draft, values_of(work.draft, work.warnings)
    if not values.get("title"):
        raise CatalogError(
            "La source ne donne pas de titre à ce jeu de données, et aucun autre fichier ne l’a "
            "décrit : importez d’abord la liste des jeux de données."
        )
    memory, said = work.remember(values), fingerprint(draft, values)
    state = values.pop("state", DatasetState.PUBLISHED)
    dataset = Dataset(organization=work.organization(), created_at=work.created_at())
    dataset.modified_at = past(draft.modified_at, work.at) or dataset.created_at
    plain, related = parts(values)
    fill(dataset, plain)
    enter(dataset, state, draft)
    date_data(dataset, draft, memory, work.at)
    keep_facts(dataset, draft, memory)
    work.save_under_its_slug(dataset)
    relate(dataset, related)
    work.lead_to(dataset)
    work.take_files(dataset, memory)
    memory.learn(said)
    save_source(dataset, memory)
    changes = {"state": ["", str(state)]}
    record("dataset.imported", about(dataset), by=work.by, at=work.at, changes=changes)
    index(dataset)
    return Taken(dataset, "created", tuple(work.kept), tuple(work.warnings))


def change(work: Work, dataset: Dataset) -> Taken:
    draft, memory = work.draft, Memory(dataset.source)
    if dataset.deleted_at:
        raise CatalogError(f"« {dataset.title} » est dans la corbeille : rétablissez-le d’abord.")
    values = values_of(draft, work.warnings)
    said = fingerprint(draft, values)
    if memory.knows(said):
        return Taken(dataset, "unchanged")
    before = picture(dataset)
    take_up(work, dataset, memory, values)
    date_data(dataset, draft, memory, work.at)
    counted = keep_facts(dataset, draft, memory)
    work.lead_to(dataset)
    work.take_files(dataset, memory)
    memory.learn(said)
    if changes := differences(before, picture(dataset)):
        if "resources" in changes:
            changes["resources"] = only_what_differs(*changes["resources"])
        touch(dataset, work.at)
        record("dataset.described", about(dataset), by=work.by, at=work.at, changes=changes)
        index(dataset)
    save_source(dataset, memory)
    outcome = "changed" if changes else "counted" if counted else "unchanged"
    return Taken(dataset, outcome, tuple(work.kept), tuple(work.warnings))


def take_up(work: Work, dataset: Dataset, memory: Memory, values: dict[str, Any]) -> None:
    """Write the fields of which the source says something new, but those that a person wrote."""
    chosen = work.choose(dataset, memory, values)
    state = chosen.pop("state", "")
    organization = work.organization_of(dataset, memory)
    plain, related = parts(chosen)
    fill(dataset, plain)
    if "title" in plain:
        save_under_own_slug(dataset)
    relate(dataset, related)
    if organization:
        dataset.organization = organization
    if state == DatasetState.DRAFT:
        if dataset.is_public:
            work.warnings.append("Devenu privé à la source ; il reste public ici : archivez-le.")
    elif state and state != dataset.state:
        enter(dataset, state, work.draft)


def enter(dataset: Dataset, state: str, draft: DatasetDraft) -> None:
    """Give the dataset the state it has at its source."""
    dataset.state = state
    dataset.archived_at, dataset.archive_reason = None, ""
    if state != DatasetState.DRAFT:
        dataset.published_at = dataset.published_at or dataset.created_at
    if state == DatasetState.ARCHIVED:
        dataset.archived_at = draft.archived_at or dataset.modified_at
        dataset.archive_reason = ARCHIVED


def date_data(dataset: Dataset, draft: DatasetDraft, memory: Memory, at: datetime | None) -> None:
    """Say when the data last changed; a source that does not tell changed them at the latest then.

    That guess never replaces what another one told.
    """
    told = past(draft.updated_at, at)
    if told is None and memory.values.get("data_date") == "told":
        return
    found = told or past(draft.modified_at, at)
    if found is None:
        return
    memory.values["data_date"] = "told" if told else "deduced"
    if dataset.data_updated_at is None or found > dataset.data_updated_at:
        dataset.data_updated_at = found


def keep_facts(dataset: Dataset, draft: DatasetDraft, memory: Memory) -> bool:
    """Keep what has no field here, and the figures; tell whether these grew."""
    facts, day = facts_of(draft), said_at(draft)
    if day >= memory.values.get("as_of", ""):
        memory.values |= facts | {"as_of": day}
    else:
        memory.values = facts | memory.values
    counts = draft.counters.stated()
    grown = {name: memory.count(name, total) for name, total in counts.items()}
    for name in ("views", "downloads"):
        add(dataset, name, grown.get(name, 0))
    return any(grown.values())


def picture(dataset: Dataset) -> dict[str, Any]:
    """Return everything that the entry of the journal compares."""
    rows = dataset.resources.in_place().for_page()
    updated = dataset.data_updated_at
    return snapshot(dataset) | {
        "state": dataset.state,
        "organization": dataset.organization.name,
        "data_updated_at": updated and updated.isoformat(),
        "resources": [f"{one.title} ({one.format or one.type}, {one.url})" for one in rows],
    }


def only_what_differs(before: list[str], after: list[str]) -> list[list[str]]:
    """Return the lines of each that the other lacks: a list of files may be long."""
    return [
        [one for one in before if one not in after],
        [one for one in after if one not in before],
    ]


def fingerprint(draft: DatasetDraft, values: dict[str, Any]) -> str:
    """Return what makes a draft the same again; communes loaded since may place it better."""
    return digest([draft.stated(), values.get("territories", [])])


def save_source(dataset: Dataset, memory: Memory) -> None:
    dataset.source = memory.dump()
    written = (*FIGURES, "data_updated_at", "source")
    values = {name: getattr(dataset, name) for name in written}
    Dataset.objects.filter(pk=dataset.pk).update(**values)
