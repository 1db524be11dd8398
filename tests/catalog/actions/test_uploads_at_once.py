"""Parts, last calls and limits at the same moment, each with its own connection."""

import io

import pytest

from catalog.actions.uploads import Piece, receive_part
from catalog.exceptions import UploadLimit
from catalog.models import Upload
from tests import factories
from tests.catalog.actions.test_concurrency import together

pytestmark = pytest.mark.django_db(transaction=True)


def part(target, index, by, key="envoi", total=4):
    return lambda: receive_part(
        target, key=key, filename="a.csv", file=io.BytesIO(b"abcd"), by=by,
        piece=Piece(index, 4 * index, total, 4, 4 * total),
    )  # fmt: skip


def test_first_parts_that_arrive_together_begin_one_upload():
    dataset, by = factories.dataset(), factories.platform()

    answers = together(*(part(dataset, index, by) for index in range(4)))

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert sorted(Upload.objects.get().parts.values_list("index", flat=True)) == [0, 1, 2, 3]


def test_the_same_part_sent_twice_at_once_is_one_part():
    dataset, by = factories.dataset(), factories.platform()

    answers = together(*(part(dataset, 0, by) for _ in range(4)))

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert Upload.objects.get().parts.count() == 1


def test_the_limit_of_a_person_holds_at_once(settings):
    settings.UPLOADS_OPEN = 2
    dataset, by = factories.dataset(), factories.platform()

    answers = together(*(part(dataset, 0, by, key=f"envoi-{number}") for number in range(5)))

    assert Upload.objects.count() == 2
    assert sum(isinstance(answer, UploadLimit) for answer in answers) == 3
