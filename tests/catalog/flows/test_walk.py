"""A file left in an inbox, a folder or a bucket, is published by its flow."""

import pytest

from catalog.enums import DropState, Origin, Right
from tests import factories
from tests.catalog.flows import steps

pytestmark = pytest.mark.django_db


def test_a_file_left_in_an_inbox_is_published_by_its_flow(place):
    place.inbox.save()
    dataset = factories.dataset(published=True, with_file=False, with_link=True)
    resource = factories.resource(dataset, content=steps.CSV.encode(), filename="musees.csv")
    pattern = f"{place.prefix}*.csv"
    flow = steps.active(place.inbox, dataset=dataset, resource=resource, pattern=pattern)
    place.put(f"{place.prefix}2026.csv", steps.rows(3).encode())

    (drop,) = steps.passed(flow)

    version = drop.version
    assert drop.state == DropState.PUBLISHED, drop.reason
    assert (version.resource, version.number, version.origin) == (resource, 2, Origin.FLOW)
    assert version.created_by == flow.robot
    assert str(flow.robot) == "Flux «\u00a0Musées\u00a0»"
    assert flow.robot.has_perm(Right.CHANGE_DATASET, dataset)
    assert not flow.robot.has_perm(Right.PUBLISH_DATASET, dataset)
    assert steps.passed(flow) == [drop]
