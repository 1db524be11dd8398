"""The score, what each point is worth, and how many questions a list asks."""

from datetime import date

import pytest
from django.utils import timezone

from catalog.models import Dataset
from catalog.quality.score import CRITERIA, assessments
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
BUDGET = 8
RICH = {
    "description": "Chaque ligne est un musée, avec son nom, sa commune et ses visiteurs. " * 2,
    "license": "lov2",
    "frequency": "annual",
    "temporal_start": date(2020, 1, 1),
    "territories": ["fr:region:53"],
}


def assessed(dataset):
    dataset = Dataset.objects.get(pk=dataset.pk)
    return assessments([dataset], at=timezone.now())[dataset.pk]


def test_the_score_goes_from_what_is_bare_to_what_is_well_described():
    bare = assessed(factories.dataset(description="", frequency="", license=""))
    rich = factories.dataset("Musées", published=True, **RICH)

    assert bare.score < 20 < assessed(rich).score


def test_each_advice_says_what_it_is_worth_and_doing_it_gives_as_much():
    dataset = factories.dataset("Musées", published=True, **(RICH | {"license": ""}))
    before = assessed(dataset)
    (advice,) = [one for one in before.todo if one.criterion.slug == "license"]

    dataset.license = "lov2"
    dataset.save()

    assert abs(assessed(dataset).score - before.score - advice.effect) <= 1


def test_what_weighs_most_comes_first():
    todo = assessed(factories.dataset(description="", frequency="", license="")).todo

    effects = [one.effect for one in todo]
    assert effects == sorted(effects, reverse=True)
    assert effects[0] > effects[-1] > 0


def test_what_has_no_subject_is_not_counted():
    judged = {one.criterion.slug for one in assessed(factories.dataset(frequency="")).judged}

    assert judged < set(CRITERIA)
    assert not judged & {"available", "verified", "schema", "one-file", "open-format", "up-to-date"}


def test_every_advice_is_a_sentence_and_every_criterion_has_its_family():
    assessment = assessed(factories.dataset("Musées 2024", description="", license=""))

    for one in assessment.todo:
        assert one.verdict.sentence.endswith(".")
        assert one.criterion.gesture[0].isupper()
    shown = [one for _, judged in assessment.families for one in judged]
    assert sorted(map(id, shown)) == sorted(map(id, assessment.judged))


def test_a_list_asks_as_few_questions_with_many_datasets_as_with_two():
    counts = []
    for more in (2, 20):
        for number in range(more):
            dataset = factories.dataset(published=True, keywords=[f"mot {number}"])
            factories.resource(dataset)
        rows = list(Dataset.objects.published())
        with query_budget(BUDGET) as queries:
            assert len(assessments(rows, at=timezone.now())) == len(rows)
        counts.append(len(queries))

    assert counts[0] == counts[1]
