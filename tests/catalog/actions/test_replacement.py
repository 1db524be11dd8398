"""What becomes of a file that is sent: on line, held, or in the background; and who is told."""

import io
import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from catalog.actions import checking, replacement
from catalog.actions.decisions import confirm_version, reject_version
from catalog.actions.replacement import replace_resource, restore_version
from catalog.actions.upkeep import set_guard
from catalog.enums import Guard, Origin, VersionState
from catalog.exceptions import AlreadyDecided, CatalogError, Conflict, WrongState
from catalog.journal.models import Activity
from tests import factories, tasks

pytestmark = pytest.mark.django_db
GOOD = "nom;commune\nPhare du Bout;Port-Amer\nMusée du Sel;Port-Amer\n".encode()
LOST = "nom\nPhare du Bout\nMusée du Sel\n".encode()
OTHER = b"nom;commune\nA;B\nC;D\n"


@pytest.fixture
def resource():
    return factories.dataset(published=True).resources.get()


@pytest.fixture
def editor(resource):
    return factories.editor(resource.dataset.organization)


def on_line(resource):
    resource.refresh_from_db()
    return resource.current_version.number


def codes(version):
    return [finding.code for finding in version.changes.findings]


def states(resource):
    return dict(resource.versions.values_list("number", "state"))


def test_a_good_file_is_on_line_at_once_with_what_was_read_and_compared(resource):
    made = factories.sent(resource, GOOD)

    assert made.state == VersionState.CURRENT
    assert [column.name for column in made.contents.columns] == ["nom", "commune"]
    assert made.based_on.number == 1
    assert (made.changes.rows_before, made.changes.rows_after) == (2, 2)
    assert made.based_on.contents.row_count == 2


def test_a_file_that_lost_a_column_waits_and_the_old_one_serves(resource):
    made = factories.sent(resource, LOST)

    assert made.state == VersionState.HELD
    assert codes(made)
    assert on_line(resource) == 1
    assert Activity.objects.get(verb="version.held").changes == {"version": [1, 2]}


def test_its_author_and_those_who_sent_the_others_are_told(resource, editor):
    author = factories.grant(resource.dataset)
    first = factories.version(resource, GOOD, by=editor)
    mail.outbox.clear()

    factories.sent(resource, LOST, by=author)

    assert first.state == VersionState.CURRENT
    told = {address for message in mail.outbox for address in message.to}
    assert {author.email, editor.email} <= told
    body = mail.outbox[0].body
    assert "commune" in body
    assert f"/ressources/{resource.pk}/versions/3/" in body


def test_nobody_who_may_no_longer_change_the_dataset_is_told(resource, editor):
    gone = factories.former_member(resource.dataset.organization)
    resource.versions.update(created_by=gone)
    mail.outbox.clear()

    factories.sent(resource, LOST, by=editor)

    assert [message.to for message in mail.outbox] == [[editor.email]]


def test_confirmed_with_a_note_it_is_on_line_and_the_reason_is_kept(resource, editor):
    made = factories.sent(resource, LOST, by=editor)

    made = confirm_version(made, by=editor, reason="Voulu", note="La commune est retirée.")

    assert on_line(resource) == 2
    assert (made.note, made.reason, made.decided_by) == ("La commune est retirée.", "Voulu", editor)
    entry = Activity.objects.get(verb="resource.replaced")
    assert (entry.actor, entry.reason) == (editor, "Voulu")
    assert states(resource) == {1: "superseded", 2: "current"}


def test_confirming_without_saying_why_is_refused(resource, editor):
    made = factories.sent(resource, LOST, by=editor)

    with pytest.raises(CatalogError) as refusal:
        confirm_version(made, by=editor, reason=" ")

    assert refusal.value.field == "reason"
    assert on_line(resource) == 1


def test_rejected_it_never_serves_and_its_number_is_not_given_again(resource, editor):
    made = factories.sent(resource, LOST, by=editor)

    reject_version(made, by=editor, reason="Mauvais fichier")
    again = factories.sent(resource, GOOD, by=editor)

    assert states(resource) == {1: "superseded", 2: "rejected", 3: "current"}
    assert again.number == 3
    assert Activity.objects.get(verb="version.rejected").reason == "Mauvais fichier"


def test_the_same_answer_twice_is_one_and_another_one_is_refused(resource, editor):
    made = factories.sent(resource, LOST, by=editor)
    confirm_version(made, by=editor, reason="Voulu")

    assert confirm_version(made, by=editor, reason="Voulu").state == VersionState.CURRENT
    with pytest.raises(AlreadyDecided):
        reject_version(made, by=editor)
    assert Activity.objects.filter(verb="resource.replaced").count() == 1


