import pytest

from catalog.models import DatasetAlias
from tests import factories

pytestmark = pytest.mark.django_db
FOREIGN = "53698e62a3a729239d203f12"


@pytest.mark.parametrize("before", ["", "/fr"])
def test_the_id_the_slug_and_the_alias_of_a_dataset_lead_to_its_page(client, before):
    dataset = factories.dataset("Orgues de France", published=True)
    DatasetAlias.objects.create(alias=FOREIGN, dataset=dataset)

    for name in (dataset.slug, dataset.pk, FOREIGN):
        answer = client.get(f"{before}/datasets/{name}/")

        assert (answer.status_code, answer["Location"]) == (301, dataset.get_absolute_url())


def test_an_address_without_its_last_slash_leads_there_too(client):
    dataset = factories.dataset("Orgues de France", published=True)

    answer = client.get(f"/fr/datasets/{dataset.slug}", follow=True)

    assert answer.redirect_chain[-1] == (dataset.get_absolute_url(), 301)


def test_a_draft_has_no_former_address_even_for_its_editors(client, client_of):
    draft = factories.dataset("Orgues de France")

    for reader in (client, client_of(factories.editor(draft.organization))):
        for name in (draft.slug, draft.pk):
            assert reader.get(f"/datasets/{name}/").status_code == 404


def test_what_was_public_and_was_deleted_is_gone(client):
    dataset = factories.dataset("Orgues perdues", state="deleted")

    assert client.get(f"/datasets/{dataset.slug}/").status_code == 410


def test_an_archived_dataset_is_still_found(client):
    dataset = factories.dataset(state="archived")

    assert client.get(f"/datasets/{dataset.pk}/")["Location"] == dataset.get_absolute_url()


@pytest.mark.parametrize("before", ["", "/fr"])
def test_an_organization_is_found_by_its_id_and_slug(client, before):
    publisher = factories.organization("Service des orgues")

    for name in (publisher.pk, publisher.slug):
        answer = client.get(f"{before}/organizations/{name}/")

        assert (answer.status_code, answer["Location"]) == (301, publisher.get_absolute_url())
    assert client.get(f"{before}/organizations/inconnue/").status_code == 404


def test_permalinks_of_files_are_left_to_themselves(client):
    file = factories.resource(factories.dataset(published=True))

    assert client.get(f"/datasets/r/{file.pk}").status_code in (200, 302)
