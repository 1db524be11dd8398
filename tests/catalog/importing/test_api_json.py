import json
from copy import deepcopy
from datetime import datetime

import pytest

from catalog.drafts import UNSET, ContactDraft, ProducerDraft, SchemaDraft
from catalog.importing.read import read
from tests.catalog.importing.samples import API_PAGE, document, drafts, shared

ONE = "datagouv_client_dataset_metadata.json"


@pytest.fixture
def page():
    return {each["id"]: each for each in document(API_PAGE)["data"]}


@pytest.fixture
def write(tmp_path):
    """Write a document, and read it."""

    def written(value, name="api.json"):
        path = tmp_path / name
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return list(read(path))

    return written


@pytest.fixture
def source():
    return deepcopy(document(ONE))


def test_each_dataset_of_the_page_is_as_its_object_says(page):
    for draft in drafts(shared(API_PAGE)):
        given = page[draft.identifier]
        assert draft.slug == given["slug"]
        assert draft.page == given["page"]
        assert draft.license == given["license"]
        assert draft.frequency == given["frequency"].replace("unknown", "")
        assert draft.keywords == tuple(given["tags"])
        assert draft.private is bool(given["private"])
        assert draft.organization.identifier == given["organization"]["id"]
        assert draft.organization.slug == given["organization"]["slug"]
        assert draft.counters.reuses == given["metrics"]["reuses"]
        assert draft.updated_at.replace(tzinfo=None) == datetime.fromisoformat(given["last_update"])


def test_each_file_of_the_page_is_a_link_with_its_facts(page):
    for draft in drafts(shared(API_PAGE)):
        given = page[draft.identifier]["resources"]
        assert draft.resources_whole
        assert [one.identifier for one in draft.resources] == [one["id"] for one in given]
        for resource, facts in zip(draft.resources, given, strict=True):
            assert resource.kind == "remote"
            assert resource.url == facts["url"]
            assert resource.type == facts["type"]
            assert resource.size == facts["filesize"]
            assert resource.mime == (facts["mime"] or "")
            assert resource.checksum == ((facts["checksum"] or {}).get("value") or "")
            assert "/" not in resource.format


def test_zones_lose_the_date_that_udata_once_wrote_after_them(page):
    dated = [key for key, one in page.items() if "@" in json.dumps(one["spatial"])]
    found = {one.identifier: one for one in drafts(shared(API_PAGE))}

    assert dated
    assert {zone for key in dated for zone in found[key].zones} == {"fr:region:11", "fr:region:93"}


def test_harvesting_is_known_from_either_place_it_was_written(page):
    for draft in drafts(shared(API_PAGE)):
        given = page[draft.identifier]
        legacy = given["extras"].get("harvest:remote_id")
        assert (draft.harvest or {}).get("remote_id") == (
            (given.get("harvest") or {}).get("remote_id") or legacy
        )


def test_a_single_object_gives_its_quality_counters_and_checksums(source):
    (draft,) = drafts(shared(ONE))

    assert draft.quality_score == source["quality"]["score"]
    assert draft.quality == {
        name: value for name, value in source["quality"].items() if name != "score"
    }
    assert draft.counters.downloads == source["metrics"]["resources_downloads"]
    assert draft.next_update_at.isoformat() == source["frequency_date"]
    first, given = draft.resources[0], source["resources"][0]
    assert (first.checksum_type, first.checksum) == ("sha1", given["checksum"]["value"])
    assert first.size == given["filesize"]
    assert first.schema is None
    assert first.extras["check:status"] == 200
    assert draft.extras == {key: value for key, value in source["extras"].items() if value}


def test_what_an_object_does_not_name_is_not_said(write):
    (draft,) = write({"id": "5d13a8b6634f41070a43dff3", "title": "Titre", "license": "lov2"})

    assert draft.stated().keys() - {"counters", "resources_whole", "warnings"} == {
        "identifier",
        "title",
        "license",
    }


