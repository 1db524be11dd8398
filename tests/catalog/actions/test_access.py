"""Asking to join, answering, changing roles, naming somebody for one dataset."""

import pytest
from django.core.exceptions import PermissionDenied

from catalog.accounts.models import Membership
from catalog.accounts.requests.models import AccessRequest
from catalog.actions import access
from catalog.enums import RequestStatus, Right, Role
from catalog.exceptions import AlreadyDecided, CatalogError, LastAdministrator
from catalog.journal.models import Activity, Notification
from catalog.models import DatasetUserPermission
from tests import factories

pytestmark = pytest.mark.django_db


def told():
    """Return (kind, recipient) of every notification."""
    return set(Notification.objects.values_list("kind", "recipient__email"))


def membership_of(person):
    return Membership.objects.get(user=person)


def test_asking_acknowledges_and_tells_the_dpnc_for_the_family():
    organization = factories.organization(in_family=True)
    dpnc, administrator = factories.dpnc_user(), factories.administrator(organization)
    Notification.objects.all().delete()

    asked = factories.request(organization)

    assert asked.status == RequestStatus.PENDING
    assert told() == {
        ("request_received", asked.user.email),
        ("request_to_decide", dpnc.email),
    }
    assert ("request_to_decide", administrator.email) not in told()


def test_outside_the_family_the_administrators_are_told():
    organization = factories.organization()
    factories.dpnc_user()
    administrator = factories.administrator(organization)
    Notification.objects.all().delete()

    asked = factories.request(organization)

    assert told() == {
        ("request_received", asked.user.email),
        ("request_to_decide", administrator.email),
    }


def test_a_deep_branch_of_the_ministry_is_of_the_family():
    direction = factories.organization(in_family=True)
    service = factories.organization(parent=direction)
    asked = factories.request(factories.organization(parent=service))

    assert factories.dpnc_user().has_perm(Right.DECIDE_REQUEST, asked)
    with pytest.raises(CatalogError):
        factories.organization(parent=asked.organization)


def test_nobody_is_asked_twice():
    first = factories.request()

    second = factories.request(first.organization, by=first.user, reason="J’insiste.")

    assert first == second
    assert AccessRequest.objects.count() == 1
    assert Activity.objects.filter(verb="request.created").count() == 1


def test_after_a_refusal_one_may_ask_again():
    first = factories.request()
    access.refuse_request(first, by=factories.dpnc_user(), reason="Précisez.")

    second = factories.request(first.organization, by=first.user)

    assert second != first


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("service", " "),
        ("reason", ""),
        ("service", "x" * 201),
        ("reason", "x" * 2001),
        ("reason", "a\0b"),
    ],
)
def test_a_request_without_words_or_with_too_many_is_refused(field, value):
    with pytest.raises(CatalogError) as refusal:
        factories.request(**{field: value})

    assert refusal.value.field == field
    assert not AccessRequest.objects.exists()


def test_a_member_or_a_closed_account_does_not_ask():
    organization = factories.organization(in_family=True)

    with pytest.raises(CatalogError):
        factories.request(organization, by=factories.editor(organization))
    with pytest.raises(PermissionDenied):
        factories.request(organization, by=factories.user(is_active=False))


def test_accepting_gives_the_role_and_sends_the_reason():
    asked, dpnc = factories.request(role=Role.EDITOR), factories.dpnc_user()

    membership = access.accept_request(asked, by=dpnc, reason="Référent connu.")

    asked.refresh_from_db()
    assert (membership.role, membership.service) == (Role.EDITOR, asked.service)
    assert (asked.status, asked.decided_by, asked.answer) == ("accepted", dpnc, "Référent connu.")
    sent = Notification.objects.get(kind="request_accepted")
    assert (sent.recipient, sent.context["reason"]) == (asked.user, "Référent connu.")
    entry = Activity.objects.get(verb="request.accepted")
    assert (entry.actor, entry.reason) == (dpnc, "Référent connu.")


def test_the_role_may_change_at_the_answer_and_the_journal_says_so():
    asked = factories.request(role=Role.ADMINISTRATOR)

    membership = access.accept_request(
        asked, by=factories.dpnc_user(), reason="Éditeur suffit.", role=Role.EDITOR
    )

    asked.refresh_from_db()
    assert (membership.role, asked.role, asked.granted_role) == (
        "editor",
        "administrator",
        "editor",
    )
    entry = Activity.objects.get(verb="request.accepted")
    assert entry.changes == {"role": ["administrator", "editor"]}


