"""What becomes of each file that a flow finds (reliability, T13 and D8)."""

import unicodedata
import zipfile
from io import BytesIO

import pytest

from catalog.enums import AfterDrop, DropState, FlowTarget
from catalog.flows import scanning, taking
from catalog.flows.models import Drop, Feed
from catalog.flows.verbs import running
from catalog.models import ResourceVersion
from tests import factories, tasks
from tests.catalog.flows import steps

pytestmark = pytest.mark.django_db
BASE = steps.rows(100)


def broken_archive():
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>" * 200)
    return written.getvalue()[:-40]


ENDS = [
    ("comme-avant", BASE, DropState.UNCHANGED, "Octets identiques"),
    ("plus-de-lignes", steps.rows(110), DropState.PUBLISHED, ""),
    ("vide", b"", DropState.REFUSED, "vide"),
    ("en-tete-seule", steps.HEADER, DropState.HELD, ""),
    ("colonne-perdue", BASE.replace(";places", ""), DropState.HELD, ""),
    ("presque-vide", steps.rows(3), DropState.HELD, ""),
    ("page", b"<!doctype html><html><body>Connexion</body></html>", DropState.REFUSED, "page web"),
    ("autre-encodage", steps.rows(111).encode("cp1252"), DropState.PUBLISHED, ""),
    ("octets", bytes(range(256)) * 40, DropState.HELD, ""),
    ("archive-abimee", broken_archive(), DropState.REFUSED, "abîmé"),
    ("autre-table", "a;b\n" + "1;2\n" * 100, DropState.HELD, ""),
    ("invisible\u200b", steps.rows(112), DropState.REFUSED, "invisibles"),
    ("trop-grand", "x" * 70_000, DropState.REFUSED, "limite"),
    ("a-nouveau-bon", steps.rows(120), DropState.PUBLISHED, ""),
    ("colonne-de-plus", steps.rows(121).replace("\n", ";x\n"), DropState.PUBLISHED, ""),
]


