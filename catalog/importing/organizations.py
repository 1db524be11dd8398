"""What a source says of an organisation. The names of its members are never read."""

from collections.abc import Mapping
from typing import Any

from catalog.drafts import UNSET, Counters, Maybe, OrganizationDraft
from catalog.importing.outcome import BadValue
from catalog.importing.values import Fields

# Badges of data.gouv.fr that say the kind of the organisation; « public-service » does not.
KINDS = {"local-authority", "association", "company"}


def organization(fields: Fields) -> OrganizationDraft:
    """Read an organisation that the source describes. Raises BadValue."""
    draft = mentioned(fields)
    if not draft.identifier:
        raise BadValue("L’organisation n’a pas d’identifiant.")
    if not draft.name:
        raise BadValue("L’organisation n’a pas de nom.")
    return draft


def mentioned(fields: Fields) -> OrganizationDraft:
    """Read an organisation that a dataset names. Raises BadValue."""
    badges = badge_kinds(fields)
    return OrganizationDraft(
        identifier=fields.identifier("id"),
        name=fields.line("name"),
        slug=fields.line("slug"),
        acronym=fields.line("acronym"),
        description=fields.prose("description"),
        url=fields.address("url"),
        logo_url=fields.address("logo"),
        siret=fields.line("business_number_id"),
        badges=badges,
        kind=kind(badges, fields.first("type")),
        page=fields.address("page"),
        created_at=fields.moment("created_at"),
        modified_at=fields.moment("last_modified"),
        deleted_at=fields.moment("deleted"),
        counters=counters(fields),
        warnings=tuple(fields.warnings),
    )


def of_dataset(fields: Fields) -> Maybe[OrganizationDraft | None]:
    """Read the organisation of a dataset: an object, or two cells. None: it has no organisation."""
    value = fields.first("organization")
    if isinstance(value, Mapping):
        return mentioned(Fields(value))
    name = fields.line("organization", "organization_name")
    identifier = fields.identifier("organization_id")
    if name is UNSET and identifier is UNSET:
        return UNSET
    return OrganizationDraft(identifier=identifier, name=name) if name or identifier else None


def badge_kinds(fields: Fields) -> Maybe[tuple[str, ...]]:
    """Return the kinds of the badges: objects in the API, words in a table."""
    value = fields.first("badges")
    if not isinstance(value, list):
        return fields.words("badges")
    found = [one.get("kind") if isinstance(one, Mapping) else one for one in value]
    return tuple(str(one) for one in found if one)


def kind(badges: Maybe[tuple[str, ...]], declared: Any) -> Maybe[str]:
    found = KINDS.intersection([*(badges or ()), str(declared)])
    return found.pop() if len(found) == 1 else UNSET


def counters(fields: Fields) -> Counters:
    """Return what was counted: under « metrics » in the API, in « metric. » columns of a table."""

    def count(name: str) -> Maybe[int]:
        return fields.count(f"metrics.{name}", f"metric.{name}")

    return Counters(
        views=count("views"),
        downloads=count("resources_downloads"),
        reuses=count("reuses"),
        followers=count("followers"),
        discussions=count("discussions"),
    )
