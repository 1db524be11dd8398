from dataclasses import dataclass

from django.db.models import Q

from backoffice.access.request_forms import AcceptForm, RefuseForm
from backoffice.console.domains import Domain, domain, reading_of
from backoffice.console.kinds import Answer, Kind
from catalog.accounts.models import Membership
from catalog.accounts.requests.models import AccessRequest
from catalog.enums import RequestStatus, Right

SHAPES = {RequestStatus.ACCEPTED: "bon", RequestStatus.REFUSED: "bloque"}


class Access(Kind):
    """Somebody asks to join an organisation."""

    label = "demandes d’accès"
    model = AccessRequest
    role = "role"
    texts = ("service", "reason", "answer")
    row_template = "backoffice/_request_row.html"
    words_template = "backoffice/_request_words.html"
    decision_template = "backoffice/_request_decision.html"
    answered_together = True

    @staticmethod
    def waiting(user):
        rows = AccessRequest.objects.allowing(user, Right.DECIDE_REQUEST).pending()
        return rows.exclude(user=user.pk).with_people()

    @staticmethod
    def over(user):
        return AccessRequest.objects.allowing(user, Right.DECIDE_REQUEST).over().for_page()

    @staticmethod
    def facts_of(things, user):
        known = known_domains(things)
        return {asked.pk: facts(asked, known) for asked in things}

    @staticmethod
    def answer(thing):
        outcome = thing.get_status_display().capitalize()
        if thing.granted_role:
            outcome += f" : {thing.get_granted_role_display()}"
        if thing.granted_role and thing.granted_role != thing.role:
            outcome += f" (demandé : {thing.get_role_display()})"
        return Answer(
            at=thing.decided_at,
            about=f"{thing.user}, {thing.organization.short_name}",
            outcome=outcome,
            shape=SHAPES.get(thing.status, ""),
            reason=thing.answer,
            by=str(thing.decided_by or "Automatique"),
        )


@dataclass(frozen=True)
class AccessFacts:
    """One request, with what helps to answer it and the two forms that do."""

    asked: AccessRequest
    domain: Domain
    others: list[Membership]
    accept: AcceptForm
    refuse: RefuseForm

    @property
    def box(self):
        return f"cocher-{self.asked.pk}"


def facts(asked, known):
    memberships = asked.user.memberships.all()
    return AccessFacts(
        asked=asked,
        domain=reading_of(asked, known),
        others=[other for other in memberships if other.organization_id != asked.organization_id],
        accept=AcceptForm(asked=asked, auto_id=f"accepter-{asked.pk}-%s"),
        refuse=RefuseForm(asked=asked, auto_id=f"refuser-{asked.pk}-%s"),
    )


def known_domains(requests):
    """Return the pairs (organisation, mail domain) that its members already have, in one query."""
    wanted = Q(pk__in=[])
    for name in {domain(asked.user.email) for asked in requests}:
        wanted |= Q(user__email__iendswith=f"@{name}")
    members = Membership.objects.filter(
        wanted, organization__in={asked.organization_id for asked in requests}
    )
    pairs = members.values_list("organization", "user__email")
    return {(organization, domain(email)) for organization, email in pairs}
