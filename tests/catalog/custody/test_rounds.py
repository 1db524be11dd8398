"""The rounds of the night: bounded in time, what they find is told, what can be is mended."""

from datetime import timedelta

import pytest

from catalog.custody import rounds
from catalog.enums import Outcome
from catalog.journal.models import Notification
from catalog.models import PublicationCheck
from catalog.search.models import SearchDocument
from tests import factories

pytestmark = pytest.mark.django_db


def told():
    return Notification.objects.filter(kind="integrity_breached")


def test_a_house_in_order_writes_to_nobody():
    factories.superuser()
    factories.dataset(published=True)

    assert rounds.verify() == []
    assert not told().exists()


def test_what_is_found_is_mended_and_told():
    person = factories.superuser()
    factories.dataset(published=True)
    SearchDocument.objects.update(title="autre chose")

    (found,) = rounds.verify()

    assert found.startswith("I5, réparé")
    assert found in told().get(recipient=person).context["sentences"]
    assert rounds.verify() == []


def test_a_round_without_time_says_that_it_has_not_ended():
    assert rounds.verify(longest=timedelta(seconds=-1)) == [rounds.NOT_ENDED]


def test_a_site_that_does_not_answer_is_left_alone_until_the_next_slot(monkeypatch):
    asked = []

    def silent(key):
        asked.append(key)
        return [PublicationCheck(outcome=Outcome.UNREACHED)]

    monkeypatch.setattr(rounds, "check_publication", silent)
    for _ in range(5):
        resource = factories.resource(factories.dataset(published=True))
        PublicationCheck.objects.create(
            resource=resource, version=resource.current_version, outcome=Outcome.UNREACHED
        )

    assert rounds.ask_unreached() == rounds.ENOUGH
    assert rounds.ask_public_addresses() == rounds.ENOUGH
    assert len(asked) == 2 * rounds.ENOUGH
    assert rounds.ask_unreached(longest=timedelta(seconds=-1)) == 0
