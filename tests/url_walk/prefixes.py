"""The addresses that libraries answer, by prefix: each is visited with real numbers in its path."""

import re

from django.contrib.auth.models import Group
from django.urls import Resolver404, resolve
from wagtail.models import Site

from showcase.models import HomePage
from tests.url_walk.addresses import addresses
from tests.url_walk.world import WRITERS

WHO_ALSO_POST = ("nobody", "stranger", "admin", "dpnc")
"""Who is turned away is so before the verb is read: for the others, one verb tells."""
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
GROUPS = {
    r"(live|earliest|\d+)": "live",
    r"(live|latest|\d+)": "latest",
    r"(?P<key>[-:\w]+)": "cle",
    r"(?P<uidb36>[0-9A-Za-z]+)": "1",
    r"(?P<key>.+)": "cle-cle",
    r"\.": ".",
    ".*": "nulle-part",
    "^": "",
    "$": "",
}
"""How the routes written as regular expressions are filled, apart from their numbers."""


class Filler:
    """Puts in each route the number of what really exists there, or 1 where nothing does."""

    def __init__(self, world):
        page = HomePage.objects.get(live=True)
        self.words = {
            "content_type_app_name": "showcase",
            "content_type_model_name": "homepage",
            "app_label": "showcase",
            "app_name": "showcase",
            "model_name": "homepage",
            "action": "delete",
            "action_name": "approve",
            "filter_spec": "width-100",
            "uidb64": "MQ",
            "token": "cle-cle",
            "revision_id": page.latest_revision_id,
        }
        self.numbers = (
            ("cms/pages/", page.pk),
            ("cms/api/main/pages/", page.pk),
            ("cms/choose-page/", page.pk),
            ("cms/users/", world.colleague.pk),
            ("cms/groups/", Group.objects.get(name=WRITERS).pk),
            ("cms/sites/", Site.objects.get().pk),
            ("cms/collections/", world.document.collection_id),
            ("cms/documents/", world.document.pk),
            ("cms/api/main/documents/", world.document.pk),
            ("", 1),
        )

    def path(self, route):
        for group, word in GROUPS.items():
            route = route.replace(group, word)
        number = next(number for prefix, number in self.numbers if route.startswith(prefix))
        route = route.replace(r"(\d+)", str(number))
        return "/" + PARAMETER.sub(lambda match: str(self.words.get(match[1], number)), route)


def of_libraries(patterns, names):
    """Return the addresses that no line names: those of Wagtail and allauth."""
    return [
        address
        for address in addresses(patterns)
        if not address.is_ours and address.name not in names and address.route not in names
    ]


def faults(walker, prefixes, found):
    """Return what these addresses answer otherwise than the longest prefix of their route says."""
    filler = Filler(walker.world)
    return [
        fault
        for address in found
        for fault in faults_of(walker, nearest(prefixes, address.route), filler.path(address.route))
    ]


def nearest(prefixes, route):
    return max(
        (line for line in prefixes if route.startswith(line.name)), key=lambda line: len(line.name)
    )


def faults_of(walker, line, path):
    """Whoever may compose the pages only reads them: what they may do to them is Wagtail's."""
    for person in line.first_the_entitled():
        cell = line.cells[person]
        for verb in verbs_of(person, cell):
            answer = walker.asked(person, verb, path)
            walker.found += walker.world.secrets["page"] in answer.told
            for fault in [*walker.wrong_status(cell, verb, answer), *walker.leaks(person, answer)]:
                yield f"{person}: {verb} {path}: {fault}"


def verbs_of(person, cell):
    turned_away = cell == "door" and person not in WHO_ALSO_POST
    return ("GET",) if cell == "enter" or turned_away else ("GET", "POST")


def unreachable(world, found):
    """Return the addresses that the path made for them does not reach."""
    filler = Filler(world)
    return {
        address.name
        for address in found
        if view_at(filler.path(address.route)) is not address.pattern.callback
    }


def view_at(path):
    try:
        return resolve(path).func
    except Resolver404:
        return None
