"""Resources with a long past, made as the verbs would have made them, without reading each file."""

import io

from django.utils import timezone

from catalog import storage
from catalog.enums import VersionState
from catalog.models import ResourceVersion
from tests import factories


def history(resource=None, *, every, count, until=None, published=False):
    """A resource with that many more versions, the last one at `until` (now), with their bytes."""
    last = until or timezone.now()
    dates = [last - every * (count - 1 - rank) for rank in range(count)]
    if resource is None:
        resource = first_of_all(dates.pop(0), published=published)
    for at in dates:
        replaced(resource, resource.versions.count() + 1, at=at)
    return resource


def first_of_all(at, *, published):
    dataset = factories.dataset(with_link=True, published=published, at=at)
    return factories.resource(dataset, at=at)


def replaced(resource, number, *, at):
    content = f"nom;numero\nPhare;{number}\n".encode()
    stored = storage.write(io.BytesIO(content))
    resource.versions.current().update(state=VersionState.SUPERSEDED)
    resource.current_version = ResourceVersion.objects.create(
        resource=resource,
        number=number,
        key=stored.key,
        size=stored.size,
        sha256=stored.sha256,
        filename="phares.csv",
        format="csv",
        mime="text/csv",
        created_by=factories.platform(),
        created_at=at,
    )
    resource.save(update_fields=["current_version"])
    return resource.current_version
