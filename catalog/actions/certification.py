"""« Service public certifié »: asked by an administrator, with a proof, and given by the DPNC."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from catalog.accounts.joining import CertificationRequest
from catalog.accounts.models import Organization, User
from catalog.actions.cases import case_link
from catalog.actions.guards import cleaned, moment, require, require_validated
from catalog.actions.organization import checked_siret, hold_datasets
from catalog.actions.organization_life import about, held
from catalog.enums import RequestStatus, Right
from catalog.exceptions import AlreadyDecided, CatalogError, WrongState
from catalog.journal.notify import absolute, notify
from catalog.journal.record import record
from catalog.models import Dataset
from catalog.queue import fence
from catalog.search.index import write
from catalog.templatetags.vitrine import day


@transaction.atomic
def ask_certification(
    organization: Organization, *, siret: str, proof: str, by: User, at: datetime | None = None
) -> CertificationRequest:
    """Ask the DPNC to say that it is a public service. Asking twice asks once."""
    organization = held(organization)
    require(by, Right.CHANGE_ORGANIZATION, organization)
    require_validated(organization)
    if organization.certified_at:
        raise WrongState(f"« {organization} » est déjà certifiée.")
    if waiting := CertificationRequest.objects.within(organization).pending().first():
        return waiting
    number = checked_siret(siret)
    for field, text in (("siret", number), ("proof", proof.strip())):
        if not text:
            raise CatalogError("La DPNC en a besoin pour répondre : remplissez-le.", field=field)
    asked = CertificationRequest(
        organization=organization, asked_by=by, siret=number, created_at=moment(at)
    )
    asked.proof = cleaned(asked, "proof", proof)
    asked.save(force_insert=True)
    record("certification.asked", about(organization), by=by, at=at)
    for person in User.objects.answering_for_the_platform().exclude(pk=by.pk):
        facts = {"organization": organization.name, "person": str(by), "siret": number}
        link = case_link(asked)
        notify("certification_to_decide", person, reason=asked.proof, link=link, **facts)
    return asked


@transaction.atomic
def accept_certification(
    asked: CertificationRequest, *, by: User, reason: str = "", at: datetime | None = None
) -> CertificationRequest:
    """Certify: the badge is on pages, in the API and in the search in the same commit."""
    asked = awaiting(asked, by=by)
    organization = asked.organization
    organization.certified_at, organization.siret = moment(at), asked.siret
    organization.save(update_fields=["certified_at", "siret"])
    settle(asked, RequestStatus.ACCEPTED, by=by, reason=reason, at=at)
    write(Dataset.objects.of_organization(organization))
    return asked


@transaction.atomic
def refuse_certification(
    asked: CertificationRequest, *, by: User, reason: str, at: datetime | None = None
) -> CertificationRequest:
    asked = awaiting(asked, by=by)
    if not reason.strip():
        raise CatalogError("Dites pourquoi : la personne le lira.", field="reason")
    return settle(asked, RequestStatus.REFUSED, by=by, reason=reason, at=at)


@transaction.atomic
def withdraw_certification(
    organization: Organization, *, by: User, reason: str, at: datetime | None = None
) -> Organization:
    """Take the badge back, with the reason, which the journal keeps and its administrators read."""
    hold_datasets(organization)
    organization = held(organization)
    require(by, Right.DECIDE_ORGANIZATION, organization)
    if not reason.strip():
        raise CatalogError("Dites pourquoi : le journal le garde.", field="reason")
    if organization.certified_at:
        organization.certified_at = None
        organization.save(update_fields=["certified_at"])
        record("certification.withdrawn", about(organization), by=by, at=at, reason=reason.strip())
        write(Dataset.objects.of_organization(organization))
        tell_withdrawn(organization, by=by, reason=reason)
    return organization


@transaction.atomic
def expire_certification(
    asked: CertificationRequest, *, by: str, at: datetime | None = None
) -> CertificationRequest:
    """Close one that nobody answered; another may be asked for. `by`: the robot's name."""
    fence()
    asked = held_with_organization(asked)
    if not asked.is_pending:
        return asked
    asked.status, asked.decided_at = RequestStatus.EXPIRED, moment(at)
    asked.save(update_fields=["status", "decided_at"])
    record("certification.expired", about(asked.organization), by=by, at=at)
    if asked.asked_by and asked.asked_by.is_active:
        again = reverse("backoffice:certification-create", args=[asked.organization.slug])
        notify(
            "request_expired",
            asked.asked_by,
            nature="de certification",
            organization=asked.organization.name,
            reason=asked.proof,
            since=day(asked.created_at),
            link=absolute(again),
        )
    return asked


def tell_withdrawn(organization: Organization, *, by: User, reason: str) -> None:
    page = reverse("backoffice:organization-detail", args=[organization.slug])
    facts = {"organization": organization.name, "person": str(by), "reason": reason.strip()}
    for person in User.objects.administering(organization).exclude(pk=by.pk):
        notify("certification_withdrawn", person, link=absolute(page), **facts)


def awaiting(asked: CertificationRequest, *, by: User) -> CertificationRequest:
    """Return the request, held with its organisation, if this person may answer it now."""
    hold_datasets(asked.organization)
    asked = held_with_organization(asked)
    organization = asked.organization
    require(by, Right.DECIDE_CERTIFICATION, asked)
    if asked.asked_by_id == by.pk:
        raise PermissionDenied("Personne ne répond à sa propre demande.")
    if not asked.is_pending:
        raise AlreadyDecided(
            f"La demande de « {organization} » a déjà reçu une réponse : "
            f"{asked.get_status_display()}. La vôtre n’a rien changé."
        )
    return asked


def held_with_organization(asked: CertificationRequest) -> CertificationRequest:
    """Return both rows, held: the organisation first, as every verb does."""
    organization = held(asked.organization)
    rows = CertificationRequest.objects.select_for_update(of=("self",))
    asked = rows.get(pk=asked.pk)
    asked.organization = organization
    return asked


def settle(
    asked: CertificationRequest, status: str, *, by: User, reason: str, at: datetime | None
) -> CertificationRequest:
    asked.status, asked.decided_by, asked.decided_at = status, by, moment(at)
    asked.answer = cleaned(asked, "answer", reason, field="reason")
    asked.save()
    verb = "certification.accepted" if status == RequestStatus.ACCEPTED else "certification.refused"
    record(verb, about(asked.organization), by=by, at=at, reason=asked.answer)
    if asked.asked_by and asked.asked_by.is_active:
        page = reverse("backoffice:organization-detail", args=[asked.organization.slug])
        facts = {"organization": asked.organization.name, "person": str(by), "state": status}
        notify(
            "certification_decided",
            asked.asked_by,
            reason=asked.answer,
            link=absolute(page),
            **facts,
        )
    return asked
