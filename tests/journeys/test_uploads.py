"""A large file on a bad line: cut, paused, taken up again; what arrives is what was sent."""

import re

import pytest
from django.urls import reverse

from catalog.models import Upload
from tests import factories, tasks
from tests.journeys.eyes import sha256

PART = 64 * 1024
ROWS = b"".join(b"Musee %06d;Valbrume\n" % number for number in range(28_000))
CONTENT = b"nom;commune\n" + ROWS
PARTS = -(-len(CONTENT) // PART)
CUT_AT = PARTS * 6 // 10
SENDING = re.compile(r"/api/1/datasets/.*/upload/$")


@pytest.fixture
def resource(settings, transactional_db):
    settings.UPLOADS_PART_BYTES = PART
    made = factories.dataset("Musées", published=True).resources.get()
    tasks.work_through()
    return made


@pytest.fixture
def agent(visit, resource):
    someone = visit("agent")
    editor = factories.editor(resource.dataset.organization)
    someone.sign_in(editor.email, factories.PASSWORD)
    someone.complaints = Expected()
    return someone


@pytest.fixture
def chosen(tmp_path):
    """A file of this machine: it keeps its date, as on the agent's."""
    path = tmp_path / "musées.csv"
    path.write_bytes(CONTENT)
    return path


class Expected(list):
    """The console says that the line is cut: so it is."""

    def append(self, complaint):
        if "ERR_INTERNET_DISCONNECTED" not in complaint:
            super().append(complaint)


class Line:
    """The agent's connection: it carries so many parts, then nothing, until it is mended."""

    def __init__(self, page):
        self.page, self.carried, self.left = page, 0, None
        page.route(SENDING, self.carry)

    def cut_after(self, parts):
        self.left = parts

    def mend(self):
        self.left = None

    def carry(self, route):
        if route.request.method != "POST":
            return route.continue_()
        if self.left is not None and self.left <= 0:
            return route.abort("internetdisconnected")
        self.carried += 1
        if self.left is not None:
            self.left -= 1
        return route.continue_()


def replace(agent, resource, chosen):
    page = agent.page
    page.goto(reverse("backoffice:resource-replace", args=[resource.pk]))
    page.set_input_files("[name=file]", chosen)
    page.fill("[name=note]", "Tous les musées.")
    agent.press("Remplacer le fichier")


def cut_off(agent, resource, chosen):
    line = Line(agent.page)
    line.cut_after(CUT_AT)
    replace(agent, resource, chosen)
    agent.page.get_by_text("La connexion est coupée").first.wait_for()
    assert Upload.objects.get().parts.count() == CUT_AT
    return line


def arrived(agent, resource):
    agent.page.wait_for_url(re.compile(r"/versions/2/"))
    tasks.work_through()
    version = resource.versions.get(number=2)
    assert version.sha256 == sha256(CONTENT)
    assert version.note == "Tous les musées."
    assert not Upload.objects.exists()
    return version


def test_an_upload_cut_at_sixty_per_cent_goes_on_by_itself(agent, resource, chosen):
    line = cut_off(agent, resource, chosen)
    received = 100 * CUT_AT * PART // len(CONTENT)
    assert f"{received}\u00a0% sont reçus" in agent.page.locator("[data-vi-panel]").inner_text()
    agent.look("envoi coupé")

    line.mend()

    arrived(agent, resource)
    assert line.carried == PARTS


def test_the_window_closed_at_sixty_per_cent_the_same_file_chosen_again_goes_on(
    agent, resource, chosen
):
    cut_off(agent, resource, chosen)
    agent.page.close()
    agent.page = agent.context.new_page()
    line = Line(agent.page)

    replace(agent, resource, chosen)

    arrived(agent, resource)
    assert line.carried == PARTS - CUT_AT


def test_one_pauses_then_goes_on_then_stops(agent, resource, chosen):
    line = Line(agent.page)
    line.cut_after(CUT_AT)
    replace(agent, resource, chosen)
    panel = agent.page.locator("[data-vi-panel]")

    agent.press("Mettre en pause")
    panel.get_by_text("En pause.").first.wait_for()
    agent.look("envoi en pause")
    line.mend()
    line.cut_after(1)
    agent.press("Reprendre")
    panel.get_by_text("La connexion est coupée").first.wait_for()
    agent.press("Arrêter l’envoi")

    panel.get_by_text("Envoi arrêté").wait_for()
    assert agent.page.get_by_role("button", name="Remplacer le fichier").is_enabled()
    agent.page.wait_for_timeout(500)
    assert not Upload.objects.exists()
    assert resource.versions.count() == 1


def test_a_file_received_whole_is_not_sent_again_when_the_form_is_refused(agent, resource, chosen):
    line = Line(agent.page)
    page = agent.page
    page.goto(reverse("backoffice:resource-replace", args=[resource.pk]))
    factories.version(resource, b"nom;commune\nUn;Deux\nTrois;Quatre\n")
    page.set_input_files("[name=file]", chosen)
    page.fill("[name=note]", "Tous les musées.")
    agent.press("Remplacer le fichier")

    page.get_by_text("est déjà reçu").wait_for()
    agent.look("fichier déjà reçu")
    agent.press("Remplacer le fichier")

    page.wait_for_url(re.compile(r"/versions/3/"))
    assert line.carried == PARTS
    assert resource.versions.get(number=3).sha256 == sha256(CONTENT)


def test_a_new_file_is_added_in_parts(agent, resource, chosen):
    page = agent.page
    page.goto(reverse("backoffice:resource-add-file", args=[resource.dataset.pk]))
    page.set_input_files("[name=file]", chosen)
    agent.press("Ajouter ce fichier")

    page.get_by_text("est ajouté à").wait_for()
    added = resource.dataset.resources.exclude(pk=resource.pk).get()
    assert added.current_version.sha256 == sha256(CONTENT)
    assert added.title == "musées.csv"


def test_a_key_is_made_and_copied(agent):
    agent.go(reverse("backoffice:key-list"))
    agent.look("mes clés, aucune")
    agent.follow("Créer une clé")
    agent.page.fill("[name=name]", "Export mensuel")
    agent.look("nouvelle clé")
    agent.press("Créer la clé")
    agent.page.get_by_role("heading", name="Copiez la clé").wait_for()
    agent.context.grant_permissions(["clipboard-read", "clipboard-write"])
    agent.press("Copier la clé")
    agent.page.get_by_text("Clé copiée.").wait_for()
    agent.look("clé montrée")
    shown = agent.page.locator("#cle").inner_text()
    assert agent.page.evaluate("navigator.clipboard.readText()") == shown
    agent.follow("C’est fait, voir mes clés")
    agent.page.get_by_role("link", name="Révoquer : Export mensuel").wait_for()
    agent.look("mes clés")
    agent.follow("Révoquer")
    agent.look("révoquer")
    agent.press("Révoquer")
    agent.page.get_by_text("n’ouvre plus rien").wait_for()
    agent.look("clé révoquée")
