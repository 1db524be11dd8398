"""Links to other sites: followed politely, judged slowly, told once."""

import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from catalog.actions import links, resource as resources
from catalog.actions.links import ask_link_check, check_link, check_links
from catalog.actions.links_asking import NotNow, ask
from catalog.exceptions import WrongState
from catalog.journal.models import Activity
from catalog.models import LinkCheck, LinkHost, Resource
from tests import factories, tasks
from tests.catalog.actions.link_site import site
from tests.catalog.net.server import hostile, saying

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FINE = (200, {"Content-Type": "text/csv; charset=utf-8", "Content-Length": "1234"})


@pytest.fixture
def there(settings):
    with site(settings) as made:
        made.pages["/musees.csv"] = FINE
        yield made


def published_link(url, *, by=None, title="Musées", organization=None):
    made = factories.dataset(
        "Les musées", with_link=False, with_file=True, organization=organization
    )
    link = factories.link(made, url=LINK_OUTSIDE, title=title, by=by)
    Resource.objects.filter(pk=link.pk).update(url=url)  # the verb refuses an address inside
    factories.datasets.publish_dataset(made, by=factories.platform())
    return Resource.objects.get(pk=link.pk)


LINK_OUTSIDE = factories.LINK


def answer_of(link):
    return Resource.objects.get(pk=link.pk).link_answer


def test_what_a_link_gives_is_kept(there):
    there.pages["/musees.csv"] = (
        200,
        FINE[1] | {"Last-Modified": "Fri, 20 Nov 2026 10:00:00 GMT"},
    )
    link = published_link(there.url())
    assert answer_of(link) is None

    check_links()

    found = answer_of(link)
    assert (found.status, found.mime, found.size, found.works) == (200, "text/csv", 1234, True)
    assert found.modified_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert found.final_url == there.url()
    assert found.sentence == ""
    assert there.methods == [("HEAD", "/musees.csv")]
    assert "@" in there.asked[0][3]["User-Agent"]
    check_links()
    assert len(there.asked) == 1  # tomorrow


def test_a_site_that_knows_no_head_is_asked_for_one_byte(there):
    there.pages["/musees.csv"] = lambda method: (
        (405, {}) if method == "HEAD" else (206, {"Content-Range": "bytes 0-0/98765"})
    )
    link = published_link(there.url())

    check_links()

    assert (answer_of(link).status, answer_of(link).size) == (206, 98765)
    assert there.methods == [("HEAD", "/musees.csv"), ("GET", "/musees.csv")]
    assert there.asked[1][3]["Range"] == "bytes=0-0"


def test_each_hop_of_a_redirect_waits_for_its_turn(there, settings):
    settings.LINKS_HOST_SECONDS = 0.15
    there.pages["/ancienne.csv"] = (301, {"Location": "/musees.csv"})
    link = published_link(there.url("/ancienne.csv"))

    check_links()

    assert answer_of(link).final_url == there.url()
    assert min(there.pauses()) >= 0.15


def test_a_link_that_is_gone_is_dead_at_the_second_failure_and_told_once(there, mailoutbox):
    link = published_link(there.url("/perdu.csv"), by=factories.platform())
    begun = timezone.now()

    for hours in (0, 1, 6, 7, 24, 48):
        check_links(at=begun + hours * HOUR)
        if hours == 1:
            assert not answer_of(link).is_dead

    assert [path for _, path, _, _ in there.asked[::2]] == [
        "/perdu.csv"
    ] * 4  # 0, 6, 24 (not 1, 7), 48
    assert answer_of(link).dead_since == begun
    assert "répond 404" in answer_of(link).sentence
    (message,) = mailoutbox
    assert message.to == ["plateforme@exemple.org"]
    assert "Musées" in message.subject
    assert "répond 404" in message.body
    there.pages["/perdu.csv"] = FINE
    for hours in (72, 96):
        check_links(at=begun + hours * HOUR)

    assert answer_of(link).works
    assert [one.subject[-19:] for one in mailoutbox[1:]] == ["» répond de nouveau"]
    verbs = Activity.objects.filter(verb__startswith="link.").order_by("at")
    assert list(verbs.values_list("verb", "robot")) == [
        ("link.died", links.ROBOT),
        ("link.revived", links.ROBOT),
    ]


