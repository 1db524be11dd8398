"""What is made from the files: all of it can be made again, from the bytes alone."""

from collections.abc import Iterator

from catalog import storage
from catalog.actions.exploring import explore_again
from catalog.exceptions import CatalogError
from catalog.files.sandbox import SandboxRefusal
from catalog.models import ResourceVersion
from catalog.models.version import ResourceVersionQuerySet


def rebuild(versions: ResourceVersionQuerySet) -> Iterator[tuple[ResourceVersion, str]]:
    """Read these files again; yield each version, with why it could not be read ("": it was).

    The tables they had are named by nobody from then on: the garbage collector takes them.
    """
    for version in versions.kept().select_related("resource").order_by("pk").iterator():
        try:
            explore_again(version)
        except (CatalogError, SandboxRefusal, *storage.UNREACHABLE) as error:
            yield version, str(error)
        else:
            yield version, ""
