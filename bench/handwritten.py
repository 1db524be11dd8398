"""What somebody would write by hand for PostgreSQL: one `french` vector, three plain queries.

Same datasets, same texts, same weights, same facets. It forgives no accent and no spelling, and
counts facets as refined, where ours ignore each facet's own choice: it has less to do.
"""

import time
from typing import Any

from django.db import connection

from catalog.search.facets import FACETS

TABLES = """
CREATE TABLE hand_dataset AS
SELECT dataset.id, dataset.title, dataset.short_description, dataset.data_updated_at, dataset.state,
       organization.name AS organization,
       setweight(to_tsvector('french', dataset.title || ' ' || dataset.acronym), 'A')
       || setweight(to_tsvector('french', concat_ws(' ', dataset.short_description,
            organization.name, organization.acronym, words.labels, dataset.producing_service,
            files.titles)), 'B')
       || setweight(to_tsvector('french', dataset.description), 'D') AS vector
FROM catalog_dataset AS dataset
JOIN accounts_organization AS organization ON organization.id = dataset.organization_id
LEFT JOIN (
    SELECT dataset_id, string_agg(label, ' ') AS labels FROM search_datasetfacet
    WHERE kind IN ('theme', 'territory', 'keyword') GROUP BY dataset_id
) AS words ON words.dataset_id = dataset.id
LEFT JOIN (
    SELECT dataset_id, string_agg(title, ' ') AS titles FROM catalog_resource
    WHERE removed_at IS NULL GROUP BY dataset_id
) AS files ON files.dataset_id = dataset.id;
ALTER TABLE hand_dataset ADD PRIMARY KEY (id);
CREATE INDEX hand_vector ON hand_dataset USING gin (vector);
"""
FACETS_TABLE = """
CREATE TABLE hand_facet AS SELECT dataset_id, kind, value, label FROM search_datasetfacet;
CREATE INDEX hand_facet_dataset ON hand_facet (dataset_id);
CREATE INDEX hand_facet_value ON hand_facet (kind, value, dataset_id);
"""
FOUND = """
FROM hand_dataset AS dataset, websearch_to_tsquery('french', %(words)s) AS query
WHERE vector @@ query AND state = 'published' {refined}
"""
REFINED = """
AND dataset.id IN (SELECT dataset_id FROM hand_facet WHERE kind = %({kind})s
                   AND value = ANY(%({kind}_values)s))
"""
AGED = "AND data_updated_at >= now() - interval '1 year'"
PAGE = """
SELECT dataset.id, title, short_description, organization, ts_rank(vector, query) AS rank
{found} ORDER BY rank DESC, dataset.id LIMIT 20
"""
COUNT = "SELECT count(*) {found}"
FACET_COUNTS = """
SELECT kind, value, max(label), count(*) FROM hand_facet
WHERE dataset_id IN (SELECT dataset.id {found}) GROUP BY kind, value
"""
SIZE = "SELECT pg_total_relation_size('hand_vector')"
KINDS = {facet.parameter: str(facet.kind) for facet in FACETS}


def build() -> tuple[float, float]:
    """Return how long the vectors and their index take, in seconds, and the index alone, in MB."""
    with connection.cursor() as cursor:
        start = time.perf_counter()
        cursor.execute(TABLES)
        taken = time.perf_counter() - start
        cursor.execute(FACETS_TABLE)
        cursor.execute("ANALYZE hand_dataset")
        cursor.execute("ANALYZE hand_facet")
        cursor.execute(SIZE)
        return taken, cursor.fetchone()[0] / 1024**2


def ask(words: str, chosen: dict[str, list[str]]) -> int:
    """Fetch the page, the count and the facets; return the count."""
    refined, parameters = [], {"words": words}
    for parameter, values in chosen.items():
        kind = KINDS[parameter]
        refined.append(AGED if kind == "freshness" else REFINED.format(kind=kind))
        parameters |= {kind: kind, f"{kind}_values": values}
    found = FOUND.format(refined=" ".join(refined))
    fetched(PAGE.format(found=found), parameters)
    fetched(FACET_COUNTS.format(found=found), parameters)
    return int(fetched(COUNT.format(found=found), parameters)[0][0])


def fetched(statement: str, parameters: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
