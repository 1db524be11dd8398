"""A month as a calendar shows it: weeks from Monday to Sunday."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Month:
    first: date

    def __str__(self):
        return date_format(self.first, "F Y")

    @property
    def code(self):
        return f"{self.first:%Y-%m}"

    @property
    def previous(self):
        return Month((self.first - timedelta(days=1)).replace(day=1))

    @property
    def next(self):
        return Month((self.first + timedelta(days=31)).replace(day=1))

    @property
    def opened_at(self):
        """When it begins in Paris."""
        return datetime.combine(self.first, time(), tzinfo=timezone.get_default_timezone())

    def weeks(self, releases):
        """Return the weeks, each of seven pairs (day or None, the releases of that day)."""
        by_day = defaultdict(list)
        for release in releases:
            by_day[timezone.localdate(release.due_at)].append(release)
        weeks = calendar.Calendar().monthdatescalendar(self.first.year, self.first.month)
        return [
            [(day if day.month == self.first.month else None, by_day[day]) for day in week]
            for week in weeks
        ]


def month_of(day):
    return Month(day.replace(day=1))


def asked_month(code):
    """Return the month of that code; this one for anything else."""
    try:
        first = date.fromisoformat(f"{code}-01")
    except ValueError:
        return month_of(timezone.localdate())
    return month_of(first if FIRST_YEAR <= first.year <= LAST_YEAR else timezone.localdate())
