"""The process that replaces a file is killed at any time: only in the long version."""

import random
import uuid

from tests.faults.house import assert_numbered, assert_whole, digest

KILLS = 100
SEED = random.randrange(10**6)  # noqa: S311 (printed, to play it again)


def test_killed_at_any_time_the_old_file_serves_until_the_new_one_does(house):
    chance = random.Random(SEED)  # noqa: S311 (as above)
    for kill in range(KILLS):
        before, house.turn, submission = house.turn, house.turn + 1, str(uuid.uuid4())
        with house.read_all_along() as seen:
            house.kill_after(chance.uniform(0, 2.5), submission)
            house.ask(do="work")
            house.ask(**house.replacement(submission=submission))
        finished = house.recover()
        assert_whole(seen, before, house.turn)
        assert finished["sha256"] == digest(house.turn), (SEED, kill)
        assert finished["submissions"].count(submission) == 1, (SEED, kill)
        assert_numbered(finished)
