"""A flow, from what an editor says of it to what the public reads."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from backoffice.datasets.steps import field_address
from catalog.flows.incidents import watch_all
from catalog.flows.models import Flow
from catalog.flows.terms import InboxTerms
from catalog.flows.verbs.inboxes import declare_inbox
from catalog.models import Dataset
from tests import factories, s3_servers, tasks
from tests.catalog.flows import steps
from tests.journeys.eyes import sha256
from tests.journeys.test_replacement import FIRST, LOST, MORE

BUCKET = "vitrine-inbox"


@pytest.fixture(params=["folder", "moto"])
def place(request, visit, settings, tmp_path):
    """Return an inbox, the folder where this test drops, and how it does."""
    settings.FLOWS_S3_SECONDS = 0
    if request.param == "folder":
        inbox = steps.folder_inbox(settings, tmp_path, name="Dossier des orgues")
        return inbox, "orgues/", lambda key, data: steps.drop(inbox, key, data)
    options = s3_servers.options(request.param)
    settings.INBOX_ENDPOINTS = [options["endpoint_url"]]
    settings.INBOX_CREDENTIALS = {"ORGUES": (options["access_key"], options["secret_key"])}
    terms = InboxTerms(
        "Espace des orgues",
        endpoint=options["endpoint_url"],
        bucket=BUCKET,
        credentials="ORGUES",
    )
    inbox = declare_inbox(terms, by=factories.platform())
    s3 = s3_servers.client(s3_servers.address_of(request.param))
    prefix = f"orgues-{uuid.uuid4().hex[:8]}/"
    return inbox, prefix, lambda key, data: s3.put_object(Bucket=BUCKET, Key=key, Body=data)


@pytest.fixture
def resource(visit):
    dataset = factories.dataset("Orgues", published=True, with_file=False, with_link=True)
    return factories.resource(dataset, content=FIRST, filename="orgues.csv", title="Liste")


@pytest.fixture
def editor(visit, resource):
    return entered(visit("éditrice"), factories.editor(resource.dataset.organization))


@pytest.fixture
def dpnc(visit):
    return entered(visit("DPNC"), factories.dpnc_user())


@pytest.fixture
def running(visit, resource, settings, tmp_path):
    """A flow that the DPNC validated, on a folder; its editor knows nobody else."""
    inbox = steps.folder_inbox(settings, tmp_path)
    person = factories.editor(resource.dataset.organization)
    return steps.active(
        inbox,
        dataset=resource.dataset,
        by=person,
        resource=resource,
        name="Orgues",
        pattern="orgues/*.csv",
    )


def entered(visitor, person):
    visitor.sign_in(person.email, factories.PASSWORD)
    visitor.email = person.email
    return visitor


def page_of(flow):
    return f"/espace/flux/{flow.pk}/"


def says(visitor, words):
    expect(visitor.page.locator("main")).to_contain_text(re.compile(words), timeout=15_000)


def served(visitor, resource):
    return sha256(visitor.download(resource.permalink))


def subjects(email):
    return [message.subject for message in mail.outbox if email in message.to]


def declare(visitor, resource, inbox, pattern):
    visitor.follow("Flux", exact=True)
    visitor.look("flux, aucun encore")
    visitor.follow("Déclarer un flux")
    visitor.look("choisir le jeu de données")
    visitor.page.select_option("[name=dataset]", str(resource.dataset_id))
    visitor.press("Continuer")
    visitor.page.fill("[name=name]", "Inventaire des orgues")
    visitor.page.select_option("[name=inbox]", str(inbox.pk))
    visitor.page.fill("[name=pattern]", pattern)
    visitor.page.select_option("[name=resource]", str(resource.pk))
    visitor.look("déclarer un flux")
    visitor.press("Déclarer le flux")
    visitor.page.wait_for_url(re.compile(r"/espace/flux/[0-9a-f-]{36}/$"))


def try_it(visitor):
    visitor.press("Essayer")
    says(visitor, "L’essai est en cours")
    visitor.look("essai en cours")
    tasks.work_through()
    says(visitor, "L’essai a réussi")
    visitor.look("rapport d’essai")


def validate(visitor):
    visitor.go("/espace/")
    visitor.look("un flux à valider")
    visitor.follow("Décider")
    visitor.look("décider d’un flux")
    visitor.page.fill("form[action$='/valider/'] [name=reason]", "Dossier réservé, clé de lecture.")
    visitor.press("Valider le flux")
    says(visitor, "est validé")
    tasks.work_through()


def test_declared_tried_validated_then_what_is_dropped_is_public(
    place, resource, editor, dpnc, visit
):
    inbox, prefix, drop = place
    editor.looks = dpnc.looks = not inbox.is_folder
    drop(f"{prefix}2026.csv", FIRST)
    declare(editor, resource, inbox, f"{prefix}*.csv")
    try_it(editor)
    editor.press("Soumettre à la DPNC")
    says(editor, "est soumis à la DPNC")
    validate(dpnc)
    assert "Votre flux «\u00a0Inventaire des orgues\u00a0» est validé" in subjects(editor.email)
    assert served(editor, resource) == sha256(FIRST)

    drop(f"{prefix}2027.csv", MORE)
    editor.go(page_of(Flow.objects.get()))
    editor.press("Lancer maintenant")
    says(editor, "2027.csv")
    describe_meanwhile(editor, resource.dataset)
    tasks.work_through()
    editor.go(page_of(Flow.objects.get()))
    says(editor, "Version 2 publiée")
    editor.look("flux qui publie")
    assert served(editor, resource) == sha256(MORE)
    it_is_read(visit("visiteur"), resource.dataset)
    editor.go(f"/espace/ressources/{resource.pk}/remplacer/")
    says(editor, "alimenté automatiquement")
    editor.look("remplacer ce qu’un flux alimente")


def it_is_read(visitor, dataset):
    visitor.go(dataset.get_absolute_url())
    says(visitor, "mis à jour automatiquement")
    says(visitor, "Décrite pendant que le fichier arrivait")


def describe_meanwhile(visitor, dataset):
    visitor.go(field_address(dataset, "description"))
    visitor.page.fill("[name=description]", "Décrite pendant que le fichier arrivait.")
    visitor.press("Enregistrer et continuer")
    visitor.page.wait_for_load_state()


def test_a_file_that_lost_a_column_is_held_then_confirmed(running, resource, visit, dpnc):
    editor = entered(visit("éditrice"), running.declared_by)
    steps.drop(running.inbox, "orgues/2027.csv", LOST)
    steps.passed(running)

    assert subjects(editor.email)
    assert served(editor, resource) == sha256(FIRST)
    dpnc.go("/espace/")
    says(dpnc, "Dépôt à confirmer")
    dpnc.look("un dépôt retenu, chez la DPNC")
    editor.go("/espace/")
    editor.look("un dépôt retenu, chez l’éditrice")
    editor.go(page_of(running))
    editor.look("flux avec un dépôt à confirmer")
    editor.follow("Comparer")
    editor.page.fill("[name=note]", "Les communes sont dans un autre fichier.")
    editor.press("Mettre en ligne")
    says(editor, "La version 2 est en ligne")
    assert served(editor, resource) == sha256(LOST)
    steps.passed(running)
    editor.go(page_of(running))
    says(editor, "Version 2 publiée")
    says(editor, "À l’heure")


def test_a_flow_that_is_late_is_told_then_the_dpnc_then_all_is_well(
    running, resource, visit, dpnc, settings
):
    editor = entered(visit("éditrice"), running.declared_by)
    long_ago = timezone.now() - timedelta(days=60)
    Dataset.objects.filter(pk=running.dataset_id).update(
        frequency="monthly", data_updated_at=long_ago
    )
    watch_all()

    late = "Flux en retard\u00a0: «\u00a0Orgues\u00a0»"
    assert [late] == subjects(editor.email)[-1:]
    assert late not in subjects(dpnc.email)
    editor.go("/espace/")
    editor.look("un flux en retard")
    editor.follow("Voir le flux")
    says(editor, r"En retard de \d+ jours")
    editor.look("page d’un flux en retard")

    watch_all(at=timezone.now() + timedelta(days=settings.FLOWS_ESCALATE_DAYS, hours=1))
    watch_all(at=timezone.now() + timedelta(days=settings.FLOWS_ESCALATE_DAYS, hours=2))
    assert subjects(dpnc.email).count(late) == subjects(editor.email).count(late) == 1
    dpnc.go("/espace/")
    says(dpnc, "Flux en retard")

    steps.drop(running.inbox, "orgues/2027.csv", MORE)
    steps.passed(running)
    assert subjects(editor.email)[-1].startswith("C’est rétabli")
    assert subjects(dpnc.email)[-1].startswith("C’est rétabli")
    editor.go(page_of(running))
    says(editor, "À l’heure")
    assert served(editor, resource) == sha256(MORE)
