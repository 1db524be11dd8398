"""A file left in a folder is published by its flow."""

import pytest

from catalog.enums import DropState, Origin, Right
from tests import factories
from tests.catalog.flows import steps

pytestmark = pytest.mark.django_db


def test_a_file_left_in_a_folder_is_published_by_its_flow(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    dataset = factories.dataset(published=True, with_file=False, with_link=True)
    resource = factories.resource(dataset, content=steps.CSV.encode(), filename="musees.csv")
    flow = steps.active(inbox, dataset=dataset, resource=resource)
    steps.drop(inbox, "musees/2026.csv", steps.rows(3))

    (drop,) = steps.passed(flow)

    version = drop.version
    assert drop.state == DropState.HELD or drop.state == DropState.PUBLISHED, drop.reason
    assert version.resource == resource
    assert (version.number, version.origin) == (2, Origin.FLOW)
    assert version.created_by == flow.robot
    assert str(flow.robot) == "Flux «\u00a0Musées\u00a0»"
    assert flow.robot.has_perm(Right.CHANGE_DATASET, dataset)
    assert not flow.robot.has_perm(Right.PUBLISH_DATASET, dataset)
    assert steps.passed(flow) == [drop]
