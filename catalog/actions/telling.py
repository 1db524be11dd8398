"""Who is told what was found or refused, and in which words."""

from django.urls import reverse

from catalog.accounts.models import Organization, User
from catalog.enums import Deciders, Origin, Right
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
        notify(kind, person, about=version.resource.dataset, **facts(version))


def tell_author(kind: str, version: ResourceVersion, *, by: User) -> None:
    """Write to the author of a version that somebody else decided on."""
    author = version.created_by
    if author and author.pk != by.pk and author.is_active and not author.is_robot:
        told = {"decider": str(by), "reason": version.reason} | facts(version)
        notify(kind, author, about=version.resource.dataset, **told)


def watchers(version: ResourceVersion) -> list[User]:
    """Return its author, and those who sent the versions before it, while they may still change
    the dataset: they know the file, and can answer.
    """
    dataset = version.resource.dataset
    senders = {*version.resource.versions.published().deposited_by_people(), version.created_by_id}
    people = User.objects.people().filter(pk__in=senders).order_by("pk")
    return [person for person in people if person.has_perm(Right.CHANGE_DATASET, dataset)]


def answering_for(organization: Organization, *, besides: User | None = None) -> list[User]:
    """Return those who answer its requests: the same rule, asked the other way round."""
    people = User.objects.people()
    if besides:
        people = people.exclude(pk=besides.pk)
    if is_answered_by_dpnc(organization):
        return list(people.filter(groups__permissions__codename="decide_requests").distinct())
    return list(people.filter(pk__in=User.objects.administering(organization)))


def is_answered_by_dpnc(organization: Organization) -> bool:
    """Tell whether the DPNC answers its requests: in the family unless it says otherwise, and
    wherever nobody administers it.
    """
    rows = Organization.objects.filter(pk=organization.pk)
    left = organization.requests_by == Deciders.DPNC and rows.in_family().exists()
    return left or not rows.administered().exists()


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
