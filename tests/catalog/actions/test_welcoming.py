"""Accepted at once: by the letter of a domain, a proved mailbox, a role, and who gave the rule."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from catalog.accounts.models import Membership
from catalog.accounts.welcome import Welcome
from catalog.actions.access import refuse_request, remove_member
from catalog.actions.invitations import accept_invitation, invite
from catalog.actions.organization import describe_organization
from catalog.actions.welcoming import set_welcome
from catalog.enums import Deciders, RequestStatus, Role
from catalog.exceptions import CatalogError
from catalog.journal.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db
DOMAIN = "culture.gouv.fr"
WELCOMED, WAITS = RequestStatus.ACCEPTED, RequestStatus.PENDING

NEWCOMERS = [
    ("agent@culture.gouv.fr", Role.CONTRIBUTOR, WELCOMED),
    ("agent@culture.gouv.fr", Role.EDITOR, WELCOMED),
    ("Agent@CULTURE.gouv.fr", Role.EDITOR, WELCOMED),
    ("agent@culture.gouv.fr", Role.ADMINISTRATOR, WAITS),
    ("agent@evil-culture.gouv.fr", Role.EDITOR, WAITS),
    ("agent@drac.culture.gouv.fr", Role.EDITOR, WAITS),
    ("agent@gouv.fr", Role.EDITOR, WAITS),
    ("agent@culture.gouv.fr.exemple.org", Role.EDITOR, WAITS),
    ("agent@culture-gouv.fr", Role.EDITOR, WAITS),
    ("culture.gouv.fr@exemple.org", Role.EDITOR, WAITS),
    ("agent@cu1ture.gouv.fr", Role.EDITOR, WAITS),
    ("agent@cultur\u0435.gouv.fr", Role.EDITOR, WAITS),  # a Cyrillic letter
    ('"a@culture.gouv.fr"@exemple.org', Role.EDITOR, WAITS),
]
"""Address, role asked, what becomes of the request."""
REFUSED = [
    "gmail.com", "orange.fr", "GMAIL.com", "culture", "*.gouv.fr", "a@culture.gouv.fr", "x" * 300,
    "culture.gouv.fr/", "cultur\u0435.gouv.fr", ".gouv.fr", "192.0.2.1", "-a.fr",
]  # fmt: skip


def ruled(organization, *, by=None, role=Role.EDITOR, domains=(DOMAIN,)):
    by = by or factories.administrator(organization)
    return set_welcome(organization, domains=domains, role=role, by=by)


def asked_by(organization, email="agent@culture.gouv.fr", role=Role.EDITOR):
    return factories.request(organization, by=factories.user(email), role=role)


def test_only_the_named_domain_and_a_role_that_is_not_above_are_let_in(cases):
    organization = factories.organization()
    ruled(organization)
    found = []

    for email, role, _ in NEWCOMERS:
        asked = asked_by(organization, email, role)
        found.append((email, role, asked.status))
        assert Membership.objects.filter(user=asked.user).exists() == asked.is_accepted
        asked.user.delete()

    assert found == NEWCOMERS
    cases("E1", len(NEWCOMERS))


@pytest.mark.parametrize("typed", REFUSED)
def test_what_anybody_has_or_what_is_no_domain_is_refused_as_a_rule(typed):
    organization = factories.organization()

    with pytest.raises(CatalogError) as refusal:
        ruled(organization, domains=[DOMAIN, typed])

    assert refusal.value.field == "domains"
    assert not Welcome.objects.exists()


def test_a_mailbox_that_is_not_proved_waits():
    organization = factories.organization()
    ruled(organization)
    person = factories.user("agent@culture.gouv.fr")
    EmailAddress.objects.filter(user=person).update(verified=False)
    EmailAddress.objects.create(user=person, email="autre@culture.gouv.fr", verified=True)

    assert factories.request(organization, by=person).is_pending


def test_whoever_was_refused_removed_or_invited_before_is_read_again():
    organization = factories.organization()
    boss = factories.administrator(organization)
    refused, removed = (asked_by(organization, f"{name}@{DOMAIN}") for name in "ab")
    refuse_request(refused, by=boss, reason="Inconnu.")
    ruled(organization, by=boss)
    guest, welcomed = factories.user(f"c@{DOMAIN}"), asked_by(organization, f"d@{DOMAIN}")
    accept_invitation(invite(organization, email=guest.email, role=Role.EDITOR, by=boss), by=guest)
    for person in (guest, welcomed.user):
        remove_member(Membership.objects.get(user=person), by=boss)

    assert removed.is_pending
    for person in (refused.user, guest, welcomed.user):
        assert factories.request(organization, by=person).is_pending


def test_the_rule_of_those_who_no_longer_answer_lets_nobody_in():
    organization = factories.organization(in_family=True)
    boss, dpnc = factories.administrator(organization), factories.dpnc_user()
    with pytest.raises(PermissionDenied):
        ruled(organization, by=boss)
    ruled(organization, by=dpnc)
    first = asked_by(organization, f"a@{DOMAIN}")

    describe_organization(organization, by=boss, requests_by=Deciders.ADMINISTRATORS)
    second = asked_by(organization, f"b@{DOMAIN}")
    with pytest.raises(PermissionDenied):
        ruled(organization, by=dpnc)
    ruled(organization, by=boss, role=Role.CONTRIBUTOR)
    third = asked_by(organization, f"c@{DOMAIN}", Role.CONTRIBUTOR)
    describe_organization(organization, by=boss, requests_by=Deciders.DPNC)

    statuses = [one.status for one in (first, second, third)]
    assert statuses == [WELCOMED, WAITS, WELCOMED]
    assert asked_by(organization, f"d@{DOMAIN}", Role.CONTRIBUTOR).is_pending


def test_the_journal_and_the_mails_say_by_which_rule(client_of):
    organization = factories.organization()
    boss = factories.administrator(organization)
    page = reverse("backoffice:organization-welcome", args=[organization.slug])
    typed = {"domains": "Culture.gouv.fr,\nbnf.fr", "role": "editor"}
    assert [client_of(boss).post(page, typed).status_code for _ in range(2)] == [302, 302]
    person = factories.user("agent@culture.gouv.fr")
    mail.outbox.clear()

    asking = reverse("backoffice:request-create", args=[organization.slug])
    form = {"role": "editor", "service": "Livre", "reason": "Publier."}
    receipt = client_of(person).post(asking, form, follow=True).content.decode()

    assert "Vous êtes déjà éditeur" in receipt
    entry = Activity.objects.get(verb="request.welcomed")
    assert (entry.actor, entry.robot) == (None, "Accueil d’office")
    assert "culture.gouv.fr" in entry.reason
    assert str(boss) in entry.reason
    assert Membership.objects.get(user=person).granted_by == boss
    assert {tuple(sent.to): "d’office" in sent.body for sent in mail.outbox} == {
        (person.email,): True,
        (boss.email,): True,
    }
    assert Activity.objects.filter(verb="organization.welcome_set").count() == 1
    client_of(boss).post(page, {"role": "contributor"})
    assert Welcome.objects.get().domains == ["bnf.fr", DOMAIN]
    client_of(boss).post(page, {"domains": " ", "role": "editor"})
    assert not Welcome.objects.exists()
