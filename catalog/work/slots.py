"""What is done again and again: `config/schedule.py` lists it, `schedule.py` starts it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from catalog.work.cron import Cron

EPOCH = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Periodic:
    """One periodic work: a task without arguments, and when. A slot is one of its moments, the
    same for every worker; `label` says in French what it does, with a verb.

    `every`: a step, counted from the same moment everywhere; or `cron`, in the time of Paris.
    """

    name: str
    task: str
    label: str
    every: timedelta | None = None
    cron: str = ""

    def __post_init__(self) -> None:
        if (self.every is None) is not bool(self.cron):
            message = f"{self.name}: either every= or cron=."
            raise ValueError(message)
        if self.cron:
            Cron.parse(self.cron)

    def latest(self, at: datetime) -> datetime | None:
        """Return the last slot that is not after `at`."""
        if self.every:
            return at - (at - EPOCH) % self.every
        return Cron.parse(self.cron).latest(at)

    def following(self, at: datetime) -> datetime | None:
        """Return the first slot after `at`."""
        if self.every:
            return at - (at - EPOCH) % self.every + self.every
        return Cron.parse(self.cron).following(at)
