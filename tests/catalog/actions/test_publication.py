"""After a publication the site asks for its own files, over HTTP, and says what came."""

import io
import socket
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from catalog import storage
from catalog.actions import exporting
from catalog.actions.publication import ask_publication_check, check_publication
from catalog.actions.resource import remove_resource, restore_resource
from catalog.enums import Outcome
from catalog.exceptions import WrongState
from catalog.models import PublicationCheck, Resource
from catalog.models.publication import ORIGINAL
from config import env
from tests import factories, tasks
from tests.catalog.net.server import hostile, saying

pytestmark = pytest.mark.django_db(transaction=True)
OTHER = b"nom;commune\nMus\xc3\xa9e du Sel;Port-Amer\n"


def at_address(settings, url):
    settings.SITE_URL, settings.NET_ALLOWED = url, [env.origin(url)]


@pytest.fixture
def site(live_server, settings):
    at_address(settings, live_server.url)
    return live_server


@pytest.fixture
def nobody(settings):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    at_address(settings, f"http://127.0.0.1:{port}")


def published(**fields):
    dataset = factories.dataset(published=True, **fields)
    return dataset, Resource.objects.get(dataset=dataset)


def checked(resource):
    resource = Resource.objects.get(pk=resource.pk)
    (check,) = [check for check in resource.checks if check.format == ORIGINAL]
    return check


def spoil(resource):
    """Change the bytes behind our back, not their number: the disk did it."""
    version = resource.current_version
    path = Path(storage.files().path(version.key))
    content = bytearray(path.read_bytes())
    content[-2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def test_a_file_put_on_line_is_downloaded_and_compared(site):
    _, resource = published()
    assert not resource.publication_checks.exists()

    tasks.work_through()

    check = checked(resource)
    assert check.outcome == Outcome.VERIFIED
    assert check.version == resource.current_version
    assert check.sentence == ""


def test_each_format_on_offer_is_downloaded_and_compared(site):
    dataset, resource = published()
    tasks.work_through()
    version = Resource.objects.get(pk=resource.pk).current_version

    checks = check_publication(dataset.pk)

    assert {check.format for check in checks} == {ORIGINAL, *exporting.formats_of(version)}
    assert {"xlsx", "json", "parquet"} <= {check.format for check in checks}
    assert all(check.is_verified for check in checks)


def test_an_export_that_the_storage_spoils_is_found(site):
    dataset, resource = published()
    tasks.work_through()
    version = Resource.objects.get(pk=resource.pk).current_version
    Path(storage.derived().path(version.table_key)).write_bytes(b"other bytes")

    failed = {check.format for check in check_publication(dataset.pk) if check.is_failed}

    assert failed == {"parquet"}


def test_a_table_that_was_lost_is_made_again(site):
    dataset, resource = published()
    tasks.work_through()
    lost = Resource.objects.get(pk=resource.pk).current_version.table_key
    storage.derived().delete(lost)

    checks = check_publication(dataset.pk)

    assert {"csv", "parquet"} & {check.format for check in checks}
    assert all(check.is_verified for check in checks)
    assert Resource.objects.get(pk=resource.pk).current_version.table_key not in ("", lost)


def test_a_replacement_is_checked_in_its_turn(site):
    _, resource = published()
    tasks.work_through()
    before = checked(resource)

    version = factories.version(resource, OTHER)
    assert Resource.objects.get(pk=resource.pk).checks == []
    tasks.work_through()

    after = checked(resource)
    assert (after.pk, after.version, after.outcome) == (before.pk, version, Outcome.VERIFIED)


def test_a_draft_is_not_asked_for(site):
    resource = factories.resource()

    tasks.work_through()

    assert check_publication(resource.dataset.pk) == []


def test_a_restored_file_is_checked_again_and_a_removed_one_is_not(site):
    dataset, resource = published()
    tasks.work_through()
    PublicationCheck.objects.all().delete()
    remove_resource(resource, by=factories.platform())
    assert check_publication(dataset.pk) == []

    restore_resource(resource, by=factories.platform())
    tasks.work_through()

    assert checked(resource).is_verified


def test_other_bytes_of_the_same_size_are_told_once(site, mailoutbox):
    author = factories.editor()
    organization = author.memberships.get().organization
    dataset, resource = published(organization=organization, by=author)
    tasks.work_through()
    spoil(resource)

    check_publication(dataset.pk)
    check_publication(dataset.pk)

    check = checked(resource)
    assert check.outcome == Outcome.FAILED
    assert "ne donne pas les octets attendus" in check.sentence
    (message,) = mailoutbox
    assert message.to == [author.email]
    assert resource.title in message.body
    assert str(dataset.pk) in message.body


def test_a_version_replaced_meanwhile_is_left_to_its_own_check(site, settings):
    dataset, resource = published()
    first = resource.current_version

    def replaced_on_the_way(asker):
        factories.version(resource, OTHER)
        connection.close()  # the one of the server's thread
        saying(b"x" * first.size)(asker)

    with hostile(replaced_on_the_way) as server:
        at_address(settings, f"http://{server.origin}")

        assert check_publication(dataset.pk) == []

    assert not resource.publication_checks.exists()


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (saying(b"", status="404 Not Found"), "Elle répond 404"),
        (saying(b"x" * 100_000), "Elle donne plus de"),
        (saying(status="302 Found", Location="http://10.0.0.1/"), "réseau interne"),
    ],
)
def test_an_address_that_gives_something_else_has_failed(settings, answer, sentence, mailoutbox):
    author = factories.editor()
    dataset, resource = published(organization=author.memberships.get().organization, by=author)
    mailoutbox.clear()
    with hostile(answer) as server:
        at_address(settings, f"http://{server.origin}")

        check_publication(dataset.pk)

    assert checked(resource).is_failed
    assert sentence in checked(resource).sentence
    assert len(mailoutbox) == 1


def test_a_site_that_does_not_answer_is_nobody_s_mistake(nobody, mailoutbox):
    dataset, resource = published()

    check_publication(dataset.pk)

    assert checked(resource).outcome == Outcome.UNREACHED
    assert not mailoutbox


def test_the_command_checks_all_that_is_public(site):
    first, second = published()[1], published()[1]
    spoil(second)
    told, complaints = io.StringIO(), io.StringIO()

    call_command("check_publication", stdout=told, stderr=complaints)

    assert told.getvalue().strip() == "verified: 1, failed: 1, unreached: 0"
    assert second.permalink in complaints.getvalue()
    assert checked(first).is_verified


def test_the_command_names_one_dataset(site):
    dataset, resource = published()
    _, other = published()

    call_command("check_publication", dataset.slug, stdout=io.StringIO())

    assert checked(resource).is_verified
    assert not other.publication_checks.exists()


def test_the_command_stops_when_the_site_is_down(nobody):
    for _ in range(4):
        published()

    with pytest.raises(CommandError, match="try again when the site is up"):
        call_command("check_publication", stdout=io.StringIO())

    assert PublicationCheck.objects.count() == 3


def test_an_editor_asks_for_it_again(site):
    dataset, resource = published()
    tasks.forget()

    ask_publication_check(dataset, by=factories.editor(dataset.organization))
    tasks.work_through()

    assert checked(resource).is_verified
    with pytest.raises(WrongState):
        ask_publication_check(factories.dataset(), by=factories.platform())
