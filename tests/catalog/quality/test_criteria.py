"""Each criterion: when it is met, when it is not and what it says, when it has nothing to judge."""

import types
from datetime import date, timedelta

import pytest
from django.utils import timezone

from catalog.enums import Outcome, ResourceType
from catalog.files.shapes import Column, ColumnType, Frequent, Profile
from catalog.models import (
    ColumnDescription,
    Dataset,
    PublicationCheck,
    Resource,
    ResourceVersion,
)
from catalog.quality.criteria import Criterion
from catalog.quality.score import CRITERIA
from catalog.quality.subject import subjects
from catalog.registry import members
from tests import factories

pytestmark = pytest.mark.django_db
LONG = (
    "Chaque ligne est un musée et une année, avec le nombre de visiteurs payants et gratuits. " * 2
)


def column(name, type=ColumnType.TEXT, position=0, **facts):
    return Column(name=name, position=position, type=type, **facts)


def profile(*columns, **facts):
    made = [column(one) if isinstance(one, str) else one for one in columns]
    return Profile("csv", "text/csv", 100, row_count=2, columns=tuple(made), **facts)


def give(resource, *columns, comparison=None, **facts):
    """Let the version on line contain this, as reading it would have said."""
    kept = profile(*columns, **facts).as_json()
    rows = ResourceVersion.objects.filter(resource=resource)
    rows.update(profile=kept, comparison=comparison)


def table(dataset, *columns, title="Musées", **facts):
    resource = factories.resource(dataset, title=title)
    give(resource, *columns, **facts)
    return resource


def verdict(slug, dataset, *, at=None):
    dataset = Dataset.objects.get(pk=dataset.pk)
    subject = subjects([dataset], at=at or timezone.now())[dataset.pk]
    return CRITERIA[slug].judge(subject)


def said(slug, dataset, **options):
    """Return what a criterion that is not met says."""
    found = verdict(slug, dataset, **options)
    assert found is not None
    assert not found.met
    return found.sentence.replace("\u00a0", " ")


def met(slug, dataset, **options):
    return verdict(slug, dataset, **options).met


def test_an_incomplete_criterion_stops_the_start_up():
    class Base(Criterion):
        pass

    class Incomplete(Base):
        slug = "incomplete"
        label = "Incomplet"

    empty = types.ModuleType("empty")
    empty.__path__ = []

    with pytest.raises(TypeError, match="Incomplete must define gesture, judge"):
        members(empty, Base, ("gesture", "judge"))


def test_the_nine_of_data_gouv_fr_are_there():
    assert {criterion.key for criterion in CRITERIA.values()} - {""} == {
        "license", "temporal_coverage", "spatial", "update_frequency", "update_fulfilled_in_time",
        "dataset_description_quality", "has_open_format", "all_resources_available",
        "resources_documentation",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "good", "bad"),
    [
        ("license", {"license": "lov2"}, {"license": ""}),
        ("period", {"temporal_start": date(2020, 1, 1)}, {}),
        ("places", {"granularity": "fr:commune"}, {}),
        ("places", {"territories": ["fr:region:53"]}, {}),
        ("frequency", {"frequency": "annual"}, {"frequency": ""}),
        ("description", {"description": LONG}, {"description": "Des musées."}),
    ],
)
def test_a_field_that_is_filled_is_enough(slug, good, bad):
    assert met(slug, factories.dataset(**good))
    assert said(slug, factories.dataset(**bad))


def test_data_are_late_after_a_day_of_grace():
    now = timezone.now()
    dataset = factories.dataset(published=True, frequency="daily", at=now - timedelta(days=3))

    assert met("up-to-date", dataset, at=now - timedelta(days=1, minutes=1))
    assert "attendues depuis le" in said("up-to-date", dataset, at=now)
    assert verdict("up-to-date", factories.dataset(frequency="")) is None


def test_one_open_format_is_enough_for_data_gouv_fr():
    dataset = factories.dataset()
    assert verdict("open-format", dataset) is None

    factories.link(dataset, format="xlsx")
    assert "CSV" in said("open-format", dataset)
    factories.link(dataset, format="csv")
    assert met("open-format", dataset)


def test_a_workbook_is_welcome_beside_an_open_file():
    dataset = factories.dataset()
    factories.link(dataset, format="csv")
    factories.link(dataset, format="xlsx")
    assert met("open-formats", dataset)

    last = factories.link(dataset, format="xlsx", title="Visiteurs")
    found = verdict("open-formats", dataset)
    assert not found.met
    assert found.resource in set(Resource.objects.values_list("pk", flat=True)) - {last.pk}
    assert verdict("open-formats", factories.dataset(with_link=True)) is None


def test_a_description_or_a_notice_documents_the_files():
    dataset = factories.dataset()
    assert verdict("documented", dataset) is None
    factories.link(dataset)
    assert said("documented", dataset)

    factories.link(dataset, type=ResourceType.DOCUMENTATION)
    assert met("documented", dataset)


