import csv
from datetime import UTC, date, datetime

import pytest

from catalog.drafts import UNSET
from catalog.importing.read import read
from tests.catalog.importing.samples import (
    ORGANIZATION_CSV,
    TOPIC_CSV,
    drafts,
    refusals,
    row,
    shared,
    table,
    write_table,
)

# No older edition was kept: seven columns that say nothing elsewhere in the row stand for its lack.
NEWEST = [
    "description_short",
    "spatial.geom",
    "harvest.uri",
    "harvest.issued_at",
    "harvest.dct_identifier",
    "metric.discussions_open",
    "organization_name",
]
LICENSES = {
    "Licence Ouverte / Open Licence version 2.0": "lov2",
    "Licence Ouverte / Open Licence": "fr-lo",
    "Creative Commons Attribution Share-Alike": "cc-by-sa",
    "Open Data Commons Open Database License (ODbL)": "odc-odbl",
    "License Not Specified": "notspecified",
    "Other (Public Domain)": "other-pd",
}


@pytest.fixture
def source():
    return {each["id"]: each for each in table(ORGANIZATION_CSV, ";")}


def real():
    return {draft.identifier: draft for draft in drafts(shared(ORGANIZATION_CSV))}


def test_each_column_goes_to_its_field(source):
    for identifier, draft in real().items():
        cells = source[identifier]
        assert draft.slug == cells["slug"]
        assert draft.title == " ".join(cells["title"].split(" ")).replace("  ", " ").strip()
        assert draft.page == cells["url"]
        assert draft.description == cells["description"].strip()
        assert draft.short_description == cells["description_short"].strip()
        assert draft.frequency == cells["frequency"].replace("unknown", "")
        assert draft.license == LICENSES[cells["license"]]
        assert draft.keywords == tuple(tag for tag in cells["tags"].split(",") if tag)
        assert draft.featured is (cells["featured"] == "True")
        assert draft.archived_at is None
        assert draft.resource_count == int(cells["resources_count"])
        assert draft.quality_score == float(cells["quality_score"])


def test_counters_are_whole_numbers_though_the_script_writes_decimals(source):
    for identifier, draft in real().items():
        cells = source[identifier]
        downloads = cells["metric.resources_downloads"]
        # Empty is not zero: the source did not count.
        assert draft.counters.downloads == (int(float(downloads)) if downloads else UNSET)
        assert draft.counters.views == int(cells["metric.views"])
        assert draft.counters.followers == int(cells["metric.followers"])
        assert draft.counters.reuses == int(cells["metric.reuses"])
        assert draft.counters.discussions == int(cells["metric.discussions"])


def test_dates_without_an_offset_are_utc(source):
    draft = real()["62da21021d3f7025e69ef260"]

    assert draft.created_at == datetime(2022, 7, 22, 6, 1, 6, 469000, tzinfo=UTC)
    assert draft.temporal_start == date(2023, 1, 1)
    assert draft.temporal_end == date(2023, 12, 31)
    assert draft.harvest["backend"] == "DCAT"
    assert draft.harvest["domain"] == "data.culture.gouv.fr"
    # A row counts the files without naming them: when they changed is not known.
    assert draft.updated_at is UNSET
    assert draft.resources is UNSET
    assert draft.formats == ("xlsx", "csv", "xls")


def test_coverage_follows_the_cells(source):
    for identifier, draft in real().items():
        cells = source[identifier]
        assert str(draft.temporal_start or "") == cells["temporal_coverage.start"]
        assert str(draft.temporal_end or "") == cells["temporal_coverage.end"]
        assert draft.granularity == cells["spatial.granularity"]
        assert len(draft.zones) == len([name for name in cells["spatial.zones"].split(",") if name])


def test_names_of_places_become_zones(source):
    named = {source[identifier]["spatial.zones"]: one.zones for identifier, one in real().items()}

    assert named["France"] == ("country:fr",)
    assert named["Monde,France"] == ("country-group:world", "country:fr")
    assert named["Monde,Union Européenne,Algérie,France"][1:3] == ("country-group:ue", "country:dz")
    assert named["France,Algérie,Vietnam,Tunisie,Sénégal"][2] == "country:vn"


