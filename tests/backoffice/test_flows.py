"""The screens of flows: who sees which, what they say, and what a refusal gives back."""

import csv
import io
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from catalog.enums import FlowState, RunOutcome
from catalog.flows.models import Drop, Flow, Inbox, Run
from catalog.flows.verbs import deciding, declaring, running
from tests import factories
from tests.catalog.flows import steps
from tests.client import query_budget

pytestmark = pytest.mark.django_db
LIST = reverse("backoffice:flow-list")


@pytest.fixture
def inbox(settings, tmp_path):
    return steps.folder_inbox(settings, tmp_path)


@pytest.fixture
def flow(inbox):
    """It published one file, and the second one is held."""
    dataset = factories.dataset(published=True, with_file=False, with_link=True)
    made = steps.active(inbox, dataset=dataset)
    for key, content in (("musees/1.csv", steps.rows(10)), ("musees/2.csv", steps.rows(1))):
        steps.drop(inbox, key, content)
        steps.passed(made)
    return made


def about(flow, name="detail"):
    return reverse(f"backoffice:flow-{name}", args=[flow.pk])


def text_of(client, address, status=200, **sent):
    answer = client.post(address, sent) if sent else client.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def said(flow, **changed):
    terms = {
        "name": flow.name,
        "inbox": flow.inbox_id,
        "pattern": flow.pattern,
        "target": flow.target,
        "schedule": flow.schedule,
        "minutes": flow.minutes,
        "after": flow.after,
        "revision": flow.revision,
    }
    return terms | changed


def test_the_page_of_a_flow_says_how_it_goes_and_what_waits(client_of, flow):
    editor = client_of(flow.declared_by)
    page = text_of(editor, about(flow))

    for words in (
        "Un dépôt à confirmer",
        "Version 1 publiée",
        "Dépôt à confirmer",
        "Alerte : dépôt à confirmer",
        "Chaque heure",
        "musees/*.csv",
        "Validé par",
        "Lancer maintenant",
        "Mettre en pause",
    ):
        assert words in page, words
    held = flow.drops.held().get().version
    assert reverse("backoffice:version-detail", args=[held.resource_id, 2]) in page
    journal = b"".join(editor.get(about(flow, "journal")).streaming_content).decode()
    rows = list(csv.reader(io.StringIO(journal), delimiter=";"))
    assert {row[2] for row in rows[1:]} == {"dépôt", "passage", "incident"}
    assert [row[4] for row in rows if row[2] == "dépôt"] == ["musees/1.csv", "musees/2.csv"]


def test_passes_that_find_nothing_are_one_line(client_of, flow):
    now = timezone.now()
    for days in (9, 6, 3):
        Run.objects.create(
            flow=flow,
            started_at=now + timedelta(days=10 - days),
            finished_at=now + timedelta(days=11 - days),
            passes=24,
            outcome=RunOutcome.IDLE,
            sentence=f"{days} fichiers dans la boîte, rien de nouveau.",
        )

    page = text_of(client_of(flow.declared_by), about(flow))

    assert "Rien de nouveau, 72 passages" in page
    address, client = f"{about(flow)}?avant=", client_of(flow.declared_by)
    for odd in ("hier", "2026-13-45T00:00:00", "2026-11-21T10:00:00"):
        assert "Rien de nouveau" in text_of(client, f"{address}{odd}")
    long_ago = text_of(client, f"{address}2020-01-01T00:00:00%2B00:00")
    assert "Rien avant cette date." in long_ago
    assert "9 fichiers dans la boîte" not in page


def test_files_and_datasets_say_which_flow_feeds_them(client_of, flow, client):
    editor, dataset = client_of(flow.declared_by), flow.dataset
    resource = flow.feeds.get().resource
    link = f'href="{about(flow)}"'

    for name, key in (
        ("dataset-detail", dataset.pk),
        ("resource-edit", resource.pk),
        ("resource-replace", resource.pk),
        ("version-list", resource.pk),
    ):
        page = text_of(editor, reverse(f"backoffice:{name}", args=[key]))
        assert link in page, name
        assert "alimenté automatiquement" in page.lower(), name
    stranger = text_of(
        client_of(factories.user()), reverse("backoffice:dataset-detail", args=[dataset.pk])
    )
    assert "Alimenté automatiquement par un flux" in stranger
    assert flow.name not in stranger
    assert "mis à jour automatiquement" in text_of(client, dataset.get_absolute_url())
    running.pause_flow(flow, by=flow.declared_by)
    assert "mis à jour automatiquement" not in text_of(client, dataset.get_absolute_url())


def test_the_desk_has_held_drops_for_the_editor_and_for_the_dpnc(client_of, flow):
    home, version = reverse("backoffice:home"), flow.drops.held().get().version
    editor = text_of(client_of(flow.declared_by), home)
    dpnc = text_of(client_of(factories.dpnc_user()), home)

    assert "Le flux « Musées » a envoyé « 2.csv »" in editor
    assert "Mes flux" in editor
    assert "Mes flux" not in dpnc
    assert "Dépôt à confirmer" in dpnc
    assert f'href="{about(flow)}"' in dpnc
    assert reverse("backoffice:version-detail", args=[version.resource_id, 2]) not in dpnc


