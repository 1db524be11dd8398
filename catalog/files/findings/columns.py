"""What becomes of the columns: lost, added, renamed, moved, of another type."""

import re
from collections.abc import Iterator

from catalog.files.findings.base import Kind, Pair
from catalog.files.findings.wording import (
    CONTENTS,
    agreed,
    counted,
    listed,
    named,
    percent,
    the_columns,
    valued,
)
from catalog.files.matching import folded, is_another
from catalog.files.shapes import Change, Column, ColumnChange, ColumnType, Finding, Severity, Topic

FEW, MANY = 3, 10
"""Columns beyond which renames are told together, and other findings gathered in the last one."""
WIDENED = {
    (ColumnType.DECIMAL, ColumnType.INTEGER): Severity.NOTICE,
    (ColumnType.INTEGER, ColumnType.DECIMAL): Severity.WARNING,
    (ColumnType.DATE, ColumnType.DATETIME): Severity.WARNING,
    (ColumnType.DATETIME, ColumnType.DATE): Severity.WARNING,
}
"""Changes of type that most programmes survive. So does all that was text: it can be read as
text still. Any other change is blocking."""
LOOKS = {
    ColumnType.INTEGER: re.compile(r"[+-]?[\d   ]+"),
    ColumnType.DECIMAL: re.compile(r"[+-]?[\d   ]*([.,]\d+)?([eE][+-]?\d+)?"),
    ColumnType.DATE: re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"),
    ColumnType.DATETIME: re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}.*"),
    ColumnType.BOOLEAN: re.compile(r"(?i)oui|non|vrai|faux|true|false|yes|no"),
}


class ColumnsLost(Kind):
    code = "columns-lost"
    severity = Severity.BLOCKING
    topic = Topic.COLUMNS

    def found(self, pair: Pair) -> Iterator[Finding]:
        names = [one.before for one in pair.changed(Change.LOST) if one.before is not None]
        if not names:
            return
        if is_another_table(pair):
            yield self.finding(another_table(pair))
            return
        pronoun = agreed(len(names), "la", "les")
        yield self.finding(
            f"Ce fichier n’a plus {the_columns(names)} : les programmes qui {pronoun} lisent "
            f"s’arrêteront. Remettez-{pronoun} dans le fichier, ou confirmez le remplacement.",
            column=names[0] if len(names) == 1 else None,
        )


class ColumnsRenamed(Kind):
    """As blocking as a loss: a programme asks for a column by its name."""

    code = "column-renamed"
    severity = Severity.BLOCKING
    topic = Topic.COLUMNS

    def found(self, pair: Pair) -> Iterator[Finding]:
        changes = pair.changed(Change.RENAMED)
        if len(changes) > FEW:
            pairs = [(one.before or "", one.after or "") for one in changes[:FEW]]
            shown = ", ".join(f"{named(before)} ({named(after)})" for before, after in pairs)
            yield self.finding(
                f"{counted(len(changes), 'colonne')} ont sans doute changé de nom : {shown}… "
                "Rendez-leur leur nom, ou confirmez le remplacement."
            )
            return
        for change in changes:
            yield self.finding(
                f"La colonne {named(change.before or '')} s’appelle sans doute "
                f"{named(change.after or '')} dans ce fichier : {why(change)}. Rendez-lui son "
                "nom, ou confirmez le remplacement.",
                column=change.after,
            )


class ColumnsAdded(Kind):
    code = "columns-added"
    severity = Severity.NOTICE
    topic = Topic.COLUMNS

    def found(self, pair: Pair) -> Iterator[Finding]:
        names = [one.after for one in pair.changed(Change.ADDED) if one.after is not None]
        if not names or is_another_table(pair):
            return
        count = counted(len(names), "colonne ajoutée", "colonnes ajoutées")
        yield self.finding(
            f"{count} : {listed(names)}. Dites dans « Quoi de neuf » ce "
            f"qu’{agreed(len(names), 'elle contient', 'elles contiennent')}.",
            column=names[0] if len(names) == 1 else None,
        )


