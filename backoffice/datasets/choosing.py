"""Datasets chosen in a list, named by the address of the page that acts on them."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404

from catalog.actions.batches import MOST_DATASETS
from catalog.models import Dataset
from catalog.search.filters import BackOfficeDatasetFilter


def chosen_keys(request):
    """Return the keys of those that the address names by `jeu`; with `tous`, of all that the list
    finds. A form that is sent names those of which its page said what will be.
    """
    foreseen = request.POST.getlist("jeu")
    if foreseen or "tous" not in request.GET:
        return foreseen or request.GET.getlist("jeu")
    return all_found(request.user, request.GET)


def all_found(user, parameters):
    """Return the keys of all that the list finds so. Raises Http404 when they are too many."""
    visible = Dataset.objects.visible_to(user)
    found = BackOfficeDatasetFilter(parameters, queryset=visible, user=user).qs
    keys = [str(key) for key in found.values_list("pk", flat=True)[: MOST_DATASETS + 1]]
    if len(keys) > MOST_DATASETS:
        raise Http404
    return keys


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


def of_one_organization(rows):
    return len({row.organization_id for row in rows}) == 1
