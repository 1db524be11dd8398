"""The calendar, and the screens where a release is planned, moved and canceled."""

from datetime import date, datetime, time

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone

from backoffice.releases.moments import in_paris
from backoffice.releases.months import asked_month
from catalog.actions import released
from catalog.actions.dataset import describe_dataset
from catalog.models import Release
from tests import factories
from tests.backoffice.steps import text
from tests.catalog.actions.test_releasing import draft, held_version, states
from tests.client import query_budget

pytestmark = pytest.mark.django_db
CALENDAR = reverse("backoffice:release-list")
CREATE = reverse("backoffice:release-create")
WHEN = {"name": "La rentrée", "day": "2099-09-01", "hour": "08:30"}


@pytest.fixture
def organization():
    return factories.organization(in_family=True)


@pytest.fixture
def editor(organization):
    return factories.editor(organization)


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


def page_of(release, gesture="detail", *more):
    return reverse(f"backoffice:release-{gesture}", args=[release.pk, *more])


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        (date(2027, 3, 28), time(1, 59), "2027-03-28T00:59:00+00:00"),
        (date(2027, 3, 28), time(3, 0), "2027-03-28T01:00:00+00:00"),
        (date(2027, 10, 31), time(2, 30), "2027-10-31T00:30:00+00:00"),
        (date(2027, 12, 3), time(8, 0), "2027-12-03T07:00:00+00:00"),
    ],
)
def test_hours_are_those_of_paris(day, hour, utc):
    assert in_paris(day, hour) == datetime.fromisoformat(utc)


def test_an_hour_that_the_clocks_skip_is_refused():
    with pytest.raises(forms.ValidationError) as refusal:
        in_paris(date(2027, 3, 28), time(2, 30))

    assert refusal.value.message == (
        "Le 28 mars 2027, les horloges avancent d’une heure : 02:30 n’existe pas. "
        "Choisissez 3\u00a0h ou plus tard."
    )


def test_a_month_has_whole_weeks_and_any_other_code_is_this_month():
    month = asked_month("2027-02")
    this_month = timezone.localdate().replace(day=1)

    assert [len(week) for week in month.weeks([])] == [7, 7, 7, 7]
    assert (month.previous.code, month.next.code) == ("2027-01", "2027-03")
    for code in ("", "2027-13", "9999-01", "1000-01", "demain"):
        assert asked_month(code).first == this_month


def test_drafts_chosen_in_the_list_are_planned_together(client, organization):
    one, two = draft(organization, "Un"), draft(organization, "Deux")
    factories.dataset("Public", organization=organization, published=True)
    listed = text(client.get(reverse("backoffice:dataset-list")))
    assert listed.count('name="jeu"') == 3
    chosen = f"{CREATE}?jeu={one.pk}&jeu={two.pk}"
    (field,) = [field for field in client.get(chosen).context["form"] if field.name == "datasets"]
    assert sorted(field.value()) == sorted([one.pk, two.pk])

    response = client.post(chosen, WHEN | {"datasets": [one.pk, two.pk]}, follow=True)

    release = Release.objects.get()
    assert response.redirect_chain == [(page_of(release), 302)]
    assert states(one, two) == ["scheduled", "scheduled"]
    assert timezone.localtime(release.due_at).isoformat() == "2099-09-01T08:30:00+02:00"
    assert "C’est programmé : La rentrée, le 1er septembre 2099 à 8 h 30." in text(response)
    page = text(client.get(reverse("backoffice:dataset-detail", args=[one.pk])))
    assert "programmée pour le 1er septembre 2099 à 8 h 30, avec" in page
    assert "Publier maintenant" in page
    assert "En ligne le 1er septembre 2099" in text(client.get(reverse("backoffice:home")))


def test_a_refused_form_keeps_what_was_typed_and_says_why(client, organization):
    bare = factories.dataset("Vide", organization=organization)
    address = f"{CREATE}?jeu={bare.pk}"
    refusals = {
        "n’est pas encore publiable. Ajoutez au moins un fichier": {},
        "est passé : choisissez une date": {"day": "2020-01-01"},
        "les horloges avancent": {"day": "2027-03-28", "hour": "02:30"},
        "Écrivez un jour qui existe": {"day": "31/02/2027"},
        "Choisissez au moins un jeu de données.": {"datasets": []},
    }

    for sentence, typed in refusals.items():
        response = client.post(address, WHEN | {"datasets": [bare.pk]} | typed)
        assert response.status_code == 422
        assert sentence in text(response)
        assert 'value="La rentrée"' in text(response)
    assert not Release.objects.exists()


def test_a_held_file_is_planned_with_what_confirming_asks_for(client, organization):
    version = held_version(factories.dataset("Trois", organization=organization, published=True))
    version_page = reverse("backoffice:version-detail", args=[version.resource_id, version.number])
    address = f"{CREATE}?version={version.pk}"
    assert address in client.get(version_page).content.decode()
    assert "Colonne « commune » retirée." in text(client.get(address))

    refused = client.post(address, WHEN | {"reason": ""})
    done = client.post(address, WHEN | {"reason": "La colonne est partie."}, follow=True)

    assert refused.status_code == 422
    assert "« La colonne est partie. »" in text(done)
    assert "Sa mise en ligne est programmée" in text(client.get(version_page))


