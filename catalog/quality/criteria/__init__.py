"""Each criterion is one class in a module of this package. It says yes, no, or nothing."""

import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from catalog.quality.subject import Subject


class Family(StrEnum):
    """Where the criterion is shown."""

    DESCRIPTION = "Description"
    FILES = "Fichiers"
    COHERENCE = "Cohérence"


@dataclass(frozen=True)
class Verdict:
    """`sentence`: what to do when it is not met, and on which `resource` if it is about one.

    `counted`: False for what nobody has looked at, and that data.gouv.fr takes for granted.
    """

    met: bool
    sentence: str = ""
    resource: uuid.UUID | None = None
    counted: bool = True


MET = Verdict(met=True)


def todo(sentence: str, *, resource: uuid.UUID | None = None) -> Verdict:
    return Verdict(met=False, sentence=sentence, resource=resource)


class Criterion:
    """`field` names what to change: a field of the description, `resources`, or one of a
    resource's (`resource.title`); each screen knows where that is.

    `label` says to the public what is judged, `gesture` to the editor what to do, for a list.
    `key` is data.gouv.fr's name of the criterion, `weight` how much it counts in our score; in
    data.gouv.fr's each counts for one.
    """

    slug: ClassVar[str]
    label: ClassVar[str]
    gesture: ClassVar[str]
    family: ClassVar[Family]
    field: ClassVar[str]
    weight: ClassVar[int] = 1
    key: ClassVar[str] = ""

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        """Return whether it is met; None when there is nothing to judge, which is not counted."""
        raise NotImplementedError
