"""What one row or one object says. In: text or JSON values by name. Out: typed values.

The same names serve both: the cell « temporal_coverage.start » of a CSV row is the value « start »
inside the object « temporal_coverage » of a JSON one. A name that the source lacks gives UNSET.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from catalog.drafts import UNSET, Maybe
from catalog.importing.outcome import BadValue

IDENTIFIER = re.compile(r"[0-9a-f]{24}")
FRENCH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T](\d{1,2}):(\d{2}(?::\d{2})?))?")
AVATAR = re.compile(r"https?://[^/]+/avatars/(https?://.+)")
SPACES = re.compile(r"[ \t\n]+")  # a no-break space is written on purpose
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
BIGGEST = 2**63
TRUE = {"true", "1", "oui", "yes"}
FALSE = {"false", "0", "non", "no", ""}


class Fields:
    """The values of a row or object, with the warnings met while they were read."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values
        self.warnings: list[str] = []

    def first(self, *names: str) -> Maybe[Any]:
        """Return the first value of that name that the source has; UNSET when it has none."""
        found = (lookup(self.values, name) for name in names)
        return next((value for value in found if value is not UNSET), UNSET)

    def line(self, *names: str) -> Maybe[str]:
        """Return a text on one line. An object in its place gives its identifier."""
        value = self.first(*names)
        return UNSET if value is UNSET else SPACES.sub(" ", text(value, names[0])).strip()

    def prose(self, *names: str) -> Maybe[str]:
        """Return a text with its paragraphs, their lines ended by LF alone."""
        value = self.first(*names)
        return UNSET if value is UNSET else text(value, names[0]).strip()

    def identifier(self, *names: str) -> Maybe[str]:
        """Return an identifier of data.gouv.fr: 24 hexadecimal digits, or nothing."""
        value = self.line(*names)
        if not value:
            return value
        if not IDENTIFIER.fullmatch(value.lower()):
            raise BadValue(f"L’identifiant « {value} » n’a pas 24 chiffres hexadécimaux.")
        return value.lower()

    def address(self, *names: str) -> Maybe[str]:
        """Return an address of the web, or nothing when what is there is not one."""
        value = self.line(*names)
        return value if value is UNSET else web_address(value)

    def moment(self, *names: str) -> Maybe[datetime | None]:
        """Return an aware time; one without an offset is UTC, as in data.gouv.fr's exports."""
        value = self.line(*names)
        if not value:
            return UNSET if value is UNSET else None
        try:
            found = datetime.fromisoformat(iso(value))
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise BadValue(bad_date(value, names[0])) from error

    def day(self, *names: str) -> Maybe[date | None]:
        value = self.line(*names)
        if not value:
            return UNSET if value is UNSET else None
        try:
            return datetime.fromisoformat(iso(value)).date()
        except ValueError as error:
            raise BadValue(bad_date(value, names[0])) from error

    def number(self, *names: str) -> Maybe[float | None]:
        """Return a number, or None for what is not one, is negative, or fits in no database."""
        value = self.first(*names)
        if value is UNSET:
            return UNSET
        try:
            found = float(value)
        except (TypeError, ValueError, OverflowError):
            return None
        return found if 0 <= found < BIGGEST else None

    def integer(self, *names: str) -> Maybe[int | None]:
        found = self.number(*names)
        return found if found is UNSET or found is None else int(found)

    def count(self, *names: str) -> Maybe[int]:
        """Return a counter; one that the source leaves empty is not zero, it is not said."""
        found = self.integer(*names)
        return UNSET if found is None else found

    def flag(self, *names: str) -> Maybe[bool]:
        value = self.first(*names)
        if value is UNSET or isinstance(value, bool):
            return value
        written = text(value, names[0]).strip().lower()
        if written not in TRUE | FALSE:
            raise BadValue(f"« {written} » ({names[0]}) n’est ni vrai ni faux.")
        return written in TRUE

    def words(self, *names: str) -> Maybe[tuple[str, ...]]:
        """Return a list, written as such or between commas or semicolons, without repeats."""
        value = self.first(*names)
        if value is UNSET:
            return UNSET
        found = value if isinstance(value, list) else re.split("[;,]", text(value, names[0]))
        written = (text(one, names[0]).strip() for one in found)
        return tuple(dict.fromkeys(one for one in written if one))

    def objects(self, *names: str) -> Maybe[list[Any]]:
        """Return a list of objects; anything else in its place is not said."""
        value = self.first(*names)
        return [] if value is None else value if isinstance(value, list) else UNSET

    def group(self, name: str) -> Maybe[dict[str, Any]]:
        """Return what « name » holds, or the cells « name.x », without what is empty."""
        value = self.first(name)
        if value is UNSET:
            start = f"{name}."
            cells = {key: cell for key, cell in self.values.items() if key.startswith(start)}
            value = {key.removeprefix(start): cell for key, cell in cells.items()} or UNSET
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            return UNSET
        return {key: one for key, one in value.items() if one not in (None, "")}


def lookup(values: Mapping[str, Any], name: str) -> Maybe[Any]:
    """Return the value of that name, or of that path; a path through null ends on null."""
    if name in values:
        return values[name]
    head, dot, rest = name.partition(".")
    inside = values.get(head, UNSET) if dot else UNSET
    if isinstance(inside, Mapping):
        return lookup(inside, rest)
    return None if inside is None else UNSET


def text(value: Any, name: str) -> str:
    """Raises BadValue for what is not a text, a number or a reference to an object."""
    if value is None:
        return ""
    if isinstance(value, Mapping) and "id" in value:
        value = value["id"]
    if isinstance(value, Mapping | Sequence | bool) and not isinstance(value, str):
        raise BadValue(f"« {name} » devrait être un texte.")
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", CONTROL.sub("", lines))


def web_address(value: str) -> str:
    """Return the address, without the one that udata's dumps put before it; empty if not one."""
    inner = AVATAR.fullmatch(value)
    found = inner.group(1) if inner else value
    try:
        parts = urlsplit(found)
    except ValueError:
        return ""
    return found if parts.scheme in ("http", "https", "ftp") and parts.hostname else ""


def iso(value: str) -> str:
    """Return a date as ISO 8601 writes it, when it is written in the French order."""
    french = FRENCH_DATE.fullmatch(value)
    if not french:
        return value
    day, month, year, hour, minutes = french.groups()
    return f"{year}-{month:0>2}-{day:0>2}" + (f"T{hour:0>2}:{minutes}" if hour else "")


def bad_date(value: str, name: str) -> str:
    return f"La date « {value} » ({name}) n’existe pas, ou n’est pas écrite comme 2014-06-30."