def test_what_is_planned_joins_a_release_that_exists(client, organization, editor):
    release = factories.release(draft(organization, "Un"), by=editor, name="Mars")
    other = draft(organization, "Deux")

    typed = {"datasets": [other.pk], "release": release.pk, "name": "", "day": "", "hour": ""}
    response = client.post(f"{CREATE}?jeu={other.pk}", typed)

    assert response.headers["Location"] == page_of(release)
    assert release.parts.count() == 2


def test_a_release_is_moved_thinned_and_canceled_from_its_page(client, organization, editor):
    one, two = draft(organization, "Un"), draft(organization, "Deux")
    release = factories.release(one, two, by=editor, name="Mars")

    moved = client.post(page_of(release, "move"), WHEN, follow=True)
    assert "« La rentrée » est prévue le 1er septembre 2099 à 8 h 30." in text(moved)
    past = client.post(page_of(release, "move"), WHEN | {"day": "2020-01-01"})
    assert past.status_code == 422
    assert "Le 1er janvier 2020 à 8 h 30 est passé" in text(past)
    part = release.parts.get(dataset=one)
    thinned = client.post(page_of(release, "remove-part", part.pk), follow=True)
    assert "Retiré de « La rentrée »." in text(thinned)
    assert states(one, two) == ["draft", "scheduled"]

    canceled = client.post(page_of(release, "cancel"), {"reason": "Trop tôt"}, follow=True)

    assert "est annulée : rien ne sera mis en ligne" in text(canceled)
    assert "« Trop tôt »" in text(canceled)
    assert states(release, two) == ["canceled", "draft"]
    assert "n’est plus à venir" in text(
        client.post(page_of(release, "remove-part", release.parts.get().pk), follow=True)
    )


def test_the_page_says_what_would_be_refused_and_how_it_went(client, organization, editor):
    good, lacking = draft(organization, "Bon"), draft(organization, "Incomplet")
    release = factories.release(good, lacking, by=editor, name="Mars")
    describe_dataset(lacking, by=editor, frequency="")

    before = text(client.get(page_of(release)))
    assert "Sera refusé en l’état." in before
    assert "Il manque une fréquence de mise à jour." in before
    assert "Publication prévue le" in text(client.get(reverse("backoffice:home")))
    released.publish_release(release, at=release.due_at)

    after = text(client.get(page_of(release)))
    assert "Faite en partie" in after
    assert "« Incomplet » n’est pas encore publiable. Choisissez une fréquence" in after
    assert "Mise en ligne refusée" in text(client.get(reverse("backoffice:home")))


def test_the_page_says_that_the_author_lost_their_right(client_of, organization, editor):
    dataset = draft(organization)
    named = factories.grant(dataset, publish=True)
    release = factories.release(dataset, by=named, name="Mars")
    named.is_active = False
    named.save()

    page = text(client_of(editor).get(page_of(release)))

    assert f"{named} n’a plus le droit de le faire." in page


def test_the_calendar_shows_to_each_what_they_work_on(client_of, organization, editor):
    due_at = datetime.fromisoformat("2099-09-01T00:30:00+02:00")
    factories.release(draft(organization, "Un"), by=editor, name="La rentrée", due_at=due_at)
    month = f"{CALENDAR}?mois=2099-09"

    seen = text(client_of(editor).get(month))
    unseen = text(client_of(factories.editor()).get(month))
    read = text(client_of(factories.dpnc_user()).get(month))

    assert "La prochaine : « La rentrée », le 1er septembre 2099 à 0 h 30." in seen
    assert "0 h 30, La rentrée" in seen
    assert "0 h 30, La rentrée" not in text(client_of(editor).get(f"{CALENDAR}?mois=2099-08"))
    assert "La rentrée" not in unseen
    assert "Aucune mise en ligne ce mois-là." in unseen
    assert "La rentrée" in read


def test_the_budget_is_the_same_with_two_releases_and_with_twenty(client, organization, editor):
    def planned(count):
        for _ in range(count):
            factories.release(
                factories.dataset(organization=organization, with_link=True), by=editor
            )

    planned(2)
    for address, most in ((CALENDAR, 14), (page_of(Release.objects.first()), 16)):
        with query_budget(most) as few:
            assert client.get(address).status_code == 200
        planned(9)
        with query_budget(len(few)):
            client.get(address)


def test_what_one_may_not_publish_is_not_planned(client_of, organization):
    dataset = draft(organization)
    named = client_of(factories.grant(dataset))
    stranger = client_of(factories.user())

    assert named.get(f"{CREATE}?jeu={dataset.pk}").status_code == 403
    assert stranger.get(f"{CREATE}?jeu={dataset.pk}").status_code == 404
    assert stranger.get(f"{CREATE}?jeu=rien").status_code == 404
    assert stranger.get(f"{CREATE}?version=rien").status_code == 404
    assert "il n’y a rien à programmer" in text(stranger.get(CREATE))
