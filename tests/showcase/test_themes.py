from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from catalog.models import Theme
from tests import factories

pytestmark = pytest.mark.django_db


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def topical(slug, *, starts, ends):
    today = timezone.localdate()
    return Theme.objects.create(
        slug=slug,
        name=slug.capitalize(),
        description="De saison.",
        starts_on=today + timedelta(days=starts),
        ends_on=today + timedelta(days=ends),
    )


def test_the_list_counts_what_is_published_in_each(client):
    factories.dataset(themes=["musee"], published=True)
    factories.dataset(themes=["musee", "livre"], published=True)
    factories.dataset(themes=["musee"])

    page = read(client, "/thematiques/")

    shares = {share.name: share for share in client.get("/thematiques/").context["themes"]}
    assert (shares["Musées"].count, shares["Musées"].percent) == (2, 100)
    assert (shares["Livre et lecture"].count, shares["Livre et lecture"].percent) == (1, 50)
    assert shares["Musique"].percent == 0
    assert "/thematiques/musee/" in page


def test_a_theme_shows_its_datasets_and_who_publishes_them(client, client_of):
    secret = factories.canary()
    publisher = factories.organization("Service des orgues")
    factories.dataset("Orgues", organization=publisher, themes=["musique"], published=True)
    factories.dataset("Livres", themes=["livre"], published=True)
    factories.dataset(organization=publisher, themes=["musique"], canary=secret)

    for reader in (client, client_of(factories.editor(publisher))):
        page = read(reader, "/thematiques/musique/")

        assert "Lieux, labels, conservatoires" in page
        assert "1 jeu de données" in page.lower()
        assert "Orgues" in page
        assert "Livres" not in page
        assert publisher.get_absolute_url() in page
        assert "/explorer/?thematique=musique" in page
        assert secret not in page


def test_a_topical_theme_tells_its_dates_and_stays_when_it_is_over(client):
    topical("festival", starts=-5, ends=5)
    topical("passee", starts=-50, ends=-5)
    topical("future", starts=5, ends=50)

    listed = read(client, "/thematiques/")
    assert "/thematiques/festival/" in listed
    assert "/thematiques/passee/" not in listed
    assert "/thematiques/future/" not in listed
    assert "Thématique d’actualité, du " in read(client, "/thematiques/festival/")
    assert "Thématique close le " in read(client, "/thematiques/passee/")
    assert client.get("/thematiques/future/").status_code == 404


def test_an_unknown_theme_is_not_found(client):
    assert client.get("/thematiques/inconnue/").status_code == 404
