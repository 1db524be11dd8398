"""How numbers, lists and types are said in French, in the sentences of findings."""

from collections.abc import Sequence

from catalog.files.shapes import ColumnType
from catalog.files.wording import number

SPACE, NARROW = "\u00a0", "\u202f"
"""No-break spaces: the plain one for « and : , the narrow one for ; ? % and thousands."""
LONGEST_VALUE = 40
TYPES = {
    ColumnType.TEXT: "texte",
    ColumnType.INTEGER: "entier",
    ColumnType.DECIMAL: "décimal",
    ColumnType.BOOLEAN: "oui ou non",
    ColumnType.DATE: "date",
    ColumnType.DATETIME: "date et heure",
    ColumnType.GEOPOINT: "point géographique",
    ColumnType.GEOMETRY: "géométrie",
    ColumnType.JSON: "JSON",
}
CONTENTS = {
    ColumnType.TEXT: "du texte",
    ColumnType.INTEGER: "des nombres entiers",
    ColumnType.DECIMAL: "des nombres décimaux",
    ColumnType.BOOLEAN: "des « oui » et des « non »",
    ColumnType.DATE: "des dates",
    ColumnType.DATETIME: "des dates avec leur heure",
    ColumnType.GEOPOINT: "des points géographiques",
    ColumnType.GEOMETRY: "des géométries",
    ColumnType.JSON: "du JSON",
}


def counted(count: int, singular: str, plural: str = "") -> str:
    """Return « 0 ligne », « 1 ligne », « 12 345 lignes »."""
    return f"{number(count)}{SPACE}{singular if count < 2 else plural or f'{singular}s'}"


def agreed(count: int, singular: str, plural: str) -> str:
    """Return the verb or the adjective that goes with the count."""
    return singular if count < 2 else plural


def percent(share: float) -> str:
    """Return « 1,2 % » or « 64 % »: what is neither all nor nothing is never said to be."""
    points = share * 100
    if 0 < points < 0.1:
        return f"moins de 0,1{NARROW}%"
    if 99.9 < points < 100:
        return f"plus de 99,9{NARROW}%"
    rounded = round(points, 1) if points < 10 or points > 99 else round(points)
    return f"{decimal(rounded)}{NARROW}%"


def decimal(value: float | str) -> str:
    """Return « 1 234,5 » or « 12 », from a number or from what a profile keeps of one."""
    whole, _, fraction = str(value).removesuffix(".0").partition(".")
    grouped = number(int(whole)) if whole.lstrip("-").isdigit() else whole
    sign = "-" if whole.startswith("-") and not grouped.startswith("-") else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def named(name: str) -> str:
    """Return « commune »."""
    return f"«{SPACE}{name}{SPACE}»"


def valued(value: str) -> str:
    """Return a value between quotation marks, on one line and not too long."""
    flat = " ".join(value.split())
    return named(flat if len(flat) <= LONGEST_VALUE else f"{flat[: LONGEST_VALUE - 1]}…")


def listed(names: Sequence[str], limit: int = 3) -> str:
    """Return « a », « a » et « b », « a », « b », « c » et 4 autres."""
    shown = [named(name) for name in names[:limit]]
    rest = len(names) - limit
    if rest > 0:
        shown.append(f"{number(rest)} {agreed(rest, 'autre', 'autres')}")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} et {shown[-1]}"


def the_columns(names: Sequence[str]) -> str:
    """Return « la colonne « a » » or « les colonnes « a » et « b » »."""
    return f"{agreed(len(names), 'la colonne', 'les colonnes')} {listed(names)}"


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def day(iso: str) -> str:
    """Return « 21/11/2026 » from an ISO date, with or without its hour."""
    year, month, rest = [*iso.split("-", 2), "", ""][:3]
    return f"{rest[:2]}/{month}/{year}" if month and rest else iso
