"""What becomes of the values: fewer of them, out of the usual domain, out of the stated period."""

import re
from collections.abc import Iterator
from datetime import date

from catalog.files.findings.base import Kind, Pair
from catalog.files.findings.columns import MANY
from catalog.files.findings.wording import (
    agreed,
    counted,
    day,
    decimal,
    listed,
    named,
    percent,
    valued,
)
from catalog.files.shapes import Column, ColumnType, Finding, Severity, Topic

JUMP, EMPTIES = 0.1, 5
"""A null rate jumps when it rises by ten points and by so many cells."""
CLOSED, SEEN = 10, 5
"""A domain is closed when it has at most ten values, each seen five times on average."""
NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
DATES = (ColumnType.DATE, ColumnType.DATETIME)
YEAR = re.compile(
    r"(^|.*[^a-z])(annee|année|an|year|millesime|millésime)([^a-z].*|$)", re.IGNORECASE
)
YEARS = (1000, 2999)
ZERO = re.compile(r"0+[1-9]\w*")
UNIQUE = 0.9
"""Share of distinct values from which a number is a number given to a row: it grows."""


class ColumnEmptied(Kind):
    """A column that nothing fills any more is a column lost that kept its name."""

    code = "column-emptied"
    severity = Severity.BLOCKING
    topic = Topic.VALUES

    def found(self, pair: Pair) -> Iterator[Finding]:
        emptied = [
            (before, after) for before, after in pair.both
            if after.null_share == 1 and 1 - before.null_share >= JUMP
        ]  # fmt: skip
        if len(emptied) == 1:
            before, after = emptied[0]
            yield self.finding(
                f"La colonne {named(after.name)} est entièrement vide dans ce fichier ; elle est "
                f"remplie à {percent(1 - before.null_share)} en ligne. Remplissez-la, ou confirmez "
                "le remplacement.",
                column=after.name,
            )
        elif emptied:
            names = [after.name for _, after in emptied]
            yield self.finding(
                f"{counted(len(names), 'colonne')} remplies en ligne sont entièrement vides dans "
                f"ce fichier : {listed(names)}. Remplissez-les, ou confirmez le remplacement."
            )


class NullsJump(Kind):
    code = "nulls-jump"
    severity = Severity.WARNING
    topic = Topic.VALUES

    def found(self, pair: Pair) -> Iterator[Finding]:
        jumps = [(before, after) for before, after in pair.both if is_jump(pair, before, after)]
        for before, after in jumps[:MANY]:
            yield self.finding(
                f"La colonne {named(after.name)} a {percent(after.null_share)} de cellules vides, "
                f"contre {percent(before.null_share)} en ligne. Vérifiez qu’aucune valeur n’a été "
                "oubliée.",
                column=after.name,
            )
        if rest := jumps[MANY:]:
            count = counted(len(rest), "autre colonne a", "autres colonnes ont")
            names = listed([after.name for _, after in rest])
            yield self.finding(f"{count} bien plus de cellules vides qu’en ligne : {names}.")


class ZerosLost(Kind):
    """A spreadsheet took codes for numbers: no join by that column finds them any more."""

    code = "zeros-lost"
    severity = Severity.BLOCKING
    topic = Topic.VALUES

    def found(self, pair: Pair) -> Iterator[Finding]:
        cells = pair.differences.cells if pair.differences is not None else ()
        counts = {one.column: one.zeros for one in cells if one.zeros}
        for before, after in pair.both:
            sample = shortened_code(before, after)
            if after.name not in counts and not sample:
                continue
            count = counts.get(after.name, 0)
            which = "Des codes" if not count else counted(count, "code")
            shown = f" ({sample[0]} devient {sample[1]})" if sample else ""
            yield self.finding(
                f"{which} de la colonne {named(after.name)} "
                f"{'ont' if count != 1 else 'a'} perdu {'leurs' if count != 1 else 'son'} "
                f"{agreed(count or 2, 'zéro', 'zéros')} de tête{shown}. Donnez à la colonne le "
                "format « texte » dans le tableur avant d’enregistrer.",
                column=after.name,
            )


class OutOfDomain(Kind):
    """A column of few values, all known, gets others: a new category, or a slip of the pen."""

    code = "out-of-domain"
    severity = Severity.WARNING
    topic = Topic.VALUES

    def found(self, pair: Pair) -> Iterator[Finding]:
        for before, after in pair.both:
            if after.type in NUMBERS or not is_closed(before, pair.rows_before):
                continue
            known = {one.value for one in before.frequent}
            strangers = [value for value in seen(after) if value not in known]
            if strangers:
                yield self.finding(self.sentence(before, after, strangers), column=after.name)

    def sentence(self, before: Column, after: Column, strangers: list[str]) -> str:
        shown = ", ".join(map(valued, strangers[:3]))
        verb = agreed(len(strangers), "n’en fait pas partie", "n’en font pas partie")
        return (
            f"La colonne {named(after.name)} a {counted(before.distinct or 0, 'valeur')} en "
            f"ligne ; {shown} {verb}. Vérifiez l’orthographe, ou annoncez la nouveauté."
        )


