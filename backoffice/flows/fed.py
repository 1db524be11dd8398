"""Which flow keeps a file up to date, for the pages that are not about flows."""

from backoffice.flows.reading import readings_of
from catalog.enums import Right
from catalog.flows.models import Feed, Flow


def flows_around(dataset, user):
    """Return how its flows go, for who may see them; those that are over are not told."""
    rows = Flow.objects.allowing(user, Right.VIEW_FLOW).of_dataset(dataset).living()
    return readings_of(rows.for_page().order_by("name", "pk"))


def with_feeders(resources):
    """Return the resources, each told by which flow it is fed, as `feeder`: None for most."""
    listed = list(resources)
    feeders = {feed.resource_id: feed.flow for feed in Feed.objects.of_resources(listed)}
    for resource in listed:
        resource.feeder = feeders.get(resource.pk)
    return listed


def feeder_of(resource):
    """Return the flow that keeps the file up to date, or None."""
    feed = Feed.objects.of_resources([resource]).first()
    return feed.flow if feed else None
