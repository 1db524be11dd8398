"""schema.org/Dataset, for search engines: the description of a dataset as a data block of its page.

https://schema.org/Dataset, with the properties that Google Dataset Search reads.
"""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from catalog.models import Dataset, Producer, Resource
from showcase.about import Related, origin_of

ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
LONGEST = 5000
CREATORS = ("creator", "originator", "principalInvestigator")


def structured_data(dataset: Dataset, resources: list[Resource], related: Related) -> SafeString:
    """Return JSON that no content can close: it is written as it is between `script` tags."""
    facts = described(dataset, resources) | classed(dataset, related)
    text = json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False)
    return SafeString(text.translate(ESCAPES))


def described(dataset: Dataset, resources: list[Resource]) -> dict[str, Any]:
    address = f"{settings.SITE_URL}{dataset.get_absolute_url()}"
    organization = dataset.organization
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "identifier": str(dataset.pk),
        "name": dataset.title,
        "description": (dataset.short_description or dataset.description)[:LONGEST],
        "license": dataset.license_facts.url if dataset.license_facts else "",
        "isAccessibleForFree": True,
        "publisher": {
            "@type": "Organization",
            "name": organization.name,
            "url": f"{settings.SITE_URL}{organization.get_absolute_url()}",
        },
        "datePublished": iso(dataset.published_at),
        "dateModified": iso(dataset.data_updated_at),
        "distribution": [distribution(resource) for resource in resources],
    }


def classed(dataset: Dataset, related: Related) -> dict[str, Any]:
    """Return what the data are about and whose they are."""
    return {
        "alternateName": dataset.acronym,
        "keywords": [word.name for word in [*related.keywords, *related.themes]],
        "temporalCoverage": period(dataset),
        "spatialCoverage": [
            {"@type": "Place", "name": place.name, "identifier": place.pk}
            for place in related.places
        ],
        "creator": [creator(producer) for producer in related.producers if is_creator(producer)]
        or {"@type": "Organization", "name": dataset.organization.name},
        "sameAs": origin_of(dataset),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
        },
    }


def period(dataset: Dataset) -> str:
    """Return an ISO 8601 interval; « .. » is an end that is not known."""
    start, end = dataset.temporal_start, dataset.temporal_end
    return f"{iso(start) or '..'}/{iso(end) or '..'}" if start or end else ""


def is_creator(producer: Producer) -> bool:
    return producer.role in CREATORS


def creator(producer: Producer) -> dict[str, str]:
    return {"@type": "Organization", "name": str(producer.organization or producer.name)}


def distribution(resource: Resource) -> dict[str, Any]:
    facts = {"@type": "DataDownload", "name": resource.title}
    if version := resource.current_version:
        facts |= {
            "contentUrl": f"{settings.SITE_URL}{resource.permalink}",
            "encodingFormat": version.mime,
            "contentSize": f"{version.size} B",
            "sha256": version.sha256,
            "dateModified": iso(version.created_at),
        }
    else:
        facts |= {"contentUrl": resource.url, "encodingFormat": resource.declared_format}
    return {name: value for name, value in facts.items() if value}


def iso(value: Any) -> str:
    return value.isoformat() if value else ""