def test_what_is_typed_wrong_comes_back_beside_its_field(client_of, flow, inbox):
    client = client_of(flow.declared_by)
    create = reverse("backoffice:flow-create", args=[flow.dataset_id])

    page = text_of(client, create, 422, **said(flow, name="Doublon"))
    assert "un fichier ne nourrit qu’un flux" in page
    assert 'value="Doublon"' in page
    page = text_of(client, create, 422, **said(flow, pattern="autre/*.csv", target="by-part"))
    assert "Dites quelle partie du nom distingue les ressources" in page
    assert Flow.objects.count() == 1


def test_another_pattern_asks_for_another_validation_and_a_twin_change_is_refused(client_of, flow):
    client = client_of(flow.declared_by)
    edit = about(flow, "edit")

    client.post(edit, said(flow, name="Musées, autrement"))
    flow.refresh_from_db()
    assert (flow.name, flow.state) == ("Musées, autrement", FlowState.ACTIVE)
    page = text_of(client, edit, 422, **said(flow, revision=1, name="Perdu"))
    assert "Quelqu’un a modifié le flux" in page
    answer = client.post(edit, said(flow, pattern="autres/*.csv"), follow=True)
    flow.refresh_from_db()
    assert flow.state == FlowState.DRAFT
    assert "essayez-le" in answer.content.decode()


def test_the_dpnc_refuses_with_a_reason_and_decides_once(client_of, inbox):
    flow = steps.tried(steps.declared(inbox))
    declaring.submit_flow(flow, by=flow.declared_by)
    person = factories.dpnc_user()
    dpnc = client_of(person)

    assert "Un flux attend votre réponse" in text_of(dpnc, LIST)
    page = text_of(dpnc, about(flow, "refuse"), 422, reason="")
    assert "Le formulaire n’a pas été enregistré" in page
    dpnc.post(about(flow, "refuse"), {"reason": "Le dossier est trop large."})
    assert "Le dossier est trop large." in mail.outbox[-1].body
    page = text_of(dpnc, about(flow, "validate"), 422, reason="Trop tard")
    assert "n’attend pas de décision" in page
    assert "Le dossier est trop large." in text_of(client_of(flow.declared_by), about(flow))


def test_nobody_decides_on_what_they_declared(client_of, inbox):
    person = factories.superuser()
    flow = steps.tried(steps.declared(inbox, by=person))
    declaring.submit_flow(flow, by=person)
    client = client_of(person)

    assert "Votre décision" not in text_of(client, about(flow))
    assert client.post(about(flow, "validate"), {"reason": ""}).status_code == 403


def test_the_dpnc_keeps_the_inboxes(client_of, flow, settings):
    dpnc, used = client_of(factories.dpnc_user()), flow.inbox
    terms = {"name": "Autre", "kind": "folder", "folder": "/etc"}

    page = text_of(dpnc, reverse("backoffice:inbox-create"), 422, **terms)
    assert "Ce dossier n’est pas sous l’un de ceux que ce site surveille" in page
    tried = dpnc.post(reverse("backoffice:inbox-try", args=[used.pk]), follow=True)
    assert "La boîte répond" in tried.content.decode()
    page = text_of(
        dpnc,
        reverse("backoffice:inbox-edit", args=[used.pk]),
        422,
        **terms | {"folder": f"{settings.WATCHED_FOLDERS[0]}/ailleurs"},
    )
    assert "lit cette boîte" in page
    dpnc.post(reverse("backoffice:inbox-delete", args=[used.pk]))
    assert Inbox.objects.get() == used


def queries_of(client, address, most):
    client.get(address)
    with query_budget(most) as made:
        assert client.get(address).status_code == 200
    return len(made)


def test_the_budgets_are_the_same_with_two_rows_and_with_two_hundred(client_of, flow):
    client, home = client_of(flow.declared_by), reverse("backoffice:home")
    factories.flow(flow.dataset, by=flow.declared_by, inbox=flow.inbox, pattern="a0/*.csv")
    pages = {LIST: 12, about(flow): 23, home: 27}
    few = {page: queries_of(client, page, most) for page, most in pages.items()}

    drop = flow.drops.held().get()
    for n in range(198):
        Drop.objects.bulk_create([copy_of(drop, n)])
        Run.objects.create(flow=flow, outcome=RunOutcome.IDLE, sentence=f"Passage {n}")
    flows = [Flow(**fields_of(flow, n)) for n in range(198)]
    Flow.objects.bulk_create(flows)

    assert {page: queries_of(client, page, most) for page, most in pages.items()} == few


def copy_of(drop, n):
    fields = {field.attname: getattr(drop, field.attname) for field in Drop._meta.fields}
    return Drop(**fields | {"id": None, "identity": f"copie {n}", "key": f"musees/{n}.csv"})


def fields_of(flow, n):
    kept = ("dataset_id", "inbox_id", "state", "declared_by_id", "next_at")
    return {name: getattr(flow, name) for name in kept} | {"name": f"Flux {n}", "pattern": f"{n}/*"}


def test_a_submitted_flow_is_decided_from_the_desk(client_of, inbox):
    flow = steps.tried(steps.declared(inbox))
    declaring.submit_flow(flow, by=flow.declared_by)
    person = factories.dpnc_user()

    assert "Flux à valider" in text_of(client_of(person), reverse("backoffice:home"))
    deciding.validate_flow(flow, by=person)
    assert "Flux à valider" not in text_of(client_of(person), reverse("backoffice:home"))
