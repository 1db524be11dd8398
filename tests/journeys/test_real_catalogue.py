"""The ministry's own catalogue is imported, and a visitor finds what they came for."""

import os
import re

import pytest
from django.core.management import call_command
from django.db import connection

from catalog.models import Dataset
from tests.catalog.importing.samples import ORGANIZATION_CSV, TOPIC_CSV
from tests.journeys import gestures
from tests.journeys.production import CATALOGUE

FILES = (ORGANIZATION_CSV, TOPIC_CSV, "dpnc_ressources_culture.csv")
SOUGHT = {
    "festivals en Bretagne": "Liste des festivals en France",
    "musées gratuits": "Musée Français de la Carte à Jouer - Fréquentation",
    "Joconde": "Collections des musées de France : base Joconde",
}
"""What visitors type, and what they should arrive on: a national list, an attendance that tells the
free entries apart, the base of that name."""

FIRST = 1 if connection.vendor == "sqlite" else 10
"""PostgreSQL counts how often a word is said, not how rare it is: another may come first."""


@pytest.fixture
def catalogue():
    if not CATALOGUE.is_dir():
        assert not os.environ.get("CI"), f"{CATALOGUE} is absent"
        pytest.skip(f"{CATALOGUE} is absent: set VITRINE_SHARED")
    return CATALOGUE


@pytest.mark.timeout(900)
def test_the_catalogue_is_imported_and_what_a_visitor_seeks_is_found(visit, catalogue):
    files = [str(catalogue / name) for name in FILES]
    call_command("import_catalogue", *files, verbosity=0)
    assert Dataset.objects.published().count() > len(SOUGHT)
    visitor = visit("visiteuse")

    for words, title in SOUGHT.items():
        gestures.find(visitor, words, title)
        assert visitor.page.get_by_role("heading", level=1).inner_text() == title
        visitor.page.go_back()
        visitor.page.wait_for_url(re.compile("/explorer/"))
        visitor.look(f"trouve {words}")
        shown = visitor.page.locator("h3 a[href*='/jeux-de-donnees/']").all_inner_texts()
        assert title in shown[:FIRST]
