"""A dataset described whole, from its title to its publication, without a mouse."""

from datetime import date

import pytest

from catalog.models import Dataset, Resource
from tests import factories
from tests.journeys.keyboard import Keyboard

TITLE = "Festivals de Rennes, 2014 à 2026"
ONWARDS = "Enregistrer et continuer"


@pytest.fixture
def organization():
    factories.commune("35238", "Rennes", department="35")
    made = factories.organization("Maison des festivals", in_family=True)
    factories.dataset("Scènes", organization=made, published=True, keywords=["festival"])
    return made


def signed_in(visit, organization, **options):
    person = factories.editor(organization)
    visitor = visit("sans souris", **options)
    keyboard = Keyboard(visitor)
    visitor.go("/compte/connexion/")
    keyboard.write("login", person.email)
    keyboard.write("password", factories.PASSWORD)
    with visitor.page.expect_navigation():
        keyboard.keys.press("Enter")
    return visitor, keyboard


def said(visitor, text):
    visitor.page.get_by_text(text).first.wait_for()


def title_and_words(visitor, keyboard):
    keyboard.follow("Créer un jeu de données")
    keyboard.write("title", TITLE)
    keyboard.press("Créer le brouillon")
    keyboard.write("acronym", "FDR")
    keyboard.write("short_description", "Dates et lieux des festivals rennais.")
    said(visitor, "37 caractères sur 200.")
    keyboard.press(ONWARDS)
    keyboard.write("description", "Une ligne par festival et par année.")
    keyboard.write("keywords", "musique, spectacle")
    keyboard.tick("suggested", "festival")
    keyboard.press(ONWARDS)


def themes_and_places(visitor, keyboard):
    for theme in ("spectacle-vivant", "livre", "musique"):
        keyboard.tick("themes", theme)
    keyboard.press(ONWARDS)
    said(visitor, "Vous avez choisi 3 thématiques")
    visitor.look("troisième thématique")
    keyboard.tick("themes", "livre")
    for place in ("Rennes", "bretagne"):
        keyboard.write("place", place)
        keyboard.press("Ajouter")
        assert keyboard.focused() == "place"
    keyboard.choose("granularity", "poi")
    keyboard.press(ONWARDS)


def period(visitor, keyboard):
    keyboard.write("temporal_start", "2014")
    keyboard.write("temporal_end", "31/6/2026")
    keyboard.press(ONWARDS)
    said(visitor, "juin 2026 a 30 jours")
    visitor.look("date qui n’existe pas")
    keyboard.reach("a", "Fin")
    keyboard.keys.press("Enter")
    assert keyboard.focused() == "temporal_end"
    assert visitor.page.input_value("[name=temporal_end]") == "31/6/2026"
    keyboard.write("temporal_end", "30/6/2026")
    keyboard.press(ONWARDS)


def people(visitor, keyboard):
    keyboard.write("producing_service", "Pôle observation")
    keyboard.write("producers-0-name", "maison des festivals")
    keyboard.choose("producers-0-role", "publisher")
    keyboard.press("Ajouter un producteur")
    assert keyboard.focused() == "producers-1-name"
    keyboard.write("producers-1-name", "Ville de Rennes")
    keyboard.choose("producers-1-role", "originator")
    keyboard.write("contacts-0-name", "Pôle données")
    keyboard.write("contacts-0-email", "donnees@festivals.exemple.org")
    visitor.look("qui")
    keyboard.press(ONWARDS)


def rules(visitor, keyboard):
    reason = visitor.page.locator("[name=license_reason]")
    assert not reason.is_visible()
    # A page opened before the list changed, or tampered with.
    visitor.page.evaluate("document.querySelector('option[value=cc-by]').value = 'licence-maison'")
    keyboard.choose("license", "licence-maison")
    keyboard.write("legal_notice", "Citer la Ville de Rennes.")
    keyboard.press(ONWARDS)
    said(visitor, "n’est pas une licence connue")
    visitor.look("licence inconnue")
    assert visitor.page.input_value("[name=legal_notice]") == "Citer la Ville de Rennes."
    keyboard.choose("license", "cc-by")
    assert reason.is_visible()
    keyboard.write("license_reason", "Photographies reçues sous cette licence.")
    keyboard.choose("frequency", "annual")
    keyboard.write("extras", "code_enquete = 2024X012")
    keyboard.press(ONWARDS)


