"""Dates as people write them: a day, a month, a year alone."""

import calendar
import re
from datetime import date

from django import forms
from django.utils.formats import date_format

BY_DAY = re.compile(r"(?:(?P<day>\d{1,2})[/. -])?(?P<month>\d{1,2})[/. -](?P<year>\d{4})")
BY_YEAR = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
HOW = "Écrivez-la jj/mm/aaaa, comme 30/06/2014, ou l’année seule."


class WrittenDate(forms.CharField):
    """Of a year or a month alone it keeps the first day; the last one when it ends a period."""

    def __init__(self, *, ends=False, **options):
        super().__init__(**options)
        self.ends = ends

    def prepare_value(self, value):
        return written(value) if isinstance(value, date) else value

    def to_python(self, value):
        typed = super().to_python(value)
        return read(typed, ends=self.ends) if typed else None


def written(day):
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def read(typed, *, ends=False):
    """Return the date. Raises ValidationError for one that is unreadable or not in the calendar."""
    found = BY_DAY.fullmatch(typed) or BY_YEAR.fullmatch(typed)
    if not found:
        raise forms.ValidationError(f"« {typed} » n’est pas une date que nous savons lire. {HOW}")
    year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
    month = month if found["month"] else 12 if ends else 1
    if not year:
        raise not_in_calendar(typed, "il n’y a pas d’année zéro")
    if not 1 <= month <= 12:
        raise not_in_calendar(typed, f"les mois vont de 1 à 12, et nous lisons {month}")
    longest = calendar.monthrange(year, month)[1]
    day = day if found["day"] else longest if ends else 1
    if not 1 <= day <= longest:
        raise not_in_calendar(
            typed, f"{date_format(date(year, month, 1), 'F Y')} a {longest} jours"
        )
    return date(year, month, day)


def not_in_calendar(typed, why):
    return forms.ValidationError(f"La date « {typed} » n’existe pas : {why}. {HOW}")
