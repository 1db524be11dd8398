import re
from datetime import date

from catalog.files.shapes import Column, ColumnType
from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject
from catalog.quality.wording import quoted
from catalog.search.analyzer import fold
from catalog.templatetags.vitrine import day

YEARS = re.compile(r"(^|[^a-z])(annee|millesime|exercice|year)([^a-z]|$)")
FIRST_YEAR, LAST_YEAR = 1000, 2200
Span = tuple[date, date]


class PeriodFound(Criterion):
    """One column of dates within the period is enough: others say when a row was written."""

    slug = "period-found"
    label = "Période conforme aux dates des fichiers"
    gesture = "Corriger la période"
    family = Family.COHERENCE
    field = "temporal_start"

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        start, end = subject.dataset.temporal_start, subject.dataset.temporal_end
        if start is None and end is None:
            return None
        spans = [(column, span) for column in columns(subject) if (span := span_of(column))]
        if not spans:
            return None
        stated = (start or date.min, end or date.max)
        if any(stated[0] <= first and last <= stated[1] for _, (first, last) in spans):
            return MET
        column, (first, last) = spans[0]
        return todo(
            f"Corrigez la période couverte : les dates de la colonne {quoted([column.name])} vont "
            f"du {day(first)} au {day(last)}."
        )


def columns(subject: Subject) -> list[Column]:
    return [column for table in subject.tables for column in table.profile.columns]


def span_of(column: Column) -> Span | None:
    """Return the first and last days of a column of dates or of years; None for another."""
    if not column.minimum or not column.maximum:
        return None
    try:
        if column.type in (ColumnType.DATE, ColumnType.DATETIME):
            return date.fromisoformat(column.minimum[:10]), date.fromisoformat(column.maximum[:10])
        if column.type == ColumnType.INTEGER and is_of_years(column):
            return year_span(int(column.minimum), int(column.maximum))
    except ValueError:
        return None
    return None


def is_of_years(column: Column) -> bool:
    return column.semantic == "year" or bool(YEARS.search(fold(column.name)))


def year_span(first: int, last: int) -> Span | None:
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return date(first, 1, 1), date(last, 12, 31)
