"""What the public reads of the quality: a figure, and each criterion in words."""

from html import unescape

import pytest
from django.utils import timezone

from catalog.enums import Outcome
from catalog.models import PublicationCheck, Resource
from catalog.quality.score import assessments
from tests import factories

pytestmark = pytest.mark.django_db


def read(client, dataset):
    return unescape(client.get(dataset.get_absolute_url()).content.decode())


def test_the_page_says_the_score_and_each_criterion_in_words(client):
    dataset = factories.dataset(published=True, license="")
    assessment = assessments([dataset], at=timezone.now())[dataset.pk]

    page = read(client, dataset)

    assert f"{assessment.score} sur 100" in page
    assert f"{len(assessment.met)} critères remplis sur {len(assessment.judged)}" in page
    for one in assessment.judged:
        assert one.criterion.label in page
    assert page.count("À améliorer</span>") == len(assessment.todo)
    assert page.count("Rempli</span>") == len(assessment.met)


def test_a_file_that_was_verified_says_so(client):
    dataset = factories.dataset(published=True)
    resource = Resource.objects.get(dataset=dataset)
    assert "En ligne et vérifié</span>" not in read(client, dataset)

    PublicationCheck.objects.create(
        resource=resource, version=resource.current_version, outcome=Outcome.VERIFIED
    )

    assert "En ligne et vérifié</span>" in read(client, dataset)
