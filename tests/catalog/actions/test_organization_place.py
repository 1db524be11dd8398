"""The kind of an organisation and the one above it are the DPNC's to say; the tree stays a tree."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from catalog.actions import certification
from catalog.actions.organization_place import place_organization
from catalog.enums import OrganizationKind, Right
from catalog.exceptions import CatalogError
from catalog.journal.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db


def line_of(count):
    """That many organisations, each above the next one."""
    made = [factories.organization()]
    for _ in range(count - 1):
        made.append(factories.organization(parent=made[-1]))
    return made


def test_the_dpnc_moves_it_and_the_journal_the_search_and_the_rights_follow(client_of):
    organization = factories.organization("Musée du Sel", kind=OrganizationKind.ASSOCIATION)
    factories.dataset("Salines", organization=organization, published=True)
    boss, dpnc = factories.administrator(organization), factories.dpnc_user()
    root = factories.family_root()
    page = reverse("backoffice:organization-place", args=[organization.slug])

    refused = client_of(boss).post(page, {"kind": "operator"}).status_code
    client_of(dpnc).post(page, {"kind": "operator", "parent": root.slug})
    answers = [client_of(dpnc).post(page, {"kind": "operator"}).status_code for _ in range(2)]

    organization.refresh_from_db()
    told = Activity.objects.filter(verb="organization.placed").get()
    assert (refused, answers) == (403, [302, 302])
    assert (organization.kind, organization.parent) == ("operator", root)
    assert told.changes == {"kind": ["association", "operator"], "parent": ["", root.name]}
    assert dpnc.has_perm(Right.VIEW_MEMBERS, organization)
    facet = client_of(dpnc).get("/explorer/?nature=operator").content.decode()
    assert "Salines" in facet
    client_of(dpnc).post(page, {"kind": "operator", "parent": ""})
    organization.refresh_from_db()
    assert (organization.kind, organization.parent) == ("operator", None)


def test_no_loop_no_depth_and_nothing_under_what_waits():
    dpnc = factories.dpnc_user()
    top, _, bottom = line_of(3)
    waiting, root = factories.proposed_organization(), factories.family_root()
    refused = [
        (top, top), (top, bottom), (top, line_of(2)[1]), (bottom, waiting), (root, top),
        (factories.organization(), line_of(4)[3]),
    ]  # fmt: skip

    for organization, parent in refused:
        with pytest.raises(CatalogError) as refusal:
            place_organization(organization, parent=parent, by=dpnc)
        assert refusal.value.field == "parent"
    with pytest.raises(CatalogError):
        place_organization(bottom, kind="empire", by=dpnc)
    for person in (factories.administrator(bottom), factories.user()):
        with pytest.raises(PermissionDenied):
            place_organization(bottom, parent=None, by=person)
    assert not Activity.objects.filter(verb="organization.placed").exists()


def test_a_certification_is_withdrawn_with_a_reason_that_administrators_read(client_of):
    organization = factories.organization()
    boss, dpnc = factories.administrator(organization), factories.dpnc_user()
    with factories.quietly():
        asked = certification.ask_certification(
            organization, siret="11004601800013", proof="Arrêté.", by=boss
        )
        certification.accept_certification(asked, by=dpnc)
    page = reverse("backoffice:certification-withdraw", args=[organization.slug])
    mail.outbox.clear()

    client = client_of(dpnc)
    empty = client.post(page, {"reason": " "}).status_code
    done = [client.post(page, {"reason": "Service fermé."}).status_code for _ in range(2)]

    organization.refresh_from_db()
    assert (empty, done) == (422, [302, 302])
    assert organization.certified_at is None
    assert [sent.to for sent in mail.outbox] == [[boss.email]]
    assert "Service fermé." in mail.outbox[0].body
    assert "rien à retirer" in client.get(page).content.decode()
