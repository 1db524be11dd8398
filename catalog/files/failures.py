"""Why a cell or a column does not respect the schema, in French."""

from collections.abc import Sequence

from catalog.files.findings.wording import decimal, listed, named, valued
from catalog.files.schema import Field
from catalog.files.shapes import SchemaFailure

TYPES = {
    "string": "un texte de la forme demandée",
    "number": "un nombre",
    "integer": "un nombre entier",
    "boolean": "une des valeurs oui ou non admises",
    "date": "une date",
    "time": "une heure (14:30:00)",
    "datetime": "une date avec son heure (2026-11-21T14:30:00Z)",
    "year": "une année",
    "yearmonth": "un mois (2026-11)",
    "duration": "une durée (P1D)",
    "geopoint": "un point « longitude, latitude »",
    "geojson": "un objet GeoJSON",
    "object": "un objet JSON",
    "array": "une liste JSON",
}
STRINGS = {
    "email": "une adresse électronique",
    "uri": "une adresse web",
    "uuid": "un identifiant UUID",
}
LETTERS = {"%d": "jj", "%m": "mm", "%Y": "aaaa", "%y": "aa", "%H": "hh", "%M": "mn", "%S": "ss"}


def cell_failure(
    field: Field, code: str, value: str | None, row: int, *, hidden: bool = False
) -> SchemaFailure:
    """Return the sentence of one cell; `hidden`: its value is not told."""
    shown = "cette valeur" if hidden or value is None else valued(value)
    return SchemaFailure(code, field.name, capital(sentence(field, code, shown)), row)


def missing_column(field: Field) -> SchemaFailure:
    message = "Cette colonne manque, alors que le schéma la rend obligatoire."
    return SchemaFailure("missing-column", field.name, message)


def repeated_key(names: Sequence[str], values: Sequence[str], row: int) -> SchemaFailure:
    which = f"La clé {listed(values)}" if values else "Cette clé"
    return SchemaFailure("primary-key", ", ".join(names), f"{which} figure déjà plus haut.", row)


def unread_pattern(field: Field) -> str:
    return f"Le motif de la colonne {named(field.name)} n’a pas pu être lu : il n’est pas vérifié."


def sentence(field: Field, code: str, shown: str) -> str:
    like = f" Exemple : {named(field.example)}." if field.example else ""
    told = {
        "required": "la cellule est vide, alors qu’une valeur est obligatoire.",
        "type": f"{shown} n’est pas {expected(field)}.",
        "enum": f"{shown} ne fait pas partie des valeurs admises : {listed(field.enum, 5)}.",
        "pattern": f"{shown} n’a pas la forme demandée.{like}",
        "unique": f"{shown} figure déjà plus haut, alors que chaque valeur doit être unique.",
        "min-length": f"{shown} est trop court : {field.min_length} caractères au moins.",
        "max-length": f"{shown} est trop long : {field.max_length} caractères au plus.",
        "minimum": f"{shown} est en dessous du minimum, {bound(field, field.minimum)}.",
        "maximum": f"{shown} dépasse le maximum, {bound(field, field.maximum)}.",
    }
    return told[code]


def bound(field: Field, value: str | None) -> str:
    numbers = field.type in ("integer", "number")
    return decimal(value or "") if numbers else value or ""


def expected(field: Field) -> str:
    """Return « une date (jj/mm/aaaa) »."""
    if field.type == "string":
        return STRINGS.get(field.format, TYPES["string"])
    if field.type == "date" and field.format != "any":
        return f"une date ({written(field.format)})"
    if field.type in ("datetime", "time") and "%" in field.format:
        return f"{TYPES[field.type].partition(' (')[0]} ({written(field.format)})"
    if field.type == "boolean":
        return f"une des valeurs admises : {listed((*field.true_values, *field.false_values), 4)}"
    return TYPES.get(field.type, "de la forme demandée")


def written(format_: str) -> str:
    shown = "%Y-%m-%d" if format_ == "default" else format_
    for directive, letters in LETTERS.items():
        shown = shown.replace(directive, letters)
    return shown


def capital(message: str) -> str:
    return message[:1].upper() + message[1:]
