"""What people do, told once: each gesture goes through the screens, as they would."""

import re

from django.core import mail

PASSWORD = "une phrase longue à retenir"


def create_account(visitor, *, first_name, last_name, email):
    visitor.go("/compte/inscription/")
    visitor.look("inscription")
    page = visitor.page
    page.fill("[name=first_name]", first_name)
    page.fill("[name=last_name]", last_name)
    page.fill("[name=email]", email)
    page.fill("[name=password1]", PASSWORD)
    visitor.press("Créer mon compte")
    page.wait_for_url(re.compile("/courriel/envoye/"))
    visitor.look("courriel envoyé")
    link = re.search(r"http://\S+/courriel/confirmer/\S+", mail.outbox[-1].body).group()
    visitor.go(link)
    visitor.look("confirmation")
    visitor.press("Confirmer mon adresse")
    visitor.sign_in(email, PASSWORD)


def ask_to_join(visitor, organization, *, reason):
    visitor.follow("Organisations")
    visitor.look("organisations")
    page = visitor.page
    page.goto(f"/espace/organisations/{organization.slug}/rejoindre/")
    visitor.look("rejoindre")
    page.get_by_label("Éditeur", exact=False).check(force=True)
    page.fill("[name=service]", "Service du livre et de la lecture")
    page.fill("[name=reason]", reason)
    visitor.press("Envoyer la demande")
    page.get_by_role("heading", name="Votre demande est arrivée").wait_for()
    visitor.look("demande envoyée")


def accept(visitor, person, *, reason):
    visitor.go("/espace/demandes/")
    visitor.look("file des demandes")
    row = visitor.page.get_by_role("listitem").filter(has_text=person).first
    row.locator("textarea:visible").fill(reason)
    visitor.press(f"Accepter : {person}")
    visitor.page.get_by_text("0 demande").or_(
        visitor.page.get_by_role("heading", name=re.compile("Aucune demande"))
    ).first.wait_for()
    visitor.look("demande acceptée")


def create_draft(visitor, *, title, description, keywords, frequency="annual"):
    """Fill the steps up to the files; the draft exists from the first one."""
    page = visitor.page
    visitor.go("/espace/jeux-de-donnees/nouveau/")
    visitor.look("nouveau jeu")
    page.fill("[name=title]", title)
    visitor.press("Créer le brouillon")
    page.locator("[name=short_description]").wait_for()
    visitor.look("étape titre")
    visitor.press("Enregistrer et continuer")
    page.fill("[name=description]", description)
    page.fill("[name=keywords]", keywords)
    visitor.look("étape description")
    visitor.press("Enregistrer et continuer")
    for step in ("Classer", "Période", "Qui"):
        visitor.look(f"étape {step}")
        visitor.press("Enregistrer et continuer")
    page.select_option("[name=license]", "lov2")
    page.select_option("[name=frequency]", frequency)
    visitor.look("étape licence")
    visitor.press("Enregistrer et continuer")
    page.get_by_role("link", name="Ajouter un fichier").wait_for()


def add_file(visitor, file, *, title):
    page = visitor.page
    visitor.follow("Ajouter un fichier")
    page.set_input_files("[name=file]", file)
    page.fill("[name=title]", title)
    visitor.look("ajout d’un fichier")
    visitor.press("Ajouter ce fichier")
    page.get_by_role("link", name="Continuer").wait_for()


def publish(visitor):
    """From the step of the files: check, then publish."""
    page = visitor.page
    visitor.look("étape fichiers")
    page.get_by_role("link", name="Continuer").click()
    visitor.look("vérifier et publier")
    visitor.press("Publier")
    page.get_by_role("link", name="Voir la page publique").wait_for()
    visitor.look("publié")


def replace(visitor, resource, file, *, note):
    page = visitor.page
    visitor.go(f"/espace/ressources/{resource.pk}/remplacer/")
    page.set_input_files("[name=file]", file)
    page.fill("[name=note]", note)
    visitor.look("remplacement")
    visitor.press("Remplacer le fichier")
    page.wait_for_url(re.compile(r"/versions/\d+/"))
    visitor.look("reçu")


def find(visitor, words, title):
    """Search from the home page and open the dataset of that title."""
    visitor.go("/")
    box = visitor.page.locator("main [name=q]").first
    box.fill(words)
    box.press("Enter")
    visitor.page.wait_for_url(re.compile("/explorer/"))
    visitor.follow(title, exact=True)
    visitor.page.wait_for_url(re.compile("/jeux-de-donnees/"))
