"""Every real export is read; what is expected of it is counted here, by csv and json alone."""

import json

import pytest

from catalog.drafts import DatasetDraft, OrganizationDraft
from catalog.importing.outcome import Refused
from catalog.importing.read import kind_of, read
from tests.catalog.importing.samples import (
    API_PAGE,
    ORGANIZATION_CSV,
    TOPIC_CSV,
    document,
    drafts,
    refusals,
    shared,
    table,
)


def distinct_resources(name):
    return {(each["id.dataset"], each["id.ressource"]) for each in table(name)}


ROWS = {
    ORGANIZATION_CSV: lambda name: table(name, ";"),
    TOPIC_CSV: table,
    "catalog_datasets_univers-culture-deps.csv": table,
    "dpnc_datasets_culture_part-shared.csv": table,
    "dpnc_ressources_culture.csv": table,
    "catalog_schema_univers-culture-deps.csv": distinct_resources,
    API_PAGE: lambda name: document(name)["data"],
    "datagouv_client_dataset_metadata.json": lambda name: [document(name)],
    "datagouv_organization_ministere-culture.json": lambda name: [document(name)],
    "datagouv_tabular_api_data.json": lambda name: document(name)["data"],
    "organizations-datasets_culture-prod.json": document,
    "udata_fixtures_results.json": lambda name: document(name)["datasets"],
}
NOT_CATALOGUES = [
    "catalogue_culture_global_log.txt",
    "datagouv_tabular_api_profile.json",
    "ministere-culture_internal_catalog_schema.json",
]


@pytest.mark.parametrize("name", ROWS)
def test_as_many_drafts_as_rows_and_none_refused(name):
    expected = ROWS[name](name)

    assert refusals(shared(name)) == []
    assert len(drafts(shared(name))) == len(expected)


@pytest.mark.parametrize("name", NOT_CATALOGUES)
def test_what_is_not_a_catalogue_is_one_refusal(name):
    outcomes = list(read(shared(name)))

    assert [type(outcome) for outcome in outcomes] == [Refused]
    assert "n’est pas un catalogue connu" in outcomes[0].reason
    assert kind_of(shared(name)) == ""


def test_every_file_of_the_folder_is_read_without_an_exception():
    for path in sorted(shared().iterdir()):
        outcomes = list(read(path))

        assert outcomes, path.name
        for outcome in outcomes:
            assert isinstance(outcome, DatasetDraft | OrganizationDraft | Refused)


def test_no_real_row_needs_a_warning_and_every_place_is_known():
    for name in ROWS:
        for draft in drafts(shared(name)):
            assert draft.warnings == (), name
            assert not getattr(draft, "other_places", ())


def test_every_dataset_has_an_identifier_and_times_with_an_offset():
    for name in ROWS:
        for draft in drafts(shared(name)):
            assert len(draft.identifier) == 24
            for moment in ("created_at", "modified_at"):
                value = getattr(draft, moment)
                assert not value or value.utcoffset() is not None


def test_a_table_is_read_one_row_at_a_time():
    outcomes = read(shared(TOPIC_CSV))

    assert isinstance(next(outcomes), DatasetDraft)
    outcomes.close()


def test_a_copy_of_a_site_gives_the_files_beside_each_dataset():
    name = "udata_fixtures_results.json"
    expected = {each["dataset"]["id"]: each for each in document(name)["datasets"]}

    for draft in drafts(shared(name)):
        source = expected[draft.identifier]
        assert [one.identifier for one in draft.resources] == [
            one["id"] for one in source["resources"]
        ]
        assert draft.organization.name == " ".join(source["organization"]["name"].split())
        assert draft.resources_whole
        # The dump writes its own address before that of the picture.
        assert not (draft.organization.logo_url or "").startswith("http://dev.local")


def test_organisations_lose_the_spaces_around_their_names():
    name = "organizations-datasets_culture-prod.json"
    spaced = {each["id"] for each in document(name) if each["name"] != each["name"].strip()}
    names = {draft.identifier: draft.name for draft in drafts(shared(name))}

    assert spaced
    assert all(names[identifier] == names[identifier].strip() for identifier in spaced)


def test_the_organisation_of_the_ministry_is_read_without_its_members():
    source = document("datagouv_organization_ministere-culture.json")
    (draft,) = drafts(shared("datagouv_organization_ministere-culture.json"))

    assert draft.name == "Ministère de la Culture"
    assert draft.slug == source["slug"]
    assert draft.badges == ("public-service", "certified")
    assert draft.logo_url == source["logo"]
    assert draft.counters.views == source["metrics"]["views"]
    assert all(
        member["user"]["last_name"] not in json.dumps(draft.stated(), default=str)
        for member in source["members"]
    )
