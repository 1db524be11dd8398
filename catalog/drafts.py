"""What a source says of a dataset: the shape in which descriptions cross the rooms.

An import, a harvester and the DCAT parser produce drafts; the verbs of `actions/` apply them.
Every field starts as UNSET: the source does not speak of it, and applying the draft leaves ours as
it is. Any other value is what the source says, and an empty one ("", None, ()) says « there is
none ». Nothing here knows Django: identifiers of vocabularies are plain text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import Enum
from typing import Any, Final, Literal, TypeAlias, TypeVar

T = TypeVar("T")
DATA_GOUV = "https://www.data.gouv.fr"


class Unset(Enum):
    """The type of UNSET; an enumeration, so that type checkers follow `is UNSET`."""

    UNSET = "unset"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET
Maybe: TypeAlias = T | Unset


@dataclass(frozen=True, kw_only=True)
class Draft:
    def stated(self) -> dict[str, Any]:
        """Return, by name, the fields of which the source speaks: what applying may change."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in values.items() if value is not UNSET}


@dataclass(frozen=True, kw_only=True)
class Counters(Draft):
    """What the source counted since the beginning."""

    views: Maybe[int] = UNSET
    downloads: Maybe[int] = UNSET
    reuses: Maybe[int] = UNSET
    followers: Maybe[int] = UNSET
    discussions: Maybe[int] = UNSET


@dataclass(frozen=True, kw_only=True)
class OrganizationDraft(Draft):
    """`identifier` is the source's own; `kind` is one of OrganizationKind, empty when unknown."""

    identifier: Maybe[str] = UNSET
    name: Maybe[str] = UNSET
    slug: Maybe[str] = UNSET
    acronym: Maybe[str] = UNSET
    description: Maybe[str] = UNSET
    url: Maybe[str] = UNSET
    logo_url: Maybe[str] = UNSET
    siret: Maybe[str] = UNSET
    badges: Maybe[tuple[str, ...]] = UNSET
    kind: Maybe[str] = UNSET
    page: Maybe[str] = UNSET
    created_at: Maybe[datetime | None] = UNSET
    modified_at: Maybe[datetime | None] = UNSET
    deleted_at: Maybe[datetime | None] = UNSET
    counters: Counters = Counters()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContactDraft(Draft):
    """Whom to write to: `email`, or the address of a `form`."""

    identifier: Maybe[str] = UNSET
    name: str = ""
    email: str = ""
    form: str = ""
    role: str = "contact"


@dataclass(frozen=True, kw_only=True)
class ProducerDraft(Draft):
    """Another organisation, or a named service, with its role (vocabularies/roles.py)."""

    role: str
    name: str
    identifier: Maybe[str] = UNSET
    email: str = ""
    form: str = ""


@dataclass(frozen=True, kw_only=True)
class SchemaDraft(Draft):
    name: str = ""
    version: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class ResourceDraft(Draft):
    """`identifier` is a UUID. `kind` is ours: whatever another catalogue hosts is remote for us.

    `size` is in bytes; `checksum` is hexadecimal, of type sha1, sha2, sha256, md5 or crc.
    """

    identifier: Maybe[str] = UNSET
    title: Maybe[str] = UNSET
    description: Maybe[str] = UNSET
    type: Maybe[str] = UNSET
    kind: str = "remote"
    url: Maybe[str] = UNSET
    format: Maybe[str] = UNSET
    mime: Maybe[str] = UNSET
    size: Maybe[int | None] = UNSET
    checksum_type: Maybe[str] = UNSET
    checksum: Maybe[str] = UNSET
    created_at: Maybe[datetime | None] = UNSET
    modified_at: Maybe[datetime | None] = UNSET
    downloads: Maybe[int] = UNSET
    schema: Maybe[SchemaDraft | None] = UNSET
    extras: Maybe[Mapping[str, Any]] = UNSET
    harvest: Maybe[Mapping[str, Any]] = UNSET


@dataclass(frozen=True, kw_only=True)
class DatasetDraft(Draft):
    """One dataset. Times are aware; `page` is where people read it at its source.

    `license`, `frequency`, `granularity` and `zones` are identifiers of our vocabularies; a place
    without an identifier stays a name, in `other_places`. `resources` names the files, all of
    them when `resources_whole`: those of ours that it lacks have then vanished. A source that only
    counts files leaves it UNSET and says `resource_count` and `formats`. `exported_at` is when
    the source wrote the description down. `warnings` are sentences for people.
    """

    identifier: Maybe[str] = UNSET
    slug: Maybe[str] = UNSET
    title: Maybe[str] = UNSET
    acronym: Maybe[str] = UNSET
    description: Maybe[str] = UNSET
    short_description: Maybe[str] = UNSET
    license: Maybe[str] = UNSET
    frequency: Maybe[str] = UNSET
    next_update_at: Maybe[datetime | None] = UNSET
    temporal_start: Maybe[date | None] = UNSET
    temporal_end: Maybe[date | None] = UNSET
    granularity: Maybe[str] = UNSET
    zones: Maybe[tuple[str, ...]] = UNSET
    other_places: Maybe[tuple[str, ...]] = UNSET
    keywords: Maybe[tuple[str, ...]] = UNSET
    badges: Maybe[tuple[str, ...]] = UNSET
    created_at: Maybe[datetime | None] = UNSET
    modified_at: Maybe[datetime | None] = UNSET
    updated_at: Maybe[datetime | None] = UNSET
    archived_at: Maybe[datetime | None] = UNSET
    deleted_at: Maybe[datetime | None] = UNSET
    private: Maybe[bool] = UNSET
    featured: Maybe[bool] = UNSET
    organization: Maybe[OrganizationDraft | None] = UNSET
    contacts: Maybe[tuple[ContactDraft, ...]] = UNSET
    producers: Maybe[tuple[ProducerDraft, ...]] = UNSET
    extras: Maybe[Mapping[str, Any]] = UNSET
    harvest: Maybe[Mapping[str, Any]] = UNSET
    schema: Maybe[SchemaDraft | None] = UNSET
    quality_score: Maybe[float | None] = UNSET
    quality: Maybe[Mapping[str, bool]] = UNSET
    counters: Counters = field(default_factory=Counters)
    page: Maybe[str] = UNSET
    resources: Maybe[tuple[ResourceDraft, ...]] = UNSET
    resources_whole: bool = True
    resource_count: Maybe[int | None] = UNSET
    formats: Maybe[tuple[str, ...]] = UNSET
    exported_at: Maybe[datetime | None] = UNSET
    warnings: tuple[str, ...] = ()

    @property
    def source_page(self) -> str:
        """Where people read the dataset at its source, also when the source does not say it."""
        if self.page or not self.identifier:
            return self.page or ""
        return f"{DATA_GOUV}/datasets/{self.identifier}/"


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts differ by their line breaks and spaces only.

    Some exports put a description on one line: applying it would lose the paragraphs of another.
    """
    return one.split() == other.split()