def test_each_file_has_its_end_and_the_old_version_serves(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    settings.FILES_MAX_BYTES = 60_000
    dataset = factories.dataset(published=True, with_file=False, with_link=True)
    resource = factories.resource(dataset, content=BASE.encode(), filename="musees.csv")
    tasks.work_through()
    flow = steps.active(inbox, dataset=dataset, resource=resource)
    faults = []

    for name, content, state, words in ENDS:
        on_line = resource.versions.current().get()
        steps.drop(inbox, f"musees/{name}.csv", content)
        *_, drop = steps.passed(flow)
        if drop.state != state or words not in drop.reason:
            faults.append((name, drop.state, drop.reason))
        if drop.state != DropState.PUBLISHED and resource.versions.current().get() != on_line:
            faults.append((name, "the old version does not serve"))

    assert faults == []
    assert flow.drops.count() == len(ENDS)


def test_names_and_parts_have_a_resource_each(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    named = steps.active(inbox, target=FlowTarget.BY_NAME, guard="warn", row_tolerance=5)
    parted = steps.active(
        inbox, pattern="festivals/{annee}-{mois}.csv", target=FlowTarget.BY_PART, part="annee"
    )
    for key in ("musees/a.csv", "musees/b.csv"):
        steps.drop(inbox, key)
    for month in (9, 10):
        steps.drop(inbox, f"festivals/2026-{month:02}.csv", steps.rows(month))

    steps.passed(named)
    steps.passed(parted)

    fed = {feed.value: feed.resource for feed in Feed.objects.filter(flow=named)}
    assert sorted(fed) == ["a.csv", "b.csv"]
    assert {one.title for one in fed.values()} == {"a.csv", "b.csv"}
    assert {(one.guard, one.row_tolerance) for one in fed.values()} == {("warn", 5)}
    (year,) = Feed.objects.filter(flow=parted)
    assert year.resource.title == "Musées, 2026"
    assert [one.number for one in year.resource.versions.order_by("number")] == [1, 2]
    assert [drop.version.number for drop in parted.drops.in_turn()] == [1, 2], "in their order"
    assert list(Feed.objects.of_resources([year.resource])) == [year]


def test_a_drop_taken_again_makes_nothing_more(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    flow = steps.active(inbox)
    path = steps.drop(inbox, "musees/a.csv")
    (first,) = steps.passed(flow)
    Drop.objects.filter(pk=first.pk).update(state=DropState.COPIED, settled_at=None)

    taking.take_drop(first.pk)
    Drop.objects.filter(pk=first.pk).update(state=DropState.STABLE, version=None)
    taking.take_drop(first.pk)

    assert steps.states(flow) == [DropState.PUBLISHED]
    assert ResourceVersion.objects.filter(created_by=flow.robot).count() == 1

    path.write_text(steps.rows(4))
    scanning.scan(flow.pk)
    path.write_text(steps.rows(5))
    tasks.work_through()
    scanning.scan(flow.pk)
    tasks.work_through()

    assert steps.states(flow) == [DropState.PUBLISHED, DropState.VANISHED, DropState.PUBLISHED]


def test_a_pause_stops_what_is_on_its_way(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    flow = steps.active(inbox)
    steps.drop(inbox, "musees/a.csv")
    scanning.scan(flow.pk)

    running.pause_flow(flow, by=flow.declared_by, reason="On vérifie.")
    tasks.work_through()

    assert steps.states(flow) == [DropState.STABLE]
    assert scanning.scan(flow.pk) is None

    running.resume_flow(flow, by=flow.declared_by)
    tasks.work_through()
    assert steps.states(flow) == [DropState.PUBLISHED]


def test_what_goes_away_before_it_is_read_is_said_so(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    flow = steps.active(inbox)
    path = steps.drop(inbox, "musees/a.csv")
    settings.FLOWS_FOLDER_SECONDS = 3600
    path.touch()
    scanning.scan(flow.pk)
    assert steps.states(flow) == [DropState.SEEN]

    path.unlink()
    scanning.scan(flow.pk)

    assert steps.states(flow) == [DropState.VANISHED]


@pytest.mark.parametrize("after", [AfterDrop.MOVE, AfterDrop.DELETE])
def test_what_is_on_line_leaves_the_inbox_as_the_flow_says(settings, tmp_path, after):
    inbox = steps.folder_inbox(settings, tmp_path)
    flow = steps.active(inbox, after=after)
    path = steps.drop(inbox, "musees/a.csv")

    (drop,) = steps.passed(flow)

    assert drop.state == DropState.PUBLISHED
    assert drop.tidied_at
    assert not path.exists()
    kept = [one.name.partition("-")[2] for one in path.parent.rglob("*.csv")]
    assert kept == (["a.csv"] if after == AfterDrop.MOVE else [])
    assert steps.passed(flow) == [drop], "what was put away is not taken again"


def test_two_names_that_look_the_same_are_left_aside(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    flow = steps.active(inbox, target=FlowTarget.BY_NAME)
    for form in ("NFC", "NFD"):
        steps.drop(inbox, f"musees/{unicodedata.normalize(form, 'été')}.csv", steps.rows(3))

    drops = steps.passed(flow)

    assert [drop.state for drop in drops] == [DropState.REFUSED] * 2
    assert "même nom" in drops[0].reason
    assert not flow.feeds.exists()


def test_a_long_inbox_is_read_in_several_passes(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    settings.FLOWS_LISTED = 2
    flow = steps.active(inbox, target=FlowTarget.BY_NAME)
    for name in "abc":
        steps.drop(inbox, f"musees/{name}.csv", b"")

    runs = [scanning.scan(flow.pk) for _ in range(2)]

    assert "la suite au prochain passage" in runs[0].sentence
    assert flow.drops.count() == 3
    assert [run.found for run in runs] == [2, 1]
