"""One address of each kind, with what must exist for it to answer."""

from django.urls import reverse

from catalog.enums import DatasetState
from tests import factories


def public_addresses():
    """What anybody reads without being asked anything."""
    dataset = factories.dataset(published=True)
    resource = dataset.resources.get()
    gone = factories.dataset(state=DatasetState.DELETED)
    return [
        "/",
        reverse("showcase:explorer"),
        reverse("showcase:explorer", query={"q": "musée", "page": "2"}),
        reverse("showcase:organization-list"),
        dataset.organization.get_absolute_url(),
        dataset.get_absolute_url(),
        gone.get_absolute_url(),
        reverse("showcase:accessibility"),
        reverse("showcase:legal"),
        "/nulle-part/",
        reverse("api:dataset-list"),
        reverse("api:dataset-detail", args=[dataset.pk]),
        "/api/1/nulle-part/",
        f"/fr/datasets/r/{resource.pk}",
    ]


def form_addresses():
    """Pages of a form that anybody may fill: it needs the key that a cookie holds."""
    names = ("account_login", "account_signup", "account_reset_password")
    return [reverse(name) for name in names]


def own_addresses():
    """Pages of somebody who is signed in."""
    names = ("home", "profile", "dataset-list", "organization-list")
    return [reverse(f"backoffice:{name}") for name in names]