class OutOfRange(Kind):
    """Numbers further from the former ones than those are from one another, or below zero."""

    code = "out-of-range"
    severity = Severity.WARNING
    topic = Topic.VALUES

    def found(self, pair: Pair) -> Iterator[Finding]:
        for before, after in pair.both:
            if before.type not in NUMBERS or after.type not in NUMBERS:
                continue
            if (before.distinct or 0) >= UNIQUE * pair.rows_before:
                continue
            if strays(before, after):
                yield self.finding(
                    f"La colonne {named(after.name)} va de {span(after)} ; en ligne, elle va de "
                    f"{span(before)}. Vérifiez l’unité et la virgule des nombres.",
                    column=after.name,
                )


class OutOfPeriod(Kind):
    """Dates outside the stated coverage: the warning is for what this version brings."""

    code = "out-of-period"
    severity = Severity.WARNING
    topic = Topic.VALUES

    def found(self, pair: Pair) -> Iterator[Finding]:
        starts, ends = pair.context.starts, pair.context.ends
        if not pair.new.is_tabular or not (starts or ends):
            return
        former = {after.name: before for before, after in pair.both}
        for column in pair.new.columns:
            where = outside(column, starts, ends)
            if not where:
                continue
            known = former.get(column.name)
            old_news = known is not None and outside(known, starts, ends) == where
            yield self.finding(
                f"La colonne {named(column.name)} {where}, hors de la période annoncée "
                f"({period(starts, ends)}). Corrigez la date, ou la couverture temporelle de la "
                "description.",
                column=column.name,
                severity=Severity.NOTICE if old_news else None,
            )


def is_jump(pair: Pair, before: Column, after: Column) -> bool:
    risen = after.null_share - before.null_share
    cells = risen * (pair.new.row_count or 0)
    return after.null_share < 1 and risen >= JUMP and cells >= EMPTIES


def shortened_code(before: Column, after: Column) -> tuple[str, str] | None:
    """Return a code and what is left of it, when no value of the new version begins with 0."""
    codes, now = seen(before), seen(after)
    if before.type != ColumnType.TEXT or any(map(ZERO.fullmatch, now)):
        return None
    lost = [code for code in codes if ZERO.fullmatch(code) and code.lstrip("0") in now]
    return next(((code, code.lstrip("0")) for code in lost), None)


def seen(column: Column) -> list[str]:
    """Return the values of the column that the profile keeps, the most frequent first."""
    return list(dict.fromkeys([*(one.value for one in column.frequent), *column.examples]))


def is_closed(column: Column, rows: int) -> bool:
    """Tell whether the profile knows every value of the column, and they are few."""
    known = sum(one.count for one in column.frequent)
    distinct = column.distinct or 0
    filled = round((1 - column.null_share) * rows)
    return (
        0 < distinct <= CLOSED
        and distinct == len(column.frequent)
        and known >= max(filled, SEEN * distinct)
    )


def strays(before: Column, after: Column) -> bool:
    bounds = [one.minimum for one in (before, after)] + [one.maximum for one in (before, after)]
    if None in bounds:
        return False
    low, new_low, high, new_high = (float(bound or 0) for bound in bounds)
    width = (high - low) or abs(high) or 1
    return new_high > high + width or new_low < low - width or (new_low < 0 <= low)


def span(column: Column) -> str:
    return f"{decimal(column.minimum or '')} à {decimal(column.maximum or '')}"


def outside(column: Column, starts: date | None, ends: date | None) -> str:
    """Return « commence le 02/01/1998 » or « va jusqu’en 2031 », or nothing."""
    years = column.type == ColumnType.INTEGER and YEAR.match(column.name) is not None
    if not years and column.type not in DATES:
        return ""
    first, last = column.minimum or "", column.maximum or ""
    if years and not all(YEARS[0] <= int(bound) <= YEARS[1] for bound in (first, last) if bound):
        return ""
    if ends and last and last[: 4 if years else 10] > ends.isoformat()[: 4 if years else 10]:
        return f"va jusqu’{'en ' + last if years else 'au ' + day(last)}"
    if starts and first and first[: 4 if years else 10] < starts.isoformat()[: 4 if years else 10]:
        return f"commence {'en ' + first if years else 'le ' + day(first)}"
    return ""


def period(starts: date | None, ends: date | None) -> str:
    if starts and ends:
        return f"du {day(starts.isoformat())} au {day(ends.isoformat())}"
    if starts:
        return f"depuis le {day(starts.isoformat())}"
    return f"jusqu’au {day(ends.isoformat())}" if ends else ""
