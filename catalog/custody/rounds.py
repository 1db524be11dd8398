"""What is looked at every night, in a bounded time: what lacks is told, what is derived, mended."""

import logging
import time
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.urls import reverse

from catalog.actions.publication import check_publication
from catalog.custody.breaches import Breach
from catalog.custody.verify import breaches
from catalog.enums import Outcome
from catalog.journal.notify import absolute, notify
from catalog.models import Dataset, PublicationCheck
from catalog.work.alerts import answerable

logger = logging.getLogger(__name__)
LONGEST = timedelta(minutes=20)
SHARE = 30
"""All the bytes are read in that many nights."""
TOLD = 20
NOT_ENDED = (
    "La vérification n’a pas fini dans les vingt minutes qu’elle a : la suite attend demain."
)
ENOUGH = 3
"""Datasets in a row whose files nobody gave: it is the site that does not answer."""


def verify(*, longest: timedelta = LONGEST) -> list[str]:
    """Check the promises, mend what can be, and write to those who answer for the platform."""
    deadline = time.monotonic() + longest.total_seconds()
    sentences = [mended(breach) for breach in breaches(share=SHARE, deadline=deadline)]
    if time.monotonic() > deadline:
        sentences.append(NOT_ENDED)
    if sentences:
        tell(sentences)
    return sentences


def mended(breach: Breach) -> str:
    """Mend the breach if the house can; return what it was."""
    if breach.repair is None:
        return f"{breach.promise}, à réparer : {breach.sentence}"
    breach.repair()
    return f"{breach.promise}, réparé : {breach.sentence}"


def tell(sentences: list[str]) -> None:
    for sentence in sentences:
        logger.error(sentence)
    for person in answerable():
        notify(
            "integrity_breached",
            person,
            count=str(len(sentences)),
            sentences="\n".join(sentences[:TOLD]),
            more=str(max(len(sentences) - TOLD, 0) or ""),
            link=absolute(reverse("backoffice:work-list")),
        )


def ask_public_addresses(*, longest: timedelta = LONGEST) -> int:
    """Ask for what is on line, what was asked for longest ago first; the rest is for tomorrow."""
    keys = Dataset.objects.public().checked_longest_ago_first().values_list("pk", flat=True)
    return ask(keys, longest)


def ask_unreached(*, longest: timedelta = LONGEST) -> int:
    """Ask again for what did not answer."""
    return ask(PublicationCheck.objects.unreached().dataset_keys(), longest)


def ask(keys: Iterable[UUID], longest: timedelta) -> int:
    """Return how many datasets were asked for, before the time or the site was lacking."""
    deadline = time.monotonic() + longest.total_seconds()
    asked = away = 0
    for key in list(keys):
        if away == ENOUGH or time.monotonic() > deadline:
            break
        found = check_publication(key)
        silent = bool(found) and all(check.outcome == Outcome.UNREACHED for check in found)
        away = away + 1 if silent else 0
        asked += 1
    return asked
