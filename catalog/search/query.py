"""From what a visitor typed to the datasets that match, best first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from django.db import connection
from django.db.models import F, FloatField, Func, Value
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from catalog.models.dataset import DatasetQuerySet
from catalog.search.analyzer import WORD, fold, stems, words
from catalog.search.facets import among
from catalog.search.index import SHORTEST_WORD
from catalog.search.models import SearchDocument, SearchHit, SearchWord
from catalog.search.whereabouts import Place, alternatives, asked_in, plain

LONGEST_QUERY = 200
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
CLOSE_ENOUGH = 0.72
MOST_CLAUSES = 8

Clause = list[list[str]]
"""One thing wanted: any of these groups of tokens, held whole."""


@dataclass(frozen=True)
class Query:
    """A query as typed, as corrected when a word of it is in no published dataset, and its places.

    `enough` of its words suffice when nothing holds them all; at zero, all are wanted.
    """

    typed: str
    corrected: str = ""
    places: tuple[Place, ...] = ()
    enough: int = 0

    @property
    def text(self) -> str:
        return self.corrected or self.typed

    @property
    def tokens(self) -> list[str]:
        return stems(self.text)

    @property
    def parts(self) -> list[str | Place]:
        """Return the text cut around its places."""
        known = {place.words: place for place in self.places}
        if not known:
            return [self.text]
        cut = re.split(rf"\b({'|'.join(known)})\b", plain(self.text))
        return [known.get(part, part) for part in cut]

    @property
    def says_what(self) -> bool:
        """Tell whether it asks for something somewhere, or only names places."""
        return any(stems(part) for part in self.parts if isinstance(part, str))

    @property
    def clauses(self) -> list[Clause]:
        """Return what is wanted, in order: each word, each place."""
        found: list[Clause] = []
        for part in self.parts:
            if isinstance(part, Place):
                found.append(alternatives(part, alone=not self.says_what))
            else:
                found += [[[stem]] for stem in stems(part)]
        return found


def read(typed: str) -> Query:
    """Return the query, without correction; one more query if it may name a town."""
    text = " ".join(typed[:LONGEST_QUERY].split())
    return Query(text, places=asked_in(text))


def matching(datasets: DatasetQuerySet, query: Query) -> DatasetQuerySet:
    """Keep the datasets that contain every word; a query without a meaningful word keeps none."""
    if not query.tokens:
        return datasets.none()
    return matched(datasets, expression_of(query))


def fitted(datasets: DatasetQuerySet, query: Query) -> Query:
    """Return the query, else corrected, else content with most of its words: what finds first."""
    if not query.tokens or matching(datasets, query).exists():
        return query
    best = corrected(query) or query
    for tried in [*([best] if best != query else []), *contented(best)]:
        if matching(datasets, tried).exists():
            return tried
    return best


def contented(query: Query) -> Iterator[Query]:
    """Yield the query with fewer and fewer of its words, never less than half of them.

    Its places are words like the others: the whole country answers any of them, and says nothing.
    """
    words_only = replace(query, places=())
    wanted = len(words_only.clauses)
    if wanted <= MOST_CLAUSES:
        for enough in range(wanted - 1, (wanted - 1) // 2, -1):
            yield replace(words_only, enough=enough)


def matched(datasets: DatasetQuerySet, expression: str) -> DatasetQuerySet:
    """Keep what it finds, listed once: joined to it, SQLite would search again for each row."""
    hits = SearchHit.objects.filter(tokens__match=expression)
    documents = among(SearchDocument.objects.all(), "pk", hits.values("pk"))
    return among(datasets, "pk", documents.values("dataset"))


def expression_of(query: Query) -> str:
    """Return what is wanted in the language of the database; tokens are [a-z0-9]+ only."""
    either, both = (" | ", " & ") if connection.vendor == "postgresql" else (" OR ", " AND ")
    wanted = [
        either.join(
            both.join(held) if len(held) == 1 else f"({both.join(held)})" for held in clause
        )
        for clause in query.clauses
    ]
    wanted = [clause if clause.isalnum() else f"({clause})" for clause in wanted]
    if not query.enough:
        return both.join(wanted)
    return either.join(f"({both.join(some)})" for some in combinations(wanted, query.enough))


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
    places = {word for place in query.places for word in words(place.words)}
    typed = [word for word in words(query.typed) if word not in places]
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
    found = replace(query, corrected=text)
    return found if found.tokens != query.tokens else None


def closest(word: str, vocabulary: list[str]) -> str | None:
    """Return the nearest word by Damerau-Levenshtein, or None when none is near enough."""
    found = process.extractOne(
        word, vocabulary, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=CLOSE_ENOUGH
    )
    return found[0] if found else None