def links(keyboard):
    for name in ("dates", "lieux"):
        keyboard.follow("Ajouter un lien")
        keyboard.write("url", f"https://donnees.exemple.org/{name}.csv")
        keyboard.write("title", name.capitalize())
        keyboard.write("format", "csv")
        keyboard.press("Ajouter ce lien")


def test_a_dataset_is_described_whole_with_the_keyboard_only(visit, organization):
    visitor, keyboard = signed_in(visit, organization)

    title_and_words(visitor, keyboard)
    themes_and_places(visitor, keyboard)
    period(visitor, keyboard)
    people(visitor, keyboard)
    rules(visitor, keyboard)
    links(keyboard)
    keyboard.follow("Continuer")
    keyboard.press("Publier")
    said(visitor, "est publié")
    keyboard.press("Monter : Lieux")

    made = Dataset.objects.published().get(title=TITLE)
    assert (made.acronym, made.license, made.frequency) == ("FDR", "cc-by", "annual")
    assert names(made.keywords) == {"musique", "spectacle", "festival"}
    assert {theme.slug for theme in made.themes.all()} == {"spectacle-vivant", "musique"}
    assert {place.pk for place in made.territories.all()} == {"fr:commune:35238", "fr:region:53"}
    assert (made.temporal_start, made.temporal_end) == (date(2014, 1, 1), date(2026, 6, 30))
    assert [row.organization or row.name for row in made.producers.all()] == [
        organization,
        "Ville de Rennes",
    ]
    assert made.contacts.get().email == "donnees@festivals.exemple.org"
    assert made.extras == {"code_enquete": "2024X012"}
    assert (made.granularity, made.producing_service) == ("poi", "Pôle observation")
    assert [one.title for one in made.resources.in_place().for_page()] == ["Lieux", "Dates"]


def names(rows):
    return {row.name for row in rows.all()}


def test_files_are_ordered_by_dragging_and_what_is_removed_comes_back(visit, organization):
    dataset = factories.dataset(TITLE, organization=organization, with_link=True, published=True)
    for title in ("Deuxième", "Troisième"):
        factories.link(dataset, title=title)
    visitor, _ = signed_in(visit, organization)
    page = visitor.go(f"/espace/jeux-de-donnees/{dataset.pk}/")
    lines = page.locator("[data-vi-key]")

    with page.expect_navigation():
        lines.nth(2).locator(".vi-poignee").drag_to(lines.nth(0), target_position={"x": 40, "y": 2})
    said(visitor, "Le nouvel ordre des fichiers est enregistré.")

    shown = [one.title for one in dataset.resources.in_place().for_page()]
    assert shown == ["Troisième", "Un lien", "Deuxième"]
    page.get_by_role("link", name="Retirer : Deuxième").click()
    visitor.look("retirer")
    visitor.press("Retirer")
    visitor.go("/espace/jeux-de-donnees/corbeille/")
    said(visitor, "encore 30 jours")
    visitor.look("corbeille")
    visitor.press("Rétablir : Deuxième")
    assert Resource.objects.in_place().filter(dataset=dataset).count() == 3


def test_lines_and_places_are_added_without_javascript(visit, organization):
    dataset = factories.dataset(TITLE, organization=organization)
    visitor, _ = signed_in(visit, organization, java_script_enabled=False)
    page = visitor.go(f"/espace/jeux-de-donnees/{dataset.pk}/description/?etape=3")
    page.fill("[name=place]", "Rennes")
    visitor.press("Ajouter")
    said(visitor, "Rennes, commune (35238)")
    page.press("[name=place]", "Enter")
    page.wait_for_url("**etape=4*")
    page.goto(f"/espace/jeux-de-donnees/{dataset.pk}/description/?etape=5")
    page.fill("[name=contacts-0-name]", "Pôle")
    visitor.press("Ajouter un contact")
    assert page.input_value("[name=contacts-0-name]") == "Pôle"
    assert page.locator("[name=contacts-1-name]").count() == 1
    assert dataset.territories.get().name == "Rennes"


def test_the_screens_of_the_dpnc_have_nothing_that_axe_or_the_console_reports(visit):
    person = factories.dpnc_user(email="dpnc@culture.exemple.org")
    someone = visit("dpnc")
    someone.sign_in(person.email, factories.PASSWORD)

    for address in ("/espace/thematiques/", "/espace/thematiques/nouvelle/"):
        someone.go(address)
        someone.look(address)
