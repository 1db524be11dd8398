"""The same export again writes nothing; a newer one updates, and leaves what people wrote."""

import pytest

from catalog.accounts.models import Organization
from catalog.actions.dataset import archive_dataset, describe_dataset
from catalog.actions.organization import describe_organization
from catalog.models import Dataset
from tests import factories
from tests.catalog.actions.importing import (
    activities,
    api_object,
    everything,
    imported,
    run_objects,
    run_rows,
    told,
)
from tests.catalog.importing.samples import row, write_table

pytestmark = pytest.mark.django_db
NEWER = "2024-05-06T07:08:09"


def test_a_second_run_writes_nothing(tmp_path):
    rows = [row(1), row(2, archived="2020-01-01"), row(3, private="True"), row(4, title="")]
    run_rows(tmp_path, *rows)
    run_objects(tmp_path, api_object(1), api_object(5))
    before = everything()

    again = run_rows(tmp_path, *rows)
    run_objects(tmp_path, api_object(1), api_object(5))

    assert everything() == before
    assert (len(again.unchanged), again.created, again.changed) == (3, [], [])


def test_a_dry_run_tells_everything_and_writes_nothing(tmp_path):
    path = write_table(tmp_path / "export.csv", [row(1), row(2, title="")])
    before = everything()

    said = told(path, dry_run=True)

    assert everything() == before
    assert "Apparus (1)" in said
    assert "Refusés (1)" in said
    assert "1 apparus" in said
    assert "rien n’a été écrit" in said


def test_a_newer_export_updates_what_it_says(tmp_path):
    run_rows(tmp_path, row(**{"metric.views": "10"}))
    newer = {"title": "Musées", "license": "odc-odbl", "tags": "patrimoine", "metric.views": "15"}
    report = run_rows(tmp_path, row(last_modified=NEWER, **newer))
    dataset = imported()

    assert report.changed == ["Musées"]
    assert (dataset.title, dataset.license, dataset.views) == ("Musées", "odc-odbl", 15)
    assert dataset.revision == 2
    _created, changed = activities(dataset)
    assert changed.verb == "dataset.described"
    assert changed.robot == "import data.gouv.fr"
    assert changed.changes["title"] == ["Musées de l’Allier, 1", "Musées"]
    assert changed.changes["keywords"] == [["culture", "musees"], ["patrimoine"]]
    assert "description" not in changed.changes


def test_an_export_of_the_same_day_that_says_otherwise_updates_too(tmp_path):
    run_rows(tmp_path, row())
    run_rows(tmp_path, row(title="Corrigé"))

    assert imported().title == "Corrigé"


def test_figures_alone_change_without_an_entry_in_the_journal(tmp_path):
    run_rows(tmp_path, row(**{"metric.views": "10"}))
    Dataset.objects.update(views=13)
    report = run_rows(tmp_path, row(**{"metric.views": "30"}))

    assert imported().views == 33, "ours are counted on top of theirs"
    assert len(report.counted) == 1
    assert len(activities(imported())) == 1


def test_what_a_source_does_not_say_stays(tmp_path):
    run_rows(tmp_path, row(**{"spatial.zones": "fr:region:53", "acronym": "MA"}))
    run_rows(tmp_path, row(last_modified=NEWER))

    assert imported().acronym == "MA"
    assert imported().territories.count() == 1


@pytest.mark.parametrize("older", ["2015-01-01T00:00:00", ""])
def test_an_older_or_undated_source_undoes_nothing(tmp_path, older):
    run_rows(tmp_path, row(last_modified=NEWER, frequency="unknown"))
    old = row(title="Ancien titre", description="Ancien", last_modified=older, acronym="MA")
    run_rows(tmp_path, old, name="old.csv")

    assert imported().title == "Musées de l’Allier, 1"
    assert imported().description == "Une description."
    assert imported().acronym == "MA", "it fills what nobody else said"


def test_files_that_disagree_do_not_alternate(tmp_path):
    def both():
        run_rows(tmp_path, row(title="Un"), name="one.csv")
        run_rows(tmp_path, row(title="Deux"), name="two.csv")

    both()
    before = everything()
    both()

    assert everything() == before
    assert imported().title == "Deux"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_description_keeps_its_paragraphs(tmp_path, order):
    texts = ["Une liste.\n\nDes musées.", "Une liste. Des musées."]
    for number in order:
        run_rows(tmp_path, row(description=texts[number]), name=f"{number}.csv")

    assert imported().description == texts[0]


