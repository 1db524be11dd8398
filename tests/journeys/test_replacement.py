"""Replacing a file: nothing breaks in silence, and what is done can be undone."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.journeys import gestures
from tests.journeys.eyes import sha256

ROWS = ["Orgue de la Madeleine;Valbrume", "Orgue du Port;Port-Amer", "Orgue du Val;Valbrume"]
FIRST = "\n".join(["nom;commune", *ROWS, ""]).encode()
MORE = "\n".join(["nom;commune", *ROWS, "Orgue Neuf;Port-Amer", ""]).encode()
LOST = "\n".join(["nom", *(row.split(";")[0] for row in ROWS), ""]).encode()
SMALLER = "\n".join(["nom;commune", ROWS[0], ""]).encode()
WRONG = b"annee;montant\n2024;12\n2025;13\n2026;14\n"


def uploaded(content, name="orgues.csv"):
    return {"name": name, "mimeType": "text/csv", "buffer": content}


@pytest.fixture
def resource(visit):
    dataset = factories.dataset("Orgues", published=True, with_file=False, with_link=True)
    return factories.resource(dataset, content=FIRST, filename="orgues.csv", title="Liste")


@pytest.fixture
def editor(visit, resource):
    return enter(visit("éditrice"), resource)


def enter(visitor, resource):
    person = factories.editor(resource.dataset.organization)
    visitor.sign_in(person.email, factories.PASSWORD)
    return visitor


def send(visitor, resource, content):
    page = visitor.page
    visitor.go(f"/espace/ressources/{resource.pk}/remplacer/")
    page.set_input_files("[name=file]", uploaded(content))
    visitor.press("Remplacer le fichier")


def served(visitor, resource):
    return sha256(visitor.download(resource.permalink))


def says(visitor, words):
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        re.compile(words), timeout=30_000
    )


def test_a_good_file_is_on_line_at_once(editor, resource):
    send(editor, resource, MORE)

    says(editor, "Rien ne casse, la version 2 est en ligne")
    editor.look("remplacement sans risque")
    assert served(editor, resource) == sha256(MORE)


def test_a_lost_column_waits_and_is_confirmed_with_a_note(editor, resource, visit):
    send(editor, resource, LOST)

    says(editor, "la mise en ligne")
    editor.look("remplacement à confirmer")
    assert served(editor, resource) == sha256(FIRST)
    editor.go("/espace/")
    editor.look("bureau avec un fichier à confirmer")
    editor.follow("Comparer et décider")
    editor.page.fill("[name=note]", "Les communes sont dans un autre fichier.")
    editor.press("Mettre en ligne")
    says(editor, "La version 2 est en ligne")
    assert served(editor, resource) == sha256(LOST)
    visitor = visit("visiteur")
    visitor.go(resource.dataset.get_absolute_url())
    visitor.page.get_by_text("Les communes sont dans un autre fichier.").wait_for()
    visitor.look("note publiée")


def test_a_smaller_file_waits_too(editor, resource):
    send(editor, resource, SMALLER)

    says(editor, "la mise en ligne")
    editor.page.get_by_text("3 → 1").first.wait_for()
    assert served(editor, resource) == sha256(FIRST)


def test_the_wrong_file_is_rejected_and_nothing_has_moved(editor, resource):
    send(editor, resource, WRONG)

    says(editor, "la mise en ligne")
    editor.page.get_by_text("Rejeter ce fichier").click()
    editor.page.fill("[name=reason]", "C’était le fichier des budgets.")
    editor.press("Rejeter")
    says(editor, "n’a pas été mise en ligne")
    editor.look("fichier rejeté")
    assert served(editor, resource) == sha256(FIRST)


def test_an_older_version_is_put_back_in_one_click(editor, resource):
    factories.version(resource, LOST, note="Par erreur")
    editor.go(f"/espace/ressources/{resource.pk}/versions/")
    editor.look("versions")

    editor.page.get_by_role("button", name="Remettre en ligne").first.click()

    says(editor, "la version 3 est en ligne|La version 3 est en ligne")
    assert served(editor, resource) == sha256(FIRST)


def test_of_two_people_at_once_one_wins_and_the_other_is_told(editor, resource, visit):
    other = enter(visit("collègue"), resource)
    for person in (editor, other):
        person.go(f"/espace/ressources/{resource.pk}/remplacer/")
        person.page.set_input_files(
            "[name=file]", uploaded(MORE if person is editor else FIRST + b"Orgue Vieux;Valbrume\n")
        )

    editor.press("Remplacer le fichier")
    says(editor, "la version 2 est en ligne")
    other.press("Remplacer le fichier")

    other.page.get_by_text("Quelqu’un a remplacé").first.wait_for()
    other.look("deux à la fois")
    assert served(other, resource) == sha256(MORE)
    assert resource.versions.count() == 2


def test_columns_are_described_and_the_guard_is_set(editor, resource):
    factories.version(resource, MORE)
    editor.go(f"/espace/ressources/{resource.pk}/colonnes/")
    editor.page.get_by_label("Libellé de nom").fill("Nom de l’orgue")
    editor.press("Enregistrer")
    editor.look("colonnes décrites")

    editor.go(f"/espace/ressources/{resource.pk}/controle/")
    editor.look("contrôle")
    editor.page.get_by_label("Mettre en ligne et prévenir").check(force=True)
    editor.press("Enregistrer")
    send(editor, resource, LOST)

    says(editor, "La version 3 est en ligne")


def test_without_a_script_the_same_form_does_it_all(visit, resource):
    editor = enter(visit("éditrice sans script", java_script_enabled=False), resource)

    send(editor, resource, LOST)
    says(editor, "la mise en ligne")
    editor.page.fill("[name=note]", "Voulu.")
    editor.press("Mettre en ligne")

    says(editor, "La version 2 est en ligne")
    assert served(editor, resource) == sha256(LOST)


def test_the_gesture_of_the_first_publication_still_replaces(editor, resource):
    gestures.replace(editor, resource, uploaded(MORE), note="Un orgue de plus.")

    assert served(editor, resource) == sha256(MORE)
