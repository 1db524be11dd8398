"""Somebody who tried to enter is told to the owner, and to nobody else."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.accounts.signing_in import RefusedSignIn, SignInStep
from catalog.actions.oneself import forget_sign_ins, record_refused_sign_in
from tests import factories
from tests.accounts.steps import SITE, sign_in
from tests.client import StrictClient
from tests.telephone import code_of

pytestmark = pytest.mark.django_db
SESSIONS = reverse("backoffice:session-list")
WRITING = re.compile("INSERT|UPDATE|DELETE")
UNKNOWN = "personne.du.tout@musee.exemple.org"


def refuse(email, times=1, at=None):
    for _ in range(times):
        record_refused_sign_in(email, step=SignInStep.PASSWORD, ip="192.0.2.7", agent="", at=at)


def entered(person):
    client = StrictClient()
    sign_in(client, person)
    return client, client.get(reverse("backoffice:home")).content.decode()


def test_the_owner_is_told_at_the_next_sign_in_and_finds_it_in_the_history(person):
    StrictClient().post(reverse("account_login"), {"login": person.email, "password": "Presque"})
    refuse(person.email.upper(), times=2)

    client, told = entered(person)
    history = client.get(SESSIONS).content.decode()
    _, told_again = entered(person)

    assert "3 essais de connexion refusés depuis votre dernière visite" in told
    assert history.count("Mot de passe refusé") == 3
    assert "192.0.2.7" in history
    assert "essais de connexion refusés" not in told_again


def test_nothing_of_what_was_typed_is_kept(person):
    typed = "Le mot de passe de quelqu’un d’autre"
    sign_in(StrictClient(), person, typed)
    sign_in(StrictClient(), UNKNOWN, typed)

    rows = str(list(RefusedSignIn.objects.values()))

    assert RefusedSignIn.objects.count() == 2
    for secret in (typed, UNKNOWN, person.email):
        assert secret not in rows


def test_others_see_nothing_of_it(client_of, person):
    refuse(person.email)
    other = factories.superuser()

    assert "192.0.2.7" not in client_of(other).get(SESSIONS).content.decode()


def test_a_wrong_code_after_the_right_password_is_said_to_be_one(person, settings):
    settings.SITE_URL = SITE
    client, _ = entered(person)
    set_up = reverse("mfa_activate_totp")
    client.post(client.get(set_up)["Location"], {"password": factories.PASSWORD})
    secret = client.get(set_up).context["form"].secret
    client.post(set_up, {"code": code_of(secret, -1)})

    thief = StrictClient()
    thief.post(sign_in(thief, person)["Location"], {"code": "000000"})

    assert "Code du second facteur refusé" in client.get(SESSIONS).content.decode()


def test_a_known_address_costs_what_an_unknown_one_costs(person, hashes, cases):
    """A3: the same work, and not only the same words: the clock tells nothing."""
    costs = []
    for email in (person.email, UNKNOWN):
        sign_in(StrictClient(), email, "Pas le bon")  # the counters of the tries exist from now on
        with CaptureQueriesContext(connection) as queries:
            made = hashes(sign_in, StrictClient(), email, "Pas le bon")
        writing = [query["sql"] for query in queries if WRITING.match(query["sql"])]
        costs.append((made, len(writing), len(queries) - len(writing)))

    (known, written, read), (unknown, written_too, read_too) = costs
    assert (known, written) == (unknown, written_too)
    assert abs(read - read_too) <= 1  # the sign-in looks for the address in two tables, or in one
    cases("A3", 2)


def test_the_table_does_not_grow_for_ever(person):
    now = timezone.now()
    refuse(person.email, times=RefusedSignIn.MOST + 5)
    refuse(UNKNOWN, at=now - timedelta(days=2))
    refuse(UNKNOWN)
    refuse(factories.user().email, at=now - timedelta(days=366))

    forget_sign_ins()

    assert RefusedSignIn.objects.of(person).count() == RefusedSignIn.MOST
    assert RefusedSignIn.objects.count() == RefusedSignIn.MOST + 1
