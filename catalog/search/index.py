"""Writing the index, in the transaction that changes the dataset."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import F, Prefetch

from catalog.enums import DatasetState
from catalog.models import Dataset, Resource, Territory
from catalog.models.dataset import DatasetQuerySet
from catalog.models.resource import is_generated
from catalog.search.analyzer import stems, words
from catalog.search.facets import Valued, files_of, values_of, write_values
from catalog.search.models import FacetKind, SearchDocument, SearchWord
from catalog.search.whereabouts import tokens_of

SHORTEST_WORD = 4
SEARCHED = (FacetKind.THEME, FacetKind.TERRITORY, FacetKind.KEYWORD)
AT_ONCE = 200
WRITTEN = ("title", "context", "body", "published_words", "late_at")


def index(dataset: Dataset) -> None:
    """Write the tokens and facets of the dataset; count its words if the public may find it."""
    write(Dataset.objects.filter(pk=dataset.pk))


def reindex(datasets: DatasetQuerySet) -> Iterator[int]:
    """Index all of these again, some at a time; yield how many at each step.

    Each step is a transaction that holds its datasets: whoever changes one of them waits. What the
    database believes of the tables is refreshed at the end: SQLite never does it by itself.
    """
    keys = list(datasets.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            step = Dataset.objects.filter(pk__in=keys[start : start + AT_ONCE]).order_by("pk")
            found = list(step.select_for_update(of=("self",)).values_list("pk", flat=True))
            write(step)
        yield len(found)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def write(datasets: DatasetQuerySet) -> None:
    """Write the tokens and facets of these, in as many queries for one as for many."""
    rows = list(with_texts(datasets))
    values = {dataset.pk: values_of(dataset) for dataset in rows}
    write_values(values)
    documents = [document_of(dataset, values[dataset.pk]) for dataset in rows]
    before = SearchDocument.objects.filter(dataset__in=rows)
    count_words(before.values_list("published_words", flat=True), documents)
    SearchDocument.objects.bulk_create(
        documents,
        update_conflicts=True,
        unique_fields=["dataset"],
        update_fields=WRITTEN,
    )


def is_up_to_date(dataset: Dataset) -> bool:
    """Tell whether what is indexed is what would be. The dataset comes with its texts."""
    values = values_of(dataset)
    wanted = document_of(dataset, values)
    kept = SearchDocument.objects.filter(dataset=dataset).values(*WRITTEN).first()
    facets = set(dataset.facets.values_list("kind", "value", "label"))
    return kept == {name: getattr(wanted, name) for name in WRITTEN} and facets == values


def miscounted() -> dict[str, int]:
    """Return the words whose count is not that of the published datasets, with the right count."""
    texts = SearchDocument.objects.values_list("published_words", flat=True)
    right = Counter(word for text in texts.iterator() for word in text.split())
    counted = dict(SearchWord.objects.values_list("word", "datasets"))
    words_ = right.keys() | counted.keys()
    return {word: right[word] for word in words_ if right[word] != counted.get(word, 0)}


def count_again(words_: dict[str, int]) -> None:
    """Give these words these counts."""
    rows = [SearchWord(word=word, datasets=count) for word, count in sorted(words_.items())]
    SearchWord.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["word"], update_fields=["datasets"]
    )


def with_texts(datasets: DatasetQuerySet) -> DatasetQuerySet:
    return datasets.select_related("organization").prefetch_related(
        "themes",
        "keywords",
        Prefetch("territories", Territory.objects.select_related("parent__parent")),
        Prefetch("resources", Resource.objects.select_related("current_version")),
    )


def document_of(dataset: Dataset, values: set[Valued]) -> SearchDocument:
    text = text_of(dataset, values)
    found = dataset.state == DatasetState.PUBLISHED
    zones = sorted(value for kind, value, _ in values if kind == FacetKind.TERRITORY)
    inside, about = tokens_of(dataset, zones)
    return SearchDocument(
        dataset=dataset,
        published_words=" ".join(sorted(countable(text.values()))) if found else "",
        late_at=dataset.late_at,
        title=" ".join(stems(text["title"])),
        context=" ".join([*stems(text["context"]), *inside]),
        body=" ".join([*stems(text["body"]), *about]),
    )


def text_of(dataset: Dataset, values: set[Valued] | None = None) -> dict[str, str]:
    """Return what is searched, by column of the index; its facets are read unless given."""
    classed = values_of(dataset) if values is None else values
    organization = dataset.organization
    return {
        "title": f"{dataset.title} {dataset.acronym}",
        "context": " ".join(
            [
                dataset.short_description,
                organization.name,
                organization.acronym,
                *(label for kind, _, label in sorted(classed) if kind in SEARCHED),
                dataset.producing_service,
                *(file.title for file in files_of(dataset) if not is_generated(file.title)),
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


def count_words(before: Iterable[str], documents: Iterable[SearchDocument]) -> None:
    """Move the counts from the words of some documents to those of others.

    The rows are taken in the order of the alphabet: two publications never wait for each other.
    """
    moves = Counter(word for document in documents for word in document.published_words.split())
    moves.subtract(word for text in before for word in text.split())
    moved = sorted(word for word, move in moves.items() if move)
    if not moved:
        return
    rows = SearchWord.objects.filter(word__in=moved).order_by("word")
    known = set(rows.values_list("word", flat=True))
    new = [word for word in moved if moves[word] > 0 and word not in known]
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, datasets=0) for word in new], ignore_conflicts=True
    )
    list(rows.select_for_update().values_list("word", flat=True))
    for move in sorted({moves[word] for word in moved}):
        rows = SearchWord.objects.all() if move > 0 else SearchWord.objects.in_use()
        rows.filter(word__in=[word for word in moved if moves[word] == move]).update(
            datasets=F("datasets") + move
        )
