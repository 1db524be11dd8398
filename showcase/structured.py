"""schema.org/Dataset, for search engines: the description of a dataset as a data block of its page.

https://schema.org/Dataset, with the properties that Google Dataset Search reads.
"""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from catalog.models import Dataset, Resource

ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
LONGEST = 5000


def structured_data(dataset: Dataset, resources: list[Resource]) -> SafeString:
    """Return JSON that no content can close: it is written as it is between `script` tags."""
    text = json.dumps(described(dataset, resources), ensure_ascii=False)
    return SafeString(text.translate(ESCAPES))


def described(dataset: Dataset, resources: list[Resource]) -> dict[str, Any]:
    address = f"{settings.SITE_URL}{dataset.get_absolute_url()}"
    organization = dataset.organization
    facts = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "identifier": str(dataset.pk),
        "name": dataset.title,
        "description": (dataset.short_description or dataset.description)[:LONGEST],
        "keywords": [keyword.name for keyword in dataset.keywords.all()],
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
    return {name: value for name, value in facts.items() if value}


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
