"""How data.gouv.fr writes dates, absences and addresses."""

from datetime import UTC, datetime
from typing import Any

from rest_framework import serializers


class Moment(serializers.DateTimeField):
    """2026-11-21T05:00:00+00:00, never « Z »: older clients do not read that."""

    def to_representation(self, value: datetime) -> str:
        return iso(value)


class TextOrNull(serializers.CharField):
    """An empty text is null."""

    def to_representation(self, value: str) -> str | None:
        return value or None


class Constant(serializers.Field):
    """A key that says the same of everything, because nothing here fills it yet."""

    def __init__(self, value: Any) -> None:
        super().__init__(source="*", read_only=True)
        self.value = value

    def to_representation(self, value: Any) -> Any:
        return self.value


class Absolute(serializers.Serializer):
    """Knows the address at which the reader asked: `context["absolute"]` completes a path."""

    def absolute(self, path: str) -> str:
        return self.context["absolute"](path)


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def internal(thing: Any) -> dict[str, str]:
    """Our own dates, which data.gouv.fr keeps apart from those of a harvested catalogue."""
    return {
        "created_at_internal": iso(thing.created_at),
        "last_modified_internal": iso(thing.modified_at),
    }
