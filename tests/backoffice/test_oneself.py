"""One's own account: no change without proof, no session that cannot be closed, and a way out."""

import json
import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from backoffice.access.devices import device_of
from catalog.accounts.models import User
from catalog.accounts.signing_in import EmailChange, SignIn
from catalog.actions.email_change import Side, ask_email_change, confirm_email_change, token_of
from catalog.actions.help import ask_help
from catalog.actions.oneself import delete_account, forget_sign_ins
from catalog.enums import Role
from catalog.exceptions import CatalogError, LastAdministrator
from catalog.models import Dataset
from tests import factories
from tests.client import StrictClient

pytestmark = pytest.mark.django_db
SIGN_IN = reverse("account_login")
PROVE = reverse("account_reauthenticate")
SESSIONS = reverse("backoffice:session-list")
NEW = "nouvelle@exemple.org"


def signed_in(person, password=factories.PASSWORD):
    client = StrictClient()
    client.post(SIGN_IN, {"login": person.email, "password": password})
    return client


def link_of(message):
    return re.search(r"http://127.0.0.1:8000(/espace/\S+)", message.body)[1]


def is_in(client):
    return client.get(SESSIONS).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.rule("A9")
def test_an_address_changes_once_both_mailboxes_agreed_by_a_button(first):
    person = factories.user()
    former = person.email
    client = signed_in(person)
    client.post(PROVE, {"password": factories.PASSWORD})
    mail.outbox.clear()
    client.post(reverse("backoffice:email-change"), {"email": NEW.upper()})
    by_address = {message.to[0]: link_of(message) for message in mail.outbox}
    links = [by_address[former], by_address[NEW]]
    stranger = StrictClient()

    seen = []
    for link in (links[first], links[first - 1]):
        stranger.get(link)  # a program that looks at mails follows the links
        seen.append(User.objects.get(pk=person.pk).email)
        stranger.post(link)
        seen.append(User.objects.get(pk=person.pk).email)

    assert seen == [former, former, former, NEW]
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(NEW, True)]
    assert {message.to[0] for message in mail.outbox[2:]} == {former, NEW}
    assert stranger.post(links[0]).status_code == 422
    assert not person.notifications.all().listed().exists()


BROKEN = {
    "refused from the mailbox in use": lambda change: StrictClient().post(
        reverse("backoffice:email-confirm", args=[token_of(change, Side.FORMER)]), {"refuser": ""}
    ),
    "too old": lambda change: EmailChange.objects.update(
        created_at=timezone.now() - timedelta(days=4)
    ),
    "asked again since": lambda change: ask_email_change(
        change.user, by=change.user, email="autre@exemple.org"
    ),
    "taken meanwhile": lambda change: factories.user(NEW),
    "account closed": lambda change: User.objects.filter(pk=change.user_id).update(is_active=False),
}


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.rule("A9")
def test_an_address_does_not_change(how):
    person = factories.user()
    change = ask_email_change(person, by=person, email=NEW)
    BROKEN[how](change)

    with pytest.raises(CatalogError):
        [confirm_email_change(change, side=side) for side in Side]

    assert User.objects.get(pk=person.pk).email == person.email


@pytest.mark.django_db(transaction=True)
def test_nobody_learns_whether_an_address_has_an_account():
    taken, person = factories.user(), factories.user()
    mail.outbox.clear()

    answers = []
    for email in (taken.email, NEW):
        client = signed_in(person)
        client.post(PROVE, {"password": factories.PASSWORD})
        page = client.post(reverse("backoffice:email-change"), {"email": email}, follow=True)
        answers.append(page.content.decode().replace(email, "").count("en attente"))

    assert answers == [2, 2]
    assert taken.email not in {message.to[0] for message in mail.outbox}


@pytest.mark.parametrize("page", ["email-change", "account-export", "account-delete"])
def test_what_engages_the_account_asks_for_the_password_again(page):
    client = signed_in(factories.user())
    address = reverse(f"backoffice:{page}")

    asked = client.get(address)
    client.post(asked["Location"], {"password": factories.PASSWORD})

    assert asked["Location"].startswith(PROVE)
    assert client.get(address).status_code == 200


