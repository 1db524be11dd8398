"""A real browser against the real site, on the database of the run."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import sync_playwright

from tests.journeys.eyes import Visitor

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
SCREENS = Path("var/screens")


def pytest_collection_modifyitems(items):
    """Without Chromium the journeys are skipped, except in CI, where its absence is a failure."""
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def browser():
    assert CHROMIUM, "Chromium is not installed"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's own loop runs in this thread
    SCREENS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def assets():
    call_command("build_assets", verbosity=0)


@pytest.fixture
def visit(browser, assets, live_server, transactional_db, settings):
    """Return a function that opens a browser of its own for one person."""
    settings.SITE_URL = live_server.url
    visitors = []

    def opened(name, **options):
        context = browser.new_context(locale="fr-FR", base_url=live_server.url, **options)
        visitors.append(Visitor(name, context, SCREENS))
        return visitors[-1]

    yield opened
    for visitor in visitors:
        visitor.leave()
