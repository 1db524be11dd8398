"""Who is told of a flow, and in which words."""

from django.conf import settings
from django.urls import reverse

from catalog.accounts.models import User
from catalog.actions import telling
from catalog.enums import Right, Role
from catalog.flows.models import Drop, Flow
from catalog.journal.notify import absolute, notify
from catalog.templatetags.vitrine import counted, moment


def people_of(flow: Flow) -> list[User]:
    """Return who declared it and who is to be told, while they may still read it; when none is
    left, who administers the organisation.
    """
    chosen = {flow.declared_by_id, *flow.told.values_list("pk", flat=True)}
    people = User.objects.people().filter(pk__in=chosen).order_by("pk")
    known = [person for person in people if person.has_perm(Right.VIEW_FLOW, flow)]
    return known or list(
        User.objects.people().filter(
            memberships__organization=flow.dataset.organization_id,
            memberships__role=Role.ADMINISTRATOR,
        )
    )


def dpnc() -> list[User]:
    return list(User.objects.answering_for_the_platform().order_by("pk"))


def page_of(flow: Flow) -> str:
    return absolute(reverse("backoffice:flow-detail", args=[flow.pk]))


def tell(kind: str, flow: Flow, people: list[User], /, **context: str) -> None:
    for person in people:
        notify(kind, person, about=flow.dataset, **(facts(flow) | context))


def facts(flow: Flow) -> dict[str, str]:
    return {
        "flow": flow.name,
        "dataset": flow.dataset.title,
        "organization": flow.dataset.organization.name,
        "pattern": flow.pattern,
        "inbox": flow.inbox.name,
        "link": page_of(flow),
    }


def facts_of(drop: Drop) -> dict[str, str]:
    """Return what is said of a file that waits for a decision, its version's page included."""
    known = telling.facts(drop.version) if drop.version else {}
    delay = counted(settings.FLOWS_ESCALATE_DAYS, "jour", "jours")
    return known | {"key": drop.key, "arrived": moment(drop.first_seen_at), "delay": delay}
