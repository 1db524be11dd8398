"""The editor's advice: what to do, where, for how many points; and the score in lists."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from backoffice.datasets.quality import address_of, graded
from backoffice.datasets.steps import STEPS
from catalog.enums import Outcome
from catalog.models import Dataset, PublicationCheck, Resource
from catalog.quality.score import CRITERIA, assessments
from tests import factories, tasks

pytestmark = pytest.mark.django_db
LONG = "Chaque ligne est un musée, avec son nom, sa commune, et les jours où il est ouvert. " * 2


def page_of(client, dataset):
    return client.get(reverse("backoffice:dataset-detail", args=[dataset.pk]))


def published(**fields):
    dataset = factories.dataset(published=True, **({"description": LONG} | fields))
    return dataset, factories.editor(dataset.organization)


def test_the_editor_reads_what_to_do_where_and_for_how_much(client_of):
    dataset, editor = published(license="")
    effect = assessments([dataset], at=timezone.now())[dataset.pk].todo[0].effect

    answer = page_of(client_of(editor), dataset)

    first = answer.context["todo"].first[0]
    assert (first.gesture, first.effect) == ("Choisir une licence", effect)
    page = answer.content.decode()
    assert f'href="{first.url}"' in page
    assert first.url.endswith("#id_license")
    assert f"{answer.context['todo'].score} sur 100" in page


def test_each_field_that_a_criterion_names_is_asked_somewhere():
    asked = {name for step in STEPS if step.form for name in step.form.base_fields}
    fields = {criterion.field for criterion in CRITERIA.values()}

    assert {field for field in fields if not field.startswith("resource")} <= asked


def test_the_link_of_an_advice_leads_to_its_field(client_of):
    dataset, editor = published(title="Musées 2024", description="Des musées.", license="")
    factories.resource(dataset, title="export.csv")
    client = client_of(editor)
    (row,) = graded([dataset])

    followed = 0
    for judged in row.assessment.todo:
        address, _, anchor = address_of(row, judged).partition("#")
        page = client.get(address).content.decode()
        assert f'id="{anchor}"' in page or not anchor, (judged.criterion.slug, anchor)
        followed += 1
    assert followed > 5


def test_an_advice_about_one_file_leads_to_it(client_of):
    dataset, _ = published()
    named = factories.resource(dataset, title="export.csv")
    Resource.objects.filter(dataset=dataset).exclude(pk=named.pk).update(title="Les musées")
    (row,) = graded([Dataset.objects.get(pk=dataset.pk)])

    (judged,) = [one for one in row.assessment.todo if one.criterion.slug == "names"]

    page = reverse("backoffice:resource-edit", args=[named.pk])
    assert address_of(row, judged) == f"{page}#id_title"


def test_who_may_not_change_the_dataset_gets_no_advice(client_of):
    dataset, _ = published()

    answer = page_of(client_of(factories.user()), dataset)

    assert answer.context["todo"] is None


def test_lists_show_the_score_and_what_would_raise_it(client_of):
    _, editor = published(license="")

    for name in ("dataset-list", "home"):
        page = client_of(editor).get(reverse(f"backoffice:{name}")).content.decode()
        assert re.search(r"Choisir une licence\s: \+\s\d+", page)
        assert "Qualité" in page


def check(resource, outcome, sentence=""):
    return PublicationCheck.objects.create(
        resource=resource, version=resource.current_version, outcome=outcome, sentence=sentence
    )


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.VERIFIED, "En ligne et vérifié"),
        (Outcome.FAILED, "En ligne, mais pas comme prévu"),
        (Outcome.UNREACHED, "Pas encore vérifié"),
    ],
)
def test_the_editor_reads_what_the_check_found(client_of, outcome, said):
    dataset, editor = published()
    check(Resource.objects.get(dataset=dataset), outcome, sentence="Voici pourquoi.")

    page = page_of(client_of(editor), dataset).content.decode()

    assert said in page
    assert ("Voici pourquoi." in page) is (outcome != Outcome.VERIFIED)


def test_what_was_found_of_a_former_version_is_not_said(client_of):
    dataset, editor = published()
    resource = Resource.objects.get(dataset=dataset)
    check(resource, Outcome.VERIFIED)
    factories.version(resource, b"nom;commune\nMus\xc3\xa9e du Sel;Port-Amer\n")

    assert "En ligne et vérifié" not in page_of(client_of(editor), dataset).content.decode()


def test_the_button_asks_for_the_check_again(client_of):
    dataset, editor = published()
    tasks.forget()

    answer = client_of(editor).post(
        reverse("backoffice:dataset-check", args=[dataset.pk]), follow=True
    )

    assert "vont être demandés" in answer.content.decode()
    assert [task.name for task, _, _ in tasks.Backend.waiting] == ["check_publication"]


def test_a_draft_has_nothing_to_check(client_of):
    draft = factories.dataset()

    answer = client_of(factories.editor(draft.organization)).post(
        reverse("backoffice:dataset-check", args=[draft.pk]), follow=True
    )

    assert "n’est possible que" in answer.content.decode()
    assert not tasks.Backend.waiting