def test_a_site_out_of_order_is_dead_after_three_failures_and_a_day(there):
    there.pages["/musees.csv"] = (500, {})
    link = published_link(there.url())
    begun = timezone.now()

    for hours, dead in ((0, False), (6, False), (23, False), (24, True)):
        check_links(at=begun + hours * HOUR)
        assert answer_of(link).is_dead is dead

    assert len(there.asked) == 2 * 3


def test_asking_again_and_again_kills_no_link(there):
    link = published_link(there.url("/perdu.csv"))

    for _ in range(4):
        check_link(link.pk)

    assert (answer_of(link).failures, answer_of(link).is_dead) == (1, False)


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        return closed.getsockname()[1]


@pytest.fixture
def inner():
    """A server of our own networks, which nobody should hear of."""
    with hostile(saying(b"secret")) as server:
        yield server
        assert server.asked == []


def test_nobody_there_and_an_address_inside_are_said_in_the_same_words(there, inner, settings):
    port = closed_port()
    settings.NET_ALLOWED = [*settings.NET_ALLOWED, f"127.0.0.1:{port}"]
    there.pages["/dedans.csv"] = (302, {"Location": inner.url})
    there.pages["/boucle.csv"] = (302, {"Location": "/boucle.csv"})
    refused, blocked = f"http://127.0.0.1:{port}/", inner.url
    sentences = set()

    for url in (refused, blocked, there.url("/dedans.csv"), there.url("/boucle.csv")):
        link = published_link(url)
        found = check_link(link.pk)
        sentences.add((found.sentence, found.status, found.final_url, found.mime))

    assert sentences == {("est inaccessible", None, "", "")}


def test_our_own_network_down_kills_nobody(there, settings):
    hosts = [f"127.0.0.{rank}" for rank in (2, 3)]
    port = closed_port()
    settings.NET_ALLOWED = [*settings.NET_ALLOWED, *(f"{host}:{port}" for host in hosts)]
    mute = [published_link(f"http://{host}:{port}/a.csv") for host in hosts]
    begun = timezone.now()

    check_links(at=begun)
    assert [answer_of(link) for link in mute] == [None, None]

    published_link(there.url())
    check_links(at=begun + 2 * HOUR)
    assert [answer_of(link).failures for link in mute] == [1, 1]

    there.asked.clear()
    check_links(at=begun + 8 * HOUR)  # nobody answers of those whose time has come, a witness does
    assert there.methods == [("HEAD", "/musees.csv")]
    assert [answer_of(link).failures for link in mute] == [2, 2]
    there.server.shutdown()
    there.server.server_close()
    check_links(at=begun + 28 * HOUR)
    assert [answer_of(link).failures for link in mute] == [2, 2]


def test_a_pause_that_is_asked_for_is_given(there):
    there.pages["/musees.csv"] = (429, {"Retry-After": "3600"})
    first, second = published_link(there.url()), published_link(there.url("/autre.csv"))

    check_links()
    assert there.methods == [("HEAD", "/musees.csv")]
    assert answer_of(first) is answer_of(second) is None
    assert 3500 < LinkHost.objects.seconds_before("127.0.0.1") <= 3600
    with pytest.raises(NotNow):
        ask(there.url())
    ask_link_check(first, by=factories.platform())
    tasks.work_through()
    assert LinkCheck.objects.get(resource=first).asked_at is None

    LinkHost.objects.update(free_at=timezone.now() - HOUR)
    there.pages["/autre.csv"] = (503, {"Retry-After": "Fri, 20 Nov 2099 10:00:00 GMT"})
    check_link(second.pk)
    assert there.methods[1:] == [("HEAD", "/autre.csv")]
    assert answer_of(second).next_at - timezone.now() > 23 * HOUR


