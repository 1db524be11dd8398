"""X-Fields names the keys that a client wants, and the answer holds no other."""

import pytest
from rest_framework.exceptions import ParseError

from catalog.api.masks import keep, parse
from tests import factories

ROW = {"id": "1", "title": "Musées", "organization": {"id": "2", "name": "DRAC"}}


@pytest.mark.parametrize(
    ("mask", "kept"),
    [
        ("id", {"id": "1"}),
        ("{id}", {"id": "1"}),
        (" id , title ", {"id": "1", "title": "Musées"}),
        ("id,nothing", {"id": "1"}),
        ("organization{name}", {"organization": {"name": "DRAC"}}),
        ("{id,organization{name}}", {"id": "1", "organization": {"name": "DRAC"}}),
        ("*,organization{id}", {**ROW, "organization": {"id": "2"}}),
        ("*", ROW),
    ],
)
def test_a_mask_keeps_the_keys_it_names(mask, kept):
    assert keep(ROW, parse(mask)) == kept


def test_a_mask_goes_through_lists():
    assert keep({"data": [ROW, ROW]}, parse("data{id}")) == {"data": [{"id": "1"}] * 2}


@pytest.mark.parametrize("mask", ["data{id", "{", "a{b{c}", "}", "a}", "{a}}", "{{a}}", "a,{b}"])
def test_an_unbalanced_mask_is_refused(mask):
    with pytest.raises(ParseError, match="Mask parse error"):
        parse(mask)


@pytest.mark.django_db
def test_the_list_is_masked_on_demand(client):
    dataset = factories.dataset(published=True)

    answer = client.get(
        "/api/1/datasets/", headers={"X-Fields": "data{id,organization{name}},total"}
    )

    name = dataset.organization.name
    assert answer.json() == {
        "data": [{"id": str(dataset.pk), "organization": {"name": name}}],
        "total": 1,
    }


@pytest.mark.django_db
def test_a_missing_brace_is_said_in_the_words_of_data_gouv(client):
    answer = client.get("/api/1/datasets/", headers={"X-Fields": "data{id"})

    assert answer.status_code == 400
    assert answer.json()["message"] == "Mask parse error: Missing closing bracket"
