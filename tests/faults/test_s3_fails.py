"""The bucket fails in every way a network or a service can: pages stay up, senders are told, and
nothing is concluded from what came cut, changed, or did not come.
"""

import hashlib
import io
import json
import random
import subprocess
import sys
import time
import uuid
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from catalog import storage
from catalog.actions.checking import check_version
from catalog.custody.garbage import collect
from catalog.custody.verify import breaches
from catalog.enums import DropState, InboxKind, VersionState
from catalog.exceptions import StorageFailure
from catalog.flows import scanning, taking
from catalog.flows.terms import InboxTerms
from catalog.flows.verbs import inboxes
from catalog.models import ResourceVersion
from catalog.s3 import breaker_of
from tests import factories, tasks
from tests.catalog.flows import steps
from tests.conftest import FAR, use
from tests.faults import conftest
from tests.s3_servers import client as s3_client

pytestmark = pytest.mark.django_db
SLOW = {"latency": {"seconds": 0.15}, "drip": {"seconds": 0.001}}
"""These are waited for; the others are not."""
WAYS = SLOW | {
    "down": {}, "500": {}, "503": {}, "hang": {}, "reset": {"at": 500}, "truncate": {"at": 500},
    "flip": {"at": 500},
}  # fmt: skip
ROUNDS = 8 if conftest.LONG else 1
REFUSED = (StorageFailure, *storage.UNREACHABLE)
BUCKET, INBOX = "vitrine-private", "vitrine-inbox"


def ways():
    """Give each mode in its turn; in the long version, cut anywhere."""
    for turn in range(ROUNDS):
        for mode, how in WAYS.items():
            at = random.choice((0, 1, 40, 300, 3000)) if turn else 500  # noqa: S311 (anywhere)
            yield mode, how | ({"at": at} if "at" in how else {})


