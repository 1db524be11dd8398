"""How one value is read in Python, as `kinds` has the engine read it. None: it cannot be."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

Reader = Callable[[str], Any]
UNSPACED = str.maketrans("", "", "   ")
TRUE, FALSE = ("oui", "vrai", "true", "yes"), ("non", "faux", "false", "no")


def text(value: str) -> str:
    return value


def grouped_integer(value: str) -> int | None:
    number = int(value.translate(UNSPACED))
    return number if abs(number) < 2**63 else None


def grouped_decimal(value: str) -> float:
    return float(value.translate(UNSPACED).replace(",", "."))


def boolean(value: str) -> bool | None:
    word = value.lower()
    return word in TRUE if word in TRUE + FALSE else None


def day(format_: str) -> Reader:
    def read(value: str) -> date | None:
        moment = parsed(value, format_)
        return moment.date() if moment else None

    return read


def iso_moment(value: str) -> datetime | None:
    """Return the moment in UTC when its offset is given, as written otherwise."""
    try:
        moment = datetime.fromisoformat(value.replace(" UTC", "Z").replace("UTC", "Z"))
    except ValueError:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def moment(*formats: str) -> Reader:
    def read(value: str) -> datetime | None:
        return next((found for one in formats if (found := parsed(value, one))), None)

    return read


def parsed(value: str, format_: str) -> datetime | None:
    try:
        return datetime.strptime(value, format_)  # noqa: DTZ007 (as written: files seldom say)
    except ValueError:
        return None


def geopoint(value: str) -> str | None:
    latitude, longitude = map(float, value.split(","))
    return value if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def document(value: str) -> str | None:
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        return None
    return value
