"""What is hidden moves no figure, and a word typed to look for it is answered as any other."""

from tests import factories
from tests.url_walk.requests import Visitor
from tests.url_walk.walk import normal
from tests.url_walk.world import AUDIENCES

WITNESSES = ("nobody", "stranger", "member", "other", "writer")
"""Those for whom adding what is hidden changes nothing of their own situation."""

COUNTING = (
    "/",
    "/explorer/",
    "/explorer/?tri=mis-a-jour",
    "/explorer/?organisation={slug}",
    "/explorer/?q=orgues",
    "/organisations/",
    "/organisations/{slug}/",
    "/api/1/datasets/",
    "/api/1/datasets/?organization={pk}",
    "/api/1/datasets/?q=orgues&sort=-created",
    "/espace/",
    "/espace/jeux-de-donnees/",
    "/espace/flux/",
    "/espace/jeux-de-donnees/?portee=famille",
    "/espace/jeux-de-donnees/?etat=draft&portee=famille",
    "/espace/jeux-de-donnees/?etat=deleted&portee=famille",
    "/espace/organisations/",
    "/espace/organisations/{slug}/",
    "/espace/demandes/",
    "/cms/choix-jeu-de-donnees/results/",
)
"""Pages that count, list or refine."""

LOOKING = (
    "/explorer/?q={}",
    "/explorer/?mot={}",
    "/explorer/?organisation={}",
    "/jeux-de-donnees/cloches-{}/",
    "/jeux-de-donnees/{}/",
    "/api/1/datasets/?q={}",
    "/api/1/datasets/?tag={}",
    "/api/1/datasets/cloches-{}/",
    "/espace/jeux-de-donnees/?q={}&portee=famille",
    "/espace/organisations/?q={}",
    "/cms/choix-jeu-de-donnees/results/?q={}",
)
"""Pages where somebody may type a word that they guessed."""

SEEKERS = ("nobody", "stranger", "member", "gone", "dpnc", "writer")
GUESSED = ("draft", "inside", "deleted", "request", "proposed", "page")


def pictures(world):
    """Return what each witness reads on the pages that count."""
    where = {"slug": world.home.slug, "pk": world.home.pk}
    visitors = {name: Visitor(world.people[name]) for name in WITNESSES}
    found = {}
    for pattern in COUNTING:
        address = pattern.format(**where)
        for name, visitor in visitors.items():
            found[name, pattern] = normal(visitor.ask("GET", address).text, address)
    return found


def told_apart(walker):
    """Return where a hidden word is answered otherwise than an invented one."""
    return [
        f"{person}: {pattern} {name}"
        for person in SEEKERS
        for pattern in LOOKING
        for invented in [seen(walker, person, pattern, factories.canary())]
        for name in GUESSED
        if person not in AUDIENCES[name].split()
        and seen(walker, person, pattern, walker.world.secrets[name]) != invented
    ]


def seen(walker, person, pattern, word):
    address = pattern.format(word)
    return normal(walker.asked(person, "GET", address).text, address).replace(word, "…")
