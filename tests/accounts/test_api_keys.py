"""Keys of the API: shown once, kept as a hash, refused as soon as they should be."""

import logging
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog.accounts import keys
from catalog.accounts.keys import ApiKey
from catalog.actions.keys import MOST_KEYS, create_api_key, revoke_api_key
from catalog.exceptions import CatalogError
from catalog.journal.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db
LIST, CREATE = reverse("backoffice:key-list"), reverse("backoffice:key-create")
DRAFTS = "/api/1/datasets/?private=true"


def made(person, **fields):
    return create_api_key(person, by=person, **({"name": "Un script"} | fields))


def reading(token, client=None, **headers):
    return (client or Client()).get(DRAFTS, headers={"X-API-KEY": token} | headers)


@pytest.fixture
def person():
    return factories.user()


def test_only_its_hash_is_in_the_database(person):
    token = made(person).token

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_apikey")
        (row,) = cursor.fetchall()
    assert not [value for value in row if token[20:] in str(value)]
    assert keys.digest_of(token) in row


def test_two_keys_never_are_the_same_and_end_with_a_checksum(person):
    first, second = (made(person).token for _ in range(2))

    assert first != second
    assert first.startswith("vitrine_")
    assert keys.is_well_formed(first)
    assert not keys.is_well_formed(first[:-1] + ("0" if first[-1] != "0" else "1"))
    assert not keys.is_well_formed("vitrine_é")


def test_creating_and_revoking_are_in_the_journal_without_the_token(person):
    one = made(person, name="Export du musée")
    revoke_api_key(one.key, by=person)

    entries = Activity.objects.done_by(person).order_by("pk")
    assert [entry.verb for entry in entries] == ["api_key.created", "api_key.revoked"]
    assert one.token not in str(list(entries.values()))


def test_nobody_makes_or_revokes_the_key_of_another(person):
    one = made(person)

    with pytest.raises(PermissionDenied):
        create_api_key(person, by=factories.superuser(), name="Pour elle")
    with pytest.raises(PermissionDenied):
        revoke_api_key(one.key, by=factories.superuser())


@pytest.mark.parametrize("wrong", [{"name": "  "}, {"days": 366}, {"days": 0}, {"name": "a" * 101}])
def test_a_key_has_a_name_and_ends_within_a_year(person, wrong):
    with pytest.raises(CatalogError):
        made(person, **wrong)


def test_a_person_has_so_many_keys_and_no_more(person):
    for _ in range(MOST_KEYS):
        last = made(person)

    with pytest.raises(CatalogError, match="Révoquez"):
        made(person)
    revoke_api_key(last.key, by=person)
    assert made(person).token


def test_a_form_that_arrives_twice_makes_one_key_shown_once(person):
    submission = uuid.uuid4()

    first, second = made(person, submission=submission), made(person, submission=submission)

    assert first.key == second.key
    assert first.token
    assert not second.token


def test_it_opens_the_api_in_the_name_of_its_owner():
    draft = factories.dataset()
    editor = factories.editor(draft.organization)

    response = reading(factories.token(editor))

    assert [row["id"] for row in response.json()["data"]] == [str(draft.pk)]
    assert "no-store" in response.headers["Cache-Control"]


def test_its_last_use_is_known_to_the_minute(person):
    token = factories.token(person)
    reading(token)
    first = ApiKey.objects.get().last_used_at

    reading(token)

    assert first is not None
    assert ApiKey.objects.get().last_used_at == first
    ApiKey.objects.update(last_used_at=first - timedelta(minutes=2))
    reading(token)
    assert ApiKey.objects.get().last_used_at > first


def close(key):
    key.user.is_active = False
    key.user.save()


