from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from catalog.actions import dataset as verbs
from catalog.enums import CountKind
from catalog.models import Dataset
from catalog.stats.models import DailyCount
from tests import factories
from tests.showcase.blocks import compose, newest, picks

pytestmark = pytest.mark.django_db


def test_a_new_installation_has_a_home_page_with_a_search_box(client):
    page = client.get("/").content.decode()

    assert "Les données de la culture, ouvertes à tous" in page
    assert 'name="q"' in page
    assert "/explorer/?q=mus%C3%A9es" in page


def test_home_tells_how_many_datasets_and_organizations(client):
    publisher = factories.organization()
    factories.dataset("Un", organization=publisher, published=True)
    factories.dataset("Deux", organization=publisher, published=True)
    factories.dataset("Trois", published=True)
    factories.dataset("Brouillon")

    page = client.get("/").content.decode()

    assert "3 jeux de données" in page
    assert "2 organisations" in page


def test_newest_block_shows_as_many_as_it_says_the_latest_first(client):
    for title in ("Premier", "Deuxième", "Troisième"):
        factories.dataset(title, published=True)
    compose(newest(number=2))

    page = client.get("/").content.decode()

    assert "Premier" not in page
    assert page.index("Troisième") < page.index("Deuxième")


def test_picks_show_the_dataset_and_why_it_was_chosen(client):
    dataset = factories.dataset("Orgues de France", published=True)
    compose(picks((dataset, "Huit mille buffets, un par un.")))

    page = client.get("/").content.decode()

    assert "Orgues de France" in page
    assert dataset.get_absolute_url() in page
    assert "Huit mille buffets, un par un." in page


@pytest.mark.parametrize("leaving", ["archive_dataset", "delete_dataset"])
def test_a_pick_that_leaves_the_public_list_leaves_the_page(client, leaving):
    dataset = factories.dataset("Orgues de France", published=True)
    compose(picks((dataset, "Pour leurs buffets.")))
    getattr(verbs, leaving)(dataset, by=factories.platform(), reason="Remplacé")

    page = client.get("/").content.decode()

    assert "Orgues de France" not in page
    assert "Pour leurs buffets." not in page
    assert "À découvrir" not in page


def test_a_draft_never_shows_even_when_it_was_put_in_a_block(client):
    secret = factories.canary()
    draft = factories.dataset(canary=secret)
    compose(picks((draft, "Bientôt")), newest())

    assert secret not in client.get("/").content.decode()


def test_a_search_box_that_does_not_come_first_is_still_shown(client):
    factories.dataset("Orgues de France", published=True)
    compose(newest(), ("search", {"placeholder": "Un lieu, un sujet", "suggestions": []}))

    page = client.get("/").content.decode()

    assert page.index("Orgues de France") < page.index("Un lieu, un sujet")


def test_a_visitor_gets_no_cookie_and_no_form_key(client):
    answer = client.get("/")

    assert not answer.cookies
    assert "csrf" not in answer.content.decode()


def test_figures_count_what_is_public(client):
    dataset = factories.dataset(published=True)
    factories.link(dataset)
    factories.dataset(with_link=True)
    compose(("figures", {"heading": "En chiffres"}))

    figures = client.get("/").context["home"].figures

    assert [(figure.number, figure.label) for figure in figures] == [
        (1, "jeux de données"),
        (1, "organisations qui publient"),
        (2, "fichiers et liens"),
        (1, "jeux de données mis à jour ce mois-ci"),
    ]


def test_themes_and_producers_lead_to_their_pages(client):
    publisher = factories.organization("Service des orgues")
    factories.dataset(organization=publisher, themes=["musique"], published=True)
    factories.organization("Sans publication")
    compose(
        ("themes", {"heading": "Thématiques", "text": ""}),
        ("producers", {"heading": "Qui publie", "text": "", "number": 9}),
    )

    page = client.get("/").content.decode()

    assert "/thematiques/musique/" in page
    assert publisher.get_absolute_url() in page
    assert "Sans publication" not in page


def test_the_most_downloaded_are_ranked_over_thirty_days_or_since_ever(client):
    first, second = (factories.dataset(title, published=True) for title in ("Un", "Deux"))
    factories.dataset("Jamais pris", published=True)
    Dataset.objects.filter(pk=first.pk).update(downloads=900)
    Dataset.objects.filter(pk=second.pk).update(downloads=30)
    compose(("popular", {"heading": "Les plus téléchargés", "number": 6}))

    def ranking():
        home = client.get("/").context["home"]
        return home.is_recent, [(one.row.dataset.title, one.downloads) for one in home.popular]

    assert ranking() == (False, [("Un", 900), ("Deux", 30)])

    DailyCount.objects.create(
        kind=CountKind.DOWNLOAD, day=timezone.localdate(), dataset=second, count=7
    )
    cache.clear()  # the ranking is kept for ten minutes
    assert ranking() == (True, [("Deux", 7)])


def test_updated_shows_what_changed_last(client):
    now = timezone.now()
    old = factories.dataset("Ancien", at=now - timedelta(days=20), published=True)
    factories.dataset("Récent", at=now - timedelta(days=10), published=True)
    compose(("updated", {"heading": "Mis à jour", "text": "", "number": 2}))
    assert client.get("/").context["home"].updated[0].dataset.title == "Récent"

    factories.version(old.resources.get(), b"nom\nautre\n")

    assert client.get("/").context["home"].updated[0].dataset.title == "Ancien"
