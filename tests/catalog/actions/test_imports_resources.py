"""The files that a source names, and the addresses that lead to them."""

import pytest

from catalog.actions.dataset import delete_dataset
from catalog.actions.resource import describe_resource, remove_resource
from catalog.models import Resource, ResourceAlias
from tests import factories
from tests.catalog.actions.importing import (
    FILE,
    OTHER_FILE,
    activities,
    api_file,
    api_object,
    everything,
    imported,
    run_objects,
    run_rows,
)
from tests.catalog.importing.samples import row

pytestmark = pytest.mark.django_db
NEWER = "2024-05-06T07:08:09"


def in_place(number=1):
    return list(imported(number).resources.in_place().for_page())


def test_a_row_that_names_no_file_links_to_its_page(tmp_path):
    run_rows(tmp_path, row(url="https://www.data.gouv.fr/fr/datasets/musees/"))

    (link,) = in_place()
    assert (link.title, link.type) == ("Page d’origine sur data.gouv.fr", "other")
    assert link.url == "https://www.data.gouv.fr/fr/datasets/musees/"
    assert link.is_remote


def test_the_link_to_the_page_goes_when_the_files_are_named(tmp_path):
    run_rows(tmp_path, row())
    run_objects(tmp_path, api_object(last_modified="2019-01-01T00:00:00"))

    (file,) = in_place()
    assert file.title == "Liste des musées"
    assert file.pk != FILE, "our identifier stays ours"
    assert (file.declared_format, file.downloads) == ("csv", 12)
    before = everything()
    run_rows(tmp_path, row())
    assert everything() == before


@pytest.mark.parametrize("door", ["/datasets/r/", "/fr/datasets/r/", "/api/1/datasets/r/"])
def test_their_permalink_leads_where_ours_does(tmp_path, client, door):
    run_objects(tmp_path, api_object())
    (file,) = in_place()

    ours, theirs = client.get(file.permalink), client.get(f"{door}{FILE}")

    assert theirs.status_code == ours.status_code == 302
    assert theirs.headers["Location"] == ours.headers["Location"] == file.url


def test_their_permalink_of_what_was_removed_answers_410_and_of_a_draft_404(tmp_path, client):
    run_objects(
        tmp_path,
        api_object(1),
        api_object(2, private=True, resources=[api_file(OTHER_FILE)]),
    )
    assert client.get(f"/datasets/r/{OTHER_FILE}").status_code == 404

    remove_resource(in_place()[0], by=factories.platform())
    assert client.get(f"/datasets/r/{FILE}").status_code == 410
    delete_dataset(imported(2), by=factories.platform())
    assert client.get(f"/datasets/r/{OTHER_FILE}").status_code == 404


def test_a_source_cannot_take_a_permalink_of_ours(tmp_path, client):
    ours = factories.dataset(published=True).resources.get()
    hostile = api_file(str(ours.pk), url="https://hostile.exemple.org/")
    report = run_objects(tmp_path, api_object(resources=[hostile, api_file(OTHER_FILE)]))

    assert client.get(ours.permalink).status_code == 200
    assert [str(one.aliases.get().alias) for one in in_place()] == [OTHER_FILE]
    assert "mène déjà à un fichier" in report.warnings[0].sentence


def test_the_first_to_name_a_file_keeps_it(tmp_path):
    run_objects(tmp_path, api_object(1))
    report = run_objects(
        tmp_path, api_object(2, resources=[api_file(url="https://hostile.exemple.org/")])
    )

    assert ResourceAlias.objects.get().resource.dataset == imported(1)
    assert [one.title for one in in_place(2)] == []
    assert "mène déjà à un fichier" in report.warnings[0].sentence


def test_a_source_cannot_take_the_address_of_a_dataset(tmp_path):
    ours = factories.dataset("Nos musées", published=True)
    report = run_rows(
        tmp_path, row(1, slug="nos-musees"), row(2, slug=f"{9:024x}"), row(9, title="Neuf")
    )

    assert type(ours).objects.named("nos-musees").get() == ours
    assert imported(9).title == "Neuf"
    assert len(report.warnings) == 2


def test_addresses_that_the_public_cannot_open_are_left_out(tmp_path):
    report = run_objects(
        tmp_path,
        api_object(resources=[
            api_file(FILE, url="http://127.0.0.1:8000/admin"),
            api_file(OTHER_FILE),
        ]),
    )  # fmt: skip

    assert [str(one.aliases.get().alias) for one in in_place()] == [OTHER_FILE]
    assert any("n’est pas repris" in line.sentence for line in report.warnings)


def test_a_newer_list_adds_and_changes_files_and_says_which_vanished(tmp_path):
    run_objects(tmp_path, api_object())
    newer = [api_file(OTHER_FILE, title="Un second fichier")]
    report = run_objects(tmp_path, api_object(last_modified=NEWER, resources=newer))

    assert [one.title for one in in_place()] == ["Liste des musées", "Un second fichier"]
    assert "n’est plus à la source" in report.warnings[0].sentence
    before, after = activities(imported())[-1].changes["resources"]
    assert before == []
    assert after == [f"Un second fichier (csv, https://donnees.exemple.org/{OTHER_FILE}.csv)"]


def test_what_a_person_wrote_of_a_file_is_kept(tmp_path):
    run_objects(tmp_path, api_object())
    describe_resource(in_place()[0], by=factories.platform(), title="Mon titre")
    changed = api_file(title="Le leur", url="https://neuf.exemple.org/", last_modified=NEWER)
    report = run_objects(tmp_path, api_object(last_modified=NEWER, resources=[changed]))

    (file,) = in_place()
    assert (file.title, file.url) == ("Mon titre", "https://neuf.exemple.org/")
    assert [line.sentence for line in report.kept] == ["« Mon titre »"]


def test_a_file_that_a_person_removed_does_not_come_back(tmp_path):
    run_objects(tmp_path, api_object())
    remove_resource(in_place()[0], by=factories.platform())
    run_objects(tmp_path, api_object(last_modified=NEWER))

    assert in_place() == []
    assert Resource.objects.count() == 1


def test_halves_of_characters_null_ones_and_infinities_are_stored(tmp_path):
    odd = {"a\0b": "c\0d", "half": "\ud83d", "much": float("inf")}
    report = run_objects(
        tmp_path,
        api_object(extras=odd, title="Un\0 titre \ud83d", resources=[api_file(extras=odd)]),
    )

    assert report.refused == []
    assert imported().extras == {"ab": "cd", "half": "", "much": None}
    assert imported().title == "Un titre"