REFUSED = {
    "revoked": (lambda key: revoke_api_key(key, by=key.user), "Revoked API token", "revoked_key"),
    "expired": (
        lambda key: ApiKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1)),
        "Expired API token",
        "expired_key",
    ),
    "closed account": (close, "Inactive user", "inactive_user"),
    "erased": (lambda key: key.delete(), "Invalid API token", "invalid_key"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_at_the_next_call(person, what):
    spoil, message, code = REFUSED[what]
    one = made(person)
    assert reading(one.token).status_code == 200

    spoil(one.key)
    response = reading(one.token)

    assert response.status_code == 401
    assert response.json() == {"message": message, "code": code}
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_bad_key_is_refused_even_where_anybody_may_read(client_of, person):
    response = reading("vitrine_faux", client_of(person))

    assert response.status_code == 401


def test_it_is_not_read_in_an_address_nor_written_in_the_log(person, caplog):
    token = factories.token(person)

    with caplog.at_level(logging.DEBUG):
        response = Client().get(f"{DRAFTS}&X-API-KEY={token}&api_key={token}")
        reading(token)

    assert response.status_code == 401
    assert not [record for record in caplog.records if token in record.getMessage()
                and record.name.startswith("catalog")]  # fmt: skip


def test_failures_from_one_address_are_slowed_down_and_good_keys_still_enter(person):
    token = factories.token(person)

    answers = [reading(f"vitrine_{number}").status_code for number in range(31)]

    assert answers == [401] * 30 + [429]
    assert reading("encore").headers["Retry-After"] == "60"
    assert reading(token).status_code == 200


def test_a_private_file_is_downloaded_with_a_key_and_no_cache_keeps_it():
    resource = factories.resource()
    token = factories.token(factories.editor(resource.dataset.organization))

    response = Client().get(resource.permalink, headers={"X-API-KEY": token})

    assert b"".join(response) == factories.CSV
    assert response.headers["Cache-Control"] == "private, no-store"
    assert Client().get(resource.permalink).status_code == 404
    refused = Client().get(resource.permalink, headers={"X-API-KEY": "faux"})
    assert (refused.status_code, refused.json()["message"]) == (401, "Invalid API token")


def test_a_person_who_leaves_the_organisation_leaves_with_their_keys():
    draft = factories.dataset()
    person = factories.former_member(draft.organization, datasets=[draft])

    assert reading(factories.token(person)).json()["data"] == []


def test_the_screen_shows_the_key_once(client_of, person):
    client = client_of(person)

    response = client.post(CREATE, {"name": "Export du musée", "days": "90"})

    page, key = response.content.decode(), ApiKey.objects.get()
    shown = page.partition('id="cle">')[2].partition("<")[0]
    assert response.headers["Cache-Control"] == "private, no-store"
    assert reading(shown).status_code == 200
    assert (key.expires_at - key.created_at).days == 90
    listed = client.get(LIST).content.decode()
    assert "Export du musée" in listed
    assert shown not in listed
    assert key.prefix in listed


def test_the_form_sent_again_says_that_the_key_was_shown(client_of, person):
    client, form = client_of(person), {"name": "A", "days": "30", "submission": uuid.uuid4()}
    client.post(CREATE, form)

    page = client.post(CREATE, form).content.decode()

    assert "a déjà été montrée" in page
    assert ApiKey.objects.count() == 1


def test_a_refused_form_keeps_the_name(client_of, person):
    for _ in range(MOST_KEYS):
        made(person)

    response = client_of(person).post(CREATE, {"name": "De trop", "days": "30"})

    assert response.status_code == 422
    assert "De trop" in response.content.decode()


def test_one_revokes_ones_own_on_a_screen_and_not_those_of_others(client_of, person):
    one = made(person, name="Vieux script")
    address = reverse("backoffice:key-revoke", args=[one.key.pk])

    assert client_of(factories.user()).post(address).status_code == 404
    page = client_of(person).post(address, follow=True).content.decode()

    assert "n’ouvre plus rien" in page
    assert "Qui n’ouvrent plus" in page
    assert reading(one.token).status_code == 401


def test_the_owner_is_written_to_when_a_key_is_made_and_when_it_is_revoked(person, mailoutbox):
    key = uuid.uuid4()
    first = made(person, submission=key)
    made(person, submission=key)
    for _ in range(2):
        revoke_api_key(first.key, by=person)

    created, revoked = mailoutbox
    assert created.to == revoked.to == [person.email]
    assert created.subject == "Clé d’API créée\u00a0: «\u00a0Un script\u00a0»"
    for message in mailoutbox:
        assert first.key.prefix in message.body
        assert first.token not in message.body
        assert LIST in message.body
