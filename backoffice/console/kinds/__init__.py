"""Each kind of thing that waits in the queue is one class in a module of this package.

To add one: a module here, the template of its row and of its decision, and a line in
`catalog/actions/cases.py` that says who answers it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Answer:
    """One line of what was answered; `shape` is the one of its state."""

    at: datetime
    about: str
    outcome: str
    shape: str
    reason: str
    by: str


class Kind:
    """What the queue asks of a kind. Everything else (filters, search, ages, notes, assignment,
    history, export) it does itself, with the paths declared here. Keys are UUIDs.
    """

    slug: ClassVar[str]
    """In addresses and filters, in French."""
    label: ClassVar[str]
    """Plural, as a choice of the filter: « demandes d’accès »."""
    model: ClassVar[type[Model]]

    person: ClassVar[str] = "user"
    """Path to who asks."""
    organization: ClassVar[str] = "organization"
    role: ClassVar[str] = ""
    """Path to the role asked for; empty where there is none."""
    since: ClassVar[str] = "created_at"
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
    def title(thing: Any) -> str:
        """Say what is asked, in a line: « Éditeur pour la DRAC Bretagne »."""
        raise NotImplementedError

    @staticmethod
    def answer(thing: Any) -> Answer:
        """Return the line of the history; its person and moment come from the paths."""
        raise NotImplementedError
