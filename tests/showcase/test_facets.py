"""Each facet of the Explorer: its values, their counts, and what choosing one keeps."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.actions import dataset as verbs, organization as organizations, resource as resources
from catalog.models import Dataset, Territory
from catalog.search.facets import FACETS
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
BRITTANY, RENNES = "fr:region:53", "fr:departement:35"


def facets(client, **parameters):
    answer = client.get("/explorer/", parameters)
    return {
        facet.parameter: {value.slug: value.count for value in [*facet.first, *facet.others]}
        for facet in answer.context["facets"]
    }


def results(client, **parameters):
    rows = client.get("/explorer/", parameters).context["rows"]
    return {row.dataset.title for row in rows}


@pytest.mark.parametrize(
    ("parameter", "value", "description"),
    [
        ("thematique", "musee", {"themes": ["musee"]}),
        ("territoire", BRITTANY, {"territories": [BRITTANY]}),
        ("licence", "odc-odbl", {"license": "odc-odbl"}),
        ("maille", "fr:commune", {"granularity": "fr:commune"}),
        ("mot", "orgue", {"keywords": ["Orgue"]}),
    ],
)
def test_a_value_is_counted_and_keeps_its_datasets(client, parameter, value, description):
    factories.dataset("Celui-ci", published=True, **description)
    factories.dataset("Un autre", published=True)
    factories.dataset("Brouillon", **description)

    assert facets(client)[parameter][value] == 1
    assert results(client, **{parameter: value}) == {"Celui-ci"}


def test_the_organization_and_its_nature_are_facets(client):
    city = factories.organization("Ville de Valbrume", kind="local-authority")
    factories.dataset("Médiathèques", organization=city, published=True)
    factories.dataset("Musées", published=True)

    assert facets(client)["nature"] == {"local-authority": 1, "operator": 1}
    assert results(client, nature="local-authority") == {"Médiathèques"}
    assert results(client, organisation=city.slug) == {"Médiathèques"}


def test_formats_are_counted_by_family_and_follow_the_files(client):
    dataset = factories.dataset("Orgues", published=True)
    factories.link(dataset, format="shp")
    removed = factories.link(dataset, format="pdf")
    assert facets(client)["format"] == {"tabular": 1, "geographical": 1, "documents": 1}

    resources.remove_resource(removed, by=factories.platform())

    assert facets(client)["format"] == {"tabular": 1, "geographical": 1}
    assert results(client, format="geographical") == {"Orgues"}


def test_a_place_is_found_in_the_region_it_lies_in(client):
    factories.dataset("Rennes", territories=[RENNES], published=True)
    factories.dataset("France", territories=["country:fr"], published=True)

    assert facets(client)["territoire"] == {RENNES: 1, BRITTANY: 1, "country:fr": 1}
    assert results(client, territoire=BRITTANY) == {"Rennes"}
    assert results(client, q="bretagne") == {"Rennes"}
    assert Territory.objects.get(pk=RENNES).parent_id == BRITTANY


def test_freshness_is_told_by_age_and_by_lateness(client):
    now = timezone.now()
    factories.dataset("Du mois", published=True)
    factories.dataset("Tenu", at=now - timedelta(days=90), published=True)
    factories.dataset("Tardif", frequency="monthly", at=now - timedelta(days=90), published=True)
    factories.dataset("Ancien", frequency="never", at=now - timedelta(days=800), published=True)

    assert facets(client)["fraicheur"] == {"mois": 1, "annee": 2, "ancien": 1, "retard": 1}
    assert results(client, fraicheur="retard") == {"Tardif"}
    assert results(client, fraicheur=["mois", "ancien"]) == {"Du mois", "Ancien"}
    assert results(client, fraicheur="inconnu") == set()


def test_lateness_in_the_list_is_what_the_dataset_says(client):
    long_ago = timezone.now() - timedelta(days=31, hours=12)
    factories.dataset("Dans la journée", frequency="monthly", at=long_ago, published=True)

    assert results(client, fraicheur="retard") == set()
    [row] = client.get("/explorer/").context["rows"]
    assert row.freshness.word == "À jour"


def test_several_values_of_one_facet_add_up_and_two_facets_narrow(client):
    factories.dataset("A", keywords=["peinture"], themes=["musee"], published=True)
    factories.dataset("B", keywords=["sculpture"], themes=["musee"], published=True)
    factories.dataset("C", keywords=["peinture"], themes=["livre"], published=True)

    assert results(client, mot=["peinture", "sculpture"]) == {"A", "B", "C"}
    assert results(client, mot="peinture", thematique="musee") == {"A"}


def test_values_follow_the_description_and_the_name_of_the_organization(client):
    publisher = factories.organization("Service des orgues")
    dataset = factories.dataset(
        "Orgues", organization=publisher, keywords=["buffet"], published=True
    )
    verbs.describe_dataset(dataset, by=factories.platform(), keywords=["tuyau"])
    publisher = organizations.describe_organization(
        publisher, by=factories.platform(), name="Pôle des orgues"
    )

    assert facets(client)["mot"] == {"tuyau": 1}
    assert facets(client)["organisation"] == {publisher.slug: 1}


def test_the_label_of_a_draft_is_told_to_nobody(client):
    secret = factories.canary()
    factories.dataset(canary=secret, keywords=["Mot caché"])

    page = client.get("/explorer/", {"mot": ["mot-cache", "autre"]}).content.decode()

    assert "Mot caché" not in page


def test_most_downloaded_come_first_when_asked(client):
    for title, downloads in (("Peu", 3), ("Beaucoup", 900), ("Aucun", 0)):
        made = factories.dataset(title, published=True)
        Dataset.objects.filter(pk=made.pk).update(downloads=downloads)

    rows = client.get("/explorer/", {"tri": "telecharges"}).context["rows"]

    assert [row.dataset.title for row in rows] == ["Beaucoup", "Peu", "Aucun"]


def test_each_result_says_where_the_words_were_found(client):
    dataset = factories.dataset(
        "Orgues & tuyaux", keywords=["Besançon"], description="Les buffets.", published=True
    )
    factories.link(dataset, title="Carte des ateliers")

    [row] = client.get("/explorer/", {"q": "orgue besançon"}).context["rows"]
    assert row.found == ("Trouvé dans le titre et le mot-clé «\u00a0<mark>Besançon</mark>\u00a0»")
    [row] = client.get("/explorer/", {"q": "atelier buffet"}).context["rows"]
    assert "le fichier «\u00a0Carte des <mark>ateliers</mark>\u00a0» et la description" in row.found
    [row] = client.get("/explorer/").context["rows"]
    assert not row.found


def test_every_facet_at_once_stays_within_the_budget(client):
    factories.dataset("Orgues", keywords=["buffet"], themes=["musique"], published=True)
    names = [facet.parameter for facet in FACETS]

    with query_budget(12):
        client.get("/explorer/", {"q": "orgues"} | {name: ["un", "deux"] for name in names})
    with query_budget(12):
        client.get("/explorer/", {"q": "orgues", "thematique": "musique", "mot": "buffet"})
