"""What the resource itself says, whichever its file: how it is guarded, its schema, its columns."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.guards import cleaned, moment, outside_bin, require
from catalog.actions.resource_rows import about, announce, held
from catalog.enums import Guard, Right
from catalog.exceptions import CatalogError, WrongState
from catalog.files.dictionary import DescribedColumn
from catalog.files.schema import SchemaRefusal, read_schema
from catalog.files.schema_draft import schema_from
from catalog.files.shapes import ColumnType
from catalog.journal.record import differences, record
from catalog.models import ColumnDescription, Resource
from catalog.net import NotFetched, fetch

MOST_COLUMNS = 2000
LARGEST_SCHEMA = 1024 * 1024
LABELS = ("label", "description", "unit", "semantic")


@dataclass(frozen=True)
class ColumnText:
    """What is said of one column; None leaves what was said before."""

    name: str
    label: str | None = None
    description: str | None = None
    unit: str | None = None
    semantic: str | None = None


@transaction.atomic
def confirm_still_valid(resource: Resource, *, by: User, at: datetime | None = None) -> Resource:
    """Say that stable data still hold: a new date, no new file. Asked twice a day, it says so once.

    The data were not updated: only the day they are next expected moves.
    """
    resource = kept(resource, by)
    now, before = moment(at), resource.confirmed_at
    if before and before.date() == now.date():
        return resource
    resource.confirmed_at = resource.dataset.data_confirmed_at = now
    resource.save(update_fields=["confirmed_at"])
    changes = {"confirmed_at": [before and before.isoformat(), now.isoformat()]}
    announce(resource, "resource.confirmed", by=by, at=at, changes=changes, new_data=False)
    return resource


@transaction.atomic
def set_guard(
    resource: Resource,
    *,
    by: User,
    guard: str | None = None,
    row_tolerance: int | None = None,
    key_columns: Sequence[str] | None = None,
    at: datetime | None = None,
) -> Resource:
    """Say what holds a replacement of this resource; what is not named does not change."""
    resource = hosted(resource, by)
    if guard is not None and guard not in Guard.values:
        raise CatalogError("Ce contrôle n’existe pas.", field="guard")
    if row_tolerance is not None and not 0 <= row_tolerance <= 100:
        raise CatalogError("Donnez une part entre 0 et 100 %.", field="row_tolerance")
    named = {"guard": guard, "row_tolerance": row_tolerance, "key_columns": known(key_columns)}
    return change(resource, "resource.guarded", named, by=by, at=at)


@transaction.atomic
def set_schema(
    resource: Resource,
    *,
    by: User,
    schema: dict[str, Any] | None,
    url: str = "",
    at: datetime | None = None,
) -> Resource:
    """Keep the Table Schema that versions are validated against; None: they are not.

    Raises CatalogError for what is no Table Schema.
    """
    resource = hosted(resource, by)
    if schema is not None:
        try:
            schema = read_schema(schema).descriptor()
        except SchemaRefusal as refusal:
            raise CatalogError(str(refusal), field="file") from refusal
    named = {"table_schema": schema, "schema_url": cleaned(resource, "schema_url", url)}
    before = {name: getattr(resource, name) for name in named}
    if not differences(before, named):
        return resource
    for name, value in named.items():
        setattr(resource, name, value)
    resource.save(update_fields=list(named))
    told = {"schema": [fields_of(before["table_schema"]), fields_of(schema)]}
    record("resource.schema_set", about(resource), by=by, at=at, changes=told)
    return resource


def schema_at(url: str) -> dict[str, Any]:
    """Return the JSON found at the address. Raises CatalogError for what gives none."""
    try:
        found = json.loads(fetch(url, limit=LARGEST_SCHEMA))
    except NotFetched as error:
        message = f"L’adresse « {url[:100]} » n’a pas donné de schéma. {error}"
        raise CatalogError(message, field="address") from error
    except ValueError as error:
        message = f"Ce que donne « {url[:100]} » n’est pas du JSON. Vérifiez l’adresse du schéma."
        raise CatalogError(message, field="address") from error
    if not isinstance(found, dict):
        raise CatalogError(f"« {url[:100]} » n’est pas un Table Schema.", field="address")
    return found


def draw_schema(resource: Resource, *, by: User, at: datetime | None = None) -> Resource:
    """Keep the schema that the file on line respects today, with the words of the dictionary."""
    version = resource.versions.current().first()
    contents = version.contents if version else None
    if contents is None or not contents.is_tabular:
        raise WrongState(
            f"« {resource.title} » n’a pas de colonnes que nous sachions lire : envoyez un schéma."
        )
    drawn = schema_from(contents, described=dictionary_of(resource), title=resource.title)
    return set_schema(resource, by=by, schema=drawn.descriptor(), at=at)


def dictionary_of(resource: Resource) -> list[DescribedColumn]:
    """Return every column of the file on line, then those that are described and gone."""
    version = resource.versions.current().first()
    contents = version.contents if version else None
    types = {column.name: column.type for column in contents.columns} if contents else {}
    said = {row.name: row for row in resource.column_descriptions.all()}
    names = dict.fromkeys([*types, *said])
    return [described_column(name, said.get(name), types.get(name)) for name in names]


def described_column(
    name: str, said: ColumnDescription | None, type_: ColumnType | None
) -> DescribedColumn:
    if said is None:
        return DescribedColumn(name, type=type_)
    return DescribedColumn(name, said.label, said.description, said.unit, said.semantic, type=type_)


@transaction.atomic
def describe_columns(
    resource: Resource, *, by: User, columns: Sequence[ColumnText], at: datetime | None = None
) -> None:
    """Write the dictionary, by the name of the columns: it outlives the files. A column that is not
    named keeps what was said of it.
    """
    resource = hosted(resource, by)
    if len(columns) > MOST_COLUMNS:
        raise CatalogError(f"Un dictionnaire compte {MOST_COLUMNS} colonnes au plus.")
    rows = {row.name: row for row in resource.column_descriptions.all()}
    changed = {}
    for position, text in enumerate(columns):
        row = rows.get(text.name) or ColumnDescription(resource=resource, name=text.name)
        if told := described(row, text, position):
            changed[text.name] = told
    if changed:
        announce(
            resource, "resource.columns_described", by=by, at=at, changes=changed, new_data=False
        )


def described(row: ColumnDescription, text: ColumnText, position: int) -> list[str]:
    """Write what the text says of the column. Return both wordings, or nothing if equal."""
    before = {name: getattr(row, name) for name in LABELS}
    said = {name: value for name, value in asdict(text).items() if name in LABELS}
    after = before | {
        name: cleaned(row, name, value) for name, value in said.items() if value is not None
    }
    if before == after:
        return []
    row.name = cleaned(row, "name", text.name)
    for name, value in after.items():
        setattr(row, name, value)
    row.position = position
    row.save()
    return [in_one_line(before), in_one_line(after)]


def in_one_line(words: dict[str, str]) -> str:
    return ", ".join(filter(None, words.values()))


def kept(resource: Resource, by: User) -> Resource:
    """Return the resource, held, if this person may change it."""
    resource = held(resource)
    require(by, Right.CHANGE_DATASET, resource.dataset)
    outside_bin(resource.dataset)
    if resource.removed_at:
        raise WrongState(f"« {resource.title} » a été retirée. Rétablissez-la d’abord.")
    return resource


def hosted(resource: Resource, by: User) -> Resource:
    resource = kept(resource, by)
    if resource.is_remote:
        raise WrongState(f"« {resource.title} » est un lien : son fichier n’est pas lu ici.")
    return resource


def known(columns: Sequence[str] | None) -> list[str] | None:
    if columns is None:
        return None
    return list(dict.fromkeys(name.strip() for name in columns if name.strip()))


def change(
    resource: Resource, verb: str, named: dict[str, Any], *, by: User, at: datetime | None
) -> Resource:
    wanted = {name: value for name, value in named.items() if value is not None}
    changed = differences({name: getattr(resource, name) for name in wanted}, wanted)
    for name in changed:
        setattr(resource, name, wanted[name])
    if changed:
        resource.save(update_fields=list(changed))
        record(verb, about(resource), by=by, at=at, changes=changed)
    return resource


def fields_of(schema: dict[str, Any] | None) -> str:
    """Return the names of the columns that the schema asks for."""
    return ", ".join(str(one.get("name", "")) for one in (schema or {}).get("fields", []))
