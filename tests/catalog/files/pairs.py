"""Profiles made by hand, and pairs of them, to be compared."""

from dataclasses import replace

from catalog.files import Context, compare
from catalog.files.shapes import Column, ColumnType, Frequent, Profile, Severity

TEXT, INTEGER, DECIMAL = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.DECIMAL
DATE, DATETIME = ColumnType.DATE, ColumnType.DATETIME


def column(name, type_=TEXT, *, values=(), **rest):
    """Return a column; `values`: pairs of a frequent value and its count."""
    frequent = tuple(Frequent(value, count) for value, count in values)
    return Column(name, 0, type_, frequent=frequent, **rest)


def table(*columns, rows=1000, **rest):
    """Return the profile of a table; columns given by name alone are text."""
    placed = tuple(
        replace(column(one) if isinstance(one, str) else one, position=place)
        for place, one in enumerate(columns)
    )
    told = {"format": "csv", "mime": "text/csv", "size": 100, "encoding": "utf-8", "delimiter": ";"}
    return Profile(**(told | rest), columns=placed, row_count=rows)


def unread(refusal="Ce fichier n’a pas pu être lu.", **rest):
    return Profile(**({"format": "csv", "mime": "text/csv", "size": 100} | rest), refusal=refusal)


def told(old, new, **context):
    return compare(old, new, context=Context(**context))


def codes(comparison):
    return [finding.code for finding in comparison.findings]


def the(comparison, code):
    """Return the only finding of the code."""
    (found,) = [finding for finding in comparison.findings if finding.code == code]
    return found


def plain(message):
    """Return the sentence with ordinary spaces: what the no-break ones are is tested once."""
    return message.replace("\u00a0", " ").replace("\u202f", " ")


def said(comparison, code):
    return plain(the(comparison, code).message)


def blocking(comparison):
    return [finding.code for finding in comparison.of(Severity.BLOCKING)]
