"""A Table Schema: what a file's columns must be. In: JSON from people. Out: a frozen schema.

Norm: https://specs.frictionlessdata.io/table-schema/ (version 1), as schema.data.gouv.fr uses it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catalog.files.kept import Kept
from catalog.files.wording import number

MAX_BYTES, MAX_FIELDS, MAX_ENUM, MAX_TEXT = 1_000_000, 2_000, 2_000, 5_000
TYPES = (
    "string", "number", "integer", "boolean", "date", "time", "datetime", "year", "yearmonth",
    "duration", "geopoint", "geojson", "object", "array", "any",
)  # fmt: skip
TRUE, FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")


class SchemaRefusal(Exception):
    """What was given is no Table Schema; the sentence says what to change, in French."""


@dataclass(frozen=True)
class Field(Kept):
    """One column. Bounds are kept as they are written; `example` and `title` are for people."""

    name: str
    type: str = "string"
    format: str = "default"
    title: str = ""
    description: str = ""
    example: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: str | None = None
    maximum: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    true_values: tuple[str, ...] = TRUE
    false_values: tuple[str, ...] = FALSE
    decimal_char: str = "."
    group_char: str = ""
    bare_number: bool = True


@dataclass(frozen=True)
class TableSchema(Kept):
    fields: tuple[Field, ...]
    missing_values: tuple[str, ...] = ("",)
    primary_key: tuple[str, ...] = ()
    title: str = ""
    description: str = ""

    def descriptor(self) -> dict[str, Any]:
        """Return the schema as the norm writes it, without what is left to its default."""
        told = {
            "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
            "title": self.title,
            "description": self.description,
            "fields": [described(field) for field in self.fields],
            "missingValues": list(self.missing_values) if self.missing_values != ("",) else None,
            "primaryKey": list(self.primary_key),
        }
        return {key: value for key, value in told.items() if value}


def read_schema(given: bytes | str | Mapping[str, Any]) -> TableSchema:
    """Read and check a schema, as text or already read. Raises SchemaRefusal."""
    told = given if isinstance(given, Mapping) else parsed(given)
    if not isinstance(told, Mapping) or not isinstance(told.get("fields"), list):
        raise SchemaRefusal(
            "Ce document n’est pas un schéma de table : il lui manque la liste « fields »."
        )
    listed = told["fields"]
    if not 0 < len(listed) <= MAX_FIELDS:
        raise SchemaRefusal(f"Un schéma décrit de 1 à {number(MAX_FIELDS)} colonnes.")
    fields = tuple(read_field(field, place) for place, field in enumerate(listed, start=1))
    names = [field.name for field in fields]
    if repeated := next((name for name in names if names.count(name) > 1), None):
        raise SchemaRefusal(f"Le schéma décrit deux fois la colonne « {repeated} ».")
    key = texts(told.get("primaryKey"))
    if unknown := next((name for name in key if name not in names), None):
        raise SchemaRefusal(f"La clé primaire nomme « {unknown} », que le schéma ne décrit pas.")
    missing = texts(told.get("missingValues")) if "missingValues" in told else ("",)
    return TableSchema(fields, missing, key, text(told, "title"), text(told, "description"))


def parsed(given: bytes | str) -> Any:
    if len(given) > MAX_BYTES:
        raise SchemaRefusal("Ce schéma dépasse 1 Mo. Déposez un schéma plus court.")
    try:
        return json.loads(given)
    except (ValueError, RecursionError) as error:
        raise SchemaRefusal("Ce document n’est pas du JSON : le schéma n’a pas été lu.") from error


def read_field(told: Any, place: int) -> Field:
    if not isinstance(told, Mapping) or not text(told, "name"):
        raise SchemaRefusal(f"La colonne {place} du schéma n’a pas de nom (« name »).")
    name, type_ = text(told, "name"), text(told, "type") or "string"
    if type_ not in TYPES:
        raise SchemaRefusal(f"Le type « {type_[:40]} » de la colonne « {name} » n’existe pas.")
    rules = told.get("constraints") or {}
    if not isinstance(rules, Mapping):
        raise SchemaRefusal(f"Les contraintes de la colonne « {name} » sont mal écrites.")
    return Field(
        name=name,
        type=type_,
        format=text(told, "format") or "default",
        title=text(told, "title"),
        description=text(told, "description"),
        example=text(told, "example"),
        required=rules.get("required") is True,
        unique=rules.get("unique") is True,
        enum=texts(rules.get("enum")),
        pattern=text(rules, "pattern"),
        minimum=text(rules, "minimum") or None,
        maximum=text(rules, "maximum") or None,
        min_length=whole(rules.get("minLength")),
        max_length=whole(rules.get("maxLength")),
        true_values=texts(told.get("trueValues")) or TRUE,
        false_values=texts(told.get("falseValues")) or FALSE,
        decimal_char=text(told, "decimalChar") or ".",
        group_char=text(told, "groupChar"),
        bare_number=told.get("bareNumber") is not False,
    )


def text(told: Mapping[str, Any], key: str) -> str:
    """Return the value as text; a list or an object, which has no place there, is left out."""
    value = told.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)[:MAX_TEXT]


def texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    listed = value if isinstance(value, list) else []
    return tuple(shown(one) for one in listed[:MAX_ENUM] if isinstance(one, str | int | float))


def shown(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)[:MAX_TEXT]


def whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def described(field: Field) -> dict[str, Any]:
    """Return one field as the norm writes it; what is empty or usual is left out."""
    told = {
        "name": field.name,
        "type": field.type,
        "format": field.format if field.format != "default" else "",
        "title": field.title,
        "description": field.description,
        "example": field.example,
        "trueValues": list(field.true_values) if field.true_values != TRUE else None,
        "falseValues": list(field.false_values) if field.false_values != FALSE else None,
        "decimalChar": field.decimal_char if field.decimal_char != "." else "",
        "groupChar": field.group_char,
        "constraints": dict(constraints(field)),
    }
    kept = {key: value for key, value in told.items() if value}
    return kept if field.bare_number else {**kept, "bareNumber": False}


def constraints(field: Field) -> Iterator[tuple[str, Any]]:
    told = {
        "required": field.required,
        "unique": field.unique,
        "enum": list(field.enum),
        "pattern": field.pattern,
        "minimum": field.minimum,
        "maximum": field.maximum,
        "minLength": field.min_length,
        "maxLength": field.max_length,
    }
    return ((key, value) for key, value in told.items() if value not in (None, False, "", []))
