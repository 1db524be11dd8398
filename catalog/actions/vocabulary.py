"""The vocabulary that the DPNC keeps: themes. Their slugs never change, addresses hold them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.addresses import base_slug
from catalog.actions.guards import cleaned
from catalog.exceptions import CatalogError, Conflict, WrongState
from catalog.journal.record import Subject, differences, record
from catalog.models import Dataset, Theme
from catalog.permissions import keeps_vocabularies
from catalog.search.index import write
from catalog.vocabularies.eu_themes import CHOICES as EU_THEMES

FIELDS = ("name", "description", "eu_theme", "starts_on", "ends_on")
LONGEST_SLUG = 70


@transaction.atomic
def create_theme(
    *,
    name: str,
    description: str,
    by: User,
    eu_theme: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    at: datetime | None = None,
) -> Theme:
    """Add a theme after the others. The same form sent twice gives the theme it gave first."""
    require_keeper(by)
    last = list(Theme.objects.select_for_update(of=("self",)).order_by("-position")[:1])
    theme = Theme(position=last[0].position + 1 if last else 0)
    fill(theme, {"name": name, "description": description, "eu_theme": eu_theme,
                 "starts_on": starts_on, "ends_on": ends_on})  # fmt: skip
    twin = Theme.objects.filter(name=theme.name).first()
    if twin and snapshot(twin) == snapshot(theme):
        return twin
    check_name(theme)
    theme.slug = free_slug(theme.name)
    theme.save(force_insert=True)
    record("theme.created", Subject(theme.name), by=by, at=at)
    return theme


@transaction.atomic
def describe_theme(theme: Theme, *, by: User, at: datetime | None = None, **changes: Any) -> Theme:
    """Change the fields that are named, and only those; the search finds a new name at once."""
    require_keeper(by)
    held = Dataset.objects.filter(themes=theme.pk).order_by("pk")
    keys = list(held.select_for_update(of=("self",)).values_list("pk", flat=True))
    theme = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    before = snapshot(theme)
    fill(theme, changes)
    check_name(theme)
    if changed := differences(before, snapshot(theme)):
        theme.save()
        record("theme.described", Subject(theme.name), by=by, at=at, changes=changed)
    if "name" in changed:
        write(Dataset.objects.filter(pk__in=keys))
    return theme


@transaction.atomic
def reorder_themes(*, by: User, order: Sequence[int], at: datetime | None = None) -> None:
    """Give the themes this order. Raises Conflict unless `order` names each of them once."""
    require_keeper(by)
    themes = {one.pk: one for one in Theme.objects.select_for_update(of=("self",)).in_order()}
    if sorted(order) != sorted(themes):
        raise Conflict("La liste des thématiques a changé entre-temps. Rechargez la page.")
    before = [one.name for one in themes.values()]
    for position, key in enumerate(order):
        themes[key].position = position
    Theme.objects.bulk_update(themes.values(), ["position"])
    if before != (after := [themes[key].name for key in order]):
        record("theme.reordered", Subject("Thématiques"), by=by, at=at, changes={
            "order": [before, after]})  # fmt: skip


@transaction.atomic
def delete_theme(theme: Theme, *, by: User, at: datetime | None = None) -> None:
    """Delete a theme that nothing bears. Raises WrongState for one in use: it is given an end."""
    require_keeper(by)
    theme = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    if used := theme.datasets.count():
        raise WrongState(
            f"« {theme.name} » classe {used} jeu{'x' if used > 1 else ''} de données : donnez-lui "
            "une date de fin au lieu de la supprimer."
        )
    record("theme.deleted", Subject(theme.name), by=by, at=at)
    theme.delete()


def require_keeper(by: User) -> None:
    if not keeps_vocabularies(by):
        raise PermissionDenied("Les thématiques sont tenues par la DPNC.")


def fill(theme: Theme, values: Mapping[str, Any]) -> None:
    """Set the fields, after checking them. Raises CatalogError for a bad one."""
    for name, value in values.items():
        if name not in FIELDS:
            raise TypeError(name)
        setattr(theme, name, cleaned(theme, name, value))
    if theme.eu_theme and theme.eu_theme not in dict(EU_THEMES):
        message = "Ce thème européen n’existe pas. Choisissez-en un dans la liste."
        raise CatalogError(message, field="eu_theme")
    if theme.starts_on and theme.ends_on and theme.ends_on < theme.starts_on:
        message = f"« {theme.name} » finirait avant de commencer. Inversez les deux dates."
        raise CatalogError(message, field="ends_on")


def check_name(theme: Theme) -> None:
    if Theme.objects.filter(name__iexact=theme.name).exclude(pk=theme.pk).exists():
        message = f"Une autre thématique s’appelle déjà « {theme.name} »."
        raise CatalogError(message, field="name")


def free_slug(name: str) -> str:
    base = base_slug(name)[:LONGEST_SLUG].strip("-")
    taken = set(Theme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def snapshot(theme: Theme) -> dict[str, Any]:
    """Return what the journal compares, as JSON keeps it."""
    values = {name: getattr(theme, name) for name in FIELDS}
    for name in ("starts_on", "ends_on"):
        values[name] = values[name] and values[name].isoformat()
    return values
