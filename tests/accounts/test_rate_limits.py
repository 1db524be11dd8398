"""Guessing passwords is slowed down, whoever asks and from wherever."""

import time

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from config import env
from tests import factories
from tests.accounts.steps import path_in, sign_in, signed_in
from tests.client import StrictClient
from tests.forms import plain

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A1")]

MINUTES = 60
SHARED = (
    "django.core.cache.backends.db.DatabaseCache",
    "django.core.cache.backends.redis.RedisCache",
)


def fail(times, email, **extra):
    return [sign_in(StrictClient(), email, "Pas le bon", **extra) for _ in range(times)][-1]


def honest(number):
    return {}


def forged(number):
    return {"headers": {"x-forwarded-for": f"198.51.100.{number}, 203.0.113.{number}"}}


def test_the_sixth_failure_in_five_minutes_is_answered_by_429(person):
    assert fail(5, person.email).status_code == 200

    response = fail(1, person.email)

    assert response.status_code == 429
    assert "Trop de demandes à la suite" in response.content.decode()
    assert "Attendez cinq minutes" in response.content.decode()


def test_meanwhile_the_right_password_is_refused_too(client, person):
    fail(5, person.email)

    assert sign_in(client, person).status_code == 429
    assert not signed_in(client)


def test_five_minutes_later_the_right_password_is_accepted(client, person, monkeypatch):
    fail(6, person.email)
    now = time.time()

    monkeypatch.setattr(time, "time", lambda: now + 4 * MINUTES)
    assert sign_in(client, person).status_code == 429
    monkeypatch.setattr(time, "time", lambda: now + 5 * MINUTES + 1)
    sign_in(client, person)

    assert signed_in(client)


def test_signing_in_does_not_wipe_the_failures_before(client, person):
    fail(4, person.email)
    sign_in(client, person)
    assert signed_in(client)

    fail(1, person.email)

    assert fail(1, person.email).status_code == 429


def test_the_others_sign_in_all_the_same(client, person):
    fail(6, "quelquun@musee.exemple.org")

    sign_in(client, person)

    assert signed_in(client)


def test_capitals_do_not_make_another_address(person):
    fail(5, person.email)

    assert fail(1, person.email.upper()).status_code == 429


def test_an_unknown_address_is_slowed_down_in_the_same_words(person):
    unknown = "personne.du.tout@musee.exemple.org"

    assert plain(fail(6, person.email)) == plain(fail(6, unknown))


@pytest.mark.rule("A2")
def test_a_forged_forwarding_address_changes_nothing_for_one_account(person):
    answers = [fail(1, person.email, **forged(number)) for number in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


@pytest.mark.rule("A2")
def test_another_port_in_the_name_of_the_site_changes_nothing_for_one_account(person):
    answers = [
        fail(1, person.email, headers={"host": f"testserver:{8000 + number}"})
        for number in range(6)
    ]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_a_reset_gives_the_tries_back_to_the_owner(client, person, mailoutbox):
    fail(6, person.email)
    client.post(reverse("account_reset_password"), {"email": person.email})
    page = client.get(client.get(path_in(mailoutbox[0]))["Location"])

    client.post(page.context["action_url"], {"password1": "Une autre phrase de passe"})
    sign_in(client, person, "Une autre phrase de passe")

    assert signed_in(client)


@pytest.mark.parametrize("origin", [honest, forged])
def test_thirty_accounts_in_a_minute_are_enough_for_one_machine(origin):
    answers = [fail(1, f"compte{number}@exemple.org", **origin(number)) for number in range(31)]

    assert [answer.status_code for answer in answers] == [200] * 30 + [429]


@pytest.mark.rule("A2")
def test_behind_our_proxy_only_what_it_wrote_is_believed(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def tried(number, seen_by_the_proxy):
        forwarded = f"198.51.100.{number}, {seen_by_the_proxy}"
        return fail(1, f"compte{number}@exemple.org", headers={"x-forwarded-for": forwarded})

    for number in range(30):
        assert tried(number, "203.0.113.9").status_code == 200
    assert tried(30, "203.0.113.9").status_code == 429
    assert tried(31, "203.0.113.10").status_code == 200


def test_confirming_ones_password_is_limited_as_signing_in_is(client_of, person):
    client = client_of(person)
    page = reverse("account_reauthenticate")

    for _ in range(5):
        assert client.post(page, {"password": "Pas le bon"}).status_code == 200

    assert client.post(page, {"password": factories.PASSWORD}).status_code == 429


def test_accounts_are_not_created_by_the_dozen(client):
    answers = [client.post(reverse("account_signup"), {}) for _ in range(21)]

    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert "Trop de demandes à la suite" in answers[-1].content.decode()


def test_nobody_is_buried_under_reset_mails(mailoutbox, person):
    answers = [
        StrictClient().post(reverse("account_reset_password"), {"email": person.email})
        for _ in range(6)
    ]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert len(mailoutbox) == 5


# Where the failures are counted


@pytest.mark.rule("A2")
def test_failures_are_counted_where_every_process_sees_them():
    assert settings.CACHES["default"]["BACKEND"] in SHARED
    assert env.cache("NO_SUCH_VARIABLE")["BACKEND"] in SHARED


@pytest.mark.skipif(settings.CACHES["default"]["BACKEND"] != SHARED[0], reason="Redis is used")
def test_a_failure_is_a_row_of_the_shared_table(person):
    fail(1, person.email)

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM vitrine_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert any(":login_failed:5/" in key for key in keys)


def test_a_flood_of_entries_does_not_wipe_the_failures(client, person):
    fail(5, person.email)

    for number in range(400):
        cache.set(f"zzz{number}", number)

    assert sign_in(client, person).status_code == 429
