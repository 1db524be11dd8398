"""What people are told of a release: that it was moved or canceled, and how it went."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from catalog.accounts.models import User
from catalog.actions.telling import answering_for
from catalog.exceptions import LostRight
from catalog.journal.notify import absolute, notify
from catalog.models import Release, ReleasePart
from catalog.templatetags.vitrine import moment


def tell_of_change(release: Release, *, by: User, before: datetime) -> None:
    """Write to the author of a release that somebody else moved or canceled."""
    author = release.created_by
    if author and author.pk != by.pk:
        notify("release_changed", author, **facts(release), before=moment(before), person=str(by))


def tell_how_it_went(release: Release) -> None:
    """Write to the author; and of a right that was lost, to those who answer for rights."""
    parts = list(release.parts.for_page())
    done = [part for part in parts if not part.is_refused]
    refused = [part for part in parts if part.is_refused]
    if release.created_by:
        notify(
            "release_settled",
            release.created_by,
            **facts(release),
            done=in_lines(done),
            refused=in_lines(refused),
        )
    tell_of_lost_rights(release, [part for part in refused if part.refusal_code == LostRight.code])


def tell_of_lost_rights(release: Release, parts: Iterable[ReleasePart]) -> None:
    found: dict[User, list[ReleasePart]] = defaultdict(list)
    for part in parts:
        for person in answering_for(part.dataset.organization, besides=release.created_by):
            found[person].append(part)
    for person, lost in found.items():
        notify("release_right_lost", person, **facts(release), refused=in_lines(lost))


def facts(release: Release) -> dict[str, str]:
    return {
        "title": release.name,
        "due": moment(release.due_at),
        "state": release.state,
        "reason": release.reason,
        "author": str(release.created_by or "un compte supprimé"),
        "link": absolute(reverse("backoffice:release-detail", args=[release.pk])),
    }


def in_lines(parts: Iterable[ReleasePart]) -> str:
    """Return one line a part, with why it was refused."""
    return "\n".join(f"{title_of(part)}{f' : {part.refusal}' * part.is_refused}" for part in parts)


def title_of(part: ReleasePart) -> str:
    if part.version is None:
        return f"« {part.dataset.title} »"
    resource = part.version.resource
    return f"« {resource.title} », version {part.version.number}, de « {part.dataset.title} »"
