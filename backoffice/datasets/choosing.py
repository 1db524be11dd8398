"""Datasets chosen in a list, named by the address of the page that acts on them."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404

from catalog.models import Dataset


def chosen_datasets(user, keys, right):
    """Return them all, or none: one that is hidden is a page that does not exist, and one over
    which `right` is not held is refused with the others.
    """
    wanted = {identifier(key) for key in keys}
    rows = Dataset.objects.visible_to(user).filter(pk__in=wanted)
    if len(rows) != len(wanted):
        raise Http404
    if rows.allowing(user, right).count() != len(wanted):
        raise PermissionDenied
    return rows.order_by("title")


def identifier(key):
    try:
        return uuid.UUID(key)
    except ValueError as error:
        raise Http404 from error
