"""Addresses that data.gouv.fr gave: they lead to ours, for what the public may read."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponsePermanentRedirect
from django.views import View

from catalog.accounts.models import Organization
from catalog.enums import Right
from catalog.models import Dataset
from showcase.views.dataset import gone
from showcase.views.organization import gone as organization_gone


class DatasetFormer(View):
    """Never for a draft, whoever asks: such an address was never given for one."""

    required_right = Right.VIEW_DATASET

    def get(self, request, identifier):
        public = Dataset.objects.visible_to(AnonymousUser()).named(identifier).first()
        if public is None:
            return gone(request, identifier)
        return HttpResponsePermanentRedirect(public.get_absolute_url())


class OrganizationFormer(View):
    required_right = Right.VIEW_DATASET

    def get(self, request, identifier):
        found = Organization.objects.validated().named(identifier).first()
        if found is None:
            return organization_gone(request, identifier)
        return HttpResponsePermanentRedirect(found.get_absolute_url())
