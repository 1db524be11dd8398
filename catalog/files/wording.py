"""What is said of a file, in French: observations, each with its code, and numbers to read."""

from collections.abc import Iterator, Sequence

from catalog.files.layout import Names
from catalog.files.shapes import Finding, Severity


def number(value: int) -> str:
    """Return « 12 345 », cut by narrow no-break spaces."""
    return f"{value:,}".replace(",", " ")


def quoted(names: Sequence[str], limit: int = 3) -> str:
    """Return « a », « b », « c » et 4 autres."""
    shown = ", ".join(f"« {name} »" for name in names[:limit])
    rest = len(names) - limit
    return f"{shown} et {number(rest)} autre{'s' if rest > 1 else ''}" if rest > 0 else shown


def warning(code: str, message: str) -> Finding:
    return Finding(code, Severity.WARNING, message)


def notice(code: str, message: str) -> Finding:
    return Finding(code, Severity.NOTICE, message)


def ragged(count: int, first: int) -> Finding:
    which = (
        f"La ligne {number(first)} n’a pas autant de cellules que l’en-tête."
        if count == 1
        else f"{number(count)} lignes n’ont pas autant de cellules que l’en-tête ; "
        f"la première est la ligne {number(first)}."
    )
    return warning("ragged-rows", f"{which} Vérifiez les guillemets et les séparateurs.")


def preamble(count: int) -> Finding:
    which = "Une ligne précède" if count == 1 else f"{number(count)} lignes précèdent"
    return notice("preamble", f"{which} l’en-tête : les outils des réutilisateurs les liront mal.")


def no_header() -> Finding:
    return warning(
        "no-header",
        "La première ligne ne nomme pas les colonnes : elle contient déjà des valeurs. "
        "Ajoutez une ligne d’en-tête.",
    )


def empty_headers(positions: Sequence[int]) -> Finding:
    if len(positions) == 1:
        which = f"La colonne {number(positions[0] + 1)} n’a pas de nom."
    else:
        shown = ", ".join(number(position + 1) for position in positions[:5])
        more = "…" if len(positions) > 5 else ""
        which = f"{number(len(positions))} colonnes n’ont pas de nom (position {shown}{more})."
    return warning("empty-headers", f"{which} Donnez un nom à chaque colonne.")


def duplicate_headers(names: Sequence[str]) -> Finding:
    return warning(
        "duplicate-headers",
        f"Plusieurs colonnes portent le même nom : {quoted(sorted(set(names)))}. "
        "Donnez à chacune un nom différent.",
    )


def mixed_encodings() -> Finding:
    return warning(
        "mixed-encodings",
        "Le texte mêle deux encodages : certains accents se liront mal. "
        "Enregistrez le fichier entièrement en UTF-8.",
    )


def too_many_columns(count: int, limit: int) -> str:
    return (
        f"Ce fichier a {number(count)} colonnes, plus que la limite de {number(limit)} : "
        "il n’est pas exploré et reste téléchargeable."
    )


def too_many_rows(limit: int) -> str:
    return (
        f"Ce fichier a plus de {number(limit)} lignes : "
        "il n’est pas exploré et reste téléchargeable."
    )


def too_many_cells(rows: int, columns: int) -> str:
    return (
        f"Ce fichier a {number(rows)} lignes et {number(columns)} colonnes, plus que ce qui peut "
        "être exploré. Il reste téléchargeable."
    )


def too_long_a_cell(limit: int) -> str:
    return (
        f"Une cellule dépasse {number(limit // 1024**2)} Mo : un guillemet n’est sans doute pas "
        "refermé. Le fichier n’est pas exploré et reste téléchargeable."
    )


def too_long_a_record(limit: int) -> str:
    return (
        f"Un enregistrement dépasse {number(limit // 1024**2)} Mo : le fichier n’est pas exploré "
        "et reste téléchargeable."
    )


def external_links() -> Finding:
    return notice(
        "external-links",
        "Ce classeur contient des liens vers d’autres classeurs : les réutilisateurs ne les auront "
        "pas, et verront les dernières valeurs calculées.",
    )


def of_header(header_row: int | None, names: Names) -> Iterator[Finding]:
    """Say what is odd about the header."""
    if header_row:
        yield preamble(header_row)
    if header_row is None:
        yield no_header()
    elif names.empty:
        yield empty_headers(names.empty)
    if names.duplicate:
        yield duplicate_headers(names.duplicate)
