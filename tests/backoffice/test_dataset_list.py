import pytest
from django.urls import reverse

from catalog.actions.submitting import submit_dataset
from catalog.enums import DatasetState, Role
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
LIST = reverse("backoffice:dataset-list")


def titles(client, **parameters):
    response = client.get(LIST, parameters)
    assert response.status_code == 200
    return {dataset.title for dataset, _ in response.context["rows"]}


def test_it_holds_what_one_may_change_and_nothing_else(client_of):
    organization = factories.organization()
    editor = factories.editor(organization)
    own = factories.dataset(organization=organization)
    granted = factories.dataset()
    factories.dataset(published=True)
    factories.grant(
        granted, to=factories.member(granted.organization, Role.CONTRIBUTOR, person=editor)
    )

    assert titles(client_of(editor)) == {own.title, granted.title}


def test_the_bin_is_reached_by_its_state_only(client_of):
    binned = factories.dataset(state=DatasetState.DELETED)
    client = client_of(factories.editor(binned.organization))

    assert titles(client) == set()
    assert titles(client, etat="deleted") == {binned.title}


def test_what_waits_to_be_read_is_found_by_its_state(client_of):
    draft = factories.dataset(with_file=True)
    client = client_of(factories.editor(draft.organization))
    factories.dataset(organization=draft.organization)

    submit_dataset(draft, by=factories.grant(draft))

    assert titles(client, etat="submitted") == {draft.title}


def test_words_state_and_organization_filter(client_of):
    organization = factories.organization()
    client = client_of(factories.editor(organization))
    museums = factories.dataset("Musées de France", organization=organization)
    churches = factories.dataset("Églises romanes", organization=organization, published=True)

    assert titles(client, q="musee") == {museums.title}
    assert titles(client, etat="published") == {churches.title}
    assert titles(client, organisation=organization.slug) == {museums.title, churches.title}
    assert titles(client, organisation="ailleurs") == set()


def test_latest_edited_comes_first(client_of):
    organization = factories.organization()
    client = client_of(factories.editor(organization))
    first = factories.dataset(organization=organization)
    second = factories.dataset(organization=organization)
    factories.link(first)

    rows = client.get(LIST).context["rows"]

    assert [dataset.pk for dataset, _ in rows] == [first.pk, second.pk]


def test_the_dpnc_may_read_the_whole_family_and_only_it(client_of):
    draft = factories.dataset(organization=factories.organization(in_family=True))
    elsewhere = factories.dataset(published=True)
    client = client_of(factories.dpnc_user())

    assert titles(client) == set()
    assert titles(client, portee="famille") == {draft.title}
    assert elsewhere.title not in titles(client, portee="famille")
    page = client.get(reverse("backoffice:dataset-detail", args=[draft.pk]))
    assert "sans pouvoir le modifier" in page.content.decode()


def test_the_family_is_not_offered_to_others_and_shows_them_no_draft(client_of):
    draft = factories.dataset(organization=factories.organization(in_family=True))
    client = client_of(factories.editor())

    assert "filtre-portee" not in client.get(LIST).content.decode()
    assert draft.title not in titles(client, portee="famille")


def test_the_budget_is_the_same_with_two_datasets_and_with_two_hundred(client_of):
    organization = factories.organization()
    client = client_of(factories.editor(organization))
    for _ in range(2):
        factories.dataset(organization=organization, keywords=["musée"])
    client.get(LIST, {"q": "jeu"})
    with query_budget(15) as few:
        client.get(LIST, {"q": "jeu"})

    for _ in range(198):
        factories.dataset(organization=organization, keywords=["musée"])

    with query_budget(15) as many:
        client.get(LIST, {"q": "jeu"})
    assert len(many) == len(few)
