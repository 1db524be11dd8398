"""Where a replacement may be cut: the steps of the protocol, in their order.

A point is set by wrapping a function of the product in the process that will be killed: the product
knows nothing of it. The process says that it is there, and waits to be killed.
"""

import importlib
import json
import sys
import time
from dataclasses import dataclass

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Point:
    """`place`: the function as its caller names it; `call`: at which of its calls."""

    place: str
    when: str = AFTER
    call: int = 1


POINTS = {
    "nothing is written yet": Point("catalog.storage:write", BEFORE),
    "the file is half written": Point("catalog.storage:HashingFile.read", AFTER, call=2),
    "the file is written, not read back": Point("catalog.storage:read_back", BEFORE),
    "the file is read back, no row names it": Point("catalog.storage:write"),
    "the resource is locked": Point("catalog.actions.replacement:held"),
    "the row is written, not committed": Point("catalog.actions.replacement:new_version"),
    "the check is asked for, not committed": Point("catalog.actions.replacement:enqueue"),
    "the version is received": Point("catalog.actions.replacement:enter"),
    "the check has begun": Point("catalog.actions.checking:begun"),
    "the file is profiled": Point("catalog.actions.exploring:profile"),
    "the table is written, no row names it": Point("catalog.actions.exploring:keep"),
    "the profile is kept": Point("catalog.actions.checking:explore"),
    "the versions are compared": Point("catalog.actions.checking:comparison_with"),
    "the decision is taken": Point("catalog.actions.checking:is_to_be_held"),
    "the pointer is about to move": Point("catalog.actions.settling:announce", BEFORE),
    "the pointer moved, not committed": Point("catalog.actions.settling:announce"),
    "the journal is written, not committed": Point("catalog.actions.checking:publish_version"),
    "it is on line, nobody was told": Point("catalog.actions.replacement:check_version"),
}
SHORT = (
    "the file is half written",
    "the file is read back, no row names it",
    "the version is received",
    "the pointer moved, not committed",
    "it is on line, nobody was told",
)


def say(**words):
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def stop_at(name):
    """Wrap the function of that point: whoever reaches it says so and waits for its end."""
    point = POINTS[name]
    owner, attribute = found(point)
    real, calls = getattr(owner, attribute), []

    def wrapped(*arguments, **options):
        calls.append(None)
        if point.when == BEFORE:
            wait_for_the_end(len(calls))
        answer = real(*arguments, **options)
        if point.when == AFTER:
            wait_for_the_end(len(calls))
        return answer

    def wait_for_the_end(call):
        if call == point.call:
            say(at=name)
            time.sleep(60)

    setattr(owner, attribute, wrapped)


def found(point):
    """Return what holds the function of that point, and its name there."""
    module, _, path = point.place.partition(":")
    *owners, attribute = path.split(".")
    owner = importlib.import_module(module)
    for step in owners:
        owner = getattr(owner, step)
    return owner, attribute
