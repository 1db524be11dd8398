"""Transfers by the API: data.gouv.fr's contract, and who may do what to datasets of others."""

import json
import uuid

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from catalog.accounts.models import Membership
from catalog.actions.access import remove_member
from catalog.actions.transferring import propose_transfer
from catalog.models import Dataset, Transfer
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
LIST = "/api/1/transfer/"
KEYS = {
    "id", "user", "owner", "recipient", "subject", "subjects", "comment", "created", "status",
    "responded", "reponse_comment",
}  # fmt: skip


@pytest.fixture
def source():
    return factories.organization("Bureau des festivals", in_family=True)


@pytest.fixture
def giver(source):
    return factories.administrator(source)


@pytest.fixture
def receiver():
    return factories.administrator(factories.organization("Centre des festivals", in_family=True))


@pytest.fixture
def target(receiver):
    return receiver.organizations.get()


@pytest.fixture
def draft(source):
    return factories.dataset("Festivals à venir", organization=source)


class Script:
    """Somebody's script, with their key; without one, anybody's."""

    def __init__(self, person=None):
        self.headers = {"X-API-KEY": factories.token(person)} if person else {}

    def ask(self, verb, address, body=None, **headers):
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        sent = {} if body is None else {"data": json.dumps(body)}
        return client.generic(
            verb, address, content_type="application/json", headers=self.headers | headers, **sent
        )


def proposal(target, *datasets):
    subjects = [{"class": "Dataset", "id": str(one.pk)} for one in datasets]
    named = {"subject": subjects[0]} if len(subjects) == 1 else {"subjects": subjects}
    recipient = {"class": "Organization", "id": str(target.pk)}
    return named | {"recipient": recipient, "comment": "Le bureau vous rejoint."}


def transfer_of(draft, target, by):
    with factories.quietly():
        return propose_transfer([draft], to=target, by=by, note="Le bureau vous rejoint.")


def test_it_is_proposed_listed_read_and_accepted(giver, receiver, target, draft):
    asking, answering = Script(giver), Script(receiver)
    other = factories.dataset("Tournées", organization=draft.organization, published=True)

    made = asking.ask("POST", LIST, proposal(target, draft, other))

    told = made.json()
    assert made.status_code == 201
    assert set(told) == KEYS
    assert (told["status"], told["user"], told["responded"]) == ("pending", None, None)
    assert (told["owner"]["class"], told["recipient"]["slug"]) == ("Organization", target.slug)
    assert told["subject"]["id"] == str(draft.pk)
    assert [one["title"] for one in told["subjects"]] == ["Festivals à venir", "Tournées"]
    listed = answering.ask("GET", f"{LIST}?recipient={target.pk}&status=pending").json()
    assert [one["id"] for one in listed] == [told["id"]]
    page = f"{LIST}{told['id']}/"
    assert answering.ask("GET", page).json() == told
    answered = answering.ask("POST", page, {"response": "accept", "comment": "Bienvenue."}).json()
    assert (answered["status"], answered["reponse_comment"]) == ("accepted", "Bienvenue.")
    assert set(Dataset.objects.values_list("organization", flat=True)) == {target.pk}
    assert [one["title"] for one in asking.ask("GET", page).json()["subjects"]] == ["Tournées"]


def test_a_retry_with_its_key_gives_the_first_answer_and_an_answer_is_given_once(
    giver, receiver, target, draft
):
    asking, body = Script(giver), proposal(target, draft)
    first = asking.ask("POST", LIST, body, **{"Idempotency-Key": "une fois"})
    again = asking.ask("POST", LIST, body, **{"Idempotency-Key": "une fois"})
    assert again.json() == first.json()
    assert asking.ask("POST", LIST, body).status_code == 409
    page = f"{LIST}{first.json()['id']}/"
    answering = Script(receiver)

    unsaid = answering.ask("POST", page, {"response": "refuse"})

    assert (unsaid.status_code, list(unsaid.json()["errors"])) == (400, ["comment"])
    refused = answering.ask("POST", page, {"response": "refuse", "comment": "En janvier."})
    assert (refused.status_code, refused.json()["subjects"]) == (200, [])
    assert answering.ask("POST", page, {"response": "accept"}).status_code == 409
    assert asking.ask("POST", LIST, body).status_code == 201


