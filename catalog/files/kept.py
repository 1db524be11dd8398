"""Frozen shapes that are kept as JSON and read back, whatever they nest."""

from dataclasses import asdict, dataclass, fields
from functools import cache
from types import UnionType
from typing import Any, Self, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Kept:
    """A shape that is kept as JSON and read back: `type(x).from_json(x.as_json()) == x`."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Read what `as_json` wrote; a field that it lacks takes its default."""
        shape: Any = cls
        types = types_of(shape)
        return cls(**{name: rebuilt(types[name], kept[name]) for name in types if name in kept})


@cache
def types_of(shape: Any) -> dict[str, Any]:
    """Return the annotated type of each field, read once: a list of profiles asks it a lot."""
    types = get_type_hints(shape)
    return {field.name: types[field.name] for field in fields(shape)}


def rebuilt(wanted: Any, value: Any) -> Any:
    """Return the JSON value as the annotated type has it: tuples, enumerations, shapes."""
    if value is None:
        return None
    if get_origin(wanted) is UnionType:
        return rebuilt(next(one for one in get_args(wanted) if one is not type(None)), value)
    if get_origin(wanted) is tuple:
        return tuple(rebuilt(get_args(wanted)[0], one) for one in value)
    if isinstance(wanted, type) and issubclass(wanted, Kept):
        return wanted.from_json(value)
    return wanted(value)
