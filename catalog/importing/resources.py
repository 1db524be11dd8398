"""What a source says of the files of a dataset. Each is a link for us: we do not have its bytes."""

import uuid
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from catalog.drafts import UNSET, Maybe, ResourceDraft, SchemaDraft
from catalog.importing.outcome import BadValue
from catalog.importing.values import Fields
from catalog.vocabularies import formats

TYPES = {"main", "documentation", "update", "api", "code", "other"}
CHECKSUM_TYPES = {"sha1", "sha2", "sha256", "md5", "crc"}


def resource(fields: Fields) -> ResourceDraft:
    """Raises BadValue."""
    url = address(fields)
    checksum, checksum_type = fingerprint(fields)
    return ResourceDraft(
        identifier=identifier(fields),
        title=title(fields, url),
        description=fields.prose("description"),
        type=type_of(fields),
        url=url,
        format=format_of(fields),
        mime=fields.line("mime"),
        size=fields.integer("filesize"),
        checksum_type=checksum_type,
        checksum=checksum,
        created_at=fields.moment("created_at", "internal.created_at_internal"),
        modified_at=fields.moment("last_modified", "modified"),
        downloads=fields.count("downloads", "metrics.views"),
        schema=schema(fields),
        extras=fields.group("extras"),
        harvest=fields.group("harvest"),
    )


def resources(found: list[Any], warnings: list[str]) -> tuple[ResourceDraft, ...]:
    """Read those that can be; what became of the others is added to `warnings`."""
    drafts: dict[Maybe[str], ResourceDraft] = {}
    for rank, value in enumerate(found, 1):
        fields = Fields(value if isinstance(value, Mapping) else {})
        try:
            draft = resource(fields)
        except BadValue as error:
            warnings.append(f"Le fichier n° {rank} n’est pas repris. {error}")
            continue
        warnings.extend(fields.warnings)
        drafts.setdefault(draft.identifier, draft)
    return tuple(drafts.values())


def identifier(fields: Fields) -> str:
    written = fields.line("id") or ""
    try:
        return str(uuid.UUID(written))
    except ValueError as error:
        raise BadValue(f"L’identifiant de fichier « {written} » n’est pas un UUID.") from error


def address(fields: Fields) -> Maybe[str]:
    """A source that lists files without their addresses is accepted; a wrong address is not."""
    written = fields.line("url")
    found = fields.address("url")
    if written is not UNSET and not found:
        raise BadValue(f"« {written} » n’est pas une adresse du web.")
    return found


def title(fields: Fields, url: Maybe[str]) -> Maybe[str]:
    """Return the title; without one, the name of the file at the end of the address."""
    written = fields.line("title")
    if written or not url:
        return written
    return unquote(PurePosixPath(urlsplit(url).path).name) or "Fichier sans titre"


def type_of(fields: Fields) -> Maybe[str]:
    written = fields.line("type")
    if written is UNSET or written in TYPES:
        return written
    return "other" if written else "main"


def format_of(fields: Fields) -> Maybe[str]:
    """Return the format; when what is written says nothing, the one of the media type."""
    written = fields.line("format")
    if written is UNSET:
        return UNSET
    return formats.normalize(written) or formats.normalize(fields.line("mime") or "")


def fingerprint(fields: Fields) -> tuple[Maybe[str], Maybe[str]]:
    """Return the checksum and its type, both empty when one is missing."""
    value, type_ = fields.line("checksum.value"), fields.line("checksum.type")
    if value is UNSET and type_ is UNSET:
        return UNSET, UNSET
    if not value or type_ not in CHECKSUM_TYPES:
        return "", ""
    return value.lower(), type_


def schema(fields: Fields) -> Maybe[SchemaDraft | None]:
    """Return the schema that the data follow; the API writes an empty object for « none »."""
    if fields.first("schema", "schema_name") is UNSET:
        return UNSET
    draft = SchemaDraft(
        name=fields.line("schema.name", "schema_name") or "",
        version=fields.line("schema.version", "schema_version") or "",
        url=fields.address("schema.url") or "",
    )
    return draft if draft.name or draft.url else None
