"""What the addresses of resources gave, by data.gouv.fr's names: `check:*` and `analysis:*`."""

from typing import Any

from catalog.api.fields import iso
from catalog.enums import Outcome
from catalog.models import LinkCheck, Resource
from catalog.models.publication import ORIGINAL

OURS = ("check:", "analysis:last-modified", "analysis:content-length", "analysis:mime-type")
"""What a client may not write: it would outlive what was true."""
AVAILABLE = {Outcome.VERIFIED: True, Outcome.FAILED: False}

Facts = dict[str, Any]


def is_ours(key: str) -> bool:
    return key.startswith(OURS)


def extras_of(resource: Resource) -> Facts:
    """Return the complements of the resource: our own check takes the place of its source's."""
    answer = resource.link_answer
    if answer is None:
        return dict(resource.extras)
    kept = {key: value for key, value in resource.extras.items() if not is_ours(key)}
    return kept | facts_of(answer)


def facts_of(answer: LinkCheck) -> Facts:
    """`check:timeout`: nobody answered. To say why would tell what lies in our networks."""
    found: Facts = {
        "check:available": answer.works,
        "check:status": answer.status,
        "check:timeout": answer.status is None,
        "check:date": iso(answer.checked_at) if answer.checked_at else None,
    }
    if answer.mime:
        found |= {"check:headers:content-type": answer.mime, "analysis:mime-type": answer.mime}
    if answer.size is not None:
        found |= {"check:headers:content-length": answer.size}
        found |= {"analysis:content-length": answer.size}
    if answer.modified_at:
        found["analysis:last-modified-at"] = iso(answer.modified_at)
        found["analysis:last-modified-detection"] = "last-modified-header"
    return found


def check_of(resource: Resource, *, url: str) -> Facts:
    """Return the check alone; null where nobody has asked yet. `url`: of a hosted file."""
    if resource.is_remote:
        answer = resource.link_answer
        known = facts_of(answer) if answer else {}
        address, dead = resource.url, answer.dead_since if answer else None
        return nothing() | known | {"check:url": address, "check:dead-since": dead and iso(dead)}
    checks = [one for one in resource.checks if one.format == ORIGINAL]
    if not checks:
        return nothing() | {"check:url": url}
    return nothing() | {
        "check:url": url,
        "check:available": AVAILABLE.get(Outcome(checks[0].outcome)),
        "check:date": iso(checks[0].checked_at),
    }


def nothing() -> Facts:
    return {"check:available": None, "check:status": None, "check:date": None}
