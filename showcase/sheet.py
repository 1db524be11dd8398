"""What the page of a dataset shows, computed before the template draws it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from catalog import markdown
from catalog.cadence import Cadence, cadence_of, moments_of
from catalog.enums import ResourceType
from catalog.flows.models import Feed
from catalog.models import Dataset, LinkCheck, Resource, ResourceVersion
from catalog.models.publication import ORIGINAL
from catalog.quality.score import Assessment, assess
from catalog.quality.subject import subjects
from catalog.stats.reading import Audience, audience
from catalog.templatetags.vitrine import day
from showcase.about import About, Related, about, related_to
from showcase.changes import Changed, changed
from showcase.contents import Look, look_at, other_formats
from showcase.freshness import Freshness, freshness_of
from showcase.structured import structured_data

CHANGES = 10


@dataclass(frozen=True)
class File:
    """A resource as visitors see it: a file to download, or a link and the site it leads to.

    `formats`: (format, address) of what it is also offered in; `rows`: of its table, if any;
    `verified`: its address was asked for, and gave the very bytes that were sent; `answer`: of a
    link, what it gave the last time it was followed; `automatic`: a machine keeps it up to date.
    """

    resource: Resource
    description: SafeString
    host: str
    formats: list[tuple[str, str]]
    rows: int | None
    verified: bool
    answer: LinkCheck | None
    automatic: bool


@dataclass(frozen=True)
class Sheet:
    trail: list[tuple[str, str]]
    description: SafeString
    freshness: Freshness
    cadence: Cadence
    audience: Audience
    related: Related
    about: About
    files: list[File]
    documents: list[File]
    formats: list[str]
    look: Look | None
    changes: list[Changed]
    older_changes: int
    citation: str
    address: str
    api_address: str
    permalink: str
    structured: SafeString
    quality: Assessment

    @property
    def is_automatic(self) -> bool:
        return any(file.automatic for file in (*self.files, *self.documents))

    @property
    def count(self) -> int:
        return len(self.files) + len(self.documents)


def sheet_of(dataset: Dataset, *, reader: Any, at: datetime | None = None) -> Sheet:
    now = at or timezone.now()
    subject = subjects([dataset], at=now)[dataset.pk]
    resources = list(subject.resources)
    fed = set(Feed.objects.of_resources(resources).running().values_list("resource", flat=True))
    files = [file_of(resource, automatic=resource.pk in fed) for resource in resources]
    versions = ResourceVersion.objects.published().readable_by(reader).of_dataset(dataset)
    changes = list(versions.latest_first().select_related("resource").with_total()[:CHANGES])
    hosted = [resource for resource in resources if not resource.is_remote]
    related = related_to(subject)
    return Sheet(
        trail=trail_of(dataset, related),
        description=markdown.render(dataset.description),
        freshness=freshness_of(dataset, at=now),
        cadence=cadence_of(dataset, moments_of(subject.days), at=now),
        audience=audience(dataset, at=now),
        related=related,
        about=about(dataset, related),
        files=[file for file in files if not is_document(file)],
        documents=[file for file in files if is_document(file)],
        formats=list(dict.fromkeys(resource.format for resource in resources)),
        look=look_at([file.resource for file in files if not is_document(file)]),
        changes=[changed(version, opened=dataset.published_at) for version in changes],
        older_changes=changes[0].total - len(changes) if changes else 0,
        citation=citation_of(dataset),
        address=absolute(dataset.get_absolute_url()),
        api_address=absolute(reverse("api:dataset-detail", args=[dataset.slug])),
        permalink=absolute(hosted[0].permalink) if hosted else "",
        structured=structured_data(dataset, resources, related),
        quality=assess(subject),
    )


def trail_of(dataset: Dataset, related: Related) -> list[tuple[str, str]]:
    """Lead back through the first theme, else through the organisation."""
    above: Any = related.themes[0] if related.themes else dataset.organization
    return [("Explorer", reverse("showcase:explorer")), (above.name, above.get_absolute_url())]


def file_of(resource: Resource, *, automatic: bool = False) -> File:
    version = resource.current_version
    contents = version.contents if version else None
    return File(
        resource,
        markdown.render(resource.description, top=4),
        urlsplit(resource.url).hostname or "",
        other_formats(resource),
        contents.row_count if contents else None,
        verified=any(check.is_verified and check.format == ORIGINAL for check in resource.checks),
        answer=resource.link_answer,
        automatic=automatic,
    )


def is_document(file: File) -> bool:
    return file.resource.type == ResourceType.DOCUMENTATION


def citation_of(dataset: Dataset) -> str:
    """Return who, what, when and under which licence, to be copied as it is."""
    organization = dataset.organization
    date = dataset.data_updated_at or dataset.modified_at
    parts = [
        organization.parent.name if organization.parent else "",
        organization.name,
        f"«\u00a0{dataset.title}\u00a0»",
        f"données du {day(date)}",
        dataset.get_license_display() if dataset.license else "",
    ]
    return f"{', '.join(filter(None, parts))}."


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
