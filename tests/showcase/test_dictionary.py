"""The columns of a file leave with what they mean, for whoever may read the file."""

import json

import pytest
from django.urls import reverse

from catalog.actions.dataset import delete_dataset
from catalog.actions.upkeep import ColumnText, describe_columns
from tests import factories, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def resource():
    made = factories.dataset(published=True).resources.get()
    tasks.work_through()
    columns = [ColumnText("nom", label="Nom du musée", unit="aucune")]
    describe_columns(made, by=factories.platform(), columns=columns)
    return made


def address(resource, name="resource-dictionary"):
    return reverse(f"showcase:{name}", args=[resource.pk])


def test_the_dictionary_leaves_as_csv(client, resource):
    response = client.get(address(resource))

    text = response.content.decode()
    assert "Nom du musée" in text
    assert "commune" in text
    assert "attachment" in response["Content-Disposition"]


def test_the_dictionary_leaves_as_a_table_schema(client, resource):
    schema = json.loads(client.get(address(resource, "resource-schema")).content)

    assert [field["name"] for field in schema["fields"]] == ["nom", "commune"]
    assert schema["fields"][0]["title"] == "Nom du musée"


def test_what_is_hidden_is_not_found_and_what_was_deleted_is_gone(client, resource):
    draft = factories.resource()
    delete_dataset(resource.dataset, by=factories.platform(), reason="Par mégarde")

    assert client.get(address(draft)).status_code == 404
    assert client.get(address(resource)).status_code == 410


def test_a_file_without_columns_has_no_dictionary(client):
    resource = factories.dataset(published=True).resources.get()

    assert client.get(address(resource)).status_code == 404
