"""What a source says of a dataset: a row of any export, or an object of the API, v1 or v2.

The parts below each return some fields of the draft, by name.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from catalog.drafts import UNSET, ContactDraft, DatasetDraft, Maybe, ProducerDraft, ResourceDraft
from catalog.importing import organizations, resources
from catalog.importing.outcome import BadValue
from catalog.importing.terms import (
    formats_of,
    frequency_of,
    granularity_of,
    license_of,
    places_of,
)
from catalog.importing.values import Fields
from catalog.vocabularies.roles import CONTACT, ROLES

Part = dict[str, Any]


def dataset(fields: Fields) -> DatasetDraft:
    """Read a dataset that the source describes. Raises BadValue."""
    draft = mentioned(fields)
    if not draft.title:
        raise BadValue("Le jeu de données n’a pas de titre.")
    return draft


def mentioned(fields: Fields) -> DatasetDraft:
    """Read what a source says of a dataset when its subject is another. Raises BadValue."""
    identifier = fields.identifier("id")
    if not identifier:
        raise BadValue("Le jeu de données n’a pas d’identifiant.")
    draft = DatasetDraft(
        identifier=identifier,
        **wording(fields),
        **coverage(fields),
        **state(fields),
        **people(fields),
        **measures(fields),
        **files(fields),
    )
    return replace(
        draft, updated_at=updated_at(fields, draft.resources), warnings=tuple(fields.warnings)
    )


def wording(fields: Fields) -> Part:
    return {
        "slug": fields.line("slug"),
        "title": fields.line("title"),
        "acronym": fields.line("acronym"),
        "description": fields.prose("description"),
        "short_description": fields.line("description_short"),
        "license": license_of(fields),
        "frequency": frequency_of(fields),
        "next_update_at": fields.moment("frequency_date"),
        "keywords": fields.words("tags"),
        "page": fields.address("page", "self_web_url", "url"),
        "extras": fields.group("extras"),
        "schema": resources.schema(fields),
    }


def coverage(fields: Fields) -> Part:
    start, end = fields.day("temporal_coverage.start"), fields.day("temporal_coverage.end")
    if start and end and start > end:
        fields.warnings.append(
            f"La période du {start} au {end} n’est pas reprise : elle finit avant de commencer."
        )
        start, end = None, None
    zones, places = places_of(fields)
    return {
        "temporal_start": start,
        "temporal_end": end,
        "granularity": granularity_of(fields),
        "zones": zones,
        "other_places": places,
    }


def state(fields: Fields) -> Part:
    created = fields.moment("created_at", "created_at_internal", "internal.created_at_internal")
    modified = fields.moment(
        "last_modified", "last_modified_internal", "internal.last_modified_internal"
    )
    return {
        "created_at": created,
        "modified_at": modified,
        "archived_at": ended("archived", fields, modified),
        "deleted_at": ended("deleted", fields, modified),
        "private": fields.flag("private"),
        "featured": fields.flag("featured"),
        "exported_at": fields.moment("generated_at"),
    }


def ended(name: str, fields: Fields, modified: Maybe[datetime | None]) -> Maybe[datetime | None]:
    """Return when it was archived or deleted: some exports write « False », some an empty cell.

    « True » gives no date: the last modification is then the closest that is known.
    """
    value = fields.line(name) if not isinstance(fields.first(name), bool) else fields.first(name)
    if value is UNSET:
        return UNSET
    if str(value).lower() in ("", "false"):
        return None
    return modified or None if str(value).lower() == "true" else fields.moment(name)


def updated_at(fields: Fields, files: Maybe[tuple[ResourceDraft, ...]]) -> Maybe[datetime | None]:
    """Return when the data last changed, as data.gouv.fr computes it (udata-api §1.4).

    A source that names neither that date nor its files does not say it.
    """
    stated = fields.moment("last_update")
    if stated is not UNSET:
        return stated
    harvested = fields.moment("harvest.modified_at", "harvest.last_modified")
    moments = [one.modified_at for one in files or () if one.modified_at]
    return harvested or max(moments, default=UNSET)


def people(fields: Fields) -> Part:
    found = fields.objects("contact_points")
    if found is UNSET:
        return {"organization": organizations.of_dataset(fields)}
    points = [Fields(one) for one in found if isinstance(one, Mapping)]
    return {
        "organization": organizations.of_dataset(fields),
        "contacts": tuple(contact(one) for one in points if role(one) == CONTACT),
        "producers": tuple(producer(one) for one in points if role(one) != CONTACT),
    }


def role(fields: Fields) -> str:
    """Return the role of a contact point: an unknown one is somebody to write to."""
    written = fields.line("role") or CONTACT
    return written if written in ROLES else CONTACT


def contact(fields: Fields) -> ContactDraft:
    return ContactDraft(
        identifier=fields.line("id"),
        name=fields.line("name") or "",
        email=fields.line("email") or "",
        form=fields.address("contact_form") or "",
    )


def producer(fields: Fields) -> ProducerDraft:
    return ProducerDraft(
        role=role(fields),
        name=fields.line("name") or "",
        identifier=fields.line("id"),
        email=fields.line("email") or "",
        form=fields.address("contact_form") or "",
    )


def measures(fields: Fields) -> Part:
    quality = fields.group("quality")
    return {
        "badges": organizations.badge_kinds(fields),
        "harvest": harvest(fields),
        "quality_score": fields.number("quality_score", "quality.score"),
        "quality": quality
        if quality is UNSET
        else {name: value for name, value in quality.items() if isinstance(value, bool)},
        "counters": organizations.counters(fields),
    }


def harvest(fields: Fields) -> Maybe[dict[str, Any]]:
    """Return where the source had it from; data.gouv.fr once wrote it among the extras."""
    found = fields.group("harvest")
    extras = fields.group("extras") or {}
    legacy = {
        name.removeprefix("harvest:"): value
        for name, value in extras.items()
        if name.startswith("harvest:")
    }
    return found or legacy or found


def files(fields: Fields) -> Part:
    """Return the files, when the source names them; else how many there are, in which formats."""
    found = fields.first("resources")
    if not isinstance(found, list):
        return {
            "resource_count": fields.integer("resources_count", "resources.total"),
            "formats": formats_of(fields),
        }
    before = len(fields.warnings)
    drafts = resources.resources(found, fields.warnings)
    return {"resources": drafts, "resources_whole": len(fields.warnings) == before}
