"""The other formats of what is on line: made from it, on demand, kept, and nobody's secret."""

import json

import pytest
from django.urls import reverse

from catalog import storage
from catalog.actions import exporting
from catalog.actions.checking import check_version
from tests import factories
from tests.tasks import work_through

pytestmark = pytest.mark.django_db
TABLE = "nom;entrées\nLouvre;7 800 000\nMusée d’Orsay;3,5\n".encode()


def address(resource, format):
    return reverse("permalink:resource-export", args=[resource.pk, format])


def body(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def resource():
    resource = factories.resource(factories.dataset(published=True), content=TABLE)
    check_version(resource.current_version_id)
    resource.refresh_from_db()
    return resource


@pytest.mark.parametrize("format", ["xlsx", "ods", "json", "jsonl", "parquet"])
def test_each_format_is_made_once_and_kept(client, resource, format):
    first = client.get(address(resource, format))
    keys = {one.key for one in storage.derived().listing()}
    second = client.get(address(resource, format))

    assert first.status_code == second.status_code == 200
    assert body(first) == body(second) != b""
    assert {one.key for one in storage.derived().listing()} == keys
    assert f".{format}" in first.headers["Content-Disposition"]


def test_of_two_made_at_once_the_first_is_kept(each_storage, monkeypatch, tmp_path):
    """Both saw that there was none yet: neither asks for a name again."""
    for name in ("first", "second"):
        (tmp_path / name).write_text("the same rows")
    store = storage.derived()
    monkeypatch.setattr(type(store), "get_available_name", lambda self, name, **_: name)

    exporting.keep(tmp_path / "first", "exports/table.csv")
    exporting.keep(tmp_path / "second", "exports/table.csv")

    assert [one.key for one in store.listing()] == ["exports/table.csv"]
    assert b"".join(store.read_range("exports/table.csv")) == b"the same rows"


def test_json_holds_the_rows(client, resource):
    rows = json.loads(body(client.get(address(resource, "json"))))

    assert [row["nom"] for row in rows] == ["Louvre", "Musée d’Orsay"]


def test_its_own_format_or_an_unknown_one_is_not_offered(client, resource):
    assert client.get(address(resource, "csv")).status_code == 404
    assert client.get(address(resource, "docx")).status_code == 404


def test_the_export_of_a_draft_is_its_editors(client, client_of):
    dataset = factories.dataset()
    resource = factories.resource(dataset, content=TABLE)
    check_version(resource.current_version_id)

    hidden = client.get(address(resource, "json"))
    given = client_of(factories.editor(dataset.organization)).get(address(resource, "json"))

    assert hidden.status_code == 404
    assert given.status_code == 200
    assert given.headers["Cache-Control"] == "private, no-store"


def test_a_long_table_is_converted_in_the_background(client, resource, monkeypatch):
    monkeypatch.setattr(exporting, "INLINE_ROWS", 1)

    waiting = [client.get(address(resource, "json")) for _ in range(2)]
    work_through()
    ready = client.get(address(resource, "json"))

    assert [answer.status_code for answer in waiting] == [202, 202]
    assert waiting[0].headers["Retry-After"] == "5"
    assert "conversion" in waiting[0].content.decode()
    assert json.loads(body(ready))


def test_an_export_follows_the_version_on_line(client, resource):
    before = client.get(address(resource, "json")).headers["ETag"]
    version = factories.version(resource, TABLE + b"Quai Branly;2\n")
    check_version(version.pk)

    after = client.get(address(resource, "json"))

    assert after.headers["ETag"] != before
    assert len(json.loads(body(after))) == 3


def test_a_range_of_an_export_is_given(client, resource):
    whole = body(client.get(address(resource, "json")))

    part = client.get(address(resource, "json"), headers={"Range": "bytes=2-9"})

    assert part.status_code == 206
    assert body(part) == whole[2:10]
