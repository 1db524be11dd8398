"""Every address of the project, and whether somebody declared who gets what there."""

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver

ROOMS = ("backoffice", "catalog", "config", "showcase")


@dataclass(frozen=True)
class Address:
    """A pattern of the project: its full route, its name with its namespaces, who answers."""

    route: str
    name: str
    room: str
    pattern: URLPattern

    @property
    def is_ours(self):
        return self.room in ROOMS

    @property
    def label(self):
        return f"{self.route} ({self.name or 'without a name'}, {self.room})"


def addresses(patterns, route="", spaces=()):
    """Yield the addresses of a list of patterns, and of what it includes."""
    for pattern in patterns:
        whole = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from addresses(pattern.url_patterns, whole, inner)
        else:
            name = ":".join((*spaces, pattern.name)) if pattern.name else ""
            yield Address(whole, name, room_of(pattern.callback), pattern)


def room_of(view):
    """Return the package of the code that answers: a class behind its function, if there is one."""
    behind = getattr(view, "view_class", None) or getattr(view, "cls", None) or view
    return behind.__module__.partition(".")[0]


def undeclared(patterns, names, prefixes):
    """Return what no table speaks of.

    Our own addresses are declared one by one, by name, or by route when they have none; a prefix
    speaks only of the pages that a library answers.
    """
    return [
        address.label
        for address in addresses(patterns)
        if address.name not in names
        and address.route not in names
        and (address.is_ours or not address.route.startswith(tuple(prefixes)))
    ]