def test_the_list_has_a_budget_whatever_its_length(client_of, receiver, target, giver, source):
    reader, asked = client_of(receiver), []
    for more in (1, 7):
        for _ in range(more):
            transfer_of(factories.dataset(organization=source), target, giver)
        with query_budget(6) as queries:
            listed = reader.get(f"{LIST}?recipient={target.slug}").json()
        asked.append(len(queries.captured_queries))

    assert len(listed) == 8
    assert asked[0] == asked[1]


REFUSALS = {
    "nothing asked": ("GET", "", None, "subject"),
    "an unknown status": ("GET", "?subject={draft}&status=done", None, "status"),
    "a person as recipient": ("POST", "", {"recipient": {"class": "User", "id": "1"}}, "recipient"),
    "no such organisation": (
        "POST", "", {"recipient": {"class": "Organization", "id": "nulle-part"}}, "recipient",
    ),
    "another class": ("POST", "", {"subject": {"class": "User", "id": str(uuid.uuid4())}},
                      "subject"),
    "an id that is none": ("POST", "", {"subject": {"class": "Dataset", "id": "1"}}, "subject"),
    "nothing given": ("POST", "", {"subject": None}, "subject"),
    "no comment": ("POST", "", {"comment": " "}, "comment"),
    "a list": ("POST", "", [], "non_field_errors"),
}  # fmt: skip


def test_what_is_wrong_is_named_and_nothing_is_proposed(giver, target, draft):
    script, found = Script(giver), {}
    for case, (verb, query, body, _) in REFUSALS.items():
        whole = {**proposal(target, draft), **body} if isinstance(body, dict) else body
        address = LIST + query.format(draft=draft.pk)
        answer = script.ask(verb, address, whole)
        assert answer.status_code == 400, case
        found[case] = f"{answer.json()['message']} {answer.json().get('errors', '')}"
        assert "ErrorDetail" not in found[case], case

    assert [case for case, (*_, field) in REFUSALS.items() if field not in found[case]] == []
    assert not Transfer.objects.exists()


def test_what_is_hidden_is_refused_as_what_does_not_exist(receiver, target, draft):
    script = Script(factories.administrator())
    hidden = script.ask("POST", LIST, proposal(target, draft)).json()
    key, draft.pk = draft.pk, uuid.uuid4()
    absent = script.ask("POST", LIST, proposal(target, draft)).json()

    assert str(absent).replace(str(draft.pk), "…") == str(hidden).replace(str(key), "…")
    assert Script().ask("GET", f"{LIST}?recipient={target.pk}").json() == []


# E2: what each may do by the API to a draft and to a published dataset of the source, then to the
# transfer of the draft. Propose to the target; read; accept, refuse.
E2 = """
             propose  propose-public  propose-from-theirs  read  accept  refuse
nobody       401      401             401                  404   401     401
stranger     400      403             400                  404   404     404
contributor  400      403             400                  404   404     404
named        403      403             400                  404   404     404
editor       403      403             400                  404   404     404
admin        201      201             400                  200   403     403
receiver     400      403             201                  200   200     200
theirs       400      403             403                  404   404     404
other        400      403             400                  404   404     404
gone         400      403             400                  404   404     404
dpnc         403      403             403                  404   404     404
"""


def test_e2_nobody_gives_what_is_not_theirs_nor_accepts_for_others(
    source, target, giver, receiver, draft, cases
):
    public = factories.dataset(organization=source, published=True)
    theirs = factories.dataset(organization=target)
    waiting = factories.dataset(organization=source)
    transfer = transfer_of(waiting, target, giver)
    people = {
        "nobody": None,
        "stranger": factories.user(),
        "contributor": factories.contributor(source),
        "named": factories.grant(draft),
        "editor": factories.editor(source),
        "admin": giver,
        "receiver": receiver,
        "theirs": factories.editor(target),
        "other": factories.administrator(),
        "gone": factories.former_member(source, datasets=[draft]),
        "dpnc": factories.dpnc_user(),
    }
    third = factories.administrator(factories.organization(in_family=True)).organizations.get()
    page = f"{LIST}{transfer.pk}/"
    asked = {
        "propose": ("POST", LIST, proposal(third, draft)),
        "propose-public": ("POST", LIST, proposal(third, public)),
        "propose-from-theirs": ("POST", LIST, proposal(third, theirs)),
        "read": ("GET", page, None),
        "accept": ("POST", page, {"response": "accept"}),
        "refuse": ("POST", page, {"response": "refuse", "comment": "Non."}),
    }

    wrong, tried = [], 0
    for person, gesture, expected in cells(E2):
        answer = answered(Script(people[person]), *asked[gesture])
        wrong += [f"{person}: {gesture}, {answer} not {expected}"] if answer != expected else []
        tried += 1

    assert wrong == []
    assert tried == 66
    cases("E2", tried)


