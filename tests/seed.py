"""What every installation has from its migrations, and what a flush takes away."""

from importlib import import_module

from django.apps import apps

from catalog.accounts.seed import create_dpnc_group
from catalog.vocabularies.seed import create_vocabularies


def seed_reference():
    """Put the reference rows back. Running it twice changes nothing."""
    create_dpnc_group(apps)
    create_vocabularies(apps)
    try:
        showcase = import_module("showcase.seed")
    except ModuleNotFoundError as error:
        if error.name != "showcase.seed":
            raise
    else:
        showcase.create_home(apps)
        create_collection()


def create_collection():
    """Put back the folder that holds all those of Wagtail: its own migration makes it."""
    collections = apps.get_model("wagtailcore", "Collection").objects
    place = {"depth": 1, "numchild": 0, "name": "Root"}
    collections.get_or_create(path="0001", defaults=place)