def test_long_names_of_formats_are_shortened(source):
    long = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    found = [real_ for key, real_ in real().items() if long in source[key]["resources_formats"]]

    assert found
    assert all("docx" in draft.formats for draft in found)


def test_organisations_are_named_without_the_spaces_around(source):
    names = {draft.organization.identifier: draft.organization.name for draft in real().values()}

    assert names["534fff5ea3a7292c64a77d40"] == "Centre des monuments nationaux"
    assert len(names) == len({cells["organization_id"] for cells in source.values()})


def test_same_dataset_is_dated_alike_by_the_two_exports():
    by_topic = {draft.identifier: draft for draft in drafts(shared(TOPIC_CSV))}
    both = [(draft, by_topic[key]) for key, draft in real().items() if key in by_topic]

    assert both
    assert all(one.created_at == other.created_at for one, other in both)


def test_the_older_edition_says_less_and_resets_nothing(tmp_path, source):
    names = [name for name in next(iter(source.values())) if name not in NEWEST]
    path = write_table(tmp_path / "41.csv", list(source.values()), names=names)

    older = drafts(path)

    assert len(names) == 41
    assert len(older) == len(source)
    assert refusals(path) == []
    for draft in older:
        newer = real_of(draft.identifier)
        assert draft.short_description is UNSET
        assert draft.title == newer.title
        assert draft.counters == newer.counters
        assert draft.organization == newer.organization


def real_of(identifier, known={}):  # noqa: B006 (read once for the two hundred comparisons)
    known = known or known.update(real()) or known
    return known[identifier]


def test_columns_are_found_wherever_they_are(tmp_path, source):
    names = [*next(iter(source.values())), "column_of_tomorrow"]
    names = names[1::2] + names[::2]
    path = write_table(tmp_path / "shuffled.csv", list(source.values()), names=names)

    assert {draft.identifier: draft for draft in drafts(path)} == real()


def test_former_names_of_columns_are_understood(tmp_path):
    cells = row(private="True") | {"harvest.last_modified": "2019-02-03T00:00:00"}
    (draft,) = read(write_table(tmp_path / "former.csv", [cells]))

    assert draft.private is True
    assert draft.updated_at == datetime(2019, 2, 3, tzinfo=UTC)


def test_an_archived_row_keeps_its_date_or_the_closest_known(tmp_path):
    rows = [
        row(1, archived="2021-05-06T07:08:09"),
        row(2, archived="True"),
        row(3, archived=""),
    ]
    dated, undated, living = read(write_table(tmp_path / "archived.csv", rows))

    assert dated.archived_at == datetime(2021, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert undated.archived_at == undated.modified_at
    assert living.archived_at is None


def test_text_survives_separators_quotes_and_paragraphs(tmp_path):
    title = 'Musées ; « collections » et "réserves", fonds'
    description = '# Titre\r\n\r\n- un ; deux\n- "trois"\n\n<p class="x">HTML</p>'
    (draft,) = read(write_table(tmp_path / "t.csv", [row(title=title, description=description)]))

    assert draft.title == title
    assert draft.description == description.replace("\r\n", "\n")


def test_another_delimiter_and_a_byte_order_mark_are_accepted(tmp_path):
    path = write_table(tmp_path / "t.csv", [row(1), row(2)], delimiter=",")
    path.write_text("\ufeff" + path.read_text())

    assert len(drafts(path)) == 2


def test_a_cell_beyond_the_usual_limit_is_read_and_the_limit_put_back(tmp_path):
    before = csv.field_size_limit(131_072)
    path = write_table(tmp_path / "t.csv", [row(description="a" * 300_000)])

    (draft,) = read(path)

    assert len(draft.description) == 300_000
    assert csv.field_size_limit(before) == 131_072
