"""What people are told: on the site always, by mail when they chose, never of what they lost."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.accounts.models import Membership
from catalog.actions import access
from catalog.actions.notifications import choose_cadences, send_digests, told_to
from catalog.enums import Cadence, Role
from catalog.journal.models import BY_MAIL_ONLY, Notification, Preference
from catalog.journal.notify import KINDS, notify
from tests import factories
from tests.client import StrictClient

pytestmark = pytest.mark.django_db
LIST = reverse("backoffice:notification-list")
LINK = f"http://127.0.0.1:8000{reverse('backoffice:profile')}?de=courriel"
ROLE = {"organization": "Villa Arson", "person": "Ana", "role": "éditeur", "allows": "publier"}
SUBJECT = KINDS["role_changed"].subject(ROLE)


def tell(person, **context):
    notify("role_changed", person, link=LINK, **ROLE | context)
    return person.notifications.latest("created_at")


def told(person, dataset):
    person.notifications.create(kind="role_changed", context=ROLE | {"link": LINK}, dataset=dataset)


def choose(person, cadence, kind="role_changed"):
    choose_cadences(person, by=person, cadences={kind: cadence})


def test_every_kind_says_what_it_is_about():
    without = [slug for slug, kind in KINDS.items() if not kind.label]

    assert sorted(without) == sorted(BY_MAIL_ONLY)


def test_the_header_counts_and_opening_reads_then_leads_to_the_page(client_of):
    person = factories.user()
    told, other = tell(person), tell(person, organization="Musée du Sel")
    client = client_of(person)

    page = client.get(LIST).content.decode()
    opened = client.post(reverse("backoffice:notification-open", args=[told.pk]))

    assert SUBJECT in page
    assert re.search(r"Notifications \(2<", page)
    assert opened["Location"] == f"{reverse('backoffice:profile')}?de=courriel"
    assert re.search(r"Notifications \(1<", client.get(LIST).content.decode())
    for page in ("account_change_password", "mfa_index"):
        assert re.search(r"Notifications \(1<", client.get(reverse(page)).content.decode())
    client.post(reverse("backoffice:notification-read-all"))
    assert not told_to(person).unread().exists()
    stranger = client_of(factories.user())
    for address in (reverse("backoffice:notification-open", args=[other.pk]),):
        assert stranger.post(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_one_is_no_longer_told_of_a_dataset_that_one_may_not_read(client_of):
    organization = factories.organization()
    factories.administrator(organization)
    person = factories.contributor(organization)
    dataset = factories.dataset("Brouillon des phares", organization=organization)
    choose(person, Cadence.DAILY, "dataset_granted")
    factories.grant(dataset, to=person)
    assert told_to(person).filter(kind="dataset_granted").exists()

    access.withdraw_dataset(dataset, from_=person, by=factories.platform())
    mail.outbox.clear()
    send_digests()

    assert "phares" not in client_of(person).get(LIST).content.decode()
    assert not [sent for sent in mail.outbox if person.email in sent.to]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("cadence", "at_once", "in_the_day"), [
    (Cadence.AT_ONCE, 1, 0), (Cadence.DAILY, 0, 1), (Cadence.NEVER, 0, 0),
])  # fmt: skip
def test_mails_leave_when_the_person_chose(cadence, at_once, in_the_day):
    person = factories.user()
    choose(person, cadence)
    mail.outbox.clear()

    tell(person)
    sent_at_once = len(mail.outbox)
    for _ in range(2):
        send_digests()

    assert sent_at_once == at_once
    assert len(mail.outbox) - sent_at_once == in_the_day
    assert told_to(person).count() == 1
    for digest in mail.outbox[sent_at_once:]:
        assert digest.subject.endswith(SUBJECT)
        assert LINK in digest.body


def test_what_concerns_the_account_itself_is_always_mailed(client_of, mailoutbox):
    person = factories.user()
    Preference.objects.create(person=person, kind="key_created", cadence=Cadence.NEVER)

    factories.token(person)

    assert person.notifications.get().cadence == Cadence.AT_ONCE
    assert "key_created" not in client_of(person).get(
        reverse("backoffice:notification-choose")
    ).context["form"].fields  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_one_click_stops_one_kind_without_signing_in_and_nothing_else():
    person = factories.user()
    tell(person)
    message = mail.outbox[-1]
    address = message.extra_headers["List-Unsubscribe"].strip("<>")
    path = address.removeprefix("http://127.0.0.1:8000")
    client = StrictClient(enforce_csrf_checks=True)

    looked = client.get(path)
    untouched = not Preference.objects.exists()
    stopped = client.post(path, {"List-Unsubscribe": "One-Click"})
    forged = client.get(path[:-4] + "AAA/")

    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in message.body
    assert address in message.alternatives[0][0]
    assert (looked.status_code, stopped.status_code, forged.status_code) == (200, 200, 404)
    assert untouched
    assert list(Preference.objects.values_list("kind", "cadence")) == [("role_changed", "never")]
    assert "_auth_user_id" not in client.session


def test_the_preferences_are_those_of_the_form_and_each_kind_is_in_it_once(client_of):
    dpnc = factories.dpnc_user()
    client = client_of(dpnc)
    address = reverse("backoffice:notification-choose")
    fields = client.get(address).context["form"].fields

    client.post(address, dict.fromkeys(fields, Cadence.AT_ONCE) | {"request_to_decide": "daily"})
    bad = client.post(address, {"request_to_decide": "jamais"})

    assert dict(dpnc.preferences.values_list("kind", "cadence"))["request_to_decide"] == "daily"
    assert bad.status_code == 422
    choosable = {slug for slug, kind in KINDS.items() if kind.label and not kind.insists}
    assert set(fields) == choosable


@pytest.mark.django_db(transaction=True)
def test_an_ex_member_s_mails_of_the_day_tell_nothing_of_the_drafts():
    organization = factories.organization()
    factories.administrator(organization)
    editor = factories.member(organization, Role.EDITOR)
    draft = factories.dataset("Brouillon secret", organization=organization)
    Notification.objects.create(
        recipient=editor, kind="dataset_granted", cadence=Cadence.DAILY, dataset=draft,
        context=ROLE | {"dataset": draft.title, "link": LINK},
    )  # fmt: skip
    access.remove_member(
        Membership.objects.get(user=editor, organization=organization), by=factories.platform()
    )
    mail.outbox.clear()

    send_digests()

    assert not [sent for sent in mail.outbox if "secret" in sent.body]


def test_two_hundred_are_gathered_by_their_subject_and_the_counter_is_right(client_of):
    organization = factories.organization()
    person = factories.administrator(organization)
    datasets = [factories.dataset(f"Jeu {n}", organization=organization) for n in range(3)]
    person.notifications.all().delete()
    client = client_of(person)
    for number in range(200):
        told(person, datasets[number % 3] if number < 60 else None)
    person.notifications.create(kind="forgotten_kind", context={"link": LINK})

    with CaptureQueriesContext(connection) as queries:
        page = client.get(LIST)

    shown = page.context["groups"]
    last = client.get(f"{LIST}?page=5").context["groups"]
    assert len(queries) <= 16
    assert page.context["page"].paginator.count == 3 + 140
    assert page.context["unread"] == 200
    assert len(shown) == 30
    of_datasets = [group for group in last if group.title]
    assert [(len(g.first), len(g.others), g.older, g.unread) for g in of_datasets] == [
        (3, 17, 0, 20)
    ] * 3
    client.post(reverse("backoffice:notification-read-all"), {"about": of_datasets[0].pk})
    assert client.get(LIST).context["unread"] == 180
    assert (
        client.post(reverse("backoffice:notification-read-all"), {"about": "x"}).status_code == 404
    )
