"""PostgreSQL is switched off and on while a file is replaced: what was acknowledged is there."""

import random
import time
import uuid

import pytest

from tests.faults.conftest import LONG
from tests.faults.house import assert_numbered, assert_whole, digest

CRASHES = 20 if LONG else 2
AWAY = (500, 503)
"""What the site answers while its database is away: a page that says so, never half a file."""


@pytest.mark.parametrize("crash", range(CRASHES))
def test_what_was_acknowledged_survives_and_readers_get_whole_files(house, services, crash):
    before, house.turn, submission = house.turn, house.turn + 1, str(uuid.uuid4())

    with house.read_all_along() as seen:
        house.order(**house.replacement(submission=submission))
        time.sleep(random.uniform(0, 2.5))  # noqa: S311 (any time is good)
        services.crash_postgresql()
        house.suffered["crashes of PostgreSQL"] += 1
        said = house.hear()
        house.hear()
        acknowledged = said.get("answer", {}).get("state") == "current"
        recovered = house.recover()
        house.ask(**house.replacement(submission=submission))
        finished = house.recover()
        time.sleep(0.2)

    assert recovered["sha256"] == digest(house.turn) or not acknowledged
    assert finished["sha256"] == digest(house.turn)
    assert finished["submissions"].count(submission) == 1
    assert_numbered(finished)
    assert_whole(seen, before, house.turn, refused=AWAY)
    assert seen[-1]["status"] == 200