def test_what_the_publication_check_found_is_judged():
    dataset = factories.dataset(published=True)
    resource = Resource.objects.get(dataset=dataset)
    assert verdict("verified", dataset) is None

    check = PublicationCheck.objects.create(
        resource=resource, version=resource.current_version, outcome=Outcome.VERIFIED
    )
    assert met("verified", dataset)
    check.outcome = Outcome.FAILED
    check.save()
    assert resource.title in said("verified", dataset)
    check.outcome = Outcome.UNREACHED
    check.save()
    assert verdict("verified", dataset) is None


def test_a_description_names_what_the_columns_hold():
    dataset = factories.dataset(description="Export du 12 mars.")
    resource = table(dataset, "nom_musee", "nbVisiteurs", "annee", "ref")

    assert "« nom_musee », « nbVisiteurs » et « annee »" in said("content", dataset)

    speaking = factories.dataset(description=LONG)
    table(speaking, "nom_musee", "nbVisiteurs", "annee", "ref")
    assert met("content", speaking)
    dataset.description = "Le montant, l’échéance et le bénéficiaire."
    dataset.save()
    for name, label in [("nom_musee", "Bénéficiaire"), ("annee", "Échéance"), ("ref", "Montant")]:
        ColumnDescription.objects.create(resource=resource, name=name, label=label)
    assert met("content", dataset)


def test_without_a_profile_a_description_names_the_files():
    dataset = factories.dataset(description="Les musées.")
    factories.link(dataset, title="Liste des églises")
    assert "« Liste des églises »" in said("content", dataset)

    factories.link(dataset, title="Musées ouverts")
    assert met("content", dataset)
    assert verdict("content", factories.dataset(description="Rien.")) is None


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Fréquentation des musées en 2024", "« 2024 »"),
        ("Musées de la région Île de France", "« Île-de-France »"),
        ("Théâtres d'Ille-et-Vilaine", "« Ille-et-Vilaine »"),
    ],
)
def test_a_title_without_year_or_place_stays_true(title, found):
    dataset = factories.dataset(title, territories=["fr:departement:35", "country:fr"])

    assert found in said("title", dataset)


@pytest.mark.parametrize(
    "title", ["Musées de France", "Corpus 20145", "Théâtres du Nord", "Archives départementales"]
)
def test_a_title_that_names_neither_is_right(title):
    assert met("title", factories.dataset(title, territories=["country:fr"]))


def test_a_keyword_that_others_use_leads_somewhere():
    dataset = factories.dataset(keywords=["musée", "zzyx"], published=True)
    assert "« musée » et « zzyx »" in said("words", dataset)
    assert "Ajoutez des mots-clés" in said("words", factories.dataset())

    factories.dataset(keywords=["musée"])
    assert not met("words", dataset)  # a draft tells nothing
    factories.dataset(keywords=["musée"], published=True)
    assert met("words", dataset)


@pytest.mark.parametrize(
    "titles",
    [
        ["Visiteurs 2022", "Visiteurs 2023", "Visiteurs 2024"],
        ["musees_2022.csv", "musees_2023.csv", "musees_2024.csv"],
        ["Lieux, Bretagne", "Lieux, Normandie", "Lieux, Corse"],
        ["Lieux 01", "Lieux 02", "Lieux 2A"],
    ],
)
def test_a_series_of_files_could_be_one(titles):
    dataset = factories.dataset()
    for title in titles:
        assert verdict("one-file", dataset) is None
        table(dataset, "nom", "valeur", title=title)

    assert "ces 3 qui ont les mêmes colonnes" in said("one-file", dataset)


def test_files_that_differ_are_no_series():
    dataset = factories.dataset()
    for number, title in enumerate(["Lieux 2022", "Lieux 2023", "Lieux 2024"]):
        table(dataset, "nom", f"valeur {number}", title=title)
    assert met("one-file", dataset)

    named = factories.dataset()
    for title in ["Musées", "Théâtres", "Festivals"]:
        table(named, "nom", "valeur", title=title)
    assert met("one-file", named)


def changed_every(days, *, frequency, times=4):
    start = timezone.now() - timedelta(days=days * times)
    dataset = factories.dataset(published=True, frequency=frequency, at=start)
    resource = Resource.objects.get(dataset=dataset)
    for time in range(1, times):
        made = factories.version(resource, f"nom\n{time}\n".encode())
        moment = start + timedelta(days=days * time)
        rows = ResourceVersion.objects.filter(pk=made.pk)
        rows.update(created_at=moment, decided_at=None)
    return dataset


