"""Writing the index, in the transaction that changes the dataset."""

from collections.abc import Iterable

from django.db.models import F

from catalog.enums import DatasetState
from catalog.models import Dataset
from catalog.search.analyzer import stems, words
from catalog.search.facets import Valued, values_of, write_values
from catalog.search.models import FacetKind, SearchDocument, SearchWord

SHORTEST_WORD = 4
SEARCHED = (FacetKind.THEME, FacetKind.TERRITORY, FacetKind.KEYWORD)


def index(dataset: Dataset) -> None:
    """Write the tokens and facets of the dataset; count its words if the public may find it."""
    values = values_of(dataset)
    write_values(dataset, values)
    text = text_of(dataset, values)
    columns = {name: " ".join(stems(value)) for name, value in text.items()}
    found = dataset.state == DatasetState.PUBLISHED
    counted = " ".join(sorted(countable(text.values()))) if found else ""
    before = SearchDocument.objects.filter(dataset=dataset).first()
    count_words(before.published_words if before else "", counted)
    SearchDocument.objects.update_or_create(
        dataset=dataset,
        defaults={**columns, "published_words": counted, "late_at": dataset.late_at},
    )


def text_of(dataset: Dataset, values: set[Valued] | None = None) -> dict[str, str]:
    """Return what is searched, by column of the index; its facets are read unless given."""
    classed = values_of(dataset) if values is None else values
    words = [label for kind, _, label in sorted(classed) if kind in SEARCHED]
    resources = dataset.resources.in_place().values_list("title", flat=True)
    organization = dataset.organization
    return {
        "title": f"{dataset.title} {dataset.acronym}",
        "context": " ".join(
            [
                dataset.short_description,
                organization.name,
                organization.acronym,
                *words,
                dataset.producing_service,
                *resources,
            ]
        ),
        "body": dataset.description,
    }


def countable(texts: Iterable[str]) -> set[str]:
    return {
        word
        for text in texts
        for word in words(text)
        if SHORTEST_WORD <= len(word) <= 60 and not word.isdigit()
    }


def count_words(before: str, after: str) -> None:
    """Move the counts from one set of words to another.

    The rows are taken in the order of the alphabet: two publications never wait for each other.
    """
    old, new = set(before.split()), set(after.split())
    gained, lost = sorted(new - old), sorted(old - new)
    if not gained and not lost:
        return
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, datasets=0) for word in gained], ignore_conflicts=True
    )
    moved = SearchWord.objects.filter(word__in=gained + lost).order_by("word")
    list(moved.select_for_update())
    SearchWord.objects.filter(word__in=gained).update(datasets=F("datasets") + 1)
    SearchWord.objects.in_use().filter(word__in=lost).update(datasets=F("datasets") - 1)
