"""The screens of what is submitted: each finds it in their space, and acts from there."""

import pytest
from django.urls import reverse

from catalog.actions.submitting import return_dataset, submit_dataset
from tests import factories
from tests.forms import form_to

pytestmark = pytest.mark.django_db
HOME = reverse("backoffice:home")


@pytest.fixture
def draft():
    organization = factories.organization()
    factories.editor(organization)
    by = factories.contributor(organization)
    return factories.dataset("Les phares", organization=organization, by=by, with_file=True)


def address(name, draft):
    return reverse(f"backoffice:dataset-{name}", args=[draft.pk])


def text(response):
    return response.content.decode()


def test_a_contributor_is_led_from_the_draft_to_the_answer(client_of, draft):
    client = client_of(draft.created_by)
    submit = address("submit", draft)
    assert "Prêt à soumettre" in text(client.get(HOME))
    assert submit in text(client.get(address("detail", draft)))

    page = client.post(submit, {"note": "Relisez la licence"}, follow=True)

    assert "Reprendre le brouillon" in text(page)
    assert "Attendre sa relecture" in text(client.get(HOME))
    return_dataset(draft, by=factories.editor(draft.organization), reason="Il manque 2024.")
    assert "Rien ne vous attend" in text(client_of(factories.editor(draft.organization)).get(HOME))
    home = text(client.get(HOME))
    assert "Une chose vous attend" in home
    assert "Il manque 2024." in home
    assert "Il manque 2024." in text(client.get(address("detail", draft)))


def test_an_editor_reads_then_publishes_what_they_read(client_of, draft):
    editor = factories.editor(draft.organization)
    submit_dataset(draft, by=draft.created_by, note="Relisez la licence")
    client = client_of(editor)
    home = text(client.get(HOME))
    assert "Soumis pour publication" in home
    assert "Relisez la licence" in home
    page = client.get(address("review", draft))
    publish = form_to(page, address("publish", draft))
    factories.link(draft, by=draft.created_by)

    stale = client.post(publish.action, publish.fields, follow=True)

    assert "a changé depuis que vous l’avez lu" in text(stale)
    again = form_to(stale, address("publish", draft))
    assert "est publié" in text(client.post(again.action, again.fields, follow=True))
    assert "n’attend plus de relecture" in text(client.get(address("review", draft)))


def test_sending_back_without_a_reason_loses_nothing(client_of, draft):
    submit_dataset(draft, by=draft.created_by)
    client = client_of(factories.editor(draft.organization))

    refused = client.post(address("review", draft), {"reason": ""})

    assert refused.status_code == 422
    assert "Publier" in text(refused)


def test_the_administrators_choose_who_publishes(client_of, draft):
    organization = draft.organization
    client = client_of(factories.administrator(organization))
    page = reverse("backoffice:organization-four-eyes", args=[organization.slug])

    done = client.post(page, {"deciders": "administrateurs"}, follow=True)

    organization.refresh_from_db()
    assert organization.four_eyes
    assert "Les administrateurs décident de chaque première publication" in text(done)
    editor = client_of(factories.editor(organization))
    assert address("submit", draft) in text(editor.get(address("detail", draft)))
