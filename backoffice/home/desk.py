"""What awaits a person, from the most pressing."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from backoffice.home.asked import asked_of
from backoffice.home.drafts import drafts, reviews_of, to_decide, transfers
from backoffice.home.flows import flows_to_decide, troubled_flows
from backoffice.home.task import Task
from backoffice.wording import in_letters, uncapital
from catalog.enums import Origin
from catalog.files.shapes import Severity
from catalog.models import ReleasePart, ResourceVersion
from catalog.templatetags.vitrine import ago, counted, moment

MOST_HELD = 50
REMEMBERED = timedelta(days=14)


def tasks_of(user, own_requests):
    """Return the person's tasks; `own_requests` are their latest ones, newest first."""
    reviews = reviews_of(user)
    return [
        *asked_of(user),
        *flows_to_decide(user),
        *transfers(user),
        *(to_decide(review) for review in reviews if review.is_waiting),
        *held_versions(user),
        *troubled_flows(user),
        *not_put_on_line(user),
        *refusals(own_requests),
        *drafts(user, [review for review in reviews if review.is_returned]),
    ]


def held_versions(user):
    """Files that wait for somebody to confirm or reject them: until then, nothing is on line."""
    rows = ResourceVersion.objects.waiting().in_hands_of(user).latest_first().with_dataset()
    return [held_version(version) for version in rows[:MOST_HELD]]


def held_version(version):
    resource = version.resource
    blocking = version.changes.of(Severity.BLOCKING) if version.changes else []
    more = f" Et {counted(len(blocking) - 1, 'autre constat', 'autres constats')}."
    found = f" {blocking[0].message}{more if len(blocking) > 1 else ''}" if blocking else ""
    return Task(
        "Dépôt à confirmer" if version.origin == Origin.FLOW else "À confirmer",
        "bloque",
        f"{resource.title}, {resource.dataset.title}",
        f"{sender_of(version)} a envoyé « {version.filename} » {ago(version.created_at)}.{found}",
        "Comparer et décider",
        reverse("backoffice:version-detail", args=[resource.pk, version.number]),
    )


def sender_of(version):
    sender = version.created_by or "Un compte supprimé"
    by_itself = version.origin == Origin.FLOW and version.created_by
    return f"Le {uncapital(str(sender))}" if by_itself else sender


def refusals(own_requests):
    """Refusals of the last days, unless the person has asked that organisation again since."""
    latest = {}
    for asked in own_requests:
        latest.setdefault(asked.organization_id, asked)
    since = timezone.now() - REMEMBERED
    refused = [asked for asked in latest.values() if asked.is_refused and asked.decided_at > since]
    return [refusal(asked) for asked in refused]


def of_interest(own_requests):
    """Those that wait, and those answered lately: the others are in the profile."""
    since = timezone.now() - REMEMBERED
    return [one for one in own_requests if one.is_pending or (one.decided_at or since) > since]


def refusal(asked):
    return Task(
        "Demande refusée",
        "bloque",
        asked.organization.name,
        f"{asked.decided_by or 'La DPNC'} vous a répondu {ago(asked.decided_at)} :",
        "Refaire une demande",
        reverse("backoffice:request-create", args=[asked.organization.slug]),
        quote=asked.answer,
    )


def not_put_on_line(user):
    """Datasets that this person had planned lately, refused at their hour and still not public."""
    since = timezone.now() - REMEMBERED
    rows = ReleasePart.objects.refused().settled_after(since).planned_by(user).visible_to(user)
    rows = rows.for_page()
    return [
        Task(
            "Mise en ligne refusée",
            "bloque",
            part.dataset.title,
            f"Prévue le {moment(part.release.due_at)} avec « {part.release.name} ». {part.refusal}",
            "Voir ce qui s’est passé",
            reverse("backoffice:release-detail", args=[part.release_id]),
        )
        for part in rows[:MOST_HELD]
        if part.version is None and part.dataset.is_private
    ]


def title_of(count, *, waiting, outside):
    """Return the state in a sentence. `outside`: this person has nowhere to publish yet."""
    if count > 1:
        return f"{in_letters(count, feminine=True).capitalize()} choses vous attendent"
    if count == 1:
        return "Une chose vous attend"
    if outside:
        return "Votre demande attend une réponse" if waiting else "Rejoignez une organisation"
    return "Rien ne vous attend"
