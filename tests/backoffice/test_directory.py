"""Who may do what, where: read, confirmed every year, withdrawn in one click."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from catalog.accounts.models import Membership
from catalog.actions.access import accept_request
from catalog.enums import Right, Role
from catalog.journal.models import Activity
from catalog.models import DatasetUserPermission
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
DIRECTORY = reverse("backoffice:right-list")
CONFIRM = reverse("backoffice:right-confirm")
LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture
def home():
    return factories.organization("Musée du Sel", in_family=True)


@pytest.fixture
def validator():
    return factories.dpnc_user(first_name="Inès", last_name="Roussel")


def text(response):
    return response.content.decode()


def own(person):
    return Membership.objects.get(user=person)


def withdraw_url(membership):
    return reverse("backoffice:right-withdraw", args=[membership.pk])


def test_it_says_who_may_do_what_since_when_and_given_by_whom(client_of, home, validator):
    asked = factories.request(home, role=Role.CONTRIBUTOR)
    accept_request(asked, by=validator, reason="Connue.")
    factories.grant(factories.dataset("Les phares", organization=home), to=asked.user)
    stranger = factories.editor(factories.organization("Ville d’ailleurs"))

    page = text(client_of(validator).get(DIRECTORY))
    for said in (asked.user.email, "Contributeur pour", "par Inès Roussel", "Les phares"):
        assert said in page
    assert stranger.email not in page
    assert "DPNC : répond aux demandes" in page.replace("\xa0", " ")
    sheet = b"".join(client_of(validator).get(reverse("backoffice:right-export"))).decode()
    assert "Les phares" in sheet
    assert asked.user.email in sheet


def test_a_right_is_withdrawn_in_one_click_with_all_that_came_with_it(client_of, home, validator):
    contributor = factories.contributor(home)
    dataset = factories.dataset(organization=home)
    factories.grant(dataset, to=contributor)
    boss = factories.administrator(home)
    client = client_of(validator)

    client.post(withdraw_url(own(contributor)))

    assert not contributor.has_perm(Right.CHANGE_DATASET, dataset)
    assert not DatasetUserPermission.objects.filter(user=contributor).exists()
    assert [sent.to for sent in mail.outbox] == [[contributor.email]]
    page = text(client.post(withdraw_url(own(boss)), follow=True))
    assert "dernière personne à administrer" in page
    outside = own(factories.editor(factories.organization()))
    assert client.post(withdraw_url(outside)).status_code == 404
    assert Membership.objects.filter(pk__in=[own(boss).pk, outside.pk]).count() == 2


def test_what_nobody_confirmed_for_a_year_is_confirmed_together(client_of, home, validator):
    old, other = own(factories.editor(home)), own(factories.editor(home))
    recent = own(factories.editor(home))
    Membership.objects.filter(pk__in=[old.pk, other.pk]).update(created_at=LONG_AGO)
    client = client_of(validator)
    page = text(client.get(DIRECTORY, {"revue": "oui"}))
    assert "2 droits à confirmer" in page
    assert recent.user.email not in page

    for _ in range(2):
        client.post(CONFIRM, {"droit": [old.pk, other.pk]})

    assert "moins d’un an" in text(client.get(DIRECTORY))
    assert set(Membership.objects.filter(confirmed_by=validator)) == {old, other}


def test_one_dataset_is_no_longer_named_in_one_click_and_the_role_stays(client_of, home, validator):
    contributor = factories.contributor(home)
    kept, taken = (factories.dataset(title, organization=home) for title in ("Ponts", "Phares"))
    for dataset in (kept, taken):
        factories.grant(dataset, to=contributor)
    factories.grant(taken, to=contributor, publish=True)
    client = client_of(validator)
    page = text(client.get(DIRECTORY))
    assert "Modifie et publie" in page
    assert "Depuis le" in page

    url = reverse("backoffice:grant-withdraw", args=[own(contributor).pk, taken.pk])
    for status in (302, 404):  # the second click finds nothing to take back
        assert client.post(url).status_code == status

    assert contributor.has_perm(Right.CHANGE_DATASET, kept)
    assert not contributor.has_perm(Right.CHANGE_DATASET, taken)
    assert own(contributor).role == Role.CONTRIBUTOR
    assert [sent.to for sent in mail.outbox] == [[contributor.email]]
    colleague = client_of(factories.editor(home))
    other = reverse("backoffice:grant-withdraw", args=[own(contributor).pk, kept.pk])
    assert colleague.post(other).status_code == 404


def test_by_whom_is_never_an_empty_cell_and_a_review_covers_what_was_named(client_of, home):
    boss = factories.administrator(home)
    founder = factories.user()
    with factories.quietly():
        made = factories.proposed_organization("DRAC Ouest", by=founder)
    draft = factories.dataset("Phares", organization=home, by=factories.contributor(home))
    client = client_of(factories.superuser())
    Membership.objects.filter(user=boss).update(granted_by=None)

    page = text(client.get(DIRECTORY)).replace("\xa0", " ")

    assert "En proposant" in page or "en proposant l’organisation" in page
    assert "par un compte supprimé, ou avant que ce soit noté" in page
    assert "Pour l’avoir créé le" in page
    client.post(CONFIRM, {"droit": own(draft.created_by).pk})
    entry = Activity.objects.get(verb="member.confirmed")
    assert entry.changes["datasets"] == [1, 1]
    assert made.memberships.get().granted_by is None


def test_the_budget_is_the_same_with_two_rights_and_with_forty(client_of, home, validator):
    client = client_of(validator)
    for _ in range(2):
        factories.editor(home)
    client.get(DIRECTORY)
    with query_budget(20) as few:
        client.get(DIRECTORY)

    for _ in range(38):
        factories.editor(home)

    with query_budget(20) as many:
        client.get(DIRECTORY)
    assert len(many) == len(few)