class ColumnsReordered(Kind):
    """A warning: whoever reads by position would read the wrong column, and not know it."""

    code = "columns-reordered"
    severity = Severity.WARNING
    topic = Topic.COLUMNS

    def found(self, pair: Pair) -> Iterator[Finding]:
        names = [one.after for one in pair.columns if one.moved and one.after is not None]
        if names:
            verb = agreed(len(names), "n’est plus à sa place", "ne sont plus à leur place")
            subject = the_columns(names)
            yield self.finding(
                f"{subject[0].upper()}{subject[1:]} {verb}. Ceux qui lisent les colonnes par leur "
                "rang liront les mauvaises : reprenez l’ordre de la version en ligne."
            )


class ColumnRetyped(Kind):
    code = "column-retyped"
    severity = Severity.BLOCKING
    topic = Topic.TYPES

    def found(self, pair: Pair) -> Iterator[Finding]:
        retyped = [
            (before, after) for before, after in pair.both
            if before.type != after.type and before.null_share < 1 and after.null_share < 1
        ]  # fmt: skip
        for before, after in retyped[:MANY]:
            yield self.finding(
                f"La colonne {named(after.name)} contenait {CONTENTS[before.type]} ; elle contient "
                f"maintenant {CONTENTS[after.type]}{example(before, after)}. "
                f"{consequence(before.type, after.type)}",
                column=after.name,
                severity=severity_of(before.type, after.type),
            )
        if rest := retyped[MANY:]:
            count = counted(len(rest), "autre colonne change", "autres colonnes changent")
            worst = {severity_of(before.type, after.type) for before, after in rest}
            yield self.finding(
                f"{count} de type : {listed([after.name for _, after in rest])}.",
                severity=next(one for one in Severity if one in worst),
            )


def why(change: ColumnChange) -> str:
    if folded(change.before or "") == folded(change.after or ""):
        return "seule l’écriture de son nom change"
    if change.likeness is None:
        return "les deux se ressemblent"
    return f"{percent(change.likeness / 100)} des valeurs sont les mêmes"


def severity_of(before: ColumnType, after: ColumnType) -> Severity:
    if before == ColumnType.TEXT:
        return Severity.WARNING
    return WIDENED.get((before, after), Severity.BLOCKING)


def consequence(before: ColumnType, after: ColumnType) -> str:
    if before == ColumnType.TEXT:
        return "Vérifiez que rien n’est perdu : les zéros au début des codes, par exemple."
    if severity_of(before, after) == Severity.BLOCKING:
        return "Les calculs et les tris des réutilisateurs échoueront : corrigez-la, ou confirmez."
    if severity_of(before, after) == Severity.WARNING:
        return "Prévenez vos réutilisateurs dans « Quoi de neuf »."
    return "Aucun réutilisateur ne devrait en souffrir."


def example(before: Column, after: Column) -> str:
    """Return a value that is not of the former type any more, « , par exemple « n.c. » »."""
    look = LOOKS.get(before.type)
    values = [*(one.value for one in after.frequent), *after.examples]
    odd = next((one for one in values if look and not look.fullmatch(one.strip())), None)
    return f", par exemple {valued(odd)}" if odd is not None else ""


def is_another_table(pair: Pair) -> bool:
    if pair.old is None:
        return False
    kept = sum(1 for one in pair.columns if one.before is not None and one.after is not None)
    return is_another(kept, len(pair.old.columns))


def another_table(pair: Pair) -> str:
    count = len(pair.changed(Change.LOST))
    kept = f"aucune des {counted(count, 'colonne')} de la version en ligne"
    if pair.old is not None and count < len(pair.old.columns):
        kept = (
            f"presque aucune des {counted(len(pair.old.columns), 'colonne')} de la version en ligne"
        )
    return (
        f"Ce fichier n’a {kept} : c’est sans doute un autre fichier. Déposez le bon, ou ajoutez "
        "celui-ci comme une nouvelle ressource."
    )
