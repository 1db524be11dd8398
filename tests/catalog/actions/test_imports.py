"""A draft becomes a dataset: what is kept of the source, and what is not done to ours."""

import pytest

from catalog.accounts.models import Organization
from catalog.actions.dataset import delete_dataset, publish_dataset, what_is_missing
from catalog.exceptions import Incomplete
from catalog.models import Dataset, DatasetAlias
from catalog.search.query import matching, read
from tests import factories
from tests.catalog.actions.importing import (
    ID,
    activities,
    api_object,
    imported,
    run_objects,
    run_rows,
)
from tests.catalog.importing.samples import row

pytestmark = pytest.mark.django_db
MINISTRY = "534fff91a3a7292c64a77f73"


def test_a_row_becomes_a_published_dataset_with_what_it_says(tmp_path):
    run_rows(tmp_path, row(**{
        "spatial.zones": "fr:region:53", "spatial.granularity": "fr:commune",
        "temporal_coverage.start": "0401-01-01", "temporal_coverage.end": "2019-12-31",
        "metric.views": "5557", "metric.resources_downloads": "1382", "quality_score": "0.89",
    }))  # fmt: skip
    dataset = imported()

    assert (dataset.state, dataset.license, dataset.frequency) == ("published", "lov2", "annual")
    assert dataset.published_at == dataset.created_at
    assert dataset.created_at.year == 2014
    assert list(dataset.keywords.values_list("slug", flat=True)) == ["culture", "musees"]
    assert [zone.name for zone in dataset.territories.all()] == ["Bretagne"]
    assert dataset.granularity == "fr:commune"
    assert (dataset.temporal_start.year, dataset.temporal_end.year) == (401, 2019)
    assert (dataset.views, dataset.downloads) == (5557, 1382)
    assert dataset.source["quality_score"] == 0.89
    assert dataset.source["id"] == ID


def test_empty_counters_count_nothing(tmp_path):
    run_rows(tmp_path, row(**{"metric.views": "", "metric.resources_downloads": ""}))

    assert (imported().views, imported().downloads) == (0, 0)


def test_the_identifier_and_the_slug_of_the_source_lead_to_the_dataset(tmp_path, client):
    run_rows(tmp_path, row(title="Fréquentation des musées"))
    dataset = imported()

    for name in (ID, "musees-de-l-allier-1", str(dataset.pk), dataset.slug):
        assert Dataset.objects.named(name).get() == dataset
        answer = client.get(f"/api/1/datasets/{name}/")
        answer = client.get(answer.headers.get("Location", f"/api/1/datasets/{name}/"))
        assert answer.json()["id"] == str(dataset.pk)
    assert dataset.slug == "frequentation-des-musees"


def test_a_dataset_keeps_the_number_that_its_slug_has_at_the_source(tmp_path):
    run_rows(
        tmp_path,
        row(1, title="Musées", slug="musees-2"),
        row(2, title="Musées", slug="musees-9"),
        row(3, title="Musées", slug="musees"),
    )

    assert [imported(number).slug for number in (1, 2, 3)] == ["musees-2", "musees-9", "musees"]


def test_themes_are_deduced_from_the_keywords_and_said_to_be(tmp_path):
    run_rows(tmp_path, row(tags="festivals,theatre,musees,cinema,livres"), row(2, tags="divers"))

    assert imported().themes.count() == 2
    assert imported().source["deduced"] == ["themes"]
    assert not imported(2).themes.exists()


def test_the_entry_of_the_journal_is_signed_by_the_robot(tmp_path):
    run_rows(tmp_path, row())

    (entry,) = activities(imported())
    assert (entry.verb, entry.actor, entry.robot) == (
        "dataset.imported", None, "import data.gouv.fr"
    )  # fmt: skip
    assert entry.changes == {"state": ["", "published"]}


def test_what_is_missing_blocks_a_later_publication_only(tmp_path):
    run_rows(tmp_path, row(description="", frequency="unknown"), row(2, private="True", license=""))
    incomplete, private = imported(), imported(2)

    assert incomplete.state == "published"
    assert {lack.field for lack in what_is_missing(incomplete)} == {"description", "frequency"}
    assert (private.state, private.published_at) == ("draft", None)
    private.description = ""
    private.save()
    with pytest.raises(Incomplete):
        publish_dataset(private, by=factories.platform())


def test_states_are_those_of_the_source(tmp_path):
    report = run_objects(
        tmp_path,
        api_object(1, archived="2022-05-04T10:00:00"),
        api_object(2, deleted="2022-05-04T10:00:00"),
        api_object(3, private=True),
        api_object(4),
    )

    assert [imported(number).state for number in (1, 3, 4)] == ["archived", "draft", "published"]
    assert imported(1).archived_at.year == 2022
    assert not DatasetAlias.objects.filter(alias=f"{2:024x}").exists()
    assert "Supprimé à la source le 04/05/2022" in report.refused[0].sentence


def test_the_ministry_is_the_head_of_the_family_of_its_own_export(tmp_path):
    run_rows(
        tmp_path,
        row(1),
        row(2, organization="Centre national du cinéma", organization_id="a" * 24),
        row(3, organization="Ville de Valbrume", organization_id="b" * 24),
    )
    ministry = Organization.objects.named(MINISTRY).get()
    cinema = Organization.objects.named("a" * 24).get()

    assert (ministry.is_family_root, ministry.kind) == (True, "ministry")
    assert (cinema.parent, cinema.kind) == (ministry, "operator")
    assert Organization.objects.named("b" * 24).get().parent is None


def test_the_export_of_others_makes_no_family(tmp_path):
    run_rows(tmp_path, row(organization="Un musée", organization_id="a" * 24))
    run_objects(
        tmp_path,
        api_object(2),
        api_object(3, organization={"id": "c" * 24, "name": "Autre", "slug": "autre"}),
    )

    assert not Organization.objects.exclude(parent=None).exists()


def test_an_organisation_that_is_already_here_is_found_by_its_name_once(tmp_path):
    ours = factories.organization("Ministère de la Culture", kind="ministry", is_family_root=True)
    run_rows(tmp_path, row(1), row(2, organization_id="d" * 24))

    assert imported(1).organization == ours
    assert imported(2).organization != ours, "another identifier is somebody else"
    assert Organization.objects.filter(is_family_root=True).get() == ours


def test_a_dataset_of_nobody_goes_to_the_owner_or_waits(tmp_path):
    owner = factories.organization("Maison d’essai")
    bare = {"organization": "", "organization_id": ""}
    run_rows(tmp_path, row(1, **bare))
    run_rows(tmp_path, row(2, **bare), owner=owner)

    assert imported(1).organization.name == "Organisation non précisée"
    assert imported(2).organization == owner

    run_rows(tmp_path, row(1, last_modified="2022-01-01T00:00:00"), name="newer.csv")

    assert imported(1).organization.name == "Ministère de la Culture"


def test_a_dataset_in_the_bin_stays_there(tmp_path):
    run_rows(tmp_path, row())
    delete_dataset(imported(), by=factories.platform())
    report = run_rows(tmp_path, row(title="Autre", last_modified="2025-01-01T00:00:00"))

    assert "corbeille" in report.refused[0].sentence
    assert imported().state == "deleted"


def test_an_imported_dataset_is_found(tmp_path):
    run_rows(tmp_path, row(title="Base Joconde : extrait"), row(2, private="True", title="Joconde"))

    found = matching(Dataset.objects.published(), read("joconde"))
    assert [dataset.title for dataset in found] == ["Base Joconde : extrait"]
