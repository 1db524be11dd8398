from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from catalog.accounts.joining import CertificationRequest, Invitation
from catalog.accounts.models import AccessRequest, Organization, User
from catalog.accounts.requests.models import HelpRequest
from catalog.demo import flows, people
from catalog.enums import DatasetState, Right, Role
from catalog.flows.models import Flow
from catalog.journal.models import Activity, Notification
from catalog.models import Batch, Dataset, ResourceVersion, Review, Transfer
from catalog.search.query import matching, read
from catalog.stats.models import DailyCount, today
from catalog.stats.reading import audience
from catalog.stats.rollup import roll_up
from showcase.ranking import most_downloaded

pytestmark = pytest.mark.django_db


def load():
    out = StringIO()
    with pytest.MonkeyPatch.context() as patch:  # the tests have prepared the database already
        patch.setattr("showcase.management.commands.load_demo.PREPARATION", ())
        call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def shown(django_db_setup, django_db_blocker):
    """Load the demo once for these tests, and return what its command says."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


def test_every_state_is_there_to_be_seen():
    states = Dataset.objects.values_list("state", flat=True)
    assert set(states) == set(DatasetState)
    assert 12 <= len(states) <= 16
    assert Organization.objects.validated().count() == 4
    assert AccessRequest.objects.pending().count() == 2
    assert set(
        User.objects.exclude(memberships=None).values_list("memberships__role", flat=True)
    ) == set(Role)


def test_everybody_can_sign_in_with_the_password_that_is_shown(shown):
    assert people.PASSWORD in shown
    for person in people.EVERYBODY:
        assert not person.role or person.email in shown
        user = User.objects.get(email=person.email)
        assert user.check_password(people.PASSWORD)
        assert user.emailaddress_set.get().verified


def test_a_flow_waits_for_the_file_that_is_shown(shown):
    flow = Flow.objects.active().get()

    assert flows.command() in shown
    assert flows.example().stat().st_size > 1000
    assert flow.inbox.folder == str(flows.depot())
    assert flow.robot.has_perm(Right.CHANGE_DATASET, flow.dataset)
    assert flow.tests.get().report.passed


def test_what_people_ask_of_one_another_waits_in_their_space():
    waiting = {
        "the draft of a contributor": Review.objects.in_hands_of(one(people.BRITTANY_HEAD)),
        "a dataset given": Transfer.objects.to_decide_by(one(people.ADMINISTRATOR)),
        "an invitation": Invitation.objects.pending(),
        "a certification": CertificationRequest.objects.pending(),
        "an organisation": Organization.objects.pending(),
        "help": HelpRequest.objects.unanswered(),
    }

    assert {name: rows.count() for name, rows in waiting.items()} == dict.fromkeys(waiting, 1)
    assert Review.objects.awaiting(one(people.CONTRIBUTOR)).get().is_returned
    assert Batch.objects.get().undone_at
    told = set(Notification.objects.values_list("kind", flat=True))
    assert told >= {"dataset_submitted", "dataset_returned", "transfer_proposed"}


def one(person):
    return User.objects.get(email=person.email)


def test_a_second_load_changes_nothing():
    before = (Dataset.objects.count(), Activity.objects.count(), User.objects.count())

    assert "comme vous l’aviez laissée" in load()
    assert (Dataset.objects.count(), Activity.objects.count(), User.objects.count()) == before


def test_what_is_published_is_found_and_nothing_is_dated_later():
    public = Dataset.objects.visible_to(AnonymousUser()).published()
    for word in ("musées", "festivals", "bibliotheques", "monument", "œuvres", "départements"):
        assert matching(public, read(word)).exists(), word
    assert not Activity.objects.filter(at__gt=timezone.now()).exists()
    assert ResourceVersion.objects.filter(number__gt=4).exists()


def test_every_file_is_what_its_name_says():
    formats = set(ResourceVersion.objects.values_list("format", flat=True))
    assert {"csv", "geojson", "json", "xlsx", "md"} <= formats


def test_home_page_shows_the_selection(client):
    page = client.get("/").content.decode()
    assert "À découvrir" in page
    assert "Douze mises à jour en un an" in page


def test_the_most_downloaded_and_the_figures_have_something_to_show(client):
    [first, *_others] = most_downloaded(30, number=6)
    counted = audience(first)

    assert len(_others) == 5
    assert 0 < counted.recent.downloads < counted.always.downloads == first.downloads
    assert 0 < counted.recent.views < counted.always.views == first.views
    assert sum(first.resources.values_list("downloads", flat=True)) == first.downloads
    assert not DailyCount.objects.filter(day__gte=today()).exists(), "today is the visitor's"
    assert roll_up() == 0


def test_what_was_never_public_was_never_visited():
    never = Dataset.objects.filter(published_at=None)

    assert never
    assert not DailyCount.objects.filter(dataset__in=never).exists()


def test_production_refuses_the_demo(settings):
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="production"):
        load()
