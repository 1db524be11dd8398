"""Every address × every verb × everybody, compared with the tables of `tests.url_walk`.

On each line the entitled people come first, and find what is hidden; then nobody else does, in the
body, the headers, or what the answer leads to. The numbers of answers are written here by hand: a
line that is no longer walked is seen.
"""

import logging

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.test import override_settings
from django.urls import get_resolver, path
from django.views import View
from django.views.generic import TemplateView

from backoffice.console.screens import Queue
from backoffice.datasets.detail import DatasetJournal
from backoffice.home.views import Home
from backoffice.screens import AboutDataset, Screen
from catalog.enums import Right
from catalog.models import Dataset
from catalog.models.dataset import DatasetQuerySet
from catalog.models.resource import ResourceQuerySet
from catalog.rules import RULES
from tests.url_walk import back_office, console, counts, drafts, elsewhere, prefixes
from tests.url_walk.addresses import addresses, undeclared
from tests.url_walk.table import PEOPLE, is_admitted, read
from tests.url_walk.walk import Walker
from tests.url_walk.world import AUDIENCES, World

pytestmark = pytest.mark.timeout(900)  # the world that is walked takes minutes on a busy machine
TABLES = {
    "datasets": read(back_office.DATASETS, "backoffice:"),
    "drafts": read(drafts.DRAFTS, "backoffice:"),
    "resources": read(back_office.RESOURCES, "backoffice:"),
    "versions": read(back_office.VERSIONS, "backoffice:"),
    "releases": read(back_office.RELEASES, "backoffice:"),
    "flows": read(back_office.FLOWS, "backoffice:"),
    "people": read(back_office.PEOPLE, "backoffice:"),
    "console": read(console.CONSOLE, "backoffice:"),
    "showcase": read(elsewhere.SHOWCASE, "showcase:"),
    "api": read(elsewhere.API, "api:"),
    "permalinks": read(elsewhere.PERMALINKS, "permalink:"),
    "pages": read(elsewhere.PAGES),
}
PREFIXES = read(elsewhere.PREFIXES)
ANSWERS = {
    "datasets": (1823, 164),
    "drafts": (1384, 54),
    "resources": (1319, 124),
    "versions": (1453, 116),
    "releases": (676, 48),
    "people": (5309, 57),
    "flows": (1924, 91),
    "console": (2177, 55),
    "showcase": (2741, 148),
    "api": (4248, 165),
    "permalinks": (917, 103),
    "pages": (1408, 53),
    "libraries": (4169, 64),
}
PICTURES = 100
ANSWERS_TO_SEEKERS = 418
PATTERNS = get_resolver().url_patterns
PREFIXED = [line.name for line in PREFIXES]
EVERY_VERB = View.http_method_names
NAMES = {line.name for lines in TABLES.values() for line in lines}


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world, in folders of its own, and the pictures taken before it hid anything."""
    store = settings.STORAGES["files"] | {"OPTIONS": {"location": tmp_path_factory.mktemp("files")}}
    ours = override_settings(
        STORAGES=settings.STORAGES | {"files": store},
        MAILBOX_DIR=tmp_path_factory.mktemp("mails"),
    )
    logging.disable(logging.ERROR)  # each refusal is a line of the log: thousands of them
    with django_db_blocker.unblock(), ours, transaction.atomic():
        world = World()
        before = counts.pictures(world)
        world.hide_things()
        yield world, before
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(built, db):
    return built[0]


def everything(user):
    return Q()


def unchanged(rows, user):
    return rows


def nothing(screen, *things):
    """Let anybody in."""


def all_datasets(screen):
    return Dataset.objects.for_page()


def test_every_address_is_declared():
    assert undeclared(PATTERNS, NAMES, PREFIXED) == []


@pytest.mark.parametrize(
    "unheard",
    [
        path("fuite/", TemplateView.as_view(template_name="404.html")),
        path("espace/fuite/", Home.as_view(), name="leak-list"),
        path("cms/fuite/", Home.as_view()),
        path("compte/fuite/", Home.as_view(), name="account_leak"),
    ],
)
def test_an_address_that_nobody_declared_is_seen(unheard):
    (found,) = undeclared([*PATTERNS, unheard], NAMES, PREFIXED)

    assert found.startswith(str(unheard.pattern))


def test_no_line_is_about_an_address_that_is_gone():
    known = {name for each in addresses(PATTERNS) for name in (each.name, each.route)}

    assert known >= NAMES


def test_each_accepted_verb_has_somebody_who_may_use_it():
    lines = [line for lines in TABLES.values() for line in lines]
    used = {
        (line.name, line.verb)
        for line in lines
        if any(is_admitted(cell) for cell in line.cells.values())
    }

    assert used == {(line.name, line.verb) for line in lines}


def test_each_secret_has_its_audience_among_the_people():
    assert all(set(audience.split()) <= set(PEOPLE) for audience in AUDIENCES.values())


@pytest.mark.parametrize("room", TABLES)
def test_everybody_gets_what_the_tables_say(world, room):
    walker = Walker(world)

    assert walker.faults(TABLES[room]) == []
    assert (walker.examined, walker.found) == ANSWERS[room]


def test_the_pages_of_the_libraries_let_in_whom_their_prefix_says(world):
    walker = Walker(world)
    found = prefixes.of_libraries(PATTERNS, NAMES)

    assert prefixes.unreachable(world, found) == set()
    assert prefixes.faults(walker, PREFIXES, found) == []
    assert (walker.examined, walker.found) == ANSWERS["libraries"]


def test_what_is_hidden_moves_no_figure(built, db):
    world, before = built
    after = counts.pictures(world)

    assert [page for page in before if after[page] != before[page]] == []
    assert len(before) == PICTURES


def test_a_hidden_word_is_answered_as_an_invented_one(world):
    walker = Walker(world)

    assert counts.told_apart(walker) == []
    assert walker.examined == ANSWERS_TO_SEEKERS


OPENED = {
    "the rule of a right": ("showcase", "dataset-detail", RULES, Right.VIEW_DATASET, everything),
    "what a reader starts from": ("api", "dataset-list", DatasetQuerySet, "visible_to", unchanged),
    "the files": ("permalinks", "api-download", ResourceQuerySet, "readable_by", unchanged),
    "the rows of a screen": ("datasets", "dataset-journal", AboutDataset, "datasets", all_datasets),
    "the right over a screen": ("datasets", "dataset-journal", DatasetJournal, "require", nothing),
    "the fetching of a screen": ("people", "request-list", Queue, "fetch", nothing),
    "the verbs of a screen": ("people", "member-remove", Screen, "http_method_names", EVERY_VERB),
}
"""A guard that is taken away, and the lines that should then be seen to be wrong."""


@pytest.mark.parametrize("guard", OPENED)
def test_the_walk_sees_a_guard_that_is_taken_away(world, monkeypatch, guard):
    room, name, holder, attribute, opened = OPENED[guard]
    lines = [line for line in TABLES[room] if line.name.endswith(f":{name}")]
    assert lines
    patch = monkeypatch.setitem if isinstance(holder, dict) else monkeypatch.setattr
    patch(holder, attribute, opened)

    assert Walker(world).faults(lines)


def test_a_figure_that_counts_what_is_hidden_is_seen(built, db, monkeypatch):
    world, before = built
    monkeypatch.setattr("showcase.views.explorer.public_datasets", Dataset.objects.all)

    after = counts.pictures(world)

    assert any(after[page] != before[page] for page in before)
