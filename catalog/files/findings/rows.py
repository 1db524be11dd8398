"""What becomes of the rows: lost, added, changed; and of what tells them apart."""

from collections.abc import Iterator

from catalog.files.findings.base import Kind, Pair
from catalog.files.findings.wording import agreed, counted, percent, the_columns
from catalog.files.shapes import Differences, Finding, Severity, Topic
from catalog.files.wording import number

DOUBLED = 2


class RowsLost(Kind):
    code = "rows-lost"
    severity = Severity.BLOCKING
    topic = Topic.ROWS

    def found(self, pair: Pair) -> Iterator[Finding]:
        before, after = pair.rows_before, pair.new.row_count or 0
        if not pair.is_comparable or not is_beyond(before - after, before, pair.context.tolerance):
            return
        admitted = percent(pair.context.tolerance / 100)
        yield self.finding(
            f"{evolution(before, after)}. C’est plus que les {admitted} de lignes "
            "perdues admis pour cette ressource. Vérifiez que l’export est complet, ou "
            "confirmez le remplacement."
        )


class RowCount(Kind):
    """Within the tolerance, more or fewer rows are said; twice as many are worth a look."""

    code = "row-count"
    severity = Severity.NOTICE
    topic = Topic.ROWS

    def found(self, pair: Pair) -> Iterator[Finding]:
        before, after = pair.rows_before, pair.new.row_count or 0
        lost = is_beyond(before - after, before, pair.context.tolerance)
        if not pair.is_comparable or before == after or lost:
            return
        if before > 1 and after >= DOUBLED * before:
            yield self.finding(
                f"{evolution(before, after)}. Vérifiez qu’aucune ligne n’est là deux fois.",
                severity=Severity.WARNING,
            )
        else:
            yield self.finding(f"{evolution(before, after)}.")


class RowsDiffer(Kind):
    """What changed row by row; « inchangé » deserves to be said when only the file differs."""

    code = "rows-differ"
    severity = Severity.NOTICE
    topic = Topic.ROWS

    def found(self, pair: Pair) -> Iterator[Finding]:
        told = pair.differences
        if told is None:
            return
        if not told.added and not told.removed and not told.changed:
            yield self.finding("Les lignes sont les mêmes que dans la version en ligne.")
            return
        counts = [
            (told.changed, "ligne modifiée", "lignes modifiées"),
            (told.added, "ligne ajoutée", "lignes ajoutées"),
            (told.removed, "ligne retirée", "lignes retirées"),
        ]
        shown = ", ".join(counted(*one) for one in counts if one[0])
        yield self.finding(f"{shown} ; {matched_by(told)}.")


class RowsNotCompared(Kind):
    code = "rows-not-compared"
    severity = Severity.NOTICE
    topic = Topic.ROWS

    def found(self, pair: Pair) -> Iterator[Finding]:
        if pair.unread:
            yield self.finding(
                f"Les lignes n’ont pas été comparées une à une. {pair.unread} Le reste de la "
                "comparaison est complet."
            )


class KeysLost(Kind):
    """Rows as many as before, but others: links to them, and joins, find nothing any more.

    Blocking for the key that somebody declared, a warning for one that was found.
    """

    code = "keys-lost"
    severity = Severity.BLOCKING
    topic = Topic.ROWS

    def found(self, pair: Pair) -> Iterator[Finding]:
        told = pair.differences
        if told is None or not told.key:
            return
        before = told.same + told.changed + told.removed
        if not is_beyond(told.removed, before, pair.context.tolerance):
            return
        verb = agreed(told.removed, "ne se retrouve plus", "ne se retrouvent plus")
        yield self.finding(
            f"Sur {counted(before, 'identifiant')} de {the_columns(told.key)}, "
            f"{number(told.removed)} ({percent(told.removed / before)}) {verb} dans ce fichier. "
            "Vérifiez que les identifiants n’ont pas été recréés, ou confirmez le remplacement.",
            severity=None if told.key == pair.context.key else Severity.WARNING,
        )


class KeyRepeated(Kind):
    """Only for the key that somebody declared: one that was found never was a promise."""

    code = "key-repeated"
    severity = Severity.WARNING
    topic = Topic.ROWS

    def found(self, pair: Pair) -> Iterator[Finding]:
        told = pair.differences
        if told is None or not pair.context.key or told.key != pair.context.key:
            return
        if told.repeated:
            verb = agreed(
                told.repeated, "a un identifiant déjà pris", "ont un identifiant déjà pris"
            )
            yield self.finding(
                f"{counted(told.repeated, 'ligne')} {verb} par une autre "
                f"({the_columns(told.key)}). Donnez à chaque ligne un identifiant à elle."
            )


def is_beyond(lost: int, before: int, tolerance: int) -> bool:
    return lost > 0 and lost * 100 > before * tolerance


def evolution(before: int, after: int) -> str:
    """Return « 7 282 lignes en ligne, 7 196 dans ce fichier : 86 de moins, soit 1,2 % »."""
    gap = f"{number(abs(after - before))} de {'moins' if after < before else 'plus'}"
    return (
        f"{counted(before, 'ligne')} en ligne, {number(after)} dans ce fichier : {gap}, "
        f"soit {percent(abs(after - before) / before)}"
    )


def matched_by(told: Differences) -> str:
    if told.key:
        return f"lignes rapprochées par {the_columns(told.key)}"
    return "lignes comparées entières, car aucune colonne ne les identifie"
