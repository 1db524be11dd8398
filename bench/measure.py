"""Measure one database, named by the environment, and print what was found as JSON.

`bench/search.py` runs it, once for each database; the tables live in a database of its own that is
dropped at the end.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 (Django is ready from here on)
from django.core.paginator import Paginator  # noqa: E402 (as above)
from django.db import connection  # noqa: E402 (as above)
from django.http import QueryDict  # noqa: E402 (as above)

from bench import handwritten  # noqa: E402 (as above)
from bench.corpus import Corpus, texts  # noqa: E402 (as above)
from bench.queries import QUERIES  # noqa: E402 (as above)
from catalog.models import Dataset  # noqa: E402 (as above)
from catalog.search.filters import DatasetFilter  # noqa: E402 (as above)
from catalog.search.index import reindex  # noqa: E402 (as above)
from showcase.public import public_datasets  # noqa: E402 (as above)
from showcase.refine import facets_of  # noqa: E402 (as above)

NAME = "vitrine_bench_search"
ROUNDS = 5
PAGE_SIZE = 20
ON_POSTGRESQL = """
SELECT sum(pg_total_relation_size(oid)) FROM pg_class
WHERE relkind = 'r' AND relname LIKE 'search_%'
"""
ON_SQLITE = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"


def main(number: int) -> dict[str, Any]:
    with_texts, source = texts()
    say(f"{connection.vendor}: writing {number} datasets")
    Corpus(with_texts).write(number)
    before = size() if on_sqlite() else 0.0
    index_time = timed(lambda: list(reindex(Dataset.objects.all())))
    found = {
        "vendor": connection.vendor,
        "version": version(),
        "source": source,
        "texts": len(with_texts),
        "datasets": Dataset.objects.count(),
        "index_s": index_time,
        "index_mb": size() - before,
    }
    tidy()
    if not on_sqlite():
        found["hand_index_s"], found["hand_index_mb"] = handwritten.build()
    return found | answers()


def answers() -> dict[str, Any]:
    """Return, for each query, its number of results and its times: ours, then by hand."""
    found: dict[str, Any] = {"queries": [], "everything_ms": []}
    for words, chosen in QUERIES:
        ways: dict[str, Callable[[], int]] = {"ours": lambda w=words, c=chosen: explorer(w, c)}
        if not on_sqlite():
            ways["hand"] = lambda w=words, c=chosen: handwritten.ask(w, c)
        row = {"words": words, "chosen": chosen}
        for name, ask in ways.items():
            row |= {name: ask(), f"{name}_ms": [timed(ask) * 1000 for _ in range(ROUNDS)]}
        say(f"{words}: {row}")
        found["queries"].append(row)
    explorer("", {})
    found["everything_ms"] = [timed(lambda: explorer("", {})) * 1000 for _ in range(ROUNDS)]
    return found


def explorer(words: str, chosen: dict[str, list[str]]) -> int:
    """Fetch what a page of results asks of the database: rows, facets, count; return the count."""
    parameters = QueryDict(mutable=True)
    parameters["q"] = words
    for name, values in chosen.items():
        parameters.setlist(name, values)
    search = DatasetFilter(parameters, queryset=public_datasets())
    page = Paginator(search.results().select_related("organization"), PAGE_SIZE).get_page(1)
    list(page.object_list)
    facets_of(search)
    return page.paginator.count


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def on_sqlite() -> bool:
    return connection.vendor == "sqlite"


def size() -> float:
    """Return megabytes: of the whole file on SQLite, of the tables of the index on PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute(ON_SQLITE if on_sqlite() else ON_POSTGRESQL)
        return float(cursor.fetchone()[0]) / 1024**2


def tidy() -> None:
    """Do at once what PostgreSQL does by itself within minutes of a load."""
    if not on_sqlite():
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if on_sqlite() else "SHOW server_version")
        return str(cursor.fetchone()[0])


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    database = str(settings.VAR_DIR / f"{NAME}.sqlite3") if on_sqlite() else NAME
    connection.settings_dict["TEST"]["NAME"] = database
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        json.dump(main(int(sys.argv[1])), sys.stdout)
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