@pytest.mark.rule("A7")
def test_sessions_are_listed_and_closed_one_by_one_or_all_at_once():
    person, other = factories.user(), factories.user()
    here, there, elsewhere = (signed_in(person) for _ in range(3))
    stranger = signed_in(other)
    rows = SignIn.objects.of(person).open()
    one = rows.get(session_key=there.session.session_key)

    page = here.get(SESSIONS).content.decode()
    refused = stranger.post(reverse("backoffice:session-end", args=[one.pk])).status_code
    here.post(reverse("backoffice:session-end", args=[one.pk]))

    assert page.count("cette session") == 1
    assert (refused, is_in(there), is_in(elsewhere)) == (404, False, True)
    here.post(reverse("backoffice:session-end-others"))
    assert (is_in(elsewhere), is_in(here), is_in(stranger)) == (False, True, True)


@pytest.mark.rule("A7")
def test_a_new_password_closes_the_others_and_a_sign_in_changes_the_key():
    person = factories.user()
    here, there = signed_in(person), signed_in(person)
    anonymous = StrictClient()
    anonymous.get("/")
    fixed = anonymous.session.session_key
    anonymous.post(SIGN_IN, {"login": person.email, "password": factories.PASSWORD})

    new = "une autre phrase à retenir"
    here.post(
        reverse("account_change_password"), {"oldpassword": factories.PASSWORD, "password1": new}
    )

    assert anonymous.session.session_key != fixed
    assert (is_in(here), is_in(there), is_in(anonymous)) == (True, False, False)
    key = here.session.session_key
    assert list(SignIn.objects.of(person).open().values_list("session_key", flat=True)) == [key]


def test_sign_ins_are_forgotten_after_a_year():
    person = factories.user()
    signed_in(person)
    SignIn.objects.update(at=timezone.now() - timedelta(days=366))
    signed_in(person)

    forget_sign_ins()

    assert SignIn.objects.count() == 1


def test_one_takes_away_all_that_is_kept_and_no_secret():
    organization = factories.organization("Villa Arson")
    person = factories.editor(organization)
    factories.dataset("Phares", organization=organization, by=person)
    token = factories.token(person)
    ask_help(message="Comment faire", by=person)
    signed_in(person, "Pas le bon")
    client = signed_in(person)
    client.post(PROVE, {"password": factories.PASSWORD})

    answer = client.get(reverse("backoffice:account-export"))

    own = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="mon-compte.json"'
    assert own["account"]["email"] == person.email
    assert own["memberships"][0]["organization"] == "Villa Arson"
    parts = ("activities", "sign_ins", "refused_sign_ins", "api_keys", "notifications", "datasets")
    assert all(own[part] for part in (*parts, "help_requests"))
    for secret in (token, person.password, client.session.session_key):
        assert secret not in answer.content.decode()


def test_leaving_erases_the_person_and_keeps_what_they_published():
    organization = factories.organization()
    factories.administrator(organization)
    person = factories.editor(organization)
    made = factories.dataset("Phares", organization=organization, by=person, published=True)
    token = factories.token(person)
    client = signed_in(person)
    client.post(PROVE, {"password": factories.PASSWORD})
    address = reverse("backoffice:account-delete")

    mail.outbox.clear()

    unsure = client.post(address)
    client.post(address, {"sure": "on"})

    (told,) = mail.outbox
    assert (told.to, told.subject) == ([person.email], "Votre compte est supprimé")
    assert str(person) in told.body
    assert str(person) in told.alternatives[0].content
    assert unsure.status_code == 422
    assert not User.objects.filter(pk=person.pk).exists()
    assert Dataset.objects.visible_to(factories.user()).get(pk=made.pk).created_by is None
    assert not is_in(client)
    assert StrictClient().get("/api/1/datasets/", headers={"X-API-KEY": token}).status_code == 401
    assert StrictClient().get(made.get_absolute_url()).status_code == 200


def test_the_last_administrator_does_not_leave(client_of):
    organization = factories.organization()
    person = factories.member(organization, Role.ADMINISTRATOR)
    organization.memberships.exclude(user=person).delete()

    with pytest.raises(LastAdministrator):
        delete_account(person, by=person)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox sous Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge sous Windows"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "Appareil inconnu"),
    ],
)
def test_a_browser_is_called_by_its_name(agent, device):
    assert device_of(agent) == device


@pytest.mark.rule("A9")
def test_demands_write_to_few_mailboxes_a_day():
    person = factories.user()
    for number in range(5):
        ask_email_change(person, by=person, email=f"{number}{NEW}")

    with pytest.raises(CatalogError, match="trop souvent"):
        ask_email_change(person, by=person, email=NEW)
