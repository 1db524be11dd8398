"""From what a visitor typed to the datasets that match, best first."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import F, FloatField, Func, Value
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from catalog.models.dataset import DatasetQuerySet
from catalog.search.analyzer import WORD, fold, stems, words
from catalog.search.index import SHORTEST_WORD
from catalog.search.models import SearchDocument, SearchHit, SearchWord

LONGEST_QUERY = 200
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
CLOSE_ENOUGH = 0.72


@dataclass(frozen=True)
class Query:
    """A query as typed and, when a word of it is in no published dataset, as corrected."""

    typed: str
    corrected: str = ""

    @property
    def tokens(self) -> list[str]:
        return stems(self.corrected or self.typed)


def read(typed: str) -> Query:
    """Return the query, without correction."""
    return Query(" ".join(typed[:LONGEST_QUERY].split()))


def matching(datasets: DatasetQuerySet, query: Query) -> DatasetQuerySet:
    """Keep the datasets that contain every word; a query without a meaningful word keeps none."""
    if not query.tokens:
        return datasets.none()
    return matched(datasets, expression_of(query))


def matched(datasets: DatasetQuerySet, expression: str) -> DatasetQuerySet:
    """Keep what it finds, listed once: joined to it, SQLite would search again for each row."""
    hits = SearchHit.objects.filter(tokens__match=expression)
    documents = SearchDocument.objects.filter(pk__in=hits.values("pk"))
    return datasets.filter(pk__in=documents.values("dataset"))


def expression_of(query: Query) -> str:
    """Return « all these tokens » in the language of the database; tokens are [a-z0-9]+ only."""
    return (" & " if connection.vendor == "postgresql" else " AND ").join(query.tokens)


def beginning(datasets: DatasetQuerySet, typed: str) -> DatasetQuerySet:
    """Keep the datasets whose title holds the words typed, of which the last may be unfinished."""
    *whole, last = WORD.findall(fold(typed)) or [""]
    if not last:
        return datasets.none()
    tokens, endings = stems(" ".join(whole)), dict.fromkeys([last, *stems(last)])
    if connection.vendor == "postgresql":
        wanted = [f"{token}:A" for token in tokens]
        ending = " | ".join(f"{token}:*A" for token in endings)
        expression = " & ".join([*wanted, f"({ending})"])
    else:
        ending = " OR ".join(f"{token}*" for token in endings)
        expression = f"title : ({' AND '.join([*tokens, f'({ending})'])})"
    return matched(datasets, expression)


def best_first(datasets: DatasetQuerySet, query: Query) -> DatasetQuerySet:
    """Sort what `matching` kept by relevance."""
    if connection.vendor == "sqlite":  # a hit has a rank where it is searched only
        rows = datasets.filter(search_document__hit__tokens__match=expression_of(query))
        return rows.order_by("search_document__hit__rank", "pk")
    tsquery = Func(Value(expression_of(query)), template="to_tsquery('simple', %(expressions)s)")
    rank = Func(
        F("search_document__hit__tokens"),
        tsquery,
        template=f"ts_rank('{WEIGHTS}', %(expressions)s)",
        output_field=FloatField(),
    )
    return datasets.order_by(rank.desc(), "pk")


def corrected(query: Query) -> Query | None:
    """Return the query with its unknown words replaced by close ones, or None if there are none."""
    typed = words(query.typed)
    in_use = SearchWord.objects.in_use()
    known = set(in_use.filter(word__in=typed).values_list("word", flat=True))
    unknown = [word for word in typed if word not in known and len(word) >= SHORTEST_WORD]
    if not unknown:
        return None
    vocabulary = list(in_use.order_by("-datasets", "word").values_list("word", flat=True))
    replaced = {word: closest(word, vocabulary) for word in unknown}
    if not all(replaced.values()):
        return None
    text = " ".join(replaced.get(word) or word for word in WORD.findall(fold(query.typed)))
    found = Query(query.typed, text)
    return found if found.tokens != query.tokens else None


def closest(word: str, vocabulary: list[str]) -> str | None:
    """Return the nearest word by Damerau-Levenshtein, or None when none is near enough."""
    found = process.extractOne(
        word, vocabulary, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=CLOSE_ENOUGH
    )
    return found[0] if found else None