def test_refusing_makes_no_member_and_sends_the_reason():
    asked = factories.request()

    access.refuse_request(asked, by=factories.dpnc_user(), reason="Autre service compétent.")

    assert not Membership.objects.filter(user=asked.user).exists()
    sent = Notification.objects.get(kind="request_refused")
    assert sent.context["reason"] == "Autre service compétent."


@pytest.mark.parametrize("verb", [access.accept_request, access.refuse_request])
@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001])
def test_an_answer_has_a_reason(verb, reason):
    asked = factories.request()

    with pytest.raises(CatalogError) as refusal:
        verb(asked, by=factories.dpnc_user(), reason=reason)

    asked.refresh_from_db()
    assert refusal.value.field == "reason"
    assert asked.status == RequestStatus.PENDING


@pytest.mark.parametrize("verb", [access.accept_request, access.refuse_request])
def test_a_second_answer_is_told_who_answered_first(verb):
    asked, first = factories.request(), factories.dpnc_user(first_name="Mireille")
    access.accept_request(asked, by=first, reason="Connue.")

    with pytest.raises(AlreadyDecided) as refusal:
        verb(asked, by=factories.dpnc_user(), reason="Trop tard.")

    assert "Mireille Essai" in refusal.value.message
    assert Membership.objects.filter(user=asked.user).count() == 1
    assert Activity.objects.filter(verb__startswith="request.").count() == 2


@pytest.mark.parametrize("person", ["dpnc", "superuser"])
def test_nobody_answers_for_themselves(person):
    decider = factories.dpnc_user() if person == "dpnc" else factories.superuser()
    own = factories.request(by=decider)

    with pytest.raises(PermissionDenied):
        access.accept_request(own, by=decider, reason="Moi.")

    assert not Membership.objects.filter(user=decider).exists()


@pytest.mark.parametrize("person", ["stranger", "administrator", "editor"])
def test_in_the_family_only_the_dpnc_answers(person):
    asked = factories.request()
    people = {
        "stranger": factories.user,
        "administrator": lambda: factories.administrator(asked.organization),
        "editor": lambda: factories.editor(asked.organization),
    }

    with pytest.raises(PermissionDenied):
        access.accept_request(asked, by=people[person](), reason="Connu.")


def test_one_withdraws_one_s_own_request_before_it_is_answered():
    asked = factories.request()

    with pytest.raises(PermissionDenied):
        access.cancel_request(asked, by=factories.dpnc_user())
    canceled = access.cancel_request(asked, by=asked.user)

    assert canceled.status == RequestStatus.CANCELED
    with pytest.raises(AlreadyDecided):
        access.cancel_request(asked, by=asked.user)
    with pytest.raises(AlreadyDecided):
        access.accept_request(asked, by=factories.dpnc_user(), reason="Connu.")


def test_a_role_changes_with_its_journal_and_its_mail():
    organization = factories.organization()
    administrator, person = factories.administrator(organization), factories.editor(organization)

    access.change_role(membership_of(person), by=administrator, role=Role.CONTRIBUTOR)

    assert membership_of(person).role == Role.CONTRIBUTOR
    entry = Activity.objects.get(verb="member.role_changed")
    assert entry.changes == {"role": ["editor", "contributor"]}
    assert ("role_changed", person.email) in told()


def test_the_same_role_again_says_nothing():
    organization = factories.organization()
    administrator, person = factories.administrator(organization), factories.editor(organization)

    access.change_role(membership_of(person), by=administrator, role=Role.EDITOR)

    assert not Activity.objects.filter(verb="member.role_changed").exists()


def test_the_last_administrator_neither_leaves_nor_steps_down():
    organization = factories.organization()
    last = factories.administrator(organization)
    factories.editor(organization)
    factories.administrator(factories.organization())

    with pytest.raises(LastAdministrator):
        access.remove_member(membership_of(last), by=last)
    with pytest.raises(LastAdministrator):
        access.change_role(membership_of(last), by=last, role=Role.EDITOR)


