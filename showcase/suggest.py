"""What a few letters may mean: titles, keywords, themes and organisations that hold them."""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from catalog.accounts.models import Organization
from catalog.models import Keyword, Theme
from catalog.search.analyzer import WORD, fold, words
from catalog.search.query import beginning, read
from showcase.public import public_datasets

SHORTEST = 2
TITLES, WORDS, OTHERS = 5, 4, 3


@dataclass(frozen=True)
class Suggestion:
    kind: str
    label: str
    address: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def suggestions(typed: str) -> list[Suggestion]:
    """Return what the public could be looking for, at most four queries away."""
    query = read(typed)
    slug = slugify(fold(query.typed))
    if len(slug) < SHORTEST:
        return []
    return [*keywords(slug), *themes(slug), *organizations(query.typed), *titles(query.typed)]


def titles(typed: str) -> list[Suggestion]:
    found = beginning(public_datasets(), typed).order_by("-downloads", "title", "pk")[:TITLES]
    return [Suggestion("Jeu de données", one.title, one.get_absolute_url()) for one in found]


def keywords(slug: str) -> list[Suggestion]:
    used = Exists(public_datasets().filter(keywords=OuterRef("pk")))
    found = Keyword.objects.filter(used, within("slug", slug)).order_by("slug")[:WORDS]
    return [Suggestion("Mot-clé", one.name, explored("mot", one.slug)) for one in found]


def themes(slug: str) -> list[Suggestion]:
    found = Theme.objects.current(timezone.localdate()).filter(within("slug", slug)).in_order()
    return [Suggestion("Thématique", one.name, one.get_absolute_url()) for one in found[:OTHERS]]


def organizations(typed: str) -> list[Suggestion]:
    publishes = Exists(public_datasets().filter(organization=OuterRef("pk")))
    named = words(typed) or WORD.findall(fold(typed))
    found = (
        Organization.objects.validated().filter(publishes).called(named).order_by("name")[:OTHERS]
    )
    return [Suggestion("Organisation", one.name, one.get_absolute_url()) for one in found]


def within(field: str, slug: str) -> Q:
    """Return the condition that a word of the slug begins so."""
    return Q(**{f"{field}__startswith": slug}) | Q(**{f"{field}__contains": f"-{slug}"})


def explored(parameter: str, value: Any) -> str:
    return f"{reverse('showcase:explorer')}?{urlencode({parameter: value})}"
