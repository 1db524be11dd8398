"""Answers recorded on data.gouv.fr, read in the folder that VITRINE_SHARED names."""

import json
import os
from functools import cache
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("VITRINE_SHARED", "../shared")) / "data" / "catalogue"


@cache
def recorded(name):
    """Return the recorded JSON. Without the folder the test is skipped, unless CI promised it."""
    path = FOLDER / name
    if not path.exists():
        reason = f"{name} is not in {FOLDER}: set VITRINE_SHARED"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return json.loads(path.read_text(encoding="utf-8"))


def kinds(samples):
    """Return, for each key of the samples, the JSON types seen under it."""
    found = {}
    for sample in samples:
        for key, value in sample.items():
            found.setdefault(key, set()).add(kind(value))
    return found


def kind(value):
    """Return the type that a client relies on: a number is a number, whole or not."""
    return "number" if type(value) in (int, float) else type(value).__name__
