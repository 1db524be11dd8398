"""An Atom feed (RFC 4287) of the results of a search."""

import re

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from catalog.models import Dataset
from catalog.search.filters import RELEVANCE, DatasetFilter
from showcase.refine import without

ENTRIES = 50
UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""


def feed_of(search: DatasetFilter, parameters: QueryDict) -> Atom1Feed:
    found = search.results()  # first: what was typed is read by it
    rows = found.newest_first() if search.sort == RELEVANCE else found
    datasets = list(rows.select_related("organization")[:ENTRIES])
    here = without(parameters, "page").removesuffix("?")
    feed = Atom1Feed(
        title=clean(title_of(search)),
        link=f"{settings.SITE_URL}{reverse('showcase:explorer')}{here}",
        feed_url=f"{settings.SITE_URL}{reverse('showcase:explorer-feed')}{here}",
        description="",
        language="fr",
        author_name=settings.SITE_NAME,
    )
    for dataset in datasets:
        feed.add_item(**entry_of(dataset))
    return feed


def title_of(search: DatasetFilter) -> str:
    words = search.query.typed
    about = f"«\u00a0{words}\u00a0»" if words else "Jeux de données"
    return f"{about} — {settings.SITE_NAME}"


def entry_of(dataset: Dataset) -> dict[str, object]:
    return {
        "title": clean(dataset.title),
        "link": f"{settings.SITE_URL}{dataset.get_absolute_url()}",
        "description": clean(dataset.short_description or dataset.description[:300]),
        "unique_id": f"urn:uuid:{dataset.pk}",
        "author_name": clean(dataset.organization.name),
        "pubdate": dataset.published_at,
        "updateddate": dataset.data_updated_at or dataset.modified_at,
    }


def clean(text: str) -> str:
    return UNWRITABLE.sub(" ", text)