def test_what_an_object_empties_is_said(write, source):
    source |= {"acronym": None, "tags": [], "temporal_coverage": None, "spatial": None}
    source |= {"organization": None, "contact_points": [], "resources": []}
    (draft,) = write(source)

    assert draft.acronym == ""
    assert draft.keywords == draft.zones == draft.contacts == draft.resources == ()
    assert draft.temporal_start is None
    assert draft.organization is None


def test_contact_points_are_contacts_or_producers_by_their_role(write, source):
    source["contact_points"] = [
        {"id": "1", "name": "Service", "email": "service@example.org", "role": "contact"},
        {"id": "2", "name": "Frac", "contact_form": "https://example.org/f", "role": "publisher"},
    ]
    (draft,) = write(source)

    assert draft.contacts == (
        ContactDraft(identifier="1", name="Service", email="service@example.org"),
    )
    assert draft.producers == (
        ProducerDraft(role="publisher", name="Frac", identifier="2", form="https://example.org/f"),
    )


def test_a_schema_is_read_and_an_empty_one_is_none(write, source):
    source["schema"] = {"name": None, "url": None, "version": None}
    source["resources"][0]["schema"] = {"name": "etalab/schema-irve", "version": "2.2.0"}
    (draft,) = write(source)

    assert draft.schema is None
    assert draft.resources[0].schema == SchemaDraft(name="etalab/schema-irve", version="2.2.0")


def test_an_object_of_version_2_counts_its_files_without_naming_them(write, source):
    source["resources"] = {"rel": "subsection", "href": "https://example.org/", "total": 8}
    source["license"] = {"id": "lov2", "title": "Licence Ouverte / Open Licence version 2.0"}
    source["frequency"] = {"id": "weekly", "label": "Hebdomadaire"}
    source["spatial"] = {"zones": [{"id": "fr:region:53"}], "granularity": {"id": "fr:commune"}}
    (draft,) = write(source)

    assert draft.resources is UNSET
    assert draft.resource_count == 8
    assert (draft.license, draft.frequency) == ("lov2", "weekly")
    assert (draft.zones, draft.granularity) == (("fr:region:53",), "fr:commune")


def test_a_file_that_cannot_be_read_is_left_out_and_makes_none_vanish(write, source):
    source["resources"][0]["url"] = "javascript:alert(1)"
    source["resources"][1]["id"] = "1"
    source["resources"][2]["created_at"] = "31/6/2014"
    (draft,) = write(source)

    assert len(draft.resources) == len(source["resources"]) - 3
    assert not draft.resources_whole
    assert [warning[:32] for warning in draft.warnings] == [
        "Le fichier n° 1 n’est pas repris",
        "Le fichier n° 2 n’est pas repris",
        "Le fichier n° 3 n’est pas repris",
    ]


def test_a_file_without_a_title_takes_the_name_at_the_end_of_its_address(write, source):
    source["resources"][0] |= {"title": None, "url": "https://example.org/a/mus%C3%A9es.csv?x=1"}
    (draft,) = write(source)

    assert draft.resources[0].title == "musées.csv"


@pytest.mark.parametrize("empty", [{"data": [], "page": 1, "total": 0}])
def test_an_empty_page_holds_nothing_and_refuses_nothing(write, empty):
    assert write(empty) == []


def test_a_bad_object_does_not_stop_the_page(write, source):
    bad = [{**source, "title": " "}, {**source, "id": "xyz"}, "text", {**source, "title": ["a"]}]
    outcomes = write({"data": [*bad, source], "page": 1})

    assert [getattr(one, "reason", "") for one in outcomes] == [
        "Le jeu de données n’a pas de titre.",
        "L’identifiant « xyz » n’a pas 24 chiffres hexadécimaux.",
        "Ce n’est pas un objet : rien n’y est nommé.",
        "« title » devrait être un texte.",
        "",
    ]
    assert [one.line for one in outcomes[:4]] == [1, 2, 3, 4]
