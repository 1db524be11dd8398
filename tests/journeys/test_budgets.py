"""What the public pages cost, held to `tests/budgets.json` on the site as production serves it."""

import json
import os
from pathlib import Path

import pytest

from tests.journeys.eyes import Visitor
from tests.journeys.production import served
from tests.journeys.weights import load, measured

BUDGETS = json.loads((Path(__file__).parent.parent / "budgets.json").read_text())
PAGES = {
    "home": "/",
    "Explorer": "/explorer/",
    "search": "/explorer/?q=musee",
    "dataset": "/jeux-de-donnees/festivals-lieux-disciplines-et-calendrier/",
    "theme": "/thematiques/musee/",
    "organization": "/organisations/ministere-de-la-culture/",
}
USUAL_LOADS, MORE_LOADS = 3, 6
pytestmark = [
    pytest.mark.skipif(
        "DATABASE_URL" in os.environ,
        reason="Pages weigh the same on every database: SQLite tells it",
    ),
    pytest.mark.timeout(900),  # the whole catalogue is imported before the first page
]


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    with served(tmp_path_factory.mktemp("production")) as origin:
        yield origin


def budget_of(name):
    return BUDGETS["every page"] | BUDGETS.get(name, {})


def loads_of(browser, origin, path, budget):
    """Return three loads: the fastest of more, when the machine is too busy for the first to do.

    The browser slows the network and the processor on top of whatever else this machine does. That
    only ever adds time: a page that is slow by itself stays so, however many times it is loaded.
    """
    loads = [load(browser, origin, path) for _ in range(USUAL_LOADS)]
    for _ in range(MORE_LOADS):
        if measured(loads)["lcp_s"] <= budget["lcp_s"]:
            break
        loads = fastest([*loads, load(browser, origin, path)])
    return loads


def fastest(loads):
    return sorted(loads, key=lambda each: each.lcp)[:USUAL_LOADS]


@pytest.mark.parametrize(("name", "path"), PAGES.items(), ids=list(PAGES))
def test_page_stays_within_its_budget(browser, production, name, path):
    budget = budget_of(name)

    found = measured(loads_of(browser, production, path, budget))

    print(name, found)  # noqa: T201 (the figures that people quote)
    assert not {key: found[key] for key, limit in budget.items() if found[key] > limit}


@pytest.mark.parametrize(("name", "path"), PAGES.items(), ids=list(PAGES))
def test_page_as_production_serves_it_pleases_axe_and_the_console(
    browser, production, tmp_path, name, path
):
    context = browser.new_context(locale="fr-FR", base_url=production)
    visitor = Visitor("budget", context, tmp_path)
    visitor.go(path)

    visitor.look(name)

    visitor.leave()
