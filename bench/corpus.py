"""Many datasets made from the real ones, always the same: titles and sentences put together anew.

Rows are written in bulk, past the verbs: what is measured is the index and the search, not the
publication. The index is written afterwards, by the product.
"""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from bench.texts import Text, demo_texts, real_texts
from catalog.accounts.models import Organization
from catalog.enums import DatasetState, OrganizationKind, ResourceKind
from catalog.models import Dataset, Keyword, Resource, Territory, Theme
from catalog.vocabularies import frequencies, granularities

SEED = 2026
AT_ONCE = 1_000
FORMATS = ("csv", "csv", "csv", "json", "xlsx", "geojson", "shp", "pdf", "xml", "ods")
LONGEST_TITLE, LONGEST_SUMMARY = 300, 200


@dataclass
class Corpus:
    """Draws datasets one after the other; `rows` holds those that are not written yet."""

    texts: list[Text]
    random: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 (drawn, not secret)
    rows: dict[Any, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.organizations = organizations_of(self.texts)
        self.keywords = keywords_of(self.texts)
        self.themes = list(Theme.objects.order_by("pk"))
        self.places = list(Territory.objects.order_by("pk"))
        self.now = timezone.now()

    def write(self, number: int) -> None:
        for start in range(0, number, AT_ONCE):
            for position in range(start, min(start + AT_ONCE, number)):
                self.draw(position)
            self.flush()

    def draw(self, position: int) -> None:
        first, second = self.random.choice(self.texts), self.random.choice(self.texts)
        place = self.random.choice(self.places)
        dataset = self.dataset(position, first, second, place)
        self.add(dataset)
        for keyword in {*self.named(first), *self.named(second)[:2]}:
            self.add(Dataset.keywords.through(dataset=dataset, keyword=keyword))
        for theme in self.random.sample(self.themes, self.random.choice((0, 1, 1, 2))):
            self.add(Dataset.themes.through(dataset=dataset, theme=theme))
        self.add(Dataset.territories.through(dataset=dataset, territory=place))
        for rank in range(self.random.choice((1, 2, 2, 3))):
            self.add(self.link(dataset, first, rank))

    def named(self, text: Text) -> list[Keyword]:
        return [self.keywords[slug] for word in text.keywords if (slug := slug_of(word))]

    def add(self, row: Any) -> None:
        self.rows.setdefault(type(row), []).append(row)

    def dataset(self, position: int, first: Text, second: Text, place: Territory) -> Dataset:
        updated = self.now - timedelta(days=self.random.randrange(2_000))
        summary = self.random.choice(first.sentences)
        return Dataset(
            pk=self.key(),
            organization=self.organizations[first.organization],
            title=f"{spliced(first.title, second.title)}, {place.name}"[:LONGEST_TITLE],
            slug=f"jeu-{position}",
            short_description=summary[:LONGEST_SUMMARY],
            description=self.description(first, second),
            license=first.license,
            frequency=self.random.choice(list(frequencies.FREQUENCIES)),
            granularity=self.random.choice(list(granularities.GRANULARITIES)),
            downloads=int(self.random.paretovariate(0.7)) % 1_000_000,
            state=DatasetState.PUBLISHED,
            published_at=updated - timedelta(days=30),
            created_at=updated - timedelta(days=31),
            data_updated_at=updated,
        )

    def description(self, first: Text, second: Text) -> str:
        """Return half of the sentences of each, shuffled."""
        sentences = [
            sentence
            for text in (first, second)
            for sentence in self.random.sample(text.sentences, (len(text.sentences) + 1) // 2)
        ]
        self.random.shuffle(sentences)
        return " ".join(sentences)

    def link(self, dataset: Dataset, text: Text, rank: int) -> Resource:
        return Resource(
            pk=self.key(),
            dataset=dataset,
            kind=ResourceKind.REMOTE,
            title=self.random.choice(text.sentences)[:100],
            url=f"https://donnees.example/{dataset.slug}/{rank}",
            declared_format=self.random.choice(FORMATS),
            position=rank,
        )

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def flush(self) -> None:
        for model in sorted(self.rows, key=lambda one: one is not Dataset):
            model.objects.bulk_create(self.rows[model])
        self.rows.clear()


def texts() -> tuple[list[Text], str]:
    """Return the texts that datasets are made from, and where they come from."""
    if found := real_texts():
        return found, "real catalogue"
    return list(demo_texts()), "demo"


def spliced(first: str, second: str) -> str:
    """Return the beginning of a title and the end of another."""
    beginning, ending = first.split(), second.split()
    return " ".join([*beginning[: (len(beginning) + 1) // 2], *ending[len(ending) // 2 :]])


def organizations_of(texts: list[Text]) -> dict[str, Organization]:
    names = sorted({text.organization for text in texts})
    kinds = list(OrganizationKind)
    rows = [
        Organization(name=name, slug=f"{slugify(name)[:200]}-{rank}", kind=kinds[rank % len(kinds)])
        for rank, name in enumerate(names)
    ]
    Organization.objects.bulk_create(rows)
    return {row.name: row for row in rows}


def keywords_of(texts: list[Text]) -> dict[str, Keyword]:
    names = {slug_of(word): word for text in texts for word in text.keywords}
    names.pop("", None)
    rows = [Keyword(name=name[:96], slug=slug) for slug, name in sorted(names.items())]
    Keyword.objects.bulk_create(rows, ignore_conflicts=True)
    return {row.slug: row for row in Keyword.objects.all()}


def slug_of(word: str) -> str:
    return slugify(word)[:96]
