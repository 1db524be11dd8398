"""From an access request to a public page, then a file replaced behind the same address."""

import pytest
from django.core import mail

from catalog.enums import Role
from catalog.models import Resource
from tests import factories
from tests.journeys import gestures
from tests.journeys.eyes import sha256

FIRST = "nom;commune\nMédiathèque Louise-Michel;Besançon\n".encode()
SECOND = FIRST + "Médiathèque Pierre-Bayle;Besançon\n".encode()
TITLE = "Bibliothèques de Besançon"


def uploaded(name, content):
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def test_an_agent_becomes_editor_publishes_and_replaces_what_a_visitor_finds(visit):
    ministry = factories.organization("Direction du livre", in_family=True)
    factories.dpnc_user(email="dpnc@culture.exemple.org", first_name="Maud", last_name="Validation")

    agent = visit("agent")
    gestures.create_account(
        agent, first_name="Yann", last_name="Tanguy", email="agent@culture.exemple.org"
    )
    agent.look("mon espace sans organisation")
    gestures.ask_to_join(agent, ministry, reason="Je reprends les jeux sur la lecture publique.")

    dpnc = visit("dpnc")
    dpnc.sign_in("dpnc@culture.exemple.org", factories.PASSWORD)
    gestures.accept(dpnc, "Yann Tanguy", reason="Vous remplacez Mme Castan : bienvenue.")
    assert "Vous remplacez Mme Castan" in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["agent@culture.exemple.org"]

    gestures.create_draft(
        agent,
        title=TITLE,
        description="Les lieux de lecture publique.",
        keywords="bibliothèque, lecture",
    )
    gestures.add_file(agent, uploaded("médiathèques d’été.csv", FIRST), title="Liste")
    gestures.publish(agent)
    resource = Resource.objects.get()

    visitor = visit("visiteur")
    visitor.go("/")
    visitor.look("accueil")
    gestures.find(visitor, "bibliotheque besancon", TITLE)
    visitor.look("jeu de données")
    assert sha256(visitor.download(resource.permalink)) == sha256(FIRST)

    gestures.replace(agent, resource, uploaded("liste.csv", SECOND), note="Un lieu de plus.")
    assert sha256(visitor.download(resource.permalink)) == sha256(SECOND)
    first = resource.versions.get(number=1)
    assert sha256(visitor.download(f"{resource.permalink}/versions/{first.number}")) == sha256(
        FIRST
    )
    visitor.page.reload()
    visitor.page.get_by_text("Un lieu de plus.").wait_for()
    visitor.look("après le remplacement")


def test_the_public_pages_have_nothing_that_axe_or_the_console_reports(visit):
    factories.dataset(TITLE, published=True, keywords=["lecture", "musée"])
    visitor = visit("visiteur")

    for address in (
        "/",
        "/explorer/",
        "/explorer/?q=bibliotheque&mot=lecture",
        "/explorer/?q=introuvable",
        "/organisations/",
        "/accessibilite/",
        "/mentions-legales/",
        "/compte/connexion/",
        "/compte/mot-de-passe/oublie/",
    ):
        visitor.go(address)
        visitor.look(address)
    visitor.go("/nulle-part/")
    visitor.look("introuvable")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_the_screens_of_a_member_have_nothing_that_axe_or_the_console_reports(visit, role):
    dataset = factories.dataset(TITLE, published=True)
    factories.dataset("Brouillon à finir", organization=dataset.organization)
    member = factories.member(dataset.organization, role)
    factories.contributor(dataset.organization)
    someone = visit(role)
    someone.sign_in(member.email, factories.PASSWORD)

    for address in (
        "/espace/",
        "/espace/jeux-de-donnees/",
        "/espace/jeux-de-donnees/?etat=deleted",
        f"/espace/jeux-de-donnees/{dataset.pk}/",
        f"/espace/jeux-de-donnees/{dataset.pk}/journal/",
        f"/espace/jeux-de-donnees/{dataset.pk}/liens/ajouter/",
        f"/espace/organisations/{dataset.organization.slug}/",
        "/espace/profil/",
    ):
        someone.go(address)
        someone.look(address)


def test_a_planted_violation_is_seen(visit):
    visitor = visit("visiteur")
    visitor.go("/explorer/")
    visitor.page.evaluate("document.querySelector('main').append(new Image())")

    assert any("image-alt" in fault for fault in visitor.violations("image plantée"))


def test_the_main_job_works_without_javascript(visit):
    organization = factories.organization(in_family=True)
    editor = factories.editor(organization)
    someone = visit("sans script", java_script_enabled=False)
    someone.sign_in(editor.email, factories.PASSWORD)
    page = someone.page

    page.goto("/espace/jeux-de-donnees/nouveau/")
    page.fill("[name=title]", TITLE)
    someone.press("Créer le brouillon")
    someone.press("Enregistrer et continuer")
    page.fill("[name=description]", "Les lieux de lecture publique.")
    for _ in ("Description", "Classer", "Période", "Qui"):
        someone.press("Enregistrer et continuer")
    page.select_option("[name=frequency]", "annual")
    someone.press("Enregistrer et continuer")
    someone.follow("Ajouter un fichier")
    page.set_input_files("[name=file]", uploaded("liste.csv", FIRST))
    someone.press("Ajouter ce fichier")
    page.get_by_role("link", name="Continuer").click()
    someone.press("Publier")

    resource = Resource.objects.get()
    gestures.find(someone, "lecture", TITLE)
    assert sha256(someone.download(resource.permalink)) == sha256(FIRST)
