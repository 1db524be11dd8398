"""What reliability asks of signing in and of sessions, where no other test of this folder does."""

import re

import pytest
from django.core import mail
from django.core.signing import Signer
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from catalog.accounts.models import User
from catalog.accounts.signing_in import EmailChange
from catalog.actions.email_change import Side, confirm_email_change
from catalog.actions.help import ask_help
from catalog.journal.notify import KINDS, may_stop
from catalog.journal.unsubscribe import SALT, Subscription
from tests import factories
from tests.accounts.steps import SITE, path_in, sign_in, sign_up, signed_in
from tests.client import StrictClient
from tests.telephone import code_of
from tests.url_walk.addresses import addresses

pytestmark = pytest.mark.django_db
UNKNOWN = "personne.du.tout@musee.exemple.org"
WRITING = re.compile("INSERT|UPDATE|DELETE")
FORGED = {
    "x-forwarded-for": "198.51.100.7",
    "x-real-ip": "198.51.100.7",
    "x-client-ip": "198.51.100.7",
    "true-client-ip": "198.51.100.7",
    "cf-connecting-ip": "198.51.100.7",
    "forwarded": "for=198.51.100.7",
    "via": "1.1 198.51.100.7",
}
HOSTS = ("evil.example", "testserver.evil.example", "testserver@evil.example", "127.0.0.1.evil.fr")


def protected(person):
    """Give the person a telephone; return the secret that it keeps."""
    client, set_up = StrictClient(), reverse("mfa_activate_totp")
    sign_in(client, person)
    client.post(client.get(set_up)["Location"], {"password": factories.PASSWORD})
    secret = client.get(set_up).context["form"].secret
    client.post(set_up, {"code": code_of(secret, -1)})
    return secret


@pytest.mark.rule("A1")
def test_codes_are_not_guessed_by_whoever_has_the_password(person):
    secret = protected(person)
    thief = StrictClient()
    page = sign_in(thief, person)["Location"]
    for _ in range(5):
        thief.post(page, {"code": "000000"})

    refused = thief.post(page, {"code": code_of(secret)})

    assert refused.status_code in (200, 429)
    assert not signed_in(thief)


def test_no_header_gives_more_tries_to_a_machine(person, cases):
    """A2: sixty-five tries, whatever the machine says of where they come from."""
    tries = [{name: value} for name, value in FORGED.items()] * 5
    for number in range(30):
        sign_in(StrictClient(), f"compte{number}@exemple.org", "Pas le bon", headers=tries[number])

    answers = [
        sign_in(StrictClient(), f"autre{number}@exemple.org", "Pas le bon", headers=headers)
        for number, headers in enumerate(tries)
    ]

    assert {answer.status_code for answer in answers} == {429}
    cases("A2", 30 + len(tries))


def reset(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def join(client, email):
    return sign_up(client, email=email)


def change_address(client, email):
    client.force_login(factories.user())
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
    return client.post(reverse("backoffice:email-change"), {"email": email})


ASKED = {"sign-up": (join, 20), "reset": (reset, 4), "address": (change_address, 14)}
"""With how many readings and writings more, at most, one answer costs than the other."""


@pytest.mark.rule("A3")
@pytest.mark.parametrize("page", ASKED)
def test_known_and_unknown_addresses_cost_as_much(page, person, hashes):
    ask, most = ASKED[page]
    costs, answers = [], []
    for email in (person.email, UNKNOWN):
        with CaptureQueriesContext(connection) as queries:
            made = hashes(lambda email=email: answers.append(ask(StrictClient(), email)))
        costs.append((made, len(queries)))

    (known, queries_of_known), (unknown, queries_of_unknown) = costs
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]
    assert known == unknown
    assert abs(queries_of_known - queries_of_unknown) <= most


@pytest.mark.rule("A4")
@pytest.mark.django_db(transaction=True)
def test_a_link_for_a_new_password_dies_when_the_address_changes(person):
    reset(StrictClient(), person.email)
    link = path_in(mail.outbox[-1])
    change = EmailChange.objects.create(user=person, former=person.email, email=UNKNOWN)
    for side in Side:
        confirm_email_change(change, side=side)

    page = StrictClient().get(link, follow=True)

    assert page.context["token_fail"]
    assert 'name="password1"' not in page.content.decode()
    assert User.objects.get().check_password(factories.PASSWORD)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("page", [reset, join])
@pytest.mark.rule("A4")
def test_no_name_of_site_gets_into_a_mail(page, host, person):
    client = StrictClient(headers={"host": host, "x-forwarded-host": host})

    answer = page(client, person.email)

    assert answer.status_code == 400
    assert not mail.outbox


@pytest.mark.rule("A4")
def test_a_forwarded_name_is_not_believed(person):
    reset(StrictClient(headers={"x-forwarded-host": "evil.example"}), person.email)

    assert "evil" not in mail.outbox[0].body
    assert SITE in mail.outbox[0].body


def written_addresses():
    """Yield a path for each address of the API, whatever it names; the others lead to these."""
    for address in addresses(get_resolver().url_patterns):
        if address.is_ours and address.route.startswith("api/1/") and address.route[-1] == "/":
            yield "/" + re.sub(r"<[^>]*>", "00000000-0000-4000-8000-000000000000", address.route)


def test_a_session_writes_nothing_by_the_api_without_the_key_of_its_form(cases):
    """A8: nor after a call that carried a key of the API, from the same browser."""
    person = factories.superuser()
    client = StrictClient(enforce_csrf_checks=True)
    client.force_login(person)
    client.get("/api/1/datasets/", headers={"X-API-KEY": factories.token(person)})
    paths = sorted(set(written_addresses()))

    answers = {
        (verb, path): client.generic(verb, path, "{}", content_type="application/json").status_code
        for path in paths
        for verb in ("POST", "PUT", "PATCH", "DELETE")
    }

    assert {case: status for case, status in answers.items() if status not in (403, 405)} == {}
    assert sum(status == 403 for status in answers.values()) > len(answers) - 10
    assert len(paths) > 10
    cases("A8", len(answers))


def test_a_thing_is_reached_by_its_own_name_only(client_of, cases):
    """E8: what names a model or a kind takes those of a list, and answers for nothing else."""
    dpnc, asked, dataset = factories.dpnc_user(), factories.request(), factories.dataset()
    helped = ask_help(message="Comment faire", by=asked.user)
    client = client_of(dpnc)
    kinds = ("acces", "aide", "user", "organization", "dataset", "apikey", "sessions")
    own = {("acces", asked.pk), ("aide", helped.pk)}
    named = [
        f"/espace/demandes/{kind}/{key}/"
        for kind in kinds
        for key in (asked.pk, helped.pk, dataset.pk)
        if (kind, key) not in own
    ]
    forged = [
        reverse("backoffice:notification-unsubscribe", args=[signed(dpnc, kind)])
        for kind in ("user", "daily", "__class__", *(kind for kind in KINDS if not may_stop(kind)))
    ]

    answers = {path: client.get(path).status_code for path in named + forged}

    assert set(answers.values()) == {404}
    cases("E8", len(answers))


def signed(person, kind):
    return Signer(salt=SALT).sign_object(Subscription(person.pk, kind))
