"""One draft on its way: what it may change of the dataset that it names."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from catalog.accounts.models import Organization
from catalog.actions.addresses import base_slug, save_under_own_slug
from catalog.actions.guards import moment
from catalog.actions.imports_memory import Memory, said_at
from catalog.actions.imports_organizations import named_organization
from catalog.actions.imports_resources import Files
from catalog.actions.imports_values import is_slug, label
from catalog.drafts import DatasetDraft, same_words
from catalog.journal.models import Activity
from catalog.models import Dataset, DatasetAlias

ARCHIVED = "Archivé sur data.gouv.fr."


@dataclass
class Work:
    draft: DatasetDraft
    by: str
    at: datetime | None
    parent: Organization | None = None
    owner: Organization | None = None
    kept: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def created_at(self) -> datetime:
        first = self.draft.created_at or self.draft.modified_at or None
        return past(first, self.at) or moment(self.at)

    def organization(self) -> Organization:
        """Return the one that the draft names; failing that, who answers for those of nobody."""
        if not self.draft.organization and self.owner:
            return self.owner
        named = self.draft.organization or None
        return named_organization(named, by=self.by, parent=self.parent, at=self.at)

    def remember(self, values: dict[str, Any]) -> Memory:
        """Return the memory of a dataset that is new."""
        memory, day = Memory({}), said_at(self.draft)
        for name, value in values.items():
            memory.note(name, value, day)
        if self.draft.organization:
            memory.note("organization", named_as(self.draft), day)
        mark_themes(memory, values)
        return memory

    def choose(self, dataset: Dataset, memory: Memory, values: dict[str, Any]) -> dict[str, Any]:
        """Return the fields to write: new words of a source that is not older, and nobody's yet."""
        people, day, chosen = changed_by_people(dataset), said_at(self.draft), {}
        for name, value in values.items():
            if name == "description" and same_words(dataset.description, value):
                if value.count("\n") > dataset.description.count("\n") and name not in people:
                    chosen[name] = value
                continue
            if memory.is_older(name, day) or memory.repeats(name, value):
                continue
            memory.note(name, value, day)
            if name not in people:
                chosen[name] = value
            elif name != "themes" and getattr(dataset, name, None) != value:
                self.kept.append(label(Dataset, name))
        mark_themes(memory, chosen)
        return chosen

    def organization_of(self, dataset: Dataset, memory: Memory) -> Organization | None:
        """Return the organisation that the dataset goes to; None when it stays where it is."""
        if not self.draft.organization:
            return None
        found, said, day = self.organization(), named_as(self.draft), said_at(self.draft)
        if memory.is_older("organization", day) or memory.repeats("organization", said):
            return None
        memory.note("organization", said, day)
        if "organization" in changed_by_people(dataset) and found != dataset.organization:
            self.kept.append(label(Dataset, "organization"))
            return None
        return found

    def take_files(self, dataset: Dataset, memory: Memory) -> None:
        Files(dataset, self.draft, memory, self.at, self.kept, self.warnings).take()

    def save_under_its_slug(self, dataset: Dataset) -> None:
        """Save a new dataset under the slug it has at its source, when nothing else bears it.

        The number that ends it there is kept: another dataset of that title would take it.
        """
        base, slug = base_slug(dataset.title), str(self.draft.slug or "")
        numbered = slug == base or re.fullmatch(rf"{re.escape(base)}-\d{{1,6}}", slug)
        if numbered and not Dataset.objects.named(slug).exists():
            dataset.slug = slug
            dataset.save()
        else:
            save_under_own_slug(dataset)

    def lead_to(self, dataset: Dataset) -> None:
        """Let the source's identifier and slug lead to the dataset; ours go first, then theirs."""
        if self.draft.identifier:
            DatasetAlias.objects.get_or_create(
                alias=self.draft.identifier, defaults={"dataset": dataset}
            )
        slug = self.draft.slug
        if not slug or slug == dataset.slug:
            return
        holder = Dataset.objects.named(slug).first() if is_slug(slug) else None
        if not is_slug(slug):
            self.warnings.append(f"L’adresse « {slug[:60]} » n’est pas reprise : elle prêterait "
                                 "à confusion.")  # fmt: skip
        elif holder is None:
            DatasetAlias.objects.create(alias=slug, dataset=dataset)
        elif holder != dataset:
            self.warnings.append(
                f"L’adresse « {slug[:60]} » mène déjà à « {holder.title} » : elle y reste."
            )


def mark_themes(memory: Memory, values: dict[str, Any]) -> None:
    """Say that the themes were found in the keywords, not said by the source."""
    if "themes" in values:
        memory.values["deduced"] = ["themes"] if values["themes"] else []


def named_as(draft: DatasetDraft) -> str:
    named = draft.organization
    return str((named.identifier or named.name or "") if named else "")


def changed_by_people(dataset: Dataset) -> set[str]:
    """Return the fields that a person was the last to change, as the journal tells."""
    activities = Activity.objects.about(dataset).filter(resource__isnull=True).order_by("pk")
    last: dict[str, str] = {}
    for robot, changes in activities.values_list("robot", "changes"):
        last.update(dict.fromkeys(changes, robot))
    return {name for name, robot in last.items() if not robot}


def past(found: Any, at: datetime | None) -> datetime | None:
    """Return the moment, unless the source does not say it or puts it in the future."""
    return found if found and found <= (at or timezone.now()) else None
