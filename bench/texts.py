"""What real datasets say: the ministry's catalogue when it is there, the demo if not."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catalog.demo.datasets import PLANS
from catalog.demo.load import TEXTS
from catalog.drafts import DatasetDraft
from catalog.importing.read import read

CATALOGUE = Path(os.environ.get("VITRINE_SHARED", "../shared")) / "data" / "catalogue"
EXPORTS = "*.csv"
MOST_KEYWORDS = 8
SENTENCE = re.compile(r"(?<=[.;:])\s+|\n+")


@dataclass(frozen=True)
class Text:
    title: str
    organization: str
    sentences: tuple[str, ...]
    keywords: tuple[str, ...]
    license: str


def real_texts() -> list[Text]:
    """Return one text a dataset, whatever the number of exports that describe it."""
    found = {}
    for path in sorted(CATALOGUE.glob(EXPORTS)):
        for outcome in read(path):
            if isinstance(outcome, DatasetDraft) and outcome.title and outcome.description:
                found.setdefault(outcome.identifier, text_of(outcome))
    return list(found.values())


def text_of(draft: DatasetDraft) -> Text:
    organization = draft.organization.name if draft.organization else ""
    return Text(
        title=draft.title or "",
        organization=organization or "Ministère de la Culture",
        sentences=sentences_of(draft.description or ""),
        keywords=(draft.keywords or ())[:MOST_KEYWORDS],
        license=draft.license or "lov2",
    )


def sentences_of(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in SENTENCE.split(text) if part.strip())


def demo_texts() -> Iterator[Text]:
    for plan in PLANS:
        path = TEXTS / f"{plan.slug}.md"
        words = path.read_text() if path.is_file() else plan.short_description
        sentences = sentences_of(words) or (plan.title,)
        yield Text(plan.title, plan.organization, sentences, plan.keywords, plan.license)
