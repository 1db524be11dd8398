from html import unescape

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
BRITTANY, RENNES = "fr:region:53", "fr:departement:35"


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_list_has_the_regions_of_today_with_their_departments(client):
    factories.dataset(territories=[RENNES], published=True)
    factories.dataset(territories=["country:fr"], published=True)
    factories.dataset(territories=[RENNES])

    page = read(client, "/territoires/")

    regions = client.get("/territoires/").context["regions"]
    brittany = next(region for region in regions if region.share.name == "Bretagne")
    assert len(regions) == 18
    assert brittany.share.count == 1
    assert {share.name: share.count for share in brittany.departments} == {
        "Côtes-d’Armor": 0,
        "Finistère": 0,
        "Ille-et-Vilaine": 1,
        "Morbihan": 0,
    }
    assert "/territoires/departement/2A/" in page
    assert "Nouvelle-Calédonie" in page
    assert "Picardie" not in page
    assert "/explorer/?territoire=country%3Afr" in page


def test_a_region_shows_what_speaks_of_it_and_of_its_departments(client):
    publisher = factories.organization("DRAC Bretagne")
    factories.dataset("Région", territories=[BRITTANY], themes=["musee"], published=True)
    factories.dataset("Rennes", organization=publisher, territories=[RENNES], published=True)
    factories.dataset("Ailleurs", territories=["fr:region:11"], published=True)

    page = read(client, "/territoires/region/53/")

    listed = client.get("/territoires/region/53/").context["listing"].rows
    assert {row.dataset.title for row in listed} == {"Région", "Rennes"}
    assert "/territoires/departement/35/" in page
    assert "/thematiques/musee/" in page
    assert publisher.get_absolute_url() in page


def test_a_department_shows_its_own_and_leads_to_its_region(client):
    factories.dataset("Région", territories=[BRITTANY], published=True)
    factories.dataset("Rennes", territories=[RENNES], published=True)

    page = read(client, "/territoires/departement/35/")

    assert "Rennes" in page
    assert ">Région</a>" not in page
    assert "/territoires/region/53/" in page


@pytest.mark.parametrize("place", ["region/999", "departement/00", "commune/35238", "country/fr"])
def test_a_place_without_a_page_is_not_found(client, place):
    assert client.get(f"/territoires/{place}/").status_code == 404


def test_a_draft_is_told_to_nobody(client, client_of):
    secret = factories.canary()
    draft = factories.dataset(territories=[RENNES], canary=secret)

    for reader in (client, client_of(factories.editor(draft.organization))):
        for page in ("/territoires/", "/territoires/region/53/", "/territoires/departement/35/"):
            assert secret not in reader.get(page).content.decode()