def cells(table):
    heading, *lines = [line.split() for line in table.strip().splitlines()]
    for person, *answers in lines:
        for gesture, expected in zip(heading, answers, strict=True):
            yield person, gesture, int(expected)


def answered(script, *asked):
    """Return the status of the answer; what it did is undone."""
    with transaction.atomic():
        answer = script.ask(*asked)
        transaction.set_rollback(True)
    return answer.status_code


def test_e2_once_it_is_theirs_those_who_gave_it_only_read_it(
    client_of, source, target, giver, receiver, cases
):
    """By key and by session; its address, its bytes and its versions are the same as before."""
    public = factories.dataset(organization=source, published=True)
    file = public.resources.get()
    factories.version(file, b"nom;commune\nPhare;Ouessant\n")
    before = {address: body(address) for address in addresses_of(public, file)}
    givers = [giver, factories.editor(source), factories.grant(public, publish=True)]
    scripts = {person: Script(person) for person in [*givers, receiver]}
    transfer = transfer_of(public, target, giver)
    accepted = scripts[receiver].ask("POST", f"{LIST}{transfer.pk}/", {"response": "accept"})
    assert accepted.status_code == 200

    def answers(person):
        yield from (scripts[person].ask(*asked).status_code for asked in by_key(public, file))
        yield from (client_of(person).get(page).status_code for page in by_hand(public, file))

    statuses = [status for person in givers for status in answers(person)]

    assert set(statuses) == {403}
    assert {address: body(address) for address in addresses_of(public, file)} == before
    assert file.versions.count() == 2
    assert {*answers(receiver)} <= {200, 400, 404}
    cases("E2", len(statuses))


def addresses_of(dataset, file):
    return [
        dataset.get_absolute_url(),
        file.permalink,
        *(reverse("permalink:version-download", args=[file.pk, number]) for number in (1, 2)),
    ]


def body(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    return hash(answer.getvalue()) if "/r/" in address else answer.status_code


def by_key(dataset, file):
    """What a script would do to it."""
    resource = f"/api/1/datasets/{dataset.pk}/resources/{file.pk}/"
    yield "PUT", resource, {"title": "Autre"}
    yield "POST", f"{resource}upload/", {}
    yield "POST", f"/api/1/datasets/{dataset.pk}/upload/", {}
    yield "PUT", f"/api/1/datasets/{dataset.pk}/resources/", [str(file.pk)]
    yield "GET", f"/api/1/datasets/{dataset.pk}/submission/", None


def by_hand(dataset, file):
    """The pages from which a member changes it."""
    for name in ("edit", "archive", "delete", "journal"):
        yield reverse(f"backoffice:dataset-{name}", args=[dataset.pk])
    yield reverse("backoffice:resource-replace", args=[file.pk])
    yield f"{reverse('backoffice:transfer-create')}?jeu={dataset.pk}"


def test_whoever_left_answers_nothing_any_more(giver, receiver, target, draft):
    transfer = transfer_of(draft, target, giver)
    script = Script(receiver)
    factories.administrator(target)
    remove_member(Membership.objects.get(user=receiver), by=factories.platform())

    assert script.ask("POST", f"{LIST}{transfer.pk}/", {"response": "accept"}).status_code == 401


def test_a_draft_is_submitted_once_read_and_taken_back(draft):
    factories.resource(draft)
    factories.editor(draft.organization)
    script = Script(factories.grant(draft))
    page = f"/api/1/datasets/{draft.pk}/submission/"
    assert script.ask("GET", page).status_code == 404

    first = script.ask("POST", page, {"comment": "Relisez la licence."})

    assert first.status_code == 201
    assert script.ask("POST", page, {}).json() == first.json()
    assert script.ask("GET", page).json() | {"created": ""} == {
        "status": "pending",
        "comment": "Relisez la licence.",
        "created": "",
        "responded": None,
        "response_comment": None,
    }
    assert script.ask("DELETE", page).status_code == 204
    assert script.ask("GET", page).json()["status"] == "canceled"


def test_what_lacks_something_is_not_submitted(draft):
    factories.editor(draft.organization)

    refused = Script(factories.grant(draft)).ask(
        "POST", f"/api/1/datasets/{draft.pk}/submission/", {}
    )

    assert (refused.status_code, refused.json()["code"]) == (400, "incomplete")
    assert refused.json()["missing"] == ["Ajoutez au moins un fichier ou un lien."]
