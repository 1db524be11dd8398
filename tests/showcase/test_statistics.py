"""What pages say of views and downloads: true, public only, and the same whoever looks."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from catalog.actions import dataset as datasets
from catalog.enums import CountKind, DatasetState
from catalog.models import Dataset, Resource
from catalog.stats.models import today
from catalog.stats.rollup import roll_up
from catalog.stats.writing import Key, write
from showcase.ranking import SECONDS, most_downloaded
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db


def counted(subject, number, *, kind=CountKind.DOWNLOAD, ago=0):
    column = type(subject).__name__.lower()
    write({Key(column, subject.pk, today() - timedelta(days=ago), kind): number})


def read(client, thing):
    return client.get(thing.get_absolute_url()).content.decode()


def table(client, dataset, **options):
    return client.get(f"/jeux-de-donnees/{dataset.slug}/statistiques.csv", **options)


def test_the_page_of_a_dataset_tells_since_ever_and_lately(client):
    dataset = factories.dataset(published=True)
    Dataset.objects.update(source_downloads=1900, source_views=5000)
    counted(dataset, 2)
    counted(dataset, 7, kind=CountKind.VIEW, ago=29)
    counted(dataset, 500, kind=CountKind.VIEW, ago=30)

    page = read(client, dataset)

    assert "1\u202f902</strong>téléchargements, 5\u202f507 consultations." in page
    assert "Ces trente derniers jours\u00a0: 2 téléchargements, 7 consultations." in page
    assert f"{dataset.slug}/statistiques.csv" in page


def test_nothing_counted_says_nothing(client):
    dataset = factories.dataset(published=True)

    assert "Audience" not in read(client, dataset)
    assert "téléchargement" not in read(client, dataset.organization)


def test_each_file_and_link_tells_its_downloads(client):
    dataset = factories.dataset(published=True)
    link = factories.link(dataset)
    counted(dataset.resources.exclude(pk=link.pk).get(), 1)
    counted(link, 1234)
    roll_up()

    page = read(client, dataset)

    assert ", 1 téléchargement</p>" in page
    assert "donnees.exemple.org, 1\u202f234 téléchargements</p>" in page


def test_the_page_of_an_organization_adds_its_published_datasets(client):
    organization = factories.organization()
    for published in (True, True, False):
        dataset = factories.dataset(organization=organization, published=published)
        counted(dataset, 100)
    counted(organization, 5, kind=CountKind.VIEW)
    roll_up()

    page = read(client, organization)

    assert "Ses jeux de données\u00a0: 200 téléchargements, aucune consultation." in page
    assert "jours\u00a0: aucun téléchargement, 5 consultations, cette page comprise." in page


def test_the_table_has_every_day_since_the_first_counted(client):
    dataset = factories.dataset(published=True)
    counted(dataset, 7, kind=CountKind.VIEW, ago=2)
    counted(dataset, 3)

    with query_budget(4):
        answer = table(client, dataset)

    days = [today() - timedelta(days=ago) for ago in (2, 1, 0)]
    assert answer.content.decode() == (
        f"jour;consultations;téléchargements\r\n{days[0]};7;0\r\n{days[1]};0;0\r\n{days[2]};0;3\r\n"
    )
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert f"statistiques-{dataset.slug}.csv" in answer["Content-Disposition"]


def test_the_table_of_what_was_never_counted_has_its_header_only(client):
    answer = table(client, factories.dataset(published=True))

    assert answer.content.decode() == "jour;consultations;téléchargements\r\n"


def test_the_table_of_what_is_hidden_is_hidden(client):
    organization = factories.organization()
    draft = factories.dataset(organization=organization)
    deleted = factories.dataset(organization=organization, state=DatasetState.DELETED)

    assert table(client, draft).status_code == 404
    assert client.get("/jeux-de-donnees/inconnu/statistiques.csv").status_code == 404
    assert table(client, deleted).status_code == 410
    client.force_login(factories.editor(organization))
    assert table(client, draft).status_code == 200


def test_the_table_of_a_former_address_leads_to_the_present_one(client):
    dataset = factories.dataset("Musées", published=True)
    former = dataset.slug
    renamed = datasets.describe_dataset(dataset, by=factories.platform(), title="Collections")

    answer = client.get(f"/jeux-de-donnees/{former}/statistiques.csv")

    assert (answer.status_code, answer["Location"]) == (
        301,
        f"/jeux-de-donnees/{renamed.slug}/statistiques.csv",
    )


@pytest.fixture
def ranked():
    organization = factories.organization()
    made = [factories.dataset(organization=organization, published=True) for _ in range(3)]
    for number, dataset in enumerate(made, start=1):
        counted(dataset, number)
    return made


def test_the_most_downloaded_are_kept_for_ten_minutes(ranked):
    first = most_downloaded(30, number=2)
    assert [(one.pk, one.recent_downloads) for one in first] == [
        (ranked[2].pk, 3),
        (ranked[1].pk, 2),
    ]

    counted(ranked[0], 50)

    assert most_downloaded(30, number=2) == first
    assert SECONDS == 600
    cache.clear()
    assert most_downloaded(30, number=2) == [ranked[0], ranked[2]]


def test_a_dataset_hidden_since_leaves_the_most_downloaded_at_once(ranked):
    most_downloaded(30, number=2)
    datasets.delete_dataset(ranked[2], by=factories.platform(), reason="Publié par mégarde.")

    assert most_downloaded(30, number=2) == [ranked[1], ranked[0]]


def test_what_is_kept_names_nothing_that_is_private(ranked):
    draft = factories.dataset(organization=ranked[0].organization)
    counted(draft, 99)
    archived = factories.dataset(state=DatasetState.ARCHIVED)
    counted(archived, 99)

    most_downloaded(30, number=2)

    assert set(cache.get("showcase.most_downloaded.30")) == {one.pk for one in ranked}


def test_a_roll_up_does_not_change_when_a_page_was_modified(client):
    dataset = factories.dataset(published=True)
    before = dataset.modified_at
    counted(dataset, 1)
    counted(Resource.objects.get(), 1)
    roll_up()

    dataset.refresh_from_db()
    assert dataset.modified_at == before <= timezone.now()
