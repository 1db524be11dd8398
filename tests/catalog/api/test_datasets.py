"""GET /api/1/datasets/: who sees what, in which order, and how it refuses."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from catalog.actions.dataset import delete_dataset, describe_dataset
from catalog.actions.resource import remove_resource
from catalog.enums import DatasetState, ResourceType
from tests import factories
from tests.client import StrictClient, query_budget

pytestmark = pytest.mark.django_db
LIST = "/api/1/datasets/"
BUDGET = 10


def titles(response):
    assert response.status_code == 200, response.content
    return [dataset["title"] for dataset in response.json()["data"]]


def test_the_list_shows_what_is_published_newest_first(client):
    now = timezone.now()
    for age in (3, 1, 2):
        factories.dataset(f"Âge {age}", published=True, at=now - timedelta(days=age))
    for state in set(DatasetState) - {DatasetState.PUBLISHED}:
        factories.dataset(f"Caché {state}", state=state)

    assert titles(client.get(LIST)) == ["Âge 1", "Âge 2", "Âge 3"]


def test_the_envelope_is_that_of_data_gouv_fr(client):
    for number in range(3):
        factories.dataset(f"Jeu {number}", published=True)

    page = client.get(f"{LIST}?page=2&page_size=1&sort=title").json()

    assert list(page) == ["data", "page", "page_size", "total", "next_page", "previous_page"]
    assert (page["page"], page["page_size"], page["total"]) == (2, 1, 3)
    assert page["next_page"] == "http://testserver/api/1/datasets/?page=3&page_size=1&sort=title"
    assert page["previous_page"].startswith("http://testserver/api/1/datasets/?page=1&")


def test_beyond_the_last_page_is_an_empty_one(client):
    factories.dataset(published=True)

    page = client.get(f"{LIST}?page=9").json()

    assert (page["data"], page["next_page"], page["total"]) == ([], None, 1)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=un", "page"),
        ("page=" + "9" * 400, "page"),
        ("page_size=0", "page_size"),
        ("page_size=100000", "page_size"),
        ("sort=secret", "sort"),
        ("q=%00", "q"),
    ],
)
def test_a_bad_argument_is_400_and_named(client, query, field):
    response = client.get(f"{LIST}?{query}")

    assert response.status_code == 400
    assert response.json()["message"] == "Input payload validation failed"
    assert list(response.json()["errors"]) == [field]


def test_an_organisation_is_asked_for_by_its_identifier(client):
    kept = factories.dataset(published=True)
    factories.dataset(published=True)

    found = client.get(f"{LIST}?organization={kept.organization.pk}")
    refused = client.get(f"{LIST}?organization={kept.organization.slug}")

    assert titles(found) == [kept.title]
    assert refused.status_code == 400
    assert refused.json() == {"message": "Organization arg must be an identifier"}
    assert titles(client.get(f"{LIST}?organization={uuid.uuid4()}")) == []


def test_several_tags_must_all_be_there(client):
    factories.dataset("Deux", published=True, keywords=["Musée", "Région"])
    factories.dataset("Un", published=True, keywords=["Musée"])

    assert set(titles(client.get(f"{LIST}?tag=musee"))) == {"Un", "Deux"}
    assert titles(client.get(f"{LIST}?tag=musee&tag=region")) == ["Deux"]
    assert titles(client.get(f"{LIST}?tag=inconnu")) == []


def test_words_and_licence_filter_the_list(client):
    factories.dataset("Les musées de Bretagne", published=True, license="odc-odbl")
    factories.dataset("Les cinémas", published=True)

    assert titles(client.get(f"{LIST}?q=musee")) == ["Les musées de Bretagne"]
    assert titles(client.get(f"{LIST}?license=lov2")) == ["Les cinémas"]
    assert len(titles(client.get(f"{LIST}?format=csv"))) == 2


@pytest.mark.parametrize("sort", ["title", "created", "last_update"])
def test_equal_rows_keep_their_places_from_page_to_page(client, sort):
    at = datetime(2026, 3, 1, tzinfo=UTC)
    for _ in range(5):
        factories.dataset("Même titre", published=True, at=at)

    pages = [client.get(f"{LIST}?sort=-{sort}&page_size=2&page={n}").json() for n in (1, 2, 3)]

    assert len({row["id"] for page in pages for row in page["data"]}) == 5


def test_private_shows_ones_own_drafts_and_needs_a_session(client, client_of):
    token = factories.canary()
    mine = factories.dataset("Le mien", canary=token)
    factories.dataset("Un autre")
    factories.dataset("Public", organization=mine.organization, published=True)
    factories.dataset("Programmé", organization=mine.organization, state=DatasetState.SCHEDULED)
    editor = client_of(factories.editor(mine.organization))

    asked = editor.get(f"{LIST}?private=true")

    assert titles(asked) == ["Programmé", mine.title]
    assert all(row["private"] for row in asked.json()["data"])
    assert token in asked.content.decode()
    assert titles(editor.get(LIST)) == ["Public"]
    refused = client.get(f"{LIST}?private=true")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    assert titles(client_of(factories.user()).get(f"{LIST}?private=true")) == []


@pytest.mark.parametrize("state", [DatasetState.PUBLISHED, DatasetState.ARCHIVED])
def test_one_dataset_is_read_by_its_id_or_its_slug(client, state):
    dataset = factories.dataset("Les phares", state=state)

    by_id, by_slug = client.get(f"{LIST}{dataset.pk}/"), client.get(f"{LIST}les-phares/")

    assert by_id.status_code == by_slug.status_code == 200
    assert by_id.json() == by_slug.json() | {"quality": by_id.json()["quality"]}


def test_a_former_slug_leads_to_the_present_one(client):
    dataset = factories.dataset("Les phares", published=True)
    describe_dataset(dataset, by=factories.platform(), title="Les phares et balises")

    response = client.get(f"{LIST}les-phares/")

    assert response.status_code == 308
    assert response.headers["Location"].endswith("/api/1/datasets/les-phares-et-balises/")


def test_the_former_slug_of_a_draft_leads_nowhere(client):
    factories.dataset("Les phares")

    assert client.get(f"{LIST}les-phares/").status_code == 404


def test_what_was_deleted_is_410_and_a_deleted_draft_404(client):
    published = factories.dataset(state=DatasetState.DELETED)
    draft = delete_dataset(factories.dataset(), by=factories.platform())

    gone, hidden = client.get(f"{LIST}{published.pk}/"), client.get(f"{LIST}{draft.pk}/")

    assert (gone.status_code, hidden.status_code) == (410, 404)
    assert gone.json() == {"message": "Dataset has been deleted", "code": "gone"}


def test_a_draft_is_for_its_editors(client, client_of):
    token = factories.canary()
    dataset = factories.dataset(canary=token, with_file=True)
    path = f"{LIST}{dataset.pk}/"

    seen = client_of(factories.editor(dataset.organization)).get(path)

    assert seen.json()["private"] is True
    assert seen.json()["page"] is None
    assert token in seen.content.decode()
    assert "no-store" in seen.headers["Cache-Control"]
    for other in (client, client_of(factories.user()), client_of(factories.editor())):
        answer, unknown = other.get(path), other.get(f"{LIST}{uuid.uuid4()}/")
        assert answer.status_code == 404
        assert answer.content == unknown.content


def test_the_missing_slash_is_added_with_308(client):
    response = StrictClient(enforce_csrf_checks=True).post("/api/1/datasets?page=2")

    assert response.status_code == 308
    assert response.headers["Location"] == "/api/1/datasets/?page=2"
    assert client.get("/api/1/datasets/un-jeu").headers["Location"] == "/api/1/datasets/un-jeu/"


def test_an_unknown_path_of_the_api_answers_in_json(client):
    response = client.get("/api/1/inconnu/")

    assert response.status_code == 404
    assert set(response.json()) == {"message"}


def test_other_sites_may_read_without_a_session(client):
    for path in (LIST, f"{LIST}inconnu/", f"{LIST}?page=0"):
        response = client.get(path)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
    assert client.options(LIST).status_code == 204
    assert not client.get(LIST).cookies


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_yet(client_of, method):
    for client in (StrictClient(enforce_csrf_checks=True), client_of(factories.platform())):
        response = getattr(client, method)(LIST)

        assert response.status_code == 405
        assert set(response.json()) == {"message", "code"}


@pytest.mark.parametrize("accept", ["text/html", "text/csv", "*/*", ""])
def test_the_answer_is_json_whatever_is_asked_for(client, accept):
    response = client.get(LIST, headers={"Accept": accept})

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"


def test_values_are_those_of_the_dataset(client):
    at = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    dataset = factories.dataset(
        "Les phares", published=True, at=at, keywords=["Littoral"], short_description="Tous"
    )
    hosted = dataset.resources.get()
    far = factories.link(dataset, description="Ailleurs", at=at)

    found = client.get(f"{LIST}{dataset.pk}/").json()

    assert found["created_at"] == found["last_update"] == "2026-03-01T12:00:00+00:00"
    assert (found["tags"], found["license"], found["frequency"]) == (["littoral"], "lov2", "annual")
    assert (found["private"], found["archived"], found["deleted"]) == (False, None, None)
    assert found["page"] == f"http://testserver{dataset.get_absolute_url()}"
    assert found["uri"] == "http://testserver/api/1/datasets/les-phares/"
    first, second = found["resources"]
    permalink = f"http://testserver/datasets/r/{hosted.pk}"
    assert (first["url"], first["latest"], first["filetype"]) == (permalink, permalink, "file")
    assert first["checksum"] == {"type": "sha256", "value": hosted.current_version.sha256}
    assert (first["filesize"], first["mime"]) == (len(factories.CSV), "text/csv")
    assert (second["url"], second["filetype"]) == (factories.LINK, "remote")
    assert second["latest"] == f"http://testserver/datasets/r/{far.pk}"
    assert (second["checksum"], second["filesize"], second["mime"]) == (None, None, None)


def test_a_removed_resource_is_not_listed(client):
    dataset = factories.dataset(published=True)
    remove_resource(dataset.resources.get(), by=factories.platform())

    assert client.get(f"{LIST}{dataset.pk}/").json()["resources"] == []


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("anonymous", (False, False)),
        ("stranger", (False, False)),
        ("contributor", (True, False)),
        ("editor", (True, True)),
    ],
)
def test_permissions_say_what_the_reader_may_do(client, client_of, person, expected):
    dataset = factories.dataset(published=True)
    people = {
        "stranger": factories.user,
        "contributor": lambda: factories.grant(dataset),
        "editor": lambda: factories.editor(dataset.organization),
    }
    reader = client_of(people[person]()) if person in people else client

    said = reader.get(f"{LIST}{dataset.pk}/").json()["permissions"]

    edit, delete = expected
    assert said == {"delete": delete, "edit": edit, "edit_resources": edit}


def test_quality_counts_what_is_there(client):
    bare = factories.dataset(
        published=True, description="Court", license="", at=timezone.now() - timedelta(days=800)
    )
    full = factories.dataset(published=True, description="Long. " * 30)
    factories.resource(full, type=ResourceType.DOCUMENTATION)

    poor = client.get(f"{LIST}{bare.pk}/").json()["quality"]
    rich = client.get(f"{LIST}{full.pk}/").json()["quality"]

    assert poor == {
        "license": False,
        "temporal_coverage": False,
        "spatial": False,
        "update_frequency": True,
        "update_fulfilled_in_time": False,
        "dataset_description_quality": False,
        "has_resources": True,
        "has_open_format": True,
        "all_resources_available": True,
        "resources_documentation": False,
        "score": pytest.approx(3 / 9),
    }
    assert rich["score"] == pytest.approx(7 / 9)


def test_a_criterion_without_a_subject_is_absent(client_of):
    dataset = factories.dataset(frequency="")

    quality = client_of(factories.platform()).get(f"{LIST}{dataset.pk}/").json()["quality"]

    assert "update_fulfilled_in_time" not in quality
    assert "has_open_format" not in quality
    assert quality["has_resources"] is False


def test_the_list_has_a_budget_whatever_its_length(client_of):
    organization = factories.organization()
    editor = client_of(factories.editor(organization))
    made = []
    for more in (2, 198):
        for number in range(more):
            words = [f"mot {number}"]
            factories.dataset(organization=organization, published=True, keywords=words)
        with query_budget(BUDGET) as queries:
            page = editor.get(f"{LIST}?page_size=1000&q=donnees").json()
        made.append(len(queries.captured_queries))

    assert page["total"] == len(page["data"]) == 200
    assert made[0] == made[1]


def test_a_contributor_with_fifty_grants_asks_no_more_of_the_database(client_of):
    organization = factories.organization()
    contributor = factories.contributor(organization)
    for _ in range(50):
        factories.dataset(organization=organization, by=contributor, with_link=True)
    reader = client_of(contributor)

    with query_budget(BUDGET):
        page = reader.get(f"{LIST}?private=true&page_size=100").json()

    assert page["total"] == 50
    assert all(dataset["permissions"]["edit"] for dataset in page["data"])


def test_one_dataset_has_a_budget_whatever_it_holds(client):
    words = [f"mot {number}" for number in range(200)]
    dataset = factories.dataset(published=True, keywords=words)
    resource = dataset.resources.get()
    for _ in range(199):
        factories.link(dataset)
    factories.past_versions(resource, 199)

    with query_budget(BUDGET):
        found = client.get(f"{LIST}{dataset.pk}/").json()

    assert (len(found["resources"]), len(found["tags"])) == (200, 200)
