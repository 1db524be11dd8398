"""Letting in at once those of some mail domains, where an organisation said so."""

import re
from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.urls import reverse

from catalog.accounts.joining import Invitation
from catalog.accounts.models import Membership, Organization, User
from catalog.accounts.requests.models import AccessRequest
from catalog.accounts.welcome import Welcome
from catalog.actions.guards import moment, require, require_validated
from catalog.actions.organization_life import about, held
from catalog.actions.telling import answering_for, is_answered_by_dpnc
from catalog.enums import Deciders, RequestStatus, Right, Role
from catalog.exceptions import CatalogError
from catalog.journal.notify import absolute, notify
from catalog.journal.record import Subject, record
from catalog.vocabularies.public_mail import DOMAINS as PUBLIC

ROBOT = "Accueil d’office"
ROLES = (Role.CONTRIBUTOR, Role.EDITOR)
"""Those that may be given without anybody reading the request, the lower first."""
MOST = 20
LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"(?:{LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?")


@transaction.atomic
def set_welcome(
    organization: Organization,
    *,
    domains: Iterable[str] | None = None,
    role: str | None = None,
    by: User,
    at: datetime | None = None,
) -> Welcome | None:
    """Accept at once what people of these domains ask, up to that role; no domain at all accepts
    nobody. What is not named stays.

    The rule holds while the same people answer the requests: the DPNC, or the administrators.
    """
    organization = held(organization)
    require(by, Right.WELCOME_MEMBERS, organization)
    require_validated(organization)
    known = Welcome.objects.within(organization).first()
    holding = welcome_holding(organization)
    names = checked(domains) if domains is not None else domains_of(holding)
    wanted = checked_role(role or (holding.role if holding else Role.CONTRIBUTOR))
    if (names, wanted) == (domains_of(holding), holding.role if holding else wanted):
        return holding
    before, made = in_words(known), None
    if names:
        made = given(organization, names, wanted, by=by, at=at)
    elif known:
        known.delete()
    changes = {"welcome": [before, in_words(made)]}
    record("organization.welcome_set", about(organization), by=by, at=at, changes=changes)
    return made


def given(
    organization: Organization, names: list[str], role: Role, *, by: User, at: datetime | None
) -> Welcome:
    terms = {
        "domains": names,
        "role": role,
        "deciders": deciders_of(organization),
        "set_by": by,
        "set_at": moment(at),
    }
    made, _ = Welcome.objects.update_or_create(organization=organization, defaults=terms)
    return made


def domains_of(welcome: Welcome | None) -> list[str]:
    return welcome.domains if welcome else []


def checked(typed: Iterable[str]) -> list[str]:
    """Return whole domains, in small letters. Raises CatalogError, about `domains`."""
    names = sorted({one.strip().lower().removeprefix("@") for one in typed} - {""})
    for name in names:
        if not DOMAIN.fullmatch(name) or len(name) > 253:
            refuse(f"« {name[:100]} » n’est pas un domaine : écrivez « culture.gouv.fr ».")
        if name in PUBLIC:
            refuse(f"Tout le monde peut avoir une adresse en {name} : retirez-le de la liste.")
    if len(names) > MOST:
        refuse(f"{MOST} domaines au plus. Gardez ceux de vos agents.")
    return names


def refuse(sentence: str) -> None:
    raise CatalogError(sentence, field="domains")


def checked_role(role: str) -> Role:
    if role not in ROLES:
        raise CatalogError("Personne ne devient administrateur d’office.", field="role")
    return Role(role)


def deciders_of(organization: Organization) -> Deciders:
    return Deciders.DPNC if is_answered_by_dpnc(organization) else Deciders.ADMINISTRATORS


def in_words(welcome: Welcome | None) -> str:
    return str(welcome) if welcome else ""


def welcome_holding(organization: Organization) -> Welcome | None:
    """Return the rule of those who answer today; none when they are no longer those who gave it."""
    rule = Welcome.objects.within(organization).select_related("set_by").first()
    return rule if rule and rule.deciders == deciders_of(organization) else None


def domain_let_in(asked: AccessRequest, welcome: Welcome) -> str:
    """Return the domain by which this request is accepted at once, "" when somebody must read it.

    The mailbox is proved, its domain is named letter for letter, the role is not above, and the
    person is new: whoever was refused, or belonged here already, is read again.
    """
    person, (_, _, name) = asked.user, asked.user.email.lower().rpartition("@")
    proved = EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True)
    allowed = ROLES[: ROLES.index(Role(welcome.role)) + 1]
    if name not in welcome.domains or asked.role not in allowed or not proved.exists():
        return ""
    return "" if is_known(person, asked) else name


def is_known(person: User, asked: AccessRequest) -> bool:
    organization = asked.organization
    answered = AccessRequest.objects.of(person).within(organization).decided()
    invited = Invitation.objects.within(organization).answered_by(person)
    return answered.exists() or invited.exists() or organization.created_by_id == person.pk


def welcome_at_once(asked: AccessRequest, *, at: datetime | None = None) -> Membership | None:
    """Accept the request that was just made, if a rule lets it in. Within its transaction."""
    welcome = welcome_holding(held(asked.organization))
    name = domain_let_in(asked, welcome) if welcome else ""
    if not welcome or not name:
        return None
    rule = (
        f"Adresse vérifiée en {name} : accueil d’office jusqu’au rôle "
        f"{welcome.get_role_display()}, règle de {welcome.set_by or 'un compte supprimé'}."
    )
    asked.status, asked.granted_role, asked.answer = RequestStatus.ACCEPTED, asked.role, rule
    asked.decided_at = moment(at)
    asked.save()
    membership = Membership.objects.create(
        user=asked.user,
        organization=asked.organization,
        role=asked.role,
        service=asked.service,
        created_at=asked.decided_at,
        granted_by=welcome.set_by,
    )
    subject = Subject(f"{asked.user} — {asked.organization}", organization=asked.organization)
    changes = {"role": [None, asked.role]}
    record("request.welcomed", subject, by=ROBOT, at=at, reason=rule, changes=changes)
    tell(asked, name)
    return membership


def tell(asked: AccessRequest, name: str) -> None:
    """Say so to the person, and to those who would have answered: they may take it back."""
    role, organization = Role(asked.role), asked.organization
    facts = {
        "organization": organization.name,
        "person": str(asked.user),
        "role": role.label,
        "domain": name,
        "reason": asked.reason,
    }
    home = absolute(reverse("backoffice:home"))
    notify("request_welcomed", asked.user, allows=role.allows, link=home, **facts)
    members = reverse("backoffice:organization-detail", args=[organization.slug])
    for person in answering_for(organization, besides=asked.user):
        notify("member_welcomed", person, link=absolute(f"{members}#membres"), **facts)