class Proxy:
    """The process of proxy.py. `met`: how many requests met which mode."""

    def __init__(self, host, port):
        self.process = subprocess.Popen(  # noqa: S603 (our own words)
            [sys.executable, "-m", "tests.faults.proxy", host, str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.address = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    def fail(self, mode="", **how):
        self.process.stdin.write(json.dumps({"mode": mode, **how}) + "\n")
        self.process.stdin.flush()
        self.met = json.loads(self.process.stdout.readline())
        return self.met

    def close(self):
        self.process.communicate(timeout=10)


class World:
    """A public file in the bucket, an editor and their key, and the wire that fails."""

    def __init__(self, proxy, client, direct):
        self.proxy, self.client, self.direct, self.turn = proxy, client, direct, 0
        self.dataset = factories.dataset(published=True, with_file=False, with_link=True)
        self.resource = factories.resource(
            self.dataset, content=self.content(), filename="phares.csv"
        )
        tasks.work_through()
        self.key = {"headers": {"X-API-KEY": factories.token(factories.platform())}}

    def content(self, turn=0):
        rows = "".join(f"Phare {row};Port-Amer;{row + turn}\n" for row in range(400))
        return f"nom;commune;visites\n{rows}".encode()

    def next(self):
        self.turn += 1
        return self.content(self.turn)

    @contextmanager
    def failing(self, mode, **how):
        self.fault = {"mode": mode, **how}
        self.proxy.fail(**self.fault)
        try:
            yield
        finally:
            self.proxy.fail()
            breaker_of(self.proxy.address).until = 0.0

    def assert_serves(self, *contents):
        """What is on line is whole, and one of these."""
        self.resource.refresh_from_db()
        kept = b"".join(storage.files().read_range(self.resource.current_version.key))
        assert hashlib.sha256(kept).hexdigest() == self.resource.current_version.sha256
        assert kept in contents

    def assert_pages_stay_up(self):
        """They ask nothing of the bucket: how it fails is nothing to them."""
        before = self.proxy.fail(**self.fault)
        api = reverse("api:dataset-detail", args=[self.dataset.pk])
        for address in (api, self.dataset.get_absolute_url()):
            assert self.client.get(address).status_code == 200
        assert self.proxy.fail(**self.fault) == before


@pytest.fixture(scope="module")
def proxy(services):
    url = urlsplit(services.addresses["TEST_S3_RCLONE"])
    between = Proxy(url.hostname, url.port)
    yield between
    told = {f"requests that met « {mode} »": count for mode, count in between.fail().items()}
    conftest.SUFFERED["S3, behind a proxy that fails"] = Counter(told)
    between.close()


@pytest.fixture
def world(proxy, services, settings, client):
    url = urlsplit(services.addresses["TEST_S3_RCLONE"])
    settings.S3_PATIENCE = settings.S3_PATIENCE._replace(read=1, attempts=1, pause=5)
    settings.FLOWS_S3_SECONDS = -2  # what was left this very second is taken
    options = {
        "bucket_name": BUCKET,
        "endpoint_url": proxy.address,
        "access_key": url.username,
        "secret_key": url.password,
    }
    place = f"essai/{uuid.uuid4().hex}"
    names = ("files", "derived", "parts")
    use(settings, {n: FAR | {"OPTIONS": options | {"location": f"{place}/{n}"}} for n in names})
    settings.INBOX_ENDPOINTS = [options["endpoint_url"]]
    settings.INBOX_CREDENTIALS = {"ESSAI": (url.username, url.password)}
    return World(proxy, client, s3_client(services.addresses["TEST_S3_RCLONE"]))


def test_downloads_lead_to_the_bucket_or_say_when_to_come_back(world, client):
    asked = ("csv", "json", "xlsx") if conftest.LONG else ("json",)
    for mode, how in ways():
        for one in list(storage.derived().listing()):
            if one.key.startswith("exports/"):
                storage.derived().delete(one.key)
        with world.failing(mode, **how):
            answers = [client.get(world.resource.permalink), client.head(world.resource.permalink)]
            answers += [
                client.get(reverse("permalink:resource-export", args=[world.resource.pk, name]))
                for name in asked
                if name != "csv"
            ]
            world.assert_pages_stay_up()
        codes = [answer.status_code for answer in answers]
        assert codes[0] == 302, mode
        assert set(codes) <= {200, 302, 503}, (mode, codes)
        assert 503 in codes or mode in SLOW, (mode, codes)
        assert all(answer.headers["Retry-After"] for answer in answers if answer.status_code == 503)
    world.assert_serves(world.content())


def test_uploads_are_whole_or_refused_and_may_be_sent_again(world, client):
    address = reverse("api:dataset-upload", args=[world.dataset.pk])
    for mode, how in ways():
        before, content = world.dataset.resources.count(), world.next()
        sent = {"file": SimpleUploadedFile(f"{mode}.csv", content)}
        with world.failing(mode, **how):
            first = client.post(address, sent, **world.key)
            world.assert_pages_stay_up()
        assert first.status_code == (201 if mode in SLOW else 503), (mode, first.content)
        assert world.dataset.resources.count() == before + (mode in SLOW)
        sent = {"file": SimpleUploadedFile(f"{mode}.csv", content)}
        again = client.post(address, sent, **world.key)
        assert again.status_code == 201
        assert world.dataset.resources.count() == before + 1
    tasks.work_through()
    assert list(breaches()) == []


@pytest.mark.parametrize("path", ["", "/derived/"] if conftest.LONG else ["/derived/"])
def test_a_replacement_is_on_line_whole_or_the_old_file_serves(world, path):
    old = world.content()
    for mode, how in ways():
        new, submission = world.next(), uuid.uuid4()
        with world.failing(mode, path=path, **how), suppress(StorageFailure):
            factories.sent(world.resource, new, submission=submission)
        world.assert_serves(*([new] if mode in SLOW else [old, new]))
        finished = factories.sent(world.resource, new, submission=submission)
        tasks.work_through()
        finished.refresh_from_db()
        assert finished.state == VersionState.CURRENT, (mode, finished.changes)
        world.assert_serves(new)
        assert world.resource.versions.filter(submission=submission).count() == 1
        old = new
    assert list(breaches()) == []


def test_nothing_is_concluded_from_what_comes_cut_or_changed(world, settings):
    settings.FILES_INLINE_BYTES = 0
    for mode, how in ways():
        version = factories.sent(world.resource, world.next())
        with world.failing(mode, **how):
            if mode in SLOW:
                check_version(version.pk)
            else:
                with pytest.raises(REFUSED):
                    check_version(version.pk)
                version.refresh_from_db()
                assert (version.profile, version.comparison) == (None, None), mode
                assert version.is_being_checked
        check_version(version.pk)
        version.refresh_from_db()
        assert (version.state, version.contents.row_count) == (VersionState.CURRENT, 400), mode
        tasks.forget()
    assert list(breaches()) == []


def test_a_drop_is_seen_and_taken_later_and_as_it_was_left(world):
    prefix = f"musees-{uuid.uuid4().hex[:8]}"
    terms = InboxTerms(
        name="Espace", kind=InboxKind.S3, endpoint=world.proxy.address,
        bucket=INBOX, credentials="ESSAI",
    )  # fmt: skip
    inbox = inboxes.declare_inbox(terms, by=factories.platform())
    flow = steps.active(
        inbox, dataset=world.dataset, resource=world.resource, pattern=f"{prefix}/*.csv"
    )
    for mode, how in ways():
        new = world.next()
        world.direct.put_object(Bucket=INBOX, Key=f"{prefix}/phares.csv", Body=new)
        with world.failing(mode, **how):
            scanning.scan(flow.pk)
            for drop in flow.drops.to_take():
                taking.take_drop(drop.pk)
        assert_nothing_false(flow, mode)
        scanning.scan(flow.pk)
        for drop in flow.drops.to_take():
            taking.take_drop(drop.pk)
        world.assert_serves(new)
        world.direct.put_object(Bucket=INBOX, Key=f"{prefix}/phares.csv", Body=world.next())
        scanning.scan(flow.pk)
        (drop,) = flow.drops.to_take()
        with world.failing(mode, **how):
            taking.take_drop(drop.pk)
        drop.refresh_from_db()
        assert drop.state in (DropState.STABLE, DropState.COPIED) or mode in SLOW, (
            mode,
            drop.state,
        )
        taking.take_drop(drop.pk)
        world.assert_serves(world.content(world.turn))
    assert flow.drops.waiting().count() == 0
    assert ResourceVersion.objects.filter(resource=world.resource).count() == world.turn + 1
    assert list(breaches()) == []


def assert_nothing_false(flow, mode):
    settled = flow.drops.exclude(state__in=[DropState.PUBLISHED, DropState.VANISHED])
    assert mode in SLOW or not settled.filter(settled_at__isnull=False).exists(), mode


def test_what_is_listed_is_all_of_it_or_nothing(world):
    """The collector erases no key that a row names, and the night's round raises no false alarm."""
    later = timezone.now() + timedelta(days=8)
    for mode, how in ways():
        orphan = storage.write(io.BytesIO(b"personne")).key
        with world.failing(mode, **how):
            with suppress(*REFUSED):
                list(collect(dry_run=False, even_many=True, at=later))
            with suppress(*REFUSED):
                assert list(breaches()) == [] or mode in ("truncate", "flip"), mode
        world.assert_serves(world.content())
        with suppress(*REFUSED):
            list(collect(dry_run=False, even_many=True, at=later))
        assert not storage.files().exists(orphan)
    assert list(breaches()) == []


def test_a_bucket_that_hangs_holds_few_requests_and_for_a_short_while(world):
    """Sixteen ask one after another, as threads of a site would: the first waits for all."""
    start = time.monotonic()
    with world.failing("hang"):
        codes = [world.client.head(world.resource.permalink).status_code for _ in range(16)]
    assert set(codes) == {503}
    assert time.monotonic() - start < 4
    assert world.client.head(world.resource.permalink).status_code == 200
