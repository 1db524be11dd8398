from uuid import UUID

from catalog.drafts import UNSET
from tests.catalog.importing.samples import document, drafts, refusals, shared, table, write_table

LINKS = "dpnc_ressources_culture.csv"
COLUMNS = "catalog_schema_univers-culture-deps.csv"
EXPORT = "datagouv_tabular_api_data.json"


def test_a_list_of_ids_tells_which_file_is_of_which_dataset():
    expected = {(each["id.dataset"], each["id.ressource"]) for each in table(LINKS)}
    found = drafts(shared(LINKS))

    assert {(one.identifier, one.resources[0].identifier) for one in found} == expected
    for draft in found:
        assert not draft.resources_whole
        assert draft.title
        assert draft.resources[0].url is UNSET
        assert draft.resources[0].title is UNSET


def test_a_description_of_columns_gives_each_file_once_with_its_address():
    source = {each["id.ressource"]: each for each in table(COLUMNS)}

    for draft in drafts(shared(COLUMNS)):
        (resource,) = draft.resources
        cells = source[resource.identifier]
        assert draft.identifier == cells["id.dataset"]
        assert draft.title is UNSET
        assert resource.url == cells["url.ressource"]
        assert resource.format == cells["format.ressource"]
        assert resource.title == cells["title.ressource"]
        assert resource.modified_at.isoformat() == cells["last_modified.ressource"]
        # Another file may be newer: when the dataset changed is not known.
        assert draft.updated_at is UNSET


def test_the_export_of_files_reads_alike_in_json_and_csv(tmp_path):
    rows = document(EXPORT)["data"]
    cells = [
        {name: value for name, value in row.items() if name not in ("__id", "extras")}
        for row in rows
    ]
    path = write_table(tmp_path / "resources.csv", cells)

    by_json, by_csv = drafts(shared(EXPORT)), drafts(path)

    assert refusals(path) == []
    assert [one.resources[0].identifier for one in by_csv] == [row["id"] for row in rows]
    for one, other in zip(by_json, by_csv, strict=True):
        assert one.license == other.license
        assert one.organization == other.organization
        assert one.private is other.private is False
        assert one.resources[0].url == other.resources[0].url
        assert one.resources[0].harvest == other.resources[0].harvest
        assert UUID(one.resources[0].identifier)


def test_formats_of_the_export_are_shortened():
    formats = {one.resources[0].format for one in drafts(shared(EXPORT))}

    assert formats == {"shp", "json", "csv", "zip"}
