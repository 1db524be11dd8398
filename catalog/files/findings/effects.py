"""What each column's change does, in a few words: the last cell of its line on the screen."""

from dataclasses import replace

from catalog.files.findings.base import Pair
from catalog.files.findings.columns import why
from catalog.files.findings.wording import TYPES, counted, percent
from catalog.files.shapes import Change, ChangedCells, Column, ColumnChange


def with_effect(change: ColumnChange, pair: Pair) -> ColumnChange:
    cells = cells_of(change, pair)
    return replace(change, effect=effect(change, pair, cells), cells=cells.count if cells else None)


def effect(change: ColumnChange, pair: Pair, cells: ChangedCells | None) -> str:
    before = pair.old.column(change.before or "") if pair.old is not None else None
    if change.change == Change.LOST:
        return f"Perdue. {filling(before)} en ligne"
    if change.change == Change.ADDED:
        return f"Ajoutée. {filling(pair.new.column(change.after or ''))}"
    told = [renamed(change), retyped(change), of_cells(cells), "Déplacée" if change.moved else ""]
    return ". ".join(filter(None, told))


def cells_of(change: ColumnChange, pair: Pair) -> ChangedCells | None:
    told = pair.differences.cells if pair.differences is not None else ()
    return next((one for one in told if one.column == change.after), None)


def filling(column: Column | None) -> str:
    if column is None or column.null_share == 1:
        return "Entièrement vide"
    return f"Remplie à {percent(1 - column.null_share)}"


def renamed(change: ColumnChange) -> str:
    return f"Renommée sans doute : {why(change)}" if change.change == Change.RENAMED else ""


def retyped(change: ColumnChange) -> str:
    if change.type_before is None or change.type_after is None:
        return ""
    if change.type_before == change.type_after:
        return ""
    return f"Type changé : {TYPES[change.type_before]}, puis {TYPES[change.type_after]}"


def of_cells(cells: ChangedCells | None) -> str:
    if cells is None or not cells.count:
        return ""
    if cells.zeros:
        singular, plural = "code a perdu son zéro", "codes ont perdu leur zéro"
        return f"{counted(cells.zeros, singular, plural)} de tête"
    return counted(cells.count, "cellule modifiée", "cellules modifiées")
