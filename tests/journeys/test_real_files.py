"""The same journey with the ministry's own files, under their real titles."""

import os
from pathlib import Path

import pytest

from catalog.models import Resource
from tests import factories
from tests.journeys import gestures
from tests.journeys.eyes import sha256

TABULAR = Path(os.environ.get("VITRINE_SHARED", "../shared")) / "data" / "tabular"
MUSEUMS = "Liste et localisation des Musées de France"
FESTIVALS = "Liste des festivals en France"
REGISTER = "Répertoire des musées de France, édition 2012"


@pytest.fixture
def real():
    """Return the path of a shared file; in CI their absence is a failure."""
    if not TABULAR.is_dir():
        assert not os.environ.get("CI"), f"{TABULAR} is absent"
        pytest.skip(f"{TABULAR} is absent: set VITRINE_SHARED")
    return lambda name: TABULAR / name


def published(editor, title, file, *, name=""):
    """Publish a file under that title, through the screens, and return its resource."""
    content = {"name": name or file.name, "mimeType": "text/csv", "buffer": file.read_bytes()}
    gestures.create_draft(editor, title=title, description=title, keywords="musée, liste")
    gestures.add_file(editor, content, title=title)
    gestures.publish(editor)
    return Resource.objects.get(title=title)


@pytest.fixture
def editor(visit):
    person = factories.editor(factories.organization("Ministère de la Culture", in_family=True))
    someone = visit("éditrice")
    someone.looks = False  # each of these screens is looked at by the first journey
    someone.sign_in(person.email, factories.PASSWORD)
    return someone


def test_the_list_of_museums_is_replaced_by_its_spreadsheet_edition(visit, editor, real):
    csv = real("liste-et-localisation-des-musees-de-france.csv")
    xlsx = real("liste-officielle-musees-de-france_20220127.xlsx")
    resource = published(editor, MUSEUMS, csv)
    visitor = visit("visiteur")

    gestures.find(visitor, "où sont les musées", MUSEUMS)
    assert visitor.download(resource.permalink) == csv.read_bytes()

    gestures.replace(editor, resource, xlsx, note="Édition officielle, en classeur.")
    assert visitor.download(resource.permalink) == csv.read_bytes()
    editor.page.fill("[name=note]", "Édition officielle : d’autres colonnes, en classeur.")
    editor.press("Mettre en ligne")
    editor.page.get_by_text("La version 2 est en ligne").first.wait_for()
    assert sha256(visitor.download(resource.permalink)) == sha256(xlsx.read_bytes())
    resource.refresh_from_db()
    assert resource.current_version.format == "xlsx"
    assert visitor.download(f"{resource.permalink}/versions/1") == csv.read_bytes()


def test_the_festivals_are_published_and_found(visit, editor, real):
    file = real("festivals-global-festivals.csv")
    resource = published(editor, FESTIVALS, file)
    visitor = visit("visiteur")

    gestures.find(visitor, "festival", FESTIVALS)

    downloaded = visitor.download(resource.permalink)
    assert downloaded == file.read_bytes()
    assert resource.current_version.size == len(downloaded)


def test_a_cp1252_file_with_an_accented_name_comes_back_byte_for_byte(visit, editor, real):
    file = real("musees-de-france_2012_latin.csv")
    with pytest.raises(UnicodeDecodeError):
        file.read_bytes().decode()
    resource = published(editor, REGISTER, file, name="répertoire des musées — été 2012.csv")
    visitor = visit("visiteur")

    gestures.find(visitor, "repertoire musees 2012", REGISTER)

    answer = visitor.context.request.get(resource.permalink)
    assert answer.body() == file.read_bytes()
    assert "r%C3%A9pertoire%20des%20mus%C3%A9es" in answer.headers["content-disposition"]
