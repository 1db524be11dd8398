"""Links to other sites: judged once somebody has followed them, and only when they are dead."""

import pytest
from django.utils import timezone

from catalog.models import LinkCheck, Resource
from tests import factories
from tests.catalog.quality.test_criteria import met, said, verdict

pytestmark = pytest.mark.django_db


def test_links_are_not_judged_while_nobody_tests_them():
    dataset = factories.dataset(with_link=True)

    found = verdict("available", dataset)

    assert found.met
    assert not found.counted


def test_a_dead_link_is_judged_and_one_that_failed_once_is_not():
    dataset = factories.dataset(with_link=True)
    link = Resource.objects.get(dataset=dataset)
    check = LinkCheck.objects.create(
        resource=link, address=link.url, checked_at=timezone.now(), status=404, failures=1
    )
    assert met("available", dataset)
    assert verdict("available", dataset).counted

    check.dead_since = timezone.now()
    check.save()
    assert "mort depuis le" in said("available", dataset)
    assert verdict("available", dataset).resource == link.pk

    Resource.objects.filter(pk=link.pk).update(url="https://ailleurs.exemple.org/a.csv")
    assert not verdict("available", dataset).counted
