"""How the house finds its plug-ins: one class a module, in a package that lists them all."""

import importlib
import pkgutil
from types import ModuleType
from typing import ClassVar, Protocol, TypeVar


class Named(Protocol):
    slug: ClassVar[str]


T = TypeVar("T", bound=Named)


def members(package: ModuleType, base: type[T], required: tuple[str, ...]) -> dict[str, type[T]]:
    """Return the subclasses of `base` defined in `package`, by slug.

    Raises TypeError when a class leaves a `required` attribute to `base`: this stops the start-up.
    """
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    found = {}
    for cls in base.__subclasses__():
        missing = [name for name in ("slug", *required) if own(cls, name) is own(base, name)]
        if missing:
            message = f"{cls.__name__} must define {', '.join(missing)}"
            raise TypeError(message)
        found[cls.slug] = cls
    return found


def own(cls: type, name: str) -> object:
    """Return the attribute of the class, or None: what `base` only announces does not count."""
    return getattr(cls, name, None)
