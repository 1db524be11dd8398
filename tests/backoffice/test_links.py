"""What an editor and a visitor read of a link to another site."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.models import LinkCheck
from tests import factories, tasks
from tests.client import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    return factories.dataset(published=True, with_link=True).resources.get()


@pytest.fixture
def editor(client_of, link):
    return client_of(factories.editor(link.dataset.organization))


def answered(link, **facts):
    values = {"address": link.url, "checked_at": timezone.now(), "status": 200} | facts
    LinkCheck.objects.update_or_create(resource=link, defaults=values)


def pages_of(editor, link):
    """Return, as text, the page of the dataset, that of the link, and the public one."""
    paths = [
        reverse("backoffice:dataset-detail", args=[link.dataset.pk]),
        reverse("backoffice:resource-edit", args=[link.pk]),
    ]
    public = StrictClient().get(link.dataset.get_absolute_url())
    return [*(editor.get(path).content.decode() for path in paths), public.content.decode()]


def test_each_page_says_what_the_link_gave(editor, link):
    dataset, own, public = pages_of(editor, link)
    for page in (dataset, own):
        assert "Pas encore vérifié" in page
        assert "sera suivi dans l’heure" in page
        assert "Vérifier maintenant" in page
    assert "Lien vérifié" not in public

    answered(link, mime="text/html", size=2048)
    dataset, own, public = pages_of(editor, link)
    for page in (dataset, own):
        assert "Lien vérifié" in page
        assert "page web, 2\u00a0Ko." in page
    assert "Lien vérifié" in public

    answered(link, status=404, next_at=timezone.now() + timedelta(days=1))
    dataset, own, public = pages_of(editor, link)
    for page in (dataset, own):
        assert "À surveiller" in page
        assert "Ce lien répond 404" in page
        assert "Nouvel essai demain" in page
    assert "Lien vérifié" not in public
    assert "Lien mort" not in public

    answered(link, status=None, dead_since=timezone.now() - timedelta(days=3))
    dataset, own, public = pages_of(editor, link)
    for page in (dataset, own):
        assert "Lien mort" in page
        assert "ce lien est inaccessible" in page
    assert "Lien mort" in public


def test_the_button_asks_once_whatever_the_number_of_clicks(editor, link):
    tasks.forget()
    button = reverse("backoffice:resource-check", args=[link.pk])

    for _ in range(2):
        answer = editor.post(button, follow=True)

    assert "va être suivi" in answer.content.decode()
    assert "La vérification est demandée" in answer.content.decode()
    assert [task.name for task, _, _ in tasks.Backend.waiting] == ["check_link"]


def test_a_file_is_no_link_to_follow(client_of):
    file = factories.resource()
    editor = client_of(factories.editor(file.dataset.organization))

    answer = editor.post(reverse("backoffice:resource-check", args=[file.pk]), follow=True)

    assert "n’est pas un lien" in answer.content.decode()