def test_an_administrator_whose_account_is_closed_does_not_count():
    organization = factories.organization()
    last, closed = factories.administrator(organization), factories.administrator(organization)
    closed.is_active = False
    closed.save()

    with pytest.raises(LastAdministrator):
        access.remove_member(membership_of(last), by=last)


@pytest.mark.parametrize("person", ["editor", "elsewhere", "dpnc"])
def test_nobody_but_administrators_removes_others_outside_the_family(person):
    organization = factories.organization()
    factories.administrator(organization)
    target = membership_of(factories.contributor(organization))
    people = {
        "editor": lambda: factories.editor(organization),
        "elsewhere": factories.administrator,
        "dpnc": factories.dpnc_user,
    }

    with pytest.raises(PermissionDenied):
        access.remove_member(target, by=people[person]())


def test_anybody_leaves_by_themselves():
    person = factories.editor()

    access.remove_member(membership_of(person), by=person)

    assert not person.memberships.exists()


def test_a_removed_member_loses_every_grant_of_the_organisation_and_no_other():
    here, elsewhere = factories.dataset(), factories.dataset()
    person = factories.grant(here, publish=True)
    factories.member(elsewhere.organization, Role.CONTRIBUTOR, person=person)
    factories.grant(elsewhere, to=person)
    membership = Membership.objects.get(user=person, organization=here.organization)

    access.remove_member(membership, by=factories.platform())

    kept = DatasetUserPermission.objects.filter(user=person)
    assert [grant.content_object for grant in kept] == [elsewhere]
    assert not person.has_perm(Right.CHANGE_DATASET, here)
    assert ("member_removed", person.email) in told()


def test_who_comes_back_does_not_find_the_former_grants():
    dataset = factories.dataset()
    person = factories.former_member(dataset.organization, datasets=[dataset])

    factories.member(dataset.organization, Role.CONTRIBUTOR, person=person)

    assert not person.has_perm(Right.CHANGE_DATASET, dataset)


def test_naming_gives_change_and_publish_apart():
    dataset = factories.dataset()
    administrator = factories.administrator(dataset.organization)
    person = factories.contributor(dataset.organization)

    access.grant_dataset(dataset, to=person, by=administrator)
    changing = {right for right in Right if has(person, right, dataset)}
    access.grant_dataset(dataset, to=person, by=administrator, publish=True)
    publishing = {right for right in Right if has(person, right, dataset)}
    access.grant_dataset(dataset, to=person, by=administrator)
    again = {right for right in Right if has(person, right, dataset)}

    assert changing == again == {Right.VIEW_DATASET, Right.CHANGE_DATASET}
    assert publishing == changing | {Right.PUBLISH_DATASET}


def has(person, right, dataset):
    ours = right.endswith("_dataset") and right != Right.CREATE_DATASET
    return ours and person.has_perm(right, dataset)


def test_naming_twice_says_it_once():
    dataset = factories.dataset()
    person = factories.grant(dataset)

    factories.grant(dataset, to=person)

    assert Notification.objects.filter(kind="dataset_granted").count() == 1
    assert Activity.objects.filter(verb="dataset.granted").count() == 1


def test_only_a_member_is_named():
    dataset = factories.dataset()

    with pytest.raises(CatalogError) as refusal:
        access.grant_dataset(dataset, to=factories.editor(), by=factories.platform())

    assert refusal.value.field == "member"


@pytest.mark.parametrize("person", ["editor", "named", "elsewhere", "dpnc"])
def test_only_administrators_name(person):
    dataset = factories.dataset(organization=factories.organization(in_family=True))
    target = factories.contributor(dataset.organization)
    people = {
        "editor": lambda: factories.editor(dataset.organization),
        "named": lambda: factories.grant(dataset, publish=True),
        "elsewhere": factories.administrator,
        "dpnc": factories.dpnc_user,
    }

    with pytest.raises(PermissionDenied):
        access.grant_dataset(dataset, to=target, by=people[person]())


def test_what_was_given_is_taken_back_and_journalled():
    dataset = factories.dataset()
    person = factories.grant(dataset, publish=True)

    access.withdraw_dataset(dataset, from_=person, by=factories.platform())
    access.withdraw_dataset(dataset, from_=person, by=factories.platform())

    assert not person.has_perm(Right.CHANGE_DATASET, dataset)
    assert Activity.objects.filter(verb="dataset.withdrawn").count() == 1
