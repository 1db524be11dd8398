"""Slugs: they follow the title, never collide, and a former one leads to the thing for ever."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.text import slugify

from catalog.accounts.models import Organization, OrganizationAlias
from catalog.models import Dataset, DatasetAlias
from catalog.search.analyzer import fold

LONGEST = 150
ATTEMPTS = 5


def free_slug(model: type[Model], aliases: type[Model], title: str, *, own: Model) -> str:
    """Return a slug for the title that nobody else uses, or ever used."""
    base = base_slug(title)
    owner = "dataset" if aliases is DatasetAlias else "organization"
    taken = set(
        model._default_manager.filter(slug__startswith=base)
        .exclude(pk=own.pk)
        .values_list("slug", flat=True)
    ) | set(
        aliases._default_manager.filter(alias__startswith=base)
        .exclude(**{owner: own.pk})
        .values_list("alias", flat=True)
    )
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


def base_slug(title: str) -> str:
    return slugify(fold(title))[:LONGEST].strip("-") or "sans-titre"


def save_under_own_slug(dataset: Dataset) -> None:
    save_following(dataset, follow_title)


def save_following(
    thing: Any, follow: Callable[[Any], None], *, check: Callable[[Any], object] = bool
) -> None:
    """Save the thing under the slug that `follow` gives it.

    Two people may give the same title at the same moment: the second to commit tries the next slug,
    unless `check` then refuses.
    """
    former, attempts = thing.slug, range(ATTEMPTS)
    for attempt in attempts:
        thing.slug = former
        try:
            with transaction.atomic():
                follow(thing)
                thing.save()
        except IntegrityError:
            check(thing)
            if attempt == attempts[-1]:
                raise
        else:
            return


def follow_title(dataset: Dataset) -> None:
    """Give the dataset the slug of its title; keep the former one, once public, as an alias."""
    slug = free_slug(Dataset, DatasetAlias, dataset.title, own=dataset)
    if slug == dataset.slug:
        return
    if dataset.slug and dataset.published_at:
        DatasetAlias.objects.get_or_create(alias=dataset.slug, defaults={"dataset": dataset})
    DatasetAlias.objects.filter(alias=slug, dataset=dataset).delete()
    dataset.slug = slug


def follow_name(organization: Organization) -> None:
    """Give the organisation the slug of its name; keep the former one as an alias."""
    slug = free_slug(Organization, OrganizationAlias, organization.name, own=organization)
    if slug == organization.slug:
        return
    if organization.slug:
        OrganizationAlias.objects.get_or_create(
            alias=organization.slug, defaults={"organization": organization}
        )
    OrganizationAlias.objects.filter(alias=slug, organization=organization).delete()
    organization.slug = slug