def test_a_pass_looks_at_a_few_links_of_a_site_and_the_next_one_at_the_others(there, settings):
    settings.LINKS_HOST_BUDGET = 2
    for rank in range(5):
        there.pages[f"/{rank}.csv"] = FINE
        published_link(there.url(f"/{rank}.csv"))

    assert [check_links().asked for _ in range(4)] == [2, 2, 1, 0]


def test_a_pass_goes_from_one_site_to_the_next(there, settings):
    with site(settings, host="127.0.0.2") as other:
        other.pages["/musees.csv"] = FINE
        asked = there.asked = other.asked = []
        for made in (there, there, other, other):
            published_link(made.url())

        assert check_links().asked == 4

    hosts = [headers["Host"] for _, _, _, headers in asked]
    assert hosts == [there.origin, other.origin] * 2


def test_only_what_the_public_may_follow_is_watched(there):
    draft = factories.link(factories.dataset())
    removed = published_link(there.url())
    resources.remove_resource(removed, by=factories.platform())
    Resource.objects.filter(pk=draft.pk).update(url=there.url())

    assert check_links().asked == 0

    check_link(draft.pk)  # somebody asked
    assert answer_of(draft).works


def test_a_change_of_address_forgets_the_check(there):
    link = published_link(there.url("/perdu.csv"))
    begun = timezone.now()
    for hours in (0, 6):
        check_links(at=begun + hours * HOUR)
    assert answer_of(link).is_dead

    changed = resources.describe_resource(link, by=factories.platform(), url=LINK_OUTSIDE)
    assert changed.link_answer is None
    Resource.objects.filter(pk=link.pk).update(url=there.url())
    check_links(at=begun + 7 * HOUR)

    assert (answer_of(link).works, answer_of(link).told_at) == (True, None)
    assert LinkCheck.objects.count() == 1


def test_an_answer_about_a_former_address_is_not_kept(there):
    link = published_link(there.url())

    def changed_meanwhile(method):
        Resource.objects.filter(pk=link.pk).update(url=LINK_OUTSIDE)
        return FINE

    row = links.new_check(link, at=timezone.now())
    found = ask(row.address)
    changed_meanwhile("HEAD")

    assert links.keep(row, found) is None
    assert answer_of(link) is None


def test_checking_now_is_for_who_may_change_the_dataset_and_is_done_once(there):
    link = published_link(there.url())
    with pytest.raises(PermissionDenied):
        ask_link_check(link, by=factories.user())
    with pytest.raises(WrongState):
        ask_link_check(link.dataset.resources.hosted().get(), by=factories.platform())

    asked = [ask_link_check(link, by=factories.platform()) for _ in range(3)]
    tasks.work_through()

    assert asked == [True, False, False]
    assert len(there.asked) == 1
    assert answer_of(link).works
    assert answer_of(link).asked_at is None


def test_the_administrators_are_told_of_what_nobody_of_today_wrote(there, mailoutbox):
    organization = factories.organization()
    gone, administrator = factories.editor(organization), factories.administrator(organization)
    for rank in range(3):
        published_link(
            there.url(f"/{rank}"), by=gone, organization=organization, title=f"n° {rank}"
        )
    membership = gone.memberships.get()
    factories.access.remove_member(membership, by=factories.platform())
    mailoutbox.clear()
    begun = timezone.now()

    for hours in (0, 6):
        check_links(at=begun + hours * HOUR)

    (message,) = mailoutbox
    assert message.to == [administrator.email]
    assert message.subject.startswith("3 liens de")


@pytest.mark.django_db(transaction=True)
def test_two_workers_ask_a_site_one_at_a_time_and_not_too_often(there, settings):
    settings.LINKS_HOST_SECONDS, there.seconds = 0.1, 0.05
    for rank in range(6):
        there.pages[f"/{rank}.csv"] = FINE
        published_link(there.url(f"/{rank}.csv"))
    rows = list(Resource.objects.filter(url__startswith="http://127").values_list("pk", flat=True))

    def work(own):
        try:
            for key in own:
                check_link(key)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=[rows[start::2]]) for start in (0, 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)

    assert len(there.asked) == 6
    assert there.most_together == 1
    assert min(there.pauses()) >= 0.1
