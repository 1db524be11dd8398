"""How often, and when, a task is tried again."""

from datetime import timedelta

from django.conf import settings
from django.db import Error

from catalog import storage
from catalog.exceptions import StorageFailure

AFTER_A_DEATH = (0.0, 0.5)
"""A task whose process dies a third time is not unlucky: it is the cause."""
AFTER_A_REFUSAL = (1.0, 5.0)
WHILE_THE_OUTSIDE_IS_AWAY = (1.0, 5.0, 30.0, 120.0, 360.0, 900.0)
"""Mail, storage, database, network: all of them a day at least, about."""
OUTSIDE: tuple[type[BaseException], ...] = (
    OSError,
    Error,
    StorageFailure,
    *storage.UNREACHABLE,
)


def after_death(deaths: int) -> timedelta | None:
    """Return how long to wait after that many deaths; None when it has been enough."""
    return step(AFTER_A_DEATH, deaths)


def after_refusal(error: BaseException, refusals: int) -> timedelta | None:
    """Return how long to wait after that many refusals, this one being the last; None: enough."""
    return step(
        WHILE_THE_OUTSIDE_IS_AWAY if isinstance(error, OUTSIDE) else AFTER_A_REFUSAL, refusals
    )


def step(steps: tuple[float, ...], times: int) -> timedelta | None:
    if times > len(steps):
        return None
    return timedelta(seconds=steps[times - 1] * settings.WORK_RETRY_SECONDS)
