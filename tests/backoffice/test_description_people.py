"""Who, under which licence, how often; and what holds for every step of the description."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from catalog.actions.dataset import describe_dataset
from catalog.models import Dataset
from tests import factories
from tests.backoffice.steps import (
    CLASS,
    PEOPLE,
    PERIOD,
    RULES,
    WORDS,
    edit_url,
    save,
    sent_back,
    shown,
    text,
)
from tests.client import query_budget

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset():
    return factories.dataset()


@pytest.fixture
def client(client_of, dataset):
    return client_of(factories.editor(dataset.organization))


def test_lines_of_producers_are_added_and_removed_before_anything_is_saved(client, dataset):
    form = shown(client, dataset, PEOPLE) | {"producing_service": "Bureau des études"}
    form |= {"producers-0-name": "Observatoire", "producers-0-role": "creator"}

    more = sent_back(client.post(edit_url(dataset), form | {"ajouter": "producers"}))
    assert more["producers"] == ["2"]
    assert more["producers-0-name"] == ["Observatoire"]
    assert more["producing_service"] == ["Bureau des études"]
    more |= {"producers-1-name": "Atelier", "producers-1-role": "processor"}
    less = sent_back(client.post(edit_url(dataset), more | {"retirer": "producers-0"}))
    assert (less["producers"], less["producers-0-name"]) == (["1"], ["Atelier"])
    assert not dataset.producers.exists()

    client.post(edit_url(dataset), less)
    assert [(row.name, row.role) for row in dataset.producers.all()] == [("Atelier", "processor")]


def test_the_name_of_an_organization_leads_to_it(client, dataset):
    known = factories.organization("Musée du Sel")
    typed = {"producers": "1", "producers-0-name": "musée du sel", "producers-0-role": "creator"}

    save(client, dataset, PEOPLE, **typed)

    assert dataset.producers.get().organization == known
    assert shown(client, dataset, PEOPLE)["producers-0-name"] == ["Musée du Sel"]


def test_lines_left_empty_are_none(client, dataset):
    form = shown(client, dataset, PEOPLE)

    assert client.post(edit_url(dataset), form).status_code == 302
    assert not dataset.producers.exists()
    assert not dataset.contacts.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"name": "Pôle données"}, "Contact 2 : Donnez une adresse électronique"),
        ({"name": "Pôle", "email": "donnees"}, "Contact 2 : Cette adresse n’est pas de la forme"),
        ({"email": "donnees@exemple.org"}, "Contact 2 : Écrivez le nom de ce contact"),
        ({"name": "Pôle", "form": "notre page"}, "Contact 2 : Cette adresse ne commence pas"),
    ],
)
def test_a_contact_that_cannot_be_reached_is_said_by_its_number(client, dataset, line, said):
    first = {"contacts-0-name": "Accueil", "contacts-0-email": "accueil@exemple.org"}
    first["contacts-0-role"] = "contact"
    second = {f"contacts-1-{name}": value for name, value in line.items()}
    second["contacts-1-role"] = "contact"

    response = save(client, dataset, PEOPLE, contacts="2", **first, **second)

    form = sent_back(response)
    assert response.status_code == 422
    assert said in text(response)
    assert first.items() | second.items() <= {(name, values[0]) for name, values in form.items()}
    assert not dataset.contacts.exists()


def test_a_producer_without_a_role_is_asked_for_it(client, dataset):
    response = save(client, dataset, PEOPLE, **{"producers": "1", "producers-0-name": "Atelier"})

    assert "Producteur 1 : Choisissez ce qu’il a fait" in text(response)


def test_an_unknown_licence_is_refused_and_the_rest_is_kept(client, dataset):
    typed = {"license": "licence-maison", "legal_notice": "À citer ainsi", "frequency": "monthly"}

    response = save(client, dataset, RULES, **typed)

    page = text(response)
    assert response.status_code == 422
    assert "« licence-maison » n’est pas une licence connue" in page
    assert "À citer ainsi" in page
    assert sent_back(response)["frequency"] == ["monthly"]
    assert Dataset.objects.get().license == "lov2"


@pytest.mark.parametrize("other", ["cc-by", "fr-lo"])
def test_another_licence_asks_why_before_the_publication(client, dataset, other):
    factories.resource(dataset)

    save(client, dataset, RULES, license=other, frequency="annual")

    assert "la loi n’en laisse que deux" in text(client.get(edit_url(dataset, "8")))
    assert "#id_license_reason" in text(client.get(edit_url(dataset, "2")))
    save(client, dataset, RULES, license=other, license_reason="Photographies reçues ainsi.")
    assert "Rien ne manque" in text(client.get(edit_url(dataset, "8")))


def test_a_draft_with_another_licence_is_a_task_on_the_desk(client, dataset):
    factories.resource(dataset)
    describe_dataset(dataset, by=factories.platform(), license="cc-by")

    assert "la raison de la licence choisie" in text(client.get(reverse("backoffice:home")))


def test_the_next_expected_date_is_said_in_words(client_of):
    made = factories.dataset(published=True, frequency="annual", at=moment("2026-03-03"))
    client = client_of(factories.editor(made.organization))

    page = text(client.get(edit_url(made, RULES)))

    assert "Prochaine mise à jour attendue le 3 mars 2027." in page


def moment(day):
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


def test_complements_are_lines_and_untouched_values_keep_their_type(client, dataset):
    stored = {"annee": 2024, "liste": ["a", "b"], "clé = double": "x", "texte": "deux\nlignes"}
    describe_dataset(dataset, by=factories.platform(), extras=stored)
    form = shown(client, dataset, RULES)

    client.post(edit_url(dataset), form)
    assert Dataset.objects.get().extras == stored
    client.post(edit_url(dataset), form | {"extras": "annee = 2024\ncode = X 12"})
    assert Dataset.objects.get().extras == {
        "annee": 2024,
        "code": "X 12",
        "clé = double": "x",
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [("a = 1\nsans signe", "Ligne 2"), ("a = 1\na = 2", "la clé « a » est déjà écrite")],
)
def test_a_complement_that_is_no_line_is_said_by_its_number(client, dataset, typed, said):
    response = save(client, dataset, RULES, extras=typed)

    assert response.status_code == 422
    assert said in text(response)
    assert typed in text(response)


@pytest.mark.parametrize("step", [WORDS, CLASS, PERIOD, PEOPLE, RULES])
def test_a_step_saved_untouched_writes_nothing(client, dataset, step):
    describe_dataset(
        dataset,
        by=factories.platform(),
        themes=["livre"],
        territories=["country:fr"],
        temporal_start=date(2014, 6, 3),
        producers=[{"name": "Atelier", "role": "creator"}],
        contacts=[{"name": "Pôle", "email": "pole@exemple.org", "form": "https://exemple.org/f"}],
        extras={"a": 1},
        legal_notice="Deux\nlignes",
    )

    client.post(edit_url(dataset), shown(client, dataset, step))

    assert dataset.activities.filter(verb="dataset.described").count() == 1


@pytest.mark.parametrize("step", [WORDS, CLASS, PERIOD, PEOPLE, RULES])
def test_somebody_elses_change_is_shown_in_words(client, dataset, step):
    form = shown(client, dataset, step) | {
        "keywords": "musée",
        "themes": ["", "livre"],
        "temporal_start": "2020",
        "contacts-0-name": "Moi",
        "contacts-0-email": "moi@exemple.org",
        "license": "cc-by",
    }
    describe_dataset(
        dataset,
        by=factories.platform(),
        keywords=["presse"],
        themes=["musee"],
        temporal_start=date(2014, 6, 3),
        contacts=[{"name": "Pôle", "email": "pole@exemple.org"}],
        license="odc-odbl",
    )

    response = client.post(edit_url(dataset), form)

    now = {
        WORDS: "presse",
        CLASS: "Musées",
        PERIOD: "03/06/2014",
        PEOPLE: "Pôle, pole@exemple.org, contact",
        RULES: "ODbL 1.0",
    }
    assert response.status_code == 422
    stored = text(response).split("Ce qui est enregistré en ce moment")[1].split("</dl>")[0]
    assert now[step] in stored


@pytest.mark.parametrize("step", [WORDS, CLASS, PERIOD, PEOPLE, RULES])
def test_a_step_asks_as_many_queries_whatever_is_described(client, dataset, step):
    client.get(edit_url(dataset, step))
    describe_dataset(
        dataset,
        by=factories.platform(),
        territories=["country:fr"],
        contacts=[{"name": "A", "email": "a@exemple.org"}],
    )
    with query_budget(15) as few:
        client.get(edit_url(dataset, step))
    describe_dataset(
        dataset,
        by=factories.platform(),
        keywords=[f"mot {number}" for number in range(50)],
        territories=[f"fr:departement:{number}" for number in range(21, 50)],
        contacts=[{"name": f"C{number}", "email": "a@exemple.org"} for number in range(30)],
    )

    with query_budget(15) as many:
        client.get(edit_url(dataset, step))
    assert len(many) == len(few)
