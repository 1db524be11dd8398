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
