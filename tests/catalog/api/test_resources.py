"""PUT on resources, and what the API says of links: data.gouv.fr's words and refusals."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from catalog.actions import upkeep
from catalog.journal.models import Activity
from catalog.models import LinkCheck, Resource
from tests import factories

pytestmark = pytest.mark.django_db
SOURCE = {"check:status": 404, "check:available": False, "analysis:content-length": 3, "note": "x"}


@pytest.fixture
def dataset():
    return factories.dataset(published=True)


@pytest.fixture
def file(dataset):
    return dataset.resources.get()


@pytest.fixture
def link(dataset):
    made = factories.link(dataset, format="csv", description="À la source.")
    Resource.objects.filter(pk=made.pk).update(extras=SOURCE)
    return made


@pytest.fixture
def put(dataset):
    token = factories.token(factories.editor(dataset.organization))

    def sent(address, body):
        text = body if isinstance(body, str) else json.dumps(body)
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        headers = {"X-API-KEY": token}
        return client.put(address, text, content_type="application/json", headers=headers)

    return sent


def about(resource, end=""):
    return f"/api/1/datasets/{resource.dataset.pk}/resources/{resource.pk}/{end}"


def fresh(resource):
    return Resource.objects.get(pk=resource.pk)


def test_what_the_client_sends_after_an_upload_changes_that_only(put, file):
    response = put(about(file), {"title": "Musées", "type": "documentation", "unknown": 1})

    told = response.json()
    assert response.status_code == 200
    assert (told["id"], told["title"], told["type"]) == (str(file.pk), "Musées", "documentation")
    assert response.headers["ETag"] == f'"{file.current_version.sha256}"'
    (entry,) = Activity.objects.filter(verb="resource.described")
    assert set(entry.changes) == {"title", "type"}
    assert put(about(file), {}).status_code == 200
    assert Activity.objects.filter(verb="resource.described").count() == 1


def test_the_facts_of_a_hosted_file_are_passed_over_and_its_kind_never_changes(put, file):
    facts = {
        "url": "https://autre.exemple.org/a.csv",
        "format": "pdf",
        "mime": "application/pdf",
        "filesize": 1,
        "checksum": {"type": "sha1", "value": "00"},
    }
    before = Client().get(about(file)).json()

    after = put(about(file), facts | {"description": "Lu"}).json()
    refused = put(about(file), {"filetype": "remote", "title": "Autre"})

    assert {name: after[name] for name in facts} == {name: before[name] for name in facts}
    assert after["description"] == "Lu"
    assert refused.status_code == 400
    assert refused.json()["message"] == "Cannot modify filetype after creation"
    assert fresh(file).title == file.title


def test_a_link_changes_and_what_is_read_may_be_sent_back(put, link):
    LinkCheck.objects.create(
        resource=link, address=link.url, checked_at=timezone.now(), status=200, size=12
    )
    read = Client().get(about(link)).json()
    assert put(about(link), read).status_code == 200
    assert fresh(link).extras == SOURCE
    assert not Activity.objects.filter(verb="resource.described").exists()

    told = put(
        about(link),
        {
            "url": "https://donnees.exemple.org/neuf.json",
            "format": " JSON ",
            "mime": "application/json",
            "filesize": 42,
            "checksum": {"type": "md5", "value": "abc123"},
            "description": None,
            "extras": {"note": "y", "check:status": 200, "deep": {"a": [1, None]}},
        },
    ).json()

    assert (told["url"], told["format"]) == ("https://donnees.exemple.org/neuf.json", "json")
    assert (told["mime"], told["filesize"], told["description"]) == ("application/json", 42, None)
    assert told["checksum"] == {"type": "md5", "value": "abc123"}
    assert told["extras"]["note"] == "y"
    assert told["extras"]["deep"] == {"a": [1, None]}
    assert told["extras"]["check:status"] == 404  # the source's: ours went with the address
    assert put(about(link), {"filesize": None, "extras": {}}).json()["filesize"] is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"url": "http://169.254.169.254/latest/"}, "url"),
        ({"url": ""}, "url"),
        ({"title": "  "}, "title"),
        ({"title": "t" * 400}, "title"),
        ({"type": "inconnu"}, "type"),
        ({"filesize": -1}, "filesize"),
        ({"extras": [1]}, "extras"),
        ({"extras": {"a": "b" * 200_000}}, "extras"),
        ('{"extras": {"a": ' + "[" * 600 + "]" * 600 + "}}", "extras"),
    ],
)
def test_a_bad_value_is_400_and_named_and_nothing_changes(put, link, body, field):
    response = put(about(link), body)

    assert response.status_code == 400, response.content
    assert list(response.json()["errors"]) == [field]
    assert fresh(link).url == link.url


@pytest.mark.parametrize("body", ["[", '"texte"', "[1]", "[" * 50_000])
def test_what_is_no_object_is_400(put, link, body):
    assert put(about(link), body).status_code == 400


def test_a_schema_is_shown_and_null_takes_it_away(put, file):
    by = factories.platform()
    schema = {"name": "musees", "fields": [{"name": "nom"}]}
    upkeep.set_schema(file, by=by, schema=schema, url="https://schemas.exemple.org/musees.json")
    shown = Client().get(about(file)).json()["schema"]
    assert shown["url"] == "https://schemas.exemple.org/musees.json"

    assert put(about(file), {"schema": shown}).json()["schema"] == shown
    inside = put(about(file), {"title": "Non", "schema": {"url": "http://127.0.0.1/s.json"}})
    assert (inside.status_code, fresh(file).title) == (400, file.title)
    assert put(about(file), {"schema": None}).json()["schema"] is None
    assert fresh(file).table_schema is None


def test_the_order_is_the_one_that_is_sent(put, dataset, file, link):
    third = factories.link(dataset, title="Troisième")
    address = f"/api/1/datasets/{dataset.pk}/resources/"
    wanted = [{"id": str(third.pk)}, str(file.pk), {"id": str(link.pk)}]

    response = put(address, wanted)

    assert response.status_code == 200
    assert [one["id"] for one in response.json()] == [str(one.pk) for one in (third, file, link)]
    few = put(address, wanted[:2])
    assert few.status_code == 400
    message = "All resources must be reordered, you provided 2 out of 3"
    assert few.json()["message"] == message
    for foreign in (factories.link().pk, "rien", link.pk):
        refused = put(address, [str(third.pk), str(link.pk), str(foreign)])
        assert refused.status_code == 400
        assert "must match existing ones in dataset, ie: {" in refused.json()["message"]
    assert put(address, {"id": "x"}).status_code == 400


def test_the_check_of_a_link_is_in_its_complements_and_at_its_own_address(client, dataset, link):
    nothing = client.get(about(link, "check/")).json()
    assert (nothing["check:available"], nothing["check:url"]) == (None, link.url)
    assert client.get(about(link)).json()["extras"] == SOURCE
    at = timezone.now()
    check = LinkCheck.objects.create(
        resource=link,
        address=link.url,
        checked_at=at,
        status=200,
        mime="text/csv",
        size=1234,
        modified_at=at,
    )

    extras = client.get(about(link)).json()["extras"]
    listed = client.get(f"/api/1/datasets/{dataset.pk}/").json()["resources"][1]["extras"]

    assert extras == listed
    assert extras["note"] == "x"
    assert (extras["check:available"], extras["check:status"]) == (True, 200)
    assert extras["check:timeout"] is False
    assert (extras["check:headers:content-type"], extras["analysis:content-length"]) == (
        "text/csv", 1234,
    )  # fmt: skip
    assert extras["check:date"].endswith("+00:00")
    told = client.get(about(link, "check/")).json()
    assert told["check:available"] is True

    check.status, check.dead_since = None, at
    check.save()
    told = client.get(about(link, "check/")).json()
    assert (told["check:available"], told["check:status"], told["check:timeout"]) == (
        False, None, True,
    )  # fmt: skip
    assert told["check:dead-since"]
    quality = client.get(f"/api/1/datasets/{dataset.pk}/").json()["quality"]
    assert quality["all_resources_available"] is False


def test_a_hosted_file_says_what_its_publication_check_found(client, file):
    told = client.get(about(file, "check/")).json()

    assert told["check:url"] == f"http://testserver{file.permalink}"
    assert told["check:available"] is None