def test_what_a_person_wrote_since_is_kept_and_told(tmp_path):
    run_rows(tmp_path, row())
    person = factories.platform()
    describe_dataset(imported(), by=person, title="Mon titre", keywords=["à moi"])
    report = run_rows(
        tmp_path, row(title="Leur titre", tags="eux", license="odc-odbl", last_modified=NEWER)
    )

    assert imported().title == "Mon titre"
    assert [word.name for word in imported().keywords.all()] == ["à moi"]
    assert imported().license == "odc-odbl"
    assert {line.sentence for line in report.kept} == {"titre", "mots-clés"}
    assert "Gardés" in told(write_table(
        tmp_path / "next.csv", [row(title="Encore", last_modified="2025-01-01T00:00:00")]
    ))  # fmt: skip


def test_what_a_person_wrote_is_kept_when_the_source_says_the_same_again(tmp_path):
    run_rows(tmp_path, row())
    describe_dataset(imported(), by=factories.platform(), title="Mon titre")
    report = run_rows(tmp_path, row(license="odc-odbl", last_modified=NEWER))

    assert imported().title == "Mon titre"
    assert report.kept == []


def test_a_state_that_a_person_chose_is_kept(tmp_path):
    run_rows(tmp_path, row())
    archive_dataset(imported(), by=factories.platform(), reason="Remplacé.")
    report = run_rows(tmp_path, row(last_modified=NEWER, private="False", archived="False"))
    assert imported().state == "archived"

    run_rows(tmp_path, row(2, archived="2020-01-01"))
    run_rows(tmp_path, row(2, archived="False", last_modified=NEWER))
    assert imported(2).state == "published"
    assert report.refused == []


def test_what_turns_private_at_the_source_is_told_and_left(tmp_path):
    run_rows(tmp_path, row())
    report = run_rows(tmp_path, row(private="True", last_modified=NEWER))

    assert imported().state == "published"
    assert "privé à la source" in report.warnings[0].sentence


def test_what_vanished_is_told_and_never_deleted(tmp_path):
    run_rows(tmp_path, row(1), row(2), row(3, organization="Autre", organization_id="a" * 24))
    report = run_rows(tmp_path, row(1, last_modified=NEWER), name="newer.csv")

    assert [line.name for line in report.vanished] == [imported(2).title]
    assert imported(2).state == "published"


def test_an_older_export_does_not_say_that_newer_datasets_vanished(tmp_path):
    run_rows(tmp_path, row(1), row(2, created_at="2024-01-01T00:00:00"))

    assert run_rows(tmp_path, row(1), name="old.csv").vanished == []


def test_one_bad_row_never_stops_the_rest(tmp_path):
    report = run_rows(
        tmp_path,
        row(1, id="pas un identifiant"),
        row(2, title=""),
        row(3, created_at="le 31 février"),
        row(4, acronym="S" * 90, title="T" * 900),
        row(5, tags=",".join(f"mot-{number}" for number in range(500))),
    )

    assert [line.sentence.split(" :")[0] for line in report.refused] == [
        "ligne 2", "ligne 3", "ligne 4"
    ]  # fmt: skip
    assert len(imported(4).title) <= 350
    assert imported(5).keywords.count() == 200
    assert len(report.warnings) == 3


def test_an_organisation_is_described_by_its_own_object_and_keeps_what_people_wrote(tmp_path):
    mine = {"id": "a" * 24, "name": "Musée", "slug": "musee", "description": "Un."}
    run_objects(tmp_path, mine)
    organization = Organization.objects.named("a" * 24).get()
    describe_organization(organization, by=factories.platform(), description="Le nôtre.")
    newer = mine | {"description": "Deux.", "name": "Grand musée", "last_modified": NEWER}
    report = run_objects(tmp_path, newer)
    organization.refresh_from_db()

    assert (organization.name, organization.description) == ("Grand musée", "Le nôtre.")
    assert Organization.objects.named("musee").get() == organization
    assert [line.sentence for line in report.kept] == ["description"]
    before = everything()
    run_objects(tmp_path, newer)
    assert everything() == before
