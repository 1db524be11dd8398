import pytest
from django.core.management import call_command

from catalog.search.models import DatasetFacet, SearchDocument, SearchWord
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_empty_index_is_written_again(client, capsys):
    factories.dataset("Orgues de France", keywords=["buffet"], published=True)
    for model in (DatasetFacet, SearchDocument, SearchWord):
        model.objects.all().delete()

    call_command("reindex")

    assert "Indexed: 1" in capsys.readouterr().out
    [row] = client.get("/explorer/", {"q": "orgue", "mot": "buffet"}).context["rows"]
    assert row.dataset.title == "Orgues de France"


def rows_of_the_index():
    return [
        sorted(model.objects.values_list(*columns))
        for model, columns in (
            (DatasetFacet, ("pk", "kind", "value", "label")),
            (SearchDocument, ("pk", "title", "context", "body", "published_words")),
            (SearchWord, ("word", "datasets")),
        )
    ]


def test_an_index_that_says_the_truth_is_left_as_it_is(monkeypatch):
    monkeypatch.setattr("catalog.search.index.AT_ONCE", 2)
    for name in ("Orgues", "Cloches", "Carillons"):
        factories.dataset(name, keywords=["buffet", name], with_link=True, published=True)
    factories.dataset("Brouillon")
    before = rows_of_the_index()

    call_command("reindex")

    assert rows_of_the_index() == before
