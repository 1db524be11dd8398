"""The files that a source names: each is a link of ours, found again by the source's identifier."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max

from catalog.actions.guards import moment
from catalog.actions.imports_memory import Memory, add, digest, said_at, storable, writable
from catalog.actions.imports_values import shortened
from catalog.actions.reception import check_link
from catalog.drafts import DATA_GOUV, UNSET, DatasetDraft, ResourceDraft
from catalog.enums import ResourceKind, ResourceType
from catalog.exceptions import InvalidLink
from catalog.journal.models import Activity
from catalog.models import Dataset, Resource, ResourceAlias
from catalog.models.resource import SOURCE_PAGE, UNNAMED

DECLARED = {"format": "declared_format", "mime": "declared_mime", "size": "declared_size"}
BIGGEST = 2**63 - 1


@dataclass
class Files:
    """The files of one dataset while a draft is taken up."""

    dataset: Dataset
    draft: DatasetDraft
    memory: Memory
    at: datetime | None
    kept: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def take(self) -> bool:
        """Take up what the draft says of its files; tell whether any of ours changed."""
        if not self.draft.resources:
            return self.link_to_page()
        ours = self.known([one.identifier for one in self.draft.resources if one.identifier])
        changed = [
            self.change(ours[one.identifier], one)
            for one in self.draft.resources
            if one.identifier in ours
        ]
        added = self.add([one for one in self.draft.resources if one.identifier not in ours])
        self.say_what_vanished()
        if self.draft.resources_whole:
            self.memory.note("resources", "", said_at(self.draft))
        return any([*changed, added, self.unlink_page()])

    def known(self, identifiers: list[str]) -> dict[Any, Resource]:
        """Return, by the source's identifier, those that are already of this dataset."""
        own = {str(one.pk): one for one in self.dataset.resources.filter(pk__in=identifiers)}
        aliases = ResourceAlias.objects.filter(
            alias__in=identifiers, resource__dataset=self.dataset
        )
        return own | {str(one.alias): one.resource for one in aliases.select_related("resource")}

    def add(self, drafts: list[ResourceDraft]) -> bool:
        """Add those that nobody else holds: an address of ours is never taken by a source."""
        if not drafts or self.memory.is_older("resources", said_at(self.draft)):
            return False
        taken = self.held_elsewhere([one.identifier for one in drafts if one.identifier])
        last = self.dataset.resources.aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
        made: dict[str, Resource] = {}
        for draft in drafts:
            identifier = str(draft.identifier)
            if identifier in taken:
                self.warnings.append(
                    f"Le fichier {identifier} n’est pas repris : cet identifiant mène déjà à un "
                    f"fichier de « {taken[identifier]} »."
                )
            elif resource := self.built(draft, position + len(made)):
                made[identifier] = resource
        Resource.objects.bulk_create(made.values())
        ResourceAlias.objects.bulk_create(
            ResourceAlias(alias=uuid.UUID(alias), resource=one) for alias, one in made.items()
        )
        return bool(made)

    def held_elsewhere(self, identifiers: Iterable[str]) -> dict[str, str]:
        """Return, by identifier, the title of the dataset to whose file it already leads."""
        own = Resource.objects.filter(pk__in=identifiers).values_list("pk", "dataset__title")
        aliases = ResourceAlias.objects.filter(alias__in=identifiers)
        named = aliases.values_list("alias", "resource__dataset__title")
        return {str(key): title for key, title in [*own, *named]}

    def built(self, draft: ResourceDraft, position: int) -> Resource | None:
        """Return the link, not saved; None for an address that the public could not open."""
        values = self.values_of(draft)
        if values is None:
            return None
        created = draft.created_at or self.dataset.created_at
        resource = Resource(
            dataset=self.dataset,
            kind=ResourceKind.REMOTE,
            position=position,
            created_at=created,
            modified_at=draft.modified_at or created,
        )
        values.setdefault("url", f"{DATA_GOUV}/fr/datasets/r/{draft.identifier}")
        values["title"] = values.get("title") or UNNAMED.format(position + 1)
        for name, value in values.items():
            setattr(resource, name, value)
        self.note(draft)
        add(resource, "downloads", self.grown(draft))
        return resource

    def change(self, resource: Resource, draft: ResourceDraft) -> bool:
        """Take up what is new of one file, but what a person wrote since; tell if it changed."""
        if self.is_older(resource, draft) or not self.note(draft):
            return False
        grown = self.grown(draft)
        wanted = self.values_of(draft) or {}
        changed = {
            name: value
            for name, value in wanted.items()
            if getattr(resource, name) != value and (value or name not in ("title", "url"))
        }
        mine = self.changed_by_people(resource)
        self.kept += [f"« {resource.title} »" for name in changed if name in mine][:1]
        changed = {name: value for name, value in changed.items() if name not in mine}
        if resource.kind == ResourceKind.FILE or not (changed or grown):
            return False
        for name, value in changed.items():
            setattr(resource, name, value)
        add(resource, "downloads", grown)
        if changed:
            resource.modified_at = draft.modified_at or moment(self.at)
        resource.save()
        return bool(changed)

    def grown(self, draft: ResourceDraft) -> int:
        return self.memory.count(f"file:{draft.identifier}", draft.downloads or 0)

    def is_older(self, resource: Resource, draft: ResourceDraft) -> bool:
        if draft.modified_at:
            last = self.memory.values.get("files", {}).get(str(draft.identifier), [""])[0]
            return bool(said_at(draft) < last)
        return self.memory.is_older("resources", said_at(self.draft))

    def note(self, draft: ResourceDraft) -> bool:
        """Remember what the source says of the file; tell whether it says something new."""
        files = self.memory.values.setdefault("files", {})
        said = [said_at(draft), digest(draft.stated())]
        new = bool(files.get(str(draft.identifier), [])[:2] != said)
        facts = {name: storable(getattr(draft, name)) for name in ("schema", "harvest")}
        told = {name: value for name, value in facts.items() if value and value != "unset"}
        files[str(draft.identifier)] = [*said, told] if told else said
        return new

    def values_of(self, draft: ResourceDraft) -> dict[str, Any] | None:
        """Return, by field of ours, what the draft says; None when its address cannot be ours."""
        said = draft.stated()
        values: dict[str, Any] = {
            name: shortened(Resource, name, said[name], self.warnings)
            for name in ("title", "description") if name in said
        }  # fmt: skip
        for name, ours in DECLARED.items():
            if name in said:
                values[ours] = fitting(ours, said[name])
        if "type" in said:
            values["type"] = ResourceType(said["type"])
        if "extras" in said:
            values["extras"] = storable(said["extras"])
        if draft.checksum is not UNSET:
            values["declared_checksum"] = fitting(
                "declared_checksum",
                f"{draft.checksum_type}:{draft.checksum}" if draft.checksum else "",
            )
        if "url" not in said:
            return values
        try:
            return values | {"url": check_link(said["url"])}
        except InvalidLink as error:
            self.warnings.append(f"Le fichier {draft.identifier} n’est pas repris. {error.message}")
            return None

    def changed_by_people(self, resource: Resource) -> set[str]:
        rows = Activity.objects.filter(resource=resource, robot="").values_list(
            "changes", flat=True
        )
        return {name for changes in rows for name in changes}

    def say_what_vanished(self) -> None:
        """Say which of ours a whole list no longer names; they stay, somebody has to decide."""
        if not self.draft.resources_whole or self.memory.is_older("resources", said_at(self.draft)):
            return
        named = {one.identifier for one in self.draft.resources or ()}
        aliases = ResourceAlias.objects.filter(
            resource__dataset=self.dataset, resource__removed_at__isnull=True
        )
        gone = [one for one in aliases.select_related("resource") if str(one.alias) not in named]
        self.warnings += [
            f"« {one.resource.title} » n’est plus à la source. Le lien reste : retirez-le s’il ne "
            "mène plus nulle part."
            for one in gone
        ]

    def link_to_page(self) -> bool:
        """Give a dataset without any file the address of its page at the source."""
        page = self.draft.source_page
        if not page or self.dataset.resources.exists():
            return False
        Resource.objects.create(
            id=page_key(self.dataset),
            dataset=self.dataset,
            kind=ResourceKind.REMOTE,
            type=ResourceType.OTHER,
            title=SOURCE_PAGE,
            url=check_link(page),
            created_at=self.dataset.created_at,
            modified_at=self.dataset.created_at,
        )
        return True

    def unlink_page(self) -> bool:
        """Take that link away as soon as the files that it stood for are there."""
        page = self.dataset.resources.in_place().filter(pk=page_key(self.dataset))
        others = self.dataset.resources.in_place().exclude(pk=page_key(self.dataset)).count()
        expected = self.memory.values.get("resource_count") or 1
        enough = others and (self.draft.resources_whole or others >= expected)
        return bool(enough and page.update(removed_at=moment(self.at)))


def page_key(dataset: Dataset) -> uuid.UUID:
    """Return the id of the link to the source's page, the same for ever: it is made once."""
    return uuid.uuid5(dataset.pk, "source")


def fitting(name: str, value: Any) -> Any:
    """Return the value when the column can hold it; what does not fit says nothing."""
    if name == "declared_size":
        return value if value is not None and 0 <= value <= BIGGEST else None
    text = writable(str(value or ""))
    field: Any = Resource._meta.get_field(name)
    longest = field.max_length
    return "" if longest and len(text) > longest else text
