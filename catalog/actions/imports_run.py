"""Importing whole files: a transaction for each draft, and a report of what came of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from catalog.accounts.models import Organization
from catalog.actions.addresses import base_slug
from catalog.actions.imports import ROBOT, import_dataset
from catalog.actions.imports_organizations import (
    MINISTRY,
    import_organization,
    named_organization,
)
from catalog.drafts import DatasetDraft, OrganizationDraft
from catalog.exceptions import CatalogError
from catalog.importing.outcome import Refused
from catalog.importing.read import kind_of, read
from catalog.importing.readers.organization_csv import OrganizationCsv
from catalog.models import Dataset


@dataclass(frozen=True)
class Line:
    """What is told of one thing: where it comes from, what it is called, and the sentence."""

    file: str
    name: str
    sentence: str


@dataclass
class Report:
    """Titles of datasets by what came of them, names of the organisations created or changed."""

    files: dict[str, str] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)
    kept: list[Line] = field(default_factory=list)
    warnings: list[Line] = field(default_factory=list)
    vanished: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Read:
    """One file, read: its drafts, and those of them that say where its organisations belong."""

    path: Path
    label: str
    datasets: list[DatasetDraft]
    organizations: list[OrganizationDraft]
    refused: list[Refused]

    @property
    def is_of_the_family(self) -> bool:
        """Tell whether it is the ministry's own export, which also lists its operators."""
        return self.lists_everything and MINISTRY in self.owners

    @property
    def lists_everything(self) -> bool:
        """Tell whether it names all that its organisations publish."""
        return self.label == OrganizationCsv.label

    @property
    def owners(self) -> set[str]:
        named = [one.organization for one in self.datasets if one.organization]
        return {one.identifier for one in named if one.identifier}


Step = tuple[Read, DatasetDraft | OrganizationDraft]
Tick = Callable[[int, int], None]


class Import:
    def __init__(
        self,
        *,
        by: str = ROBOT,
        owner: Organization | None = None,
        at: datetime | None = None,
        tick: Tick = lambda done, total: None,
    ) -> None:
        self.by, self.owner, self.at, self.tick = by, owner, at, tick
        self.report = Report()

    def run(self, paths: list[Path]) -> Report:
        """Import the files: organisations first, then datasets, then those known by a file only.

        Whatever the order of the paths, a list of files finds its datasets described.
        """
        found = [self.read(path) for path in paths]
        steps: list[Step] = [(one, draft) for one in found for draft in one.organizations]
        datasets = [(turn(draft), one, draft) for one in found for draft in one.datasets]
        in_turn = sorted(datasets, key=lambda step: step[0])
        steps += [(one, draft) for _, one, draft in in_turn]
        for done, (source, draft) in enumerate(steps, 1):
            self.step(source, draft)
            self.tick(done, len(steps))
        for source in found:
            if source.lists_everything:
                self.report.vanished += vanished(source)
        return self.report

    def read(self, path: Path) -> Read:
        outcomes = list(read(path))
        refused = [one for one in outcomes if isinstance(one, Refused)]
        self.report.files[path.name] = label = kind_of(path)
        self.report.refused += [
            Line(path.name, one.identifier, f"ligne {one.line} : {one.reason}") for one in refused
        ]
        datasets = [one for one in outcomes if isinstance(one, DatasetDraft)]
        organizations = [one for one in outcomes if isinstance(one, OrganizationDraft)]
        return Read(path, label, joined(datasets), organizations, refused)

    def step(self, source: Read, draft: DatasetDraft | OrganizationDraft) -> None:
        """Take up one draft; one that cannot be leaves no trace but its line in the report."""
        name = source.path.name
        called = str(draft.identifier or "")
        try:
            with transaction.atomic():
                if isinstance(draft, DatasetDraft):
                    self.take_dataset(source, draft)
                else:
                    self.take_organization(source, draft)
        except CatalogError as error:
            self.report.refused.append(Line(name, called, error.message))
        except (DataError, IntegrityError, ValueError) as error:
            sentence = f"La base de données ne l’a pas accepté ({type(error).__name__})."
            self.report.refused.append(Line(name, called, sentence))

    def take_dataset(self, source: Read, draft: DatasetDraft) -> None:
        taken = import_dataset(
            draft, by=self.by, parent=self.family(source), owner=self.owner, at=self.at
        )
        title = taken.dataset.title
        getattr(self.report, taken.outcome).append(title)
        self.tell(source, title, taken.kept, taken.warnings)

    def take_organization(self, source: Read, draft: OrganizationDraft) -> None:
        found = import_organization(draft, by=self.by, at=self.at)
        name = found.organization.name
        if found.outcome != "unchanged":
            self.report.organizations.append(name)
        self.tell(source, name, found.kept, found.warnings)

    def tell(
        self, source: Read, name: str, kept: tuple[str, ...], warnings: tuple[str, ...]
    ) -> None:
        file = source.path.name
        self.report.kept += [Line(file, name, field) for field in kept]
        self.report.warnings += [Line(file, name, sentence) for sentence in warnings]

    def family(self, source: Read) -> Organization | None:
        """Return the ministry, above the organisations of its own export."""
        if not source.is_of_the_family:
            return None
        draft = next(
            one.organization
            for one in source.datasets
            if one.organization and one.organization.identifier == MINISTRY
        )
        return named_organization(draft, by=self.by, at=self.at)


def turn(draft: DatasetDraft) -> tuple[int, bool]:
    """Return its turn: what names its organisation, then what does not, then what names a file.

    Of two datasets of one title, the one that has the plain slug at its source keeps it here.
    """
    plain = base_slug(draft.title or "") == draft.slug
    if not draft.title or not draft.resources_whole:
        return 2, not plain
    return (0 if draft.organization else 1), not plain


def joined(drafts: list[DatasetDraft]) -> list[DatasetDraft]:
    """Join the rows of a dataset that has one for each of its files."""
    together: dict[str, DatasetDraft] = {}
    whole = []
    for draft in drafts:
        key = str(draft.identifier)
        if draft.resources_whole or not draft.resources:
            whole.append(draft)
        elif key in together:
            first = together[key]
            together[key] = replace(
                first,
                resources=(*(first.resources or ()), *draft.resources),
                warnings=(*first.warnings, *draft.warnings),
            )
        else:
            together[key] = draft
    return [*whole, *together.values()]


def vanished(source: Read) -> Iterator[Line]:
    """Yield the datasets of the same organisations that the file should name, and does not.

    Those created after the file was written could not be in it.
    """
    named = {str(one.identifier) for one in source.datasets}
    moments = [one.modified_at for one in source.datasets if one.modified_at]
    written = max(moments, default=None)
    owners = Organization.objects.filter(aliases__alias__in=source.owners)
    rows = Dataset.objects.outside_bin().filter(organization__in=owners).exclude(source={})
    for dataset in rows.order_by("title"):
        identifier = dataset.source.get("id")
        if identifier and identifier not in named and written and dataset.created_at <= written:
            yield Line(source.path.name, dataset.title, f"identifiant {identifier}")
