"""The suite's own tools do what the other tests believe."""

import socket

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse

from catalog.enums import DatasetState
from catalog.search.models import SearchDocument
from tests import factories
from tests.client import faults_of
from tests.sockets import OutsideRefused


@pytest.mark.django_db
@pytest.mark.parametrize("state", DatasetState.values)
def test_a_dataset_is_in_the_state_asked_for_and_indexed(state):
    dataset = factories.dataset(state=state)

    assert dataset.state == state
    assert SearchDocument.objects.filter(dataset=dataset).exists()


@pytest.mark.django_db
def test_the_canary_is_in_every_text_of_the_dataset():
    token = factories.canary()

    dataset = factories.dataset(published=True, canary=token)

    resource = dataset.resources.get()
    for text in (dataset.title, dataset.description, dataset.slug, resource.title):
        assert token in text
    assert token in resource.current_version.filename
    assert dataset.keywords.filter(slug=token).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_reference_rows_survive_a_flush(turn):
    assert Group.objects.filter(name="DPNC").exists()


def test_the_outside_is_refused():
    with pytest.raises(OutsideRefused):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(OutsideRefused):
        socket.getaddrinfo("example.org", 80)


@pytest.mark.parametrize(
    "html",
    [
        '<html lang="fr"><h1>A</h1><p onclick="x()">',
        '<html lang="fr"><h1>A</h1><p style="color: red">',
        '<html lang="fr"><h1>A</h1><script>x()</script>',
        '<html lang="fr"><h1>A</h1><a href="javascript:x()">',
        '<html lang="fr"><h1>A</h1>{{ name }}',
        '<html lang="fr"><h1>A</h1><h1>B</h1>',
        '<html lang="fr"><h1>A</h1><i id="a"></i><i id="a"></i>',
        "<html><h1>A</h1>",
        '<html lang="fr">',
    ],
)
def test_the_strict_client_sees_each_fault(html):
    response = HttpResponse(html, headers={"Content-Security-Policy": "default-src 'none'"})

    assert len(faults_of(response)) == 1