@pytest.mark.parametrize(
    ("days", "frequency", "better"),
    [(31, "weekly", "mensuelle"), (7, "annual", "hebdomadaire"), (400, "monthly", "annuelle")],
)
def test_the_history_says_another_frequency(days, frequency, better):
    sentence = said("kept-frequency", changed_every(days, frequency=frequency))

    assert better in sentence
    assert f"{days} jours" in sentence


def test_the_history_says_the_frequency_announced():
    assert met("kept-frequency", changed_every(30, frequency="monthly"))
    assert verdict("kept-frequency", changed_every(30, frequency="monthly", times=2)) is None
    assert verdict("kept-frequency", changed_every(30, frequency="irregular")) is None


def test_dates_found_are_within_the_period():
    dataset = factories.dataset(temporal_start=date(2001, 1, 1), temporal_end=date(2010, 12, 31))
    assert verdict("period-found", dataset) is None
    found = column("ouverture", ColumnType.DATE, minimum="2015-03-02", maximum="2019-01-01")
    resource = table(dataset, "nom", found)
    assert "« ouverture » vont du 2 mars 2015 au 1er janvier 2019" in said("period-found", dataset)

    years = column("année", ColumnType.INTEGER, minimum="2001", maximum="2010")
    give(resource, found, years)
    assert met("period-found", dataset)
    give(resource, column("numéro", ColumnType.INTEGER, minimum="2050", maximum="2060"))
    assert verdict("period-found", dataset) is None


def codes(name, *values, **facts):
    return column(name, frequent=tuple(Frequent(value, 1) for value in values), **facts)


def test_codes_are_those_of_the_territories():
    dataset = factories.dataset(territories=["fr:departement:35"])
    assert verdict("places-found", dataset) is None
    resource = table(dataset, codes("code_insee_commune", "29019", "22278", "35238"))
    assert "« Finistère » et « Côtes-d’Armor »" in said("places-found", dataset) or (
        "« Côtes-d’Armor » et « Finistère »" in said("places-found", dataset)
    )

    give(resource, codes("code_insee_commune", "35047", "35238"))
    assert met("places-found", dataset)
    give(resource, codes("montant", "29019", "22278"))
    assert verdict("places-found", dataset) is None


def test_a_region_holds_its_departments_and_france_holds_all():
    region = factories.dataset(territories=["fr:region:53"])
    table(region, codes("commune", "29019", "22278"))
    country = factories.dataset(territories=["country:fr"])
    table(country, codes("commune", "29019", "97411"))

    assert met("places-found", region)
    assert verdict("places-found", country) is None


def test_swapped_coordinates_are_far_from_france():
    dataset = factories.dataset(territories=["fr:region:53"])
    resource = table(dataset, "nom", bbox=(-5.0, 47.0, -1.0, 49.0))
    assert met("places-found", dataset)

    give(resource, "nom", bbox=(47.0, -5.0, 49.0, -1.0))
    assert "longitude puis latitude" in said("places-found", dataset)


@pytest.mark.parametrize(
    ("title", "filename", "words"),
    [
        ("export_2024.csv", "a.csv", "un titre qui dit"), ("Données", "a.csv", "un titre qui dit"),
        ("A1", "a.csv", "Allongez"), ("Musées", "liste des musées.csv", "sans espace ni accent"),
    ],
)  # fmt: skip
def test_names_say_what_is_inside(title, filename, words):
    dataset = factories.dataset()
    resource = factories.resource(dataset, title=title, filename=filename)

    assert words in said("names", dataset)
    assert verdict("names", dataset).resource == resource.pk


def test_two_files_do_not_share_a_name():
    dataset = factories.dataset()
    factories.resource(dataset, title="Musées ouverts")
    assert met("names", dataset)

    factories.resource(dataset, title="Musées ouverts")
    assert "les 2 fichiers" in said("names", dataset)
    assert verdict("names", factories.dataset()) is None


def test_a_schema_is_present_and_kept():
    dataset = factories.dataset()
    assert verdict("schema", dataset) is None
    resource = table(dataset, "nom")
    assert "« Musées »" in said("schema", dataset)

    Resource.objects.filter(pk=resource.pk).update(table_schema={"fields": []})
    assert met("schema", dataset)
    broken = {"code": "schema-broken", "severity": "warning", "message": "", "column": None}
    give(resource, "nom", comparison={"findings": [broken]})
    assert "d’accord avec son schéma" in said("schema", dataset)


def test_a_file_that_could_not_be_read_is_not_judged_by_its_columns():
    dataset = factories.dataset(description="Les musées.")
    table(dataset, "nom", refusal="Ce fichier est trop grand pour être exploré.")

    assert verdict("schema", dataset) is None
    assert met("content", dataset)


def test_documentation_is_not_data():
    dataset = factories.dataset()
    resource = factories.resource(dataset, type=ResourceType.DOCUMENTATION)
    give(resource, "nom")

    assert verdict("schema", dataset) is None
