from datetime import datetime

import pytest

from catalog.drafts import UNSET, same_words
from tests.catalog.importing.samples import (
    ORGANIZATION_CSV,
    TOPIC_CSV,
    drafts,
    shared,
    table,
)

DPNC = "dpnc_datasets_culture_part-shared.csv"


@pytest.mark.parametrize("name", [TOPIC_CSV, "catalog_datasets_univers-culture-deps.csv", DPNC])
def test_paragraphs_and_keywords_are_kept(name):
    source = {each["id.dataset"]: each for each in table(name)}

    for draft in drafts(shared(name)):
        cells = source[draft.identifier]
        description = cells["description.dataset"].replace("\r\n", "\n").replace("\r", "\n")
        assert draft.description == description.strip()
        tags = cells["tags.dataset"].replace(",", ";").split(";")
        assert draft.keywords == tuple(tag for tag in tags if tag)


def test_the_day_of_the_export_is_known():
    for draft in drafts(shared(TOPIC_CSV)):
        assert draft.exported_at == datetime.fromisoformat("2026-05-24T19:12:10.404603+00:00")
        assert draft.archived_at is None


def test_four_columns_say_nothing_of_the_rest():
    stated = set().union(*(draft.stated() for draft in drafts(shared(DPNC))))

    assert stated - {"counters", "resources_whole", "warnings"} == {
        "identifier",
        "title",
        "description",
        "keywords",
    }


def test_a_row_leads_to_its_page_on_data_gouv_fr():
    draft = drafts(shared(DPNC))[0]

    assert draft.page is UNSET
    assert draft.source_page == f"https://www.data.gouv.fr/datasets/{draft.identifier}/"


def test_the_organisation_s_export_lost_the_paragraphs_of_the_topic_s():
    flat = {draft.identifier: draft for draft in drafts(shared(ORGANIZATION_CSV))}
    whole = {draft.identifier: draft for draft in drafts(shared(TOPIC_CSV))}
    both = flat.keys() & whole.keys()

    same = [key for key in both if same_words(flat[key].description, whole[key].description)]

    assert not any("\n" in draft.description for draft in flat.values())
    assert len(same) > 0.9 * len(both)