def test_the_author_is_told_what_somebody_else_decided(resource, editor):
    author = factories.grant(resource.dataset)
    made = factories.sent(resource, LOST, by=author)
    mail.outbox.clear()

    reject_version(made, by=editor, reason="Demandez d’abord au service.")

    (message,) = mail.outbox
    assert message.to == [author.email]
    assert "Demandez d’abord au service." in message.body


@pytest.mark.parametrize("person", ["stranger", "contributor", "elsewhere"])
def test_only_those_who_may_replace_decide(resource, person):
    organization = resource.dataset.organization
    people = {
        "stranger": factories.user,
        "contributor": lambda: factories.contributor(organization),
        "elsewhere": factories.editor,
    }
    made = factories.sent(resource, LOST)
    somebody = people[person]()

    for verb in (confirm_version, reject_version):
        with pytest.raises(PermissionDenied):
            verb(made, by=somebody, reason="Non")
    with pytest.raises(PermissionDenied):
        restore_version(resource.versions.get(number=1), by=somebody)
    assert on_line(resource) == 1


def test_publish_and_warn_publishes_and_warns(resource, editor):
    set_guard(resource, by=editor, guard=Guard.WARN)
    mail.outbox.clear()

    made = factories.sent(resource, LOST, by=editor)

    assert made.state == VersionState.CURRENT
    assert codes(made)
    assert "commune" in mail.outbox[0].body


def test_without_guard_nothing_is_compared(resource, editor):
    set_guard(resource, by=editor, guard=Guard.OFF)

    made = factories.sent(resource, LOST, by=editor)

    assert (made.state, made.changes) == (VersionState.CURRENT, None)
    assert made.contents.row_count == 2


def test_the_tolerance_of_the_resource_is_obeyed(resource, editor):
    one_row = b"nom;commune\nA;B\n"

    assert factories.sent(resource, one_row, by=editor).state == VersionState.HELD
    set_guard(resource, by=editor, row_tolerance=60)

    assert factories.sent(resource, b"nom;commune\nC;D\n", by=editor).state == VersionState.CURRENT


def test_bytes_that_are_on_line_make_nothing(resource):
    same = factories.sent(resource, factories.CSV)

    assert (same.number, resource.versions.count()) == (1, 1)


def test_bytes_that_wait_already_are_not_received_twice(resource):
    held = factories.sent(resource, LOST)

    assert factories.sent(resource, LOST) == held
    assert resource.versions.count() == 2


def test_a_large_file_is_checked_in_the_background(resource, settings):
    settings.FILES_INLINE_BYTES = 10

    made = factories.sent(resource, GOOD)

    assert made.is_being_checked
    assert on_line(resource) == 1
    tasks.work_through()
    assert on_line(resource) == 2


def test_a_check_that_was_cut_is_finished_and_one_made_twice_gives_one_answer(resource, settings):
    settings.FILES_INLINE_BYTES = 10
    made = factories.sent(resource, GOOD)
    resource.versions.filter(pk=made.pk).update(state=VersionState.CHECKING)

    for _ in range(2):
        checking.check_version(made.pk)

    assert on_line(resource) == 2
    assert Activity.objects.filter(verb="resource.replaced").count() == 1


def test_a_first_file_serves_at_once_and_is_read_afterwards():
    resource = factories.dataset(published=True).resources.get()
    assert resource.current_version.contents is None

    tasks.work_through()

    resource.current_version.refresh_from_db()
    assert resource.current_version.contents.row_count == 2
    assert resource.current_version.state == VersionState.CURRENT


def test_while_a_file_is_checked_whoever_starts_from_the_same_version_is_told(resource, settings):
    settings.FILES_INLINE_BYTES = 10
    first = factories.sent(resource, GOOD, expected_version=1)

    with pytest.raises(Conflict) as refusal:
        factories.sent(resource, OTHER, expected_version=1)

    assert first.filename in refusal.value.message
    assert resource.versions.count() == 2


def test_a_version_passed_by_during_its_check_is_held_with_the_one_that_passed(resource, settings):
    """A robot without expectation goes on line while a person's file is being checked."""
    settings.FILES_INLINE_BYTES = 10
    robot = factories.sent(resource, OTHER, origin=Origin.API)
    person = resource.versions.get(pk=robot.pk)
    resource.versions.filter(pk=person.pk).update(number=7)
    another = factories.editor(resource.dataset.organization)
    late = factories.sent(resource, GOOD, by=another, origin=Origin.API)
    resource.versions.filter(pk=late.pk).update(based_on=resource.current_version)
    checking.check_version(robot.pk)

    late = checking.check_version(late.pk)

    assert late.state == VersionState.HELD
    assert codes(late)[0] == "moved-meanwhile"
    assert on_line(resource) == 7
    assert late.based_on.number == 7


