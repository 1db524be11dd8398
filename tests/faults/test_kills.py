"""The process that replaces a file is killed, by the system, at each step of the protocol.

Whoever reads the permalink meanwhile, in another process, gets all of one version. Then the same
form is sent again: it makes one version, whatever was done before; the worker does what was left.
"""

import uuid

import pytest

from tests.faults.conftest import LONG
from tests.faults.house import assert_numbered, assert_whole, digest
from tests.faults.points import POINTS, SHORT, found


@pytest.mark.parametrize("point", POINTS if LONG else SHORT)
def test_killed_at_a_step_the_old_file_serves_until_the_new_one_does(house, point):
    before, house.turn, submission = house.turn, house.turn + 1, str(uuid.uuid4())

    with house.read_all_along() as seen:
        house.kill_at(point, submission)
        recovered = house.recover()
        house.ask(**house.replacement(submission=submission))
        finished = house.recover()

    assert_whole(seen, before, house.turn)
    assert seen[-1]["sha256"] == digest(house.turn)
    assert recovered["sha256"] in (digest(before), digest(house.turn))
    assert finished["sha256"] == digest(house.turn)
    assert finished["submissions"].count(submission) == 1
    assert_numbered(finished)


@pytest.mark.parametrize("point", POINTS.values(), ids=POINTS)
def test_every_step_is_a_function_of_the_product(point):
    owner, attribute = found(point)

    assert callable(getattr(owner, attribute))
