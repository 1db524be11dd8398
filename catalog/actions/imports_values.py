"""From a draft to what our fields hold. What does not fit is shortened or left, with a warning."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from catalog.actions.imports_memory import storable, writable
from catalog.actions.reception import check_link
from catalog.drafts import UNSET, ContactDraft, DatasetDraft, ProducerDraft
from catalog.enums import DatasetState
from catalog.exceptions import InvalidLink
from catalog.models import Dataset, Territory, Theme
from catalog.vocabularies.themes import suggested

AS_SAID = ("license", "frequency", "temporal_start", "temporal_end", "granularity")
SHORTENED = ("title", "acronym", "short_description", "description")
KEPT_IN_SOURCE = (
    "badges", "exported_at", "featured", "formats", "harvest", "modified_at", "next_update_at",
    "other_places", "private", "quality", "quality_score", "resource_count", "schema",
)  # fmt: skip
LABELS = {
    "contacts": "contacts",
    "producers": "producteurs associés",
}
MOST_KEYWORDS = 200
LONGEST_NAME = 200
SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,199}")
IDENTIFIER = re.compile(r"[0-9a-f]{24}")


def values_of(draft: DatasetDraft, warnings: list[str]) -> dict[str, Any]:
    """Return, by field of ours, what the draft says; a field it does not speak of is absent."""
    said = draft.stated()
    values: dict[str, Any] = {name: said[name] for name in AS_SAID if name in said}
    for name in SHORTENED:
        if name in said:
            values[name] = shortened(Dataset, name, said[name], warnings)
    if not values.get("title", "x").strip():
        del values["title"]
    if "extras" in said:
        values["extras"] = storable(said["extras"])
    values |= {name: read(said[name], warnings) for name, read in RELATIONS.items() if name in said}
    if "zones" in values:
        values["territories"] = values.pop("zones")
    if "keywords" in values:
        values["themes"] = known_themes(values["keywords"])
    if state := state_of(draft):
        values["state"] = state
    return values


def shortened(model: Any, name: str, text: str, warnings: list[str]) -> str:
    """Return the text, cut between two words when it is longer than the field."""
    field = model._meta.get_field(name)
    text = writable(text).strip()
    if field.max_length is None or len(text) <= field.max_length:
        return text
    warnings.append(
        f"{str(field.verbose_name).capitalize()} : {len(text)} caractères, coupé à "
        f"{field.max_length}."
    )
    return text[: field.max_length - 1].rsplit(" ", 1)[0].rstrip() + "…"


def keywords(names: tuple[str, ...], warnings: list[str]) -> list[str]:
    if len(names) > MOST_KEYWORDS:
        warnings.append(f"{len(names)} mots-clés : les {MOST_KEYWORDS} premiers sont repris.")
    return [writable(name) for name in names[:MOST_KEYWORDS]]


def known_themes(words: list[str]) -> list[str]:
    """Return the themes that the keywords speak of, of those that the DPNC kept."""
    found = suggested(words)
    kept = set(Theme.objects.filter(slug__in=found).values_list("slug", flat=True))
    return [slug for slug in found if slug in kept]


def territories(zones: tuple[str, ...], warnings: list[str]) -> list[str]:
    known = set(Territory.objects.filter(pk__in=zones).values_list("pk", flat=True))
    if unknown := [zone for zone in zones if zone not in known]:
        warnings.append(
            f"Territoires inconnus, non repris : {', '.join(unknown[:5])}. Pour les communes, "
            "lancez d’abord load_communes."
        )
    return [zone for zone in zones if zone in known]


def contacts(drafts: tuple[ContactDraft, ...], warnings: list[str]) -> list[dict[str, str]]:
    rows = [contact(draft) for draft in drafts]
    unusable = [row for row in rows if not row["email"] and not row["form"]]
    if unusable:
        warnings.append(f"{len(unusable)} contacts sans adresse valable : non repris.")
    return [row for row in rows if row not in unusable]


def contact(draft: ContactDraft) -> dict[str, str]:
    email, form = valid_email(draft.email), valid_address(draft.form)
    name = writable(draft.name)[:LONGEST_NAME] or email or "Contact"
    return {"name": name, "email": email, "form": form[:500], "role": draft.role}


def producers(drafts: tuple[ProducerDraft, ...], warnings: list[str]) -> list[dict[str, str]]:
    rows = [{"role": draft.role, "name": writable(draft.name)[:LONGEST_NAME]} for draft in drafts]
    if any(not row["name"] for row in rows):
        warnings.append("Un producteur associé n’a pas de nom : non repris.")
    return [row for row in rows if row["name"]]


RELATIONS: dict[str, Callable[[Any, list[str]], Any]] = {
    "keywords": keywords,
    "zones": territories,
    "contacts": contacts,
    "producers": producers,
}


def label(model: Any, name: str) -> str:
    """Return the name of the field for people."""
    return LABELS.get(name) or str(model._meta.get_field(name).verbose_name)


def valid_email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text


def valid_address(text: str) -> str:
    try:
        return check_link(text)
    except InvalidLink:
        return ""


def state_of(draft: DatasetDraft) -> str:
    """Return the state of the dataset at its source; empty when the source does not tell."""
    if draft.private:
        return DatasetState.DRAFT
    if draft.archived_at is UNSET:
        return ""
    return DatasetState.ARCHIVED if draft.archived_at else DatasetState.PUBLISHED


def facts_of(draft: DatasetDraft) -> dict[str, Any]:
    """Return what we have no field for, and keep as the source says it."""
    said = {name: value for name, value in draft.stated().items() if name in KEPT_IN_SOURCE}
    facts: dict[str, Any] = storable(said)
    if page := draft.source_page:
        facts = {**facts, "page": page}
    return {**facts, "id": draft.identifier}


def is_slug(text: str) -> bool:
    """Tell whether the text can be an alias: another catalogue's identifier never passes for one.

    Otherwise a source could name its dataset as the identifier of somebody else's.
    """
    return bool(SLUG.fullmatch(text)) and not IDENTIFIER.fullmatch(text)
