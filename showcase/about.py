"""What a description says around the files: rights, coverage, people, and what resembles it."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings

from catalog.models import Contact, Dataset, Keyword, Producer, Territory, Theme
from catalog.quality.subject import Subject
from catalog.search.models import FacetKind
from showcase.coverage import PlaceLink, period_of, place_link
from showcase.licences import meaning
from showcase.similar import similar_to


@dataclass(frozen=True)
class Related:
    """The rows that the description points to, each fetched once."""

    keywords: list[Keyword]
    themes: list[Theme]
    places: list[Territory]
    contacts: list[Contact]
    producers: list[Producer]


@dataclass(frozen=True)
class About:
    """`origin` is where the dataset was taken from, if it came from another catalogue."""

    licence: str
    period: str
    granularity: str
    places: list[PlaceLink]
    origin: str
    origin_name: str
    mail: str
    similar: list[Dataset]


def related_to(subject: Subject) -> Related:
    dataset = subject.dataset
    return Related(
        keywords=list(subject.keywords),
        themes=list(dataset.themes.in_order()),
        places=subject.territories,
        contacts=list(dataset.contacts.all()),
        producers=list(dataset.producers.select_related("organization")),
    )


def about(dataset: Dataset, related: Related) -> About:
    return About(
        licence=meaning(dataset.license),
        period=period_of(dataset),
        granularity=dataset.get_granularity_display(),
        places=[place_link(place) for place in related.places],
        origin=origin_of(dataset),
        origin_name=(urlsplit(origin_of(dataset)).hostname or "").removeprefix("www."),
        mail=mail_of(dataset),
        similar=similar_to(dataset, shared_by(dataset, related)),
    )


def shared_by(dataset: Dataset, related: Related) -> dict[str, list[str]]:
    return {
        FacetKind.KEYWORD: [keyword.slug for keyword in related.keywords],
        FacetKind.THEME: [theme.slug for theme in related.themes],
        FacetKind.ORGANIZATION: [dataset.organization.slug],
    }


def origin_of(dataset: Dataset) -> str:
    """Return the page of its source; an address that is not of the web is not given."""
    page = str(dataset.source.get("page") or "")
    return page if page.startswith(("https://", "http://")) else ""


def mail_of(dataset: Dataset) -> str:
    """Return an address that opens a message with the title and the page: no third party."""
    page = f"{settings.SITE_URL}{dataset.get_absolute_url()}"
    body = f"{dataset.title}\r\n{dataset.short_description}\r\n\r\n{page}"
    return f"mailto:?subject={quote(dataset.title)}&body={quote(body)}"