def test_a_version_passed_by_a_later_one_is_set_aside(resource, settings):
    settings.FILES_INLINE_BYTES = 10
    first, second = factories.sent(resource, GOOD), factories.sent(resource, OTHER)

    checking.check_version(second.pk)
    checking.check_version(first.pk)

    assert states(resource) == {1: "superseded", 2: "rejected", 3: "current"}
    assert "version 3" in resource.versions.get(number=2).reason


def test_after_hours_without_a_worker_only_the_last_file_of_a_sender_is_read(resource, settings):
    settings.FILES_INLINE_BYTES = 10
    other, sender = factories.sent(resource, OTHER), factories.editor(resource.dataset.organization)
    for number in range(6):
        factories.sent(resource, GOOD + f"Phare {number};Port-Amer\n".encode(), by=sender)

    tasks.work_through()

    rejected = dict.fromkeys(range(3, 8), "rejected")
    assert states(resource) == {1: "superseded", 2: "superseded", **rejected, 8: "current"}
    read = resource.versions.exclude(profile=None).values_list("number", flat=True)
    assert set(read) == {1, other.number, 8}


def test_when_the_last_file_of_a_sender_is_held_the_one_before_goes_on_line(resource, settings):
    settings.FILES_INLINE_BYTES = 10
    sender = factories.editor(resource.dataset.organization)
    for content in (GOOD, LOST):
        factories.sent(resource, content, by=sender)

    tasks.work_through()

    assert states(resource) == {1: "superseded", 2: "current", 3: "held"}


def test_a_held_version_is_set_aside_when_a_good_file_follows(resource):
    factories.sent(resource, LOST)

    factories.sent(resource, GOOD)

    assert states(resource) == {1: "superseded", 2: "rejected", 3: "current"}


def test_confirming_what_was_compared_with_an_older_version_compares_it_again(resource, editor):
    first, second = factories.sent(resource, LOST), factories.sent(resource, b"commune\nA\nB\n")
    confirm_version(first, by=editor, reason="Voulu")

    with pytest.raises(Conflict):
        confirm_version(second, by=editor, reason="Voulu")

    second.refresh_from_db()
    assert (second.state, second.based_on.number) == (VersionState.HELD, 2)
    assert confirm_version(second, by=editor, reason="Relu").state == VersionState.CURRENT


def test_restoring_makes_a_new_version_of_the_same_bytes(resource, editor):
    factories.version(resource, LOST)
    first = resource.versions.get(number=1)

    made = restore_version(first, by=editor, expected_version=2, note="Retour")

    assert on_line(resource) == 3
    assert (made.sha256, made.origin, made.note) == (first.sha256, Origin.RESTORE, "Retour")
    assert made.key != first.key
    assert Activity.objects.get(verb="version.restored").changes["version"] == [2, 3]


def test_restoring_what_is_on_line_or_sent_twice_makes_nothing_more(resource, editor):
    factories.version(resource, GOOD)
    first, sent = resource.versions.get(number=1), uuid.uuid4()

    once = restore_version(first, by=editor, submission=sent)
    twice = restore_version(first, by=editor, submission=sent)
    same = restore_version(once, by=editor)

    assert once == twice == same
    assert resource.versions.count() == 3


def test_what_was_never_on_line_is_not_restored(resource, editor):
    made = reject_version(factories.sent(resource, LOST), by=editor)

    with pytest.raises(WrongState):
        restore_version(made, by=editor)


def test_restoring_an_older_version_than_the_one_expected_is_a_conflict(resource, editor):
    factories.version(resource, GOOD)

    with pytest.raises(Conflict):
        restore_version(resource.versions.get(number=1), by=editor, expected_version=1)


def test_a_storage_that_stops_answering_during_the_check_leaves_it_to_the_task(
    resource, monkeypatch
):
    def silent(*_, **__):
        raise ConnectionError

    monkeypatch.setattr("catalog.actions.exploring.fetch", silent)
    made = factories.sent(resource, GOOD)

    assert made.is_being_checked
    monkeypatch.undo()
    tasks.work_through()
    assert on_line(resource) == 2


def test_a_removed_file_is_held_when_its_check_ends(resource, settings, editor):
    settings.FILES_INLINE_BYTES = 10
    made = factories.sent(resource, GOOD, by=editor)
    factories.resources.remove_resource(resource, by=editor)

    tasks.work_through()

    made.refresh_from_db()
    assert made.state == VersionState.HELD
    with pytest.raises(WrongState):
        confirm_version(made, by=editor, reason="Voulu")


def test_the_way_it_came_is_kept(resource):
    made = replace_resource(
        resource, file=io.BytesIO(GOOD), filename="a.csv", by=factories.platform(), origin="api"
    )

    assert made.get_origin_display() == "API"
    assert replacement.FORGOTTEN.total_seconds() > 0
