"""Each kind of thing that waits in the queue is one class in a module of this package.

To add one: a line in `catalog/actions/cases.py` that says who answers it, a module here, the
templates of its row, of its words and of its decision.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Model, QuerySet

from catalog.accounts.models import User
from catalog.actions.cases import ANSWERING
from catalog.actions.organization_life import Doubts


@dataclass(frozen=True)
class Answer:
    """One line of what was answered; `shape` is the one of its state."""

    at: datetime
    about: str
    outcome: str
    shape: str
    reason: str
    by: str


@dataclass(frozen=True)
class DecidedFacts:
    """Of what is decided on the page of its case: who asks, and what it is, in a line."""

    person: User | None
    summary: str


class Kind:
    """What the queue asks of a kind. Everything else (filters, search, ages, notes, assignment,
    history, export) it does itself, with the paths declared here. Keys are UUIDs.
    """

    label: ClassVar[str]
    """Plural, as a choice of the filter: « demandes d’accès »."""
    model: ClassVar[type[Model]]

    slug: ClassVar[str]
    person: ClassVar[str]
    since: ClassVar[str]
    """The three are those of `ANSWERING`."""
    organization: ClassVar[str] = "organization"
    """Empty: the thing is one."""
    role: ClassVar[str] = ""
    """Path to the role asked for; empty where there is none."""
    until: ClassVar[str] = "decided_at"
    by: ClassVar[str] = "decided_by"
    """Path to who answered."""
    texts: ClassVar[tuple[str, ...]] = ()
    """Paths that a search reads, besides the names and addresses."""

    row_template: ClassVar[str]
    """Takes: row; drawn in a list, included without "only"."""
    words_template: ClassVar[str]
    """Takes: asked, the thing; what was written or submitted, on the page of one case."""
    decision_template: ClassVar[str]
    """Takes: row, which holds the facts; below the words, while it waits."""
    answered_together: ClassVar[bool] = False
    """Only access requests are ticked and answered by several."""
    decided_here: ClassVar[bool] = False
    """Decided by the form of its case, with `decide`; the others have pages of their own."""

    def __init_subclass__(cls) -> None:
        """Raises KeyError for what nobody answers: this stops the start-up."""
        how = ANSWERING[cls.model._meta.label_lower]
        cls.slug, cls.person, cls.since = how.slug, how.person, how.since

    @classmethod
    def title(cls, thing: Any) -> str:
        """Say what is asked, in a line: « Éditeur pour la DRAC Bretagne »."""
        return ANSWERING[cls.model._meta.label_lower].title(thing)

    @classmethod
    def in_organization(cls, field: str) -> str:
        """Return the path to that field of the organisation that the thing is about."""
        return f"{cls.organization}__{field}" if cls.organization else field

    @staticmethod
    def waiting(user: Any) -> "QuerySet[Any]":
        """Return those that this person may answer, ready to be shown."""
        raise NotImplementedError

    @staticmethod
    def over(user: Any) -> "QuerySet[Any]":
        """Return those that this person might have answered, and that wait no more."""
        raise NotImplementedError

    @staticmethod
    def facts_of(things: Iterable[Any], user: Any) -> dict[Any, Any]:
        """Return by key what the templates show of each; no query a row."""
        raise NotImplementedError

    @staticmethod
    def doubts(thing: Any, user: Any) -> Doubts | None:
        """Return what to look at before answering; asked for one thing, on its own page."""
        return None

    @staticmethod
    def decide(thing: Any, *, accepted: bool, by: Any, reason: str) -> None:
        """Answer it, for the kinds that are decided here."""
        raise NotImplementedError

    @staticmethod
    def is_so(thing: Any, *, accepted: bool, by: Any) -> bool:
        """Tell whether it has that answer already, from this person: a form sent twice."""
        raise NotImplementedError

    @staticmethod
    def answer(thing: Any) -> Answer:
        """Return the line of the history; its person and moment come from the paths."""
        raise NotImplementedError
