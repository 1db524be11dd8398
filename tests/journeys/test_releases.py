"""A publication at its hour: planned from the list, moved, found by the public once it is due."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from catalog.models import Dataset, Release
from catalog.tasks import publish_planned
from tests import factories
from tests.journeys import gestures

TITLES = ("Vitraux d’Alsace", "Vitraux de Bretagne")


def choose_in_the_list(someone):
    someone.follow("Jeux de données")
    for title in TITLES:
        someone.page.get_by_label(f"Choisir : {title}").check(force=True)
    someone.look("brouillons choisis")
    someone.press("Programmer la publication des brouillons choisis")
    someone.page.get_by_role("button", name="Programmer").wait_for()
    someone.look("programmer")


def plan(someone, name):
    page = someone.page
    page.fill("[name=name]", name)
    page.fill("[name=day]", f"{timezone.localdate() + timedelta(days=2)}")
    page.fill("[name=hour]", "08:30")


def pass_the_time():
    """Its hour comes, and the worker's minute with it."""
    Release.objects.update(due_at=timezone.now() - timedelta(seconds=30))
    publish_planned.call()


def test_drafts_are_planned_together_moved_and_public_at_their_hour(visit):
    organization = factories.organization("Direction des vitraux", in_family=True)
    editor = factories.editor(organization)
    for title in TITLES:
        factories.dataset(title, organization=organization, with_link=True)
    someone = visit("éditeur")
    someone.sign_in(editor.email, factories.PASSWORD)
    page = someone.page

    choose_in_the_list(someone)
    plan(someone, "Les vitraux")
    someone.press("Programmer")
    page.get_by_text("C’est programmé").wait_for()
    someone.look("mise en ligne prévue")
    page.fill("[name=hour]", "09:15")
    someone.press("Enregistrer")
    page.get_by_text("à 9 h 15.").first.wait_for()
    someone.follow("Calendrier")
    someone.look("calendrier")
    visitor = visit("visiteur")
    visitor.go("/explorer/?q=vitraux")
    assert visitor.page.get_by_role("link", name=TITLES[0]).count() == 0

    pass_the_time()

    gestures.find(visitor, "vitraux alsace", TITLES[0])
    assert Dataset.objects.published().count() == 2
    assert mail.outbox[-1].subject == "« Les vitraux » est en ligne"
    page.reload()
    someone.follow("Les vitraux")
    page.get_by_text("Faite", exact=True).wait_for()


def test_a_release_canceled_at_the_last_minute_publishes_nothing(visit):
    organization = factories.organization(in_family=True)
    editor = factories.editor(organization)
    dataset = factories.dataset(TITLES[0], organization=organization, with_link=True)
    someone = visit("sans script", java_script_enabled=False)
    someone.sign_in(editor.email, factories.PASSWORD)

    someone.go(f"/espace/jeux-de-donnees/{dataset.pk}/")
    someone.follow("Programmer la publication")
    plan(someone, TITLES[0])
    someone.press("Programmer")
    someone.page.locator("summary", has_text="Annuler la mise en ligne").click()
    someone.press("Annuler la mise en ligne")
    someone.page.get_by_text("rien ne sera mis en ligne").wait_for()

    pass_the_time()

    dataset.refresh_from_db()
    assert dataset.state == "draft"


def test_a_right_lost_before_the_hour_publishes_nothing_and_the_dpnc_reads_why(visit):
    organization = factories.organization(in_family=True)
    dpnc = factories.dpnc_user()
    dataset = factories.dataset(TITLES[0], organization=organization, with_link=True)
    named = factories.grant(dataset, publish=True)
    factories.release(dataset, by=named, name="Les vitraux")
    named.is_active = False
    named.save()
    maud = visit("dpnc")
    maud.sign_in(dpnc.email, factories.PASSWORD)

    pass_the_time()

    (message,) = [one for one in mail.outbox if one.to == [dpnc.email]]
    assert "n’avait plus le droit de publier" in message.subject
    maud.go(f"/espace/calendrier/{Release.objects.get().pk}/")
    maud.page.get_by_text("n’a plus de droit sur").wait_for()
    dataset.refresh_from_db()
    assert (dataset.state, dataset.published_at) == ("draft", None)
