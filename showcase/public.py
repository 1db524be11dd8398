from django.contrib.auth.models import AnonymousUser

from catalog.models import Dataset
from catalog.models.dataset import DatasetQuerySet


def public_datasets() -> DatasetQuerySet:
    """Return what public lists show: the same for all, whoever is signed in."""
    return Dataset.objects.visible_to(AnonymousUser()).published()
