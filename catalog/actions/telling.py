"""Who is told what a check found, and in which words."""

from django.urls import reverse

from catalog.accounts.models import User
from catalog.enums import Origin, Right
from catalog.files.shapes import Severity
from catalog.journal.notify import absolute, notify
from catalog.models import ResourceVersion


def tell(kind: str, version: ResourceVersion) -> None:
    """Write to whoever looks after the file, with what was found.

    What a flow sent and that is held is told by its flow, to those it names.
    """
    if kind == "version_held" and version.origin == Origin.FLOW:
        return
    for person in watchers(version):
        notify(kind, person, **facts(version))


def tell_author(kind: str, version: ResourceVersion, *, by: User) -> None:
    """Write to the author of a version that somebody else decided on."""
    author = version.created_by
    if author and author.pk != by.pk and author.is_active and not author.is_robot:
        notify(kind, author, decider=str(by), reason=version.reason, **facts(version))


def watchers(version: ResourceVersion) -> list[User]:
    """Return its author, and those who sent the versions before it, while they may still change
    the dataset: they know the file, and can answer.
    """
    dataset = version.resource.dataset
    senders = {*version.resource.versions.published().deposited_by_people(), version.created_by_id}
    people = User.objects.people().filter(pk__in=senders).order_by("pk")
    return [person for person in people if person.has_perm(Right.CHANGE_DATASET, dataset)]


def facts(version: ResourceVersion) -> dict[str, str]:
    resource = version.resource
    on_line = resource.current_version
    page = reverse("backoffice:version-detail", args=[resource.pk, version.number])
    return {
        "title": resource.title,
        "dataset": resource.dataset.title,
        "filename": version.filename,
        "number": str(version.number),
        "on_line": str(on_line.number) if on_line else "",
        "author": str(version.created_by or "un compte supprimé"),
        "way": version.get_origin_display(),
        "state": version.state,
        "link": absolute(page),
        **{str(severity): sentences(version, severity) for severity in Severity},
    }


def sentences(version: ResourceVersion, severity: Severity) -> str:
    """Return the findings of that severity, one a line."""
    changes = version.changes
    return "\n".join(finding.message for finding in changes.of(severity)) if changes else ""
