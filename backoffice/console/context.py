"""What page somebody was on when they asked for help: only ours, and only what they may see."""

from dataclasses import dataclass

from django.urls import Resolver404, resolve, reverse

from catalog.accounts.models import Organization
from catalog.enums import Right
from catalog.flows.models import Flow
from catalog.models import Dataset, Resource

LONGEST = 300


@dataclass(frozen=True)
class Where:
    """`about`: the title of the thing the page is about, when it is about one."""

    page: str = ""
    about: str = ""
    organization: Organization | None = None


def context_of(path, user):
    """Return what the path names. A path of elsewhere is dropped: colleagues will follow it."""
    try:
        found = resolve(path[:LONGEST])
    except Resolver404:
        return Where()
    if not path.startswith(reverse("backoffice:home")) or found.namespace != "backoffice":
        return Where()
    noun = found.url_name.partition("-")[0]
    about, organization = READERS.get(noun, nothing)(found.kwargs, user)
    return Where(path, about, organization)


def nothing(kwargs, user):
    return "", None


def of_dataset(kwargs, user):
    rows = Dataset.objects.visible_to(user).select_related("organization")
    found = rows.filter(pk=kwargs.get("pk")).first()
    return (found.title, found.organization) if found else ("", None)


def of_resource(kwargs, user):
    rows = Resource.objects.of_visible_datasets(user).select_related("dataset__organization")
    found = rows.filter(pk=kwargs.get("pk")).first()
    return (found.title, found.dataset.organization) if found else ("", None)


def of_flow(kwargs, user):
    rows = Flow.objects.allowing(user, Right.VIEW_FLOW).for_page()
    found = rows.filter(pk=kwargs.get("pk")).first()
    return (f"Flux {found.name}", found.dataset.organization) if found else ("", None)


def of_organization(kwargs, user):
    found = Organization.objects.named(kwargs["slug"]).first() if "slug" in kwargs else None
    return (found.name, found) if found else ("", None)


READERS = {
    "dataset": of_dataset,
    "resource": of_resource,
    "version": of_resource,
    "flow": of_flow,
    "organization": of_organization,
    "member": of_organization,
}
"""By the noun with which the names of its pages begin."""
