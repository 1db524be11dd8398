"""Who declares, tries, validates, pauses and stops a flow, and what its robot may then do."""

from dataclasses import replace

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from catalog.accounts.models import User
from catalog.actions import keys
from catalog.enums import FlowSchedule, FlowState, FlowTarget, Right
from catalog.exceptions import AlreadyDecided, CatalogError, Conflict, WrongState
from catalog.flows.terms import FlowTerms, InboxTerms
from catalog.flows.verbs import deciding, declaring, inboxes, running
from catalog.journal.models import Activity
from catalog.models import DatasetUserPermission
from tests import factories, tasks
from tests.catalog.flows import steps

pytestmark = pytest.mark.django_db


def test_a_flow_is_declared_tried_validated_and_told(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    flow = steps.declared(inbox)
    editor, dpnc = flow.declared_by, factories.dpnc_user()
    with pytest.raises(WrongState):
        declaring.submit_flow(flow, by=editor)
    steps.drop(inbox, "musees/a.csv", steps.rows(3))

    test = declaring.try_flow(flow, by=editor)
    assert declaring.try_flow(flow, by=editor) == test, "one is under way"
    tasks.work_through()
    test.refresh_from_db()
    assert [step.result for step in test.report.steps] == [
        "Réussi",
        "1 trouvé",
        "1 lu sur 1",
        "Rien à comparer",
        "Non, c’est un essai",
    ]  # fmt: skip (a list)
    (read,) = test.report.files
    assert (read.row_count, read.is_new, read.would) == (3, True, "ferait une nouvelle ressource")
    assert not flow.dataset.resources.filter(title="a.csv").exists()

    declaring.submit_flow(flow, by=editor)
    declaring.submit_flow(flow, by=editor)
    assert [message.to for message in mail.outbox] == [[dpnc.email]]
    with pytest.raises(CatalogError, match="motif"):
        deciding.refuse_flow(flow, by=dpnc, reason=" ")
    flow = deciding.validate_flow(flow, by=dpnc, reason="Périmètre limité à musees/.")
    assert "validé" in mail.outbox[-1].subject
    assert mail.outbox[-1].to == [editor.email]
    with pytest.raises(AlreadyDecided):
        deciding.refuse_flow(flow, by=dpnc, reason="Trop tard.")

    tasks.work_through()
    assert flow.dataset.resources.get(title="a.csv").versions.count() == 1
    said = Activity.objects.filter(verb="resource.added", actor=flow.robot)
    assert said.get().dataset == flow.dataset


def test_nobody_validates_what_they_declared(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    dataset = factories.dataset(published=True)
    both = factories.member(dataset.organization, "editor", person=factories.dpnc_user())
    flow = steps.tried(steps.declared(inbox, dataset=dataset, by=both))
    declaring.submit_flow(flow, by=both)

    for person in (both, factories.editor(dataset.organization), factories.user()):
        with pytest.raises(PermissionDenied):
            deciding.validate_flow(flow, by=person)
    root = factories.superuser()
    changed = declaring.change_flow(flow, replace(FlowTerms.of(flow), pattern="m/*.csv"), by=root)
    declaring.submit_flow(steps.tried(changed), by=both)
    with pytest.raises(PermissionDenied):
        deciding.validate_flow(changed, by=root)


def test_only_those_who_may_publish_declare_a_flow(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    dataset = factories.dataset(published=True)
    terms = FlowTerms(inbox=inbox, name="Musées", pattern="musees/*.csv")

    for person in (factories.grant(dataset), factories.dpnc_user(), factories.editor()):
        with pytest.raises(PermissionDenied):
            declaring.declare_flow(dataset, terms, by=person)
    with pytest.raises(PermissionDenied):
        inboxes.declare_inbox(
            InboxTerms(name="x", kind="folder", folder=inbox.folder),
            by=factories.administrator(dataset.organization),
        )


def test_another_prefix_asks_for_another_validation(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    flow = steps.active(inbox)
    editor, robot, dataset = flow.declared_by, flow.robot, flow.dataset
    terms = FlowTerms.of(flow)

    flow = declaring.change_flow(flow, replace(terms, name="Les musées", minutes=5), by=editor)
    assert flow.is_active
    assert robot.has_perm(Right.CHANGE_DATASET, dataset)
    with pytest.raises(Conflict):
        declaring.change_flow(flow, terms, by=editor, revision=1)

    flow = declaring.change_flow(flow, replace(terms, pattern="autres/*.csv"), by=editor)
    assert (flow.state, flow.next_at, flow.decided_by) == (FlowState.DRAFT, None, None)
    assert not robot.has_perm(Right.CHANGE_DATASET, dataset)
    steps.drop(inbox, "autres/a.csv")
    assert steps.passed(flow) == []


def test_a_pause_takes_the_right_back_and_the_dpnc_s_is_its_own(settings, tmp_path):
    flow = steps.active(steps.folder_inbox(settings, tmp_path))
    editor, dpnc, robot = flow.declared_by, factories.dpnc_user(), flow.robot

    flow = running.pause_flow(flow, by=editor)
    assert not DatasetUserPermission.objects.filter(user=robot).exists()
    assert running.resume_flow(flow, by=editor).is_active
    running.pause_flow(flow, by=dpnc, reason="Fichiers douteux.")
    with pytest.raises(PermissionDenied, match="DPNC"):
        running.resume_flow(flow, by=editor)
    assert running.resume_flow(flow, by=dpnc).is_active

    flow = running.stop_flow(flow, by=editor)
    assert flow.is_over
    assert not DatasetUserPermission.objects.filter(user=robot).exists()
    with pytest.raises(WrongState):
        running.run_flow_now(flow, by=editor)
    with pytest.raises(WrongState):
        declaring.change_flow(flow, FlowTerms.of(flow), by=editor)


def test_two_flows_never_take_the_same_file(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    first = steps.declared(inbox, pattern="musees/*.csv")

    with pytest.raises(CatalogError) as refused:
        steps.declared(inbox, pattern="musees/2026-{mois}.csv")
    assert refused.value.field == "pattern"
    assert first.name not in refused.value.message, "it is of another organisation"

    running.stop_flow(first, by=first.declared_by)
    steps.declared(inbox, pattern="musees/2026-{mois}.csv")


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("pattern", {"pattern": "*.csv"}),
        ("pattern", {"pattern": "../a/*.csv"}),
        ("name", {"name": " "}),
        ("part", {"target": FlowTarget.BY_PART, "part": "annee"}),
        ("minutes", {"minutes": 0}),
        ("cron", {"schedule": FlowSchedule.CRON, "cron": "tous les lundis"}),
        ("guard", {"guard": "peut-être"}),
        ("row_tolerance", {"row_tolerance": 101}),
        ("target", {"target": "ailleurs"}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(settings, tmp_path, field, change):
    inbox = steps.folder_inbox(settings, tmp_path)

    with pytest.raises(CatalogError) as refused:
        steps.declared(inbox, **change)

    assert refused.value.field == field


def test_an_inbox_is_where_the_installation_allows(settings, tmp_path):
    inbox = steps.folder_inbox(settings, tmp_path)
    (tmp_path / "depot/lien").symlink_to("/etc")
    settings.INBOX_ENDPOINTS = ["http://127.0.0.1:9000"]
    settings.INBOX_CREDENTIALS = {"DGCA": ("clé", "secret")}
    bucket = InboxTerms(
        name="Espace", endpoint="http://127.0.0.1:9000", bucket="depots", credentials="DGCA"
    )
    dpnc, refused = factories.dpnc_user(), []
    folder = InboxTerms(name="Dossier", kind="folder")

    for terms in (
        replace(folder, folder="/etc"),
        replace(folder, folder=f"{inbox.folder}/../.."),
        replace(folder, folder=f"{inbox.folder}/lien"),
        replace(folder, folder=f"{inbox.folder}/dedans"),
        replace(bucket, endpoint="http://169.254.169.254"),
        replace(bucket, credentials="AUTRE"),
        replace(bucket, bucket=""),
        replace(bucket, name=inbox.name),
    ):
        with pytest.raises(CatalogError) as error:
            inboxes.declare_inbox(terms, by=dpnc)
        refused.append(error.value.field)

    assert refused == ["folder"] * 4 + ["endpoint", "credentials", "bucket", "name"]
    kept = inboxes.declare_inbox(bucket, by=dpnc)
    assert "secret" not in str(vars(kept))
    other = replace(bucket, organization=factories.organization())
    reserved = inboxes.change_inbox(kept, other, by=dpnc)
    with pytest.raises(CatalogError, match="réservée"):
        steps.declared(reserved)


def test_a_robot_is_nobody(settings, tmp_path, client):
    flow = steps.active(steps.folder_inbox(settings, tmp_path))
    robot = flow.robot

    assert robot not in User.objects.people()
    assert not robot.has_usable_password()
    assert not client.login(username=robot.email, password="!")
    with pytest.raises(PermissionDenied):
        keys.create_api_key(robot, by=robot, name="Une clé")
    with pytest.raises(PermissionDenied):
        declaring.change_flow(flow, FlowTerms.of(flow), by=robot)
