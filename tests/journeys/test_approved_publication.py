"""From the sign-up of a contributor to a public page, with the approval of an editor."""

import re

from django.core import mail

from catalog.actions.organization import describe_organization
from catalog.enums import DatasetState, Role
from catalog.models import Dataset
from tests import factories
from tests.journeys import gestures

TITLE = "Ateliers ouverts de Bretagne"
FILE = {"name": "ateliers.csv", "mimeType": "text/csv", "buffer": factories.CSV}


def test_a_newcomer_submits_and_an_editor_sends_back_then_publishes(visit):
    organization = factories.organization("DRAC d’essai", in_family=True)
    describe_organization(
        organization, by=factories.platform(), default_license="lov2", default_frequency="annual"
    )
    editor = factories.editor(organization)

    agent = visit("contributeur")
    agent.looks = False  # the screens of the sign-up are looked at by another journey
    gestures.create_account(
        agent, first_name="Yann", last_name="Tanguy", email="yann@culture.exemple.org"
    )
    join_as_contributor(agent, organization)
    accept_the_newcomer(visit("DPNC"))
    prepare(agent)
    agent.looks = True
    submit(agent, "Les jours d’ouverture sont provisoires.")
    assert "Ateliers ouverts de Bretagne » attend votre relecture" in mail.outbox[-1].subject

    reader = visit("éditrice")
    reader.sign_in(editor.email, factories.PASSWORD)
    reader.follow("Relire et décider")
    reader.look("relire")
    reader.page.fill("[name=reason]", "Ajoutez les mots-clés.")
    reader.press("Renvoyer avec ce motif")
    agent.go("/espace/")
    agent.page.get_by_text("Ajoutez les mots-clés.").wait_for()
    agent.look("renvoyé")
    agent.follow("Corriger")
    submit(agent, "C’est fait.")

    reader.go("/espace/")
    reader.follow("Relire et décider")
    reader.press("Publier")
    reader.page.get_by_role("link", name="Voir la page publique").wait_for()

    assert mail.outbox[-1].to == ["yann@culture.exemple.org"]
    assert Dataset.objects.get().state == DatasetState.PUBLISHED
    gestures.find(visit("visiteur"), "ateliers", TITLE)


def join_as_contributor(agent, organization):
    page = agent.page
    agent.go(f"/espace/organisations/{organization.slug}/rejoindre/")
    page.locator(f"[name=role][value={Role.CONTRIBUTOR}]").check(force=True)
    page.fill("[name=service]", "Service des métiers d’art")
    page.fill("[name=reason]", "Je prépare la liste des ateliers.")
    agent.press("Envoyer la demande")
    page.get_by_role("heading", name="Votre demande est arrivée").wait_for()


def accept_the_newcomer(validator):
    validator.looks = False  # the queue is looked at by another journey
    validator.sign_in(factories.dpnc_user().email, factories.PASSWORD)
    gestures.accept(validator, "Yann Tanguy", reason="Bienvenue.")


def prepare(agent):
    page = agent.page
    agent.go("/espace/jeux-de-donnees/nouveau/")
    page.fill("[name=title]", TITLE)
    agent.press("Créer le brouillon")
    page.locator("[name=short_description]").wait_for()
    agent.press("Enregistrer et continuer")
    page.fill("[name=description]", "Les ateliers d’artisans ouverts au public.")
    agent.press("Enregistrer et continuer")
    page.wait_for_url(re.compile("etape=3"))
    agent.go(f"/espace/jeux-de-donnees/{Dataset.objects.get().pk}/fichiers/ajouter/")
    page.set_input_files("[name=file]", FILE)
    agent.press("Ajouter ce fichier")
    page.get_by_role("link", name="Continuer").click()


def submit(agent, note):
    agent.follow("Soumettre pour publication")
    agent.page.fill("[name=note]", note)
    agent.look("soumettre")
    agent.press("Soumettre pour publication")
    agent.page.get_by_role("button", name="Reprendre le brouillon").wait_for()
