"""How the demo's datasets are described: what each holds, and on which days things happened to it.

Days are counted backwards from the day when the demo is loaded: 0 is that day.
"""

from collections.abc import Callable
from dataclasses import dataclass

from catalog.demo.people import Person
from catalog.enums import ResourceType

Maker = Callable[[int], bytes]
"""Gives the bytes of a file, from the number of its version."""


@dataclass(frozen=True)
class Deposit:
    """One version: how many days ago, what the note says, and who if not the usual person."""

    day: int
    note: str = ""
    by: Person | None = None


@dataclass(frozen=True)
class Hosted:
    filename: str
    title: str
    make: Maker
    deposits: tuple[Deposit, ...]
    description: str = ""
    type: ResourceType = ResourceType.MAIN
    removed_on: int | None = None


@dataclass(frozen=True)
class Remote:
    url: str
    title: str
    format: str
    type: ResourceType = ResourceType.OTHER


@dataclass(frozen=True)
class Plan:
    """A dataset; its description is the text of that `slug` in texts/, if there is one."""

    slug: str
    title: str
    organization: str
    by: Person
    created_on: int
    short_description: str = ""
    keywords: tuple[str, ...] = ()
    frequency: str = ""
    license: str = "lov2"
    themes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ("country:fr",)
    granularity: str = ""
    files: tuple[Hosted, ...] = ()
    links: tuple[Remote, ...] = ()
    published_on: int | None = None
    former_title: str = ""
    renamed_on: int | None = None
    archived_on: int | None = None
    deleted_on: int | None = None
    reason: str = ""
    named: tuple[tuple[Person, int], ...] = ()
    """Those who get a right over this dataset alone, and on which day."""
