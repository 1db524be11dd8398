"""Cron's five fields (minute, hour, day, month, day of the week), read in the time of Paris."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
DAYS_AHEAD = 4 * 366
"""A 29th of February is found, a 30th is not."""


@dataclass(frozen=True)
class Cron:
    """The hour that a change of time skips is run after it; the one that comes twice, once."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either_day: bool
    """As cron has it: when both kinds of day are restricted, one of them is enough."""

    @classmethod
    def parse(cls, text: str) -> "Cron":
        """Read `0 3 * * *`, with `*`, `a-b`, `a,b` and `/n`. Raises ValueError."""
        words = text.split()
        if len(words) != len(BOUNDS):
            message = f"{text!r} has {len(words)} fields: cron has five."
            raise ValueError(message)
        minutes, hours, days, months, weekdays = map(field, words, BOUNDS)
        either = not words[2].startswith("*") and not words[4].startswith("*")
        return cls(minutes, hours, days, months, frozenset(day % 7 for day in weekdays), either)

    def latest(self, at: datetime) -> datetime | None:
        """Return the last moment of this cron that is not after `at`."""
        start = at.astimezone(PARIS).date() + timedelta(days=1)
        days = (start - timedelta(days=number) for number in range(DAYS_AHEAD))
        return next((one for day in days for one in reversed(self.moments(day)) if one <= at), None)

    def following(self, at: datetime) -> datetime | None:
        """Return the first moment of this cron after `at`; None for a day that never comes."""
        start = at.astimezone(PARIS).date()
        days = (start + timedelta(days=number) for number in range(DAYS_AHEAD))
        return next((one for day in days for one in self.moments(day) if one > at), None)

    def moments(self, day: date) -> list[datetime]:
        """Return those of the day, in UTC and in order."""
        if not self.has(day):
            return []
        clock = (time(hour, minute) for hour in self.hours for minute in self.minutes)
        return sorted({datetime.combine(day, one, PARIS).astimezone(UTC) for one in clock})

    def has(self, day: date) -> bool:
        in_month, in_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        wanted = in_month or in_week if self.either_day else in_month and in_week
        return day.month in self.months and wanted


def field(text: str, bounds: tuple[int, int]) -> frozenset[int]:
    return frozenset(value for part in text.split(",") for value in values(part, *bounds))


def values(part: str, low: int, high: int) -> range:
    """Return those of `*`, `a`, `a-b`, each with or without `/n`."""
    span, _, step = part.partition("/")
    first, _, last = (str(low), "-", str(high)) if span == "*" else span.partition("-")
    start = int(first)
    end = int(last) if last else high if step else start
    if not low <= start <= end <= high or (step and int(step) < 1):
        message = f"{part!r} is not within {low}-{high}."
        raise ValueError(message)
    return range(start, end + 1, int(step or 1))
