"""Promise 7: files come back byte for byte, from the form by which they came to their permalink."""

import urllib.request
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories
from tests.catalog.odd_files import CONTENTS, NAMES

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset():
    return factories.dataset(published=True, with_link=True)


@pytest.fixture
def client(client_of, dataset):
    return client_of(factories.editor(dataset.organization))


def send(client, dataset, name, content):
    """Send the file by the form; return its resource."""
    sent = SimpleUploadedFile("x", content)
    sent._name = name  # as a browser would send it: nothing is cleaned on the way
    form = {"file": sent, "type": "main", "submission": str(uuid.uuid4())}
    response = client.post(reverse("backoffice:resource-add-file", args=[dataset.pk]), form)
    assert response.status_code == 302, response.content.decode()[:2000]
    return dataset.resources.in_place().get(submission=form["submission"])


def received(client, resource):
    response = client.get(resource.permalink)
    if response.status_code == 302:
        with urllib.request.urlopen(response["Location"], timeout=10) as answer:  # noqa: S310 (our bucket)
            return answer.read()
    return b"".join(response.streaming_content)


def different(client, dataset, name, contents):
    resources = {kind: send(client, dataset, name, content) for kind, content in contents.items()}
    return [
        kind
        for kind, resource in resources.items()
        if received(client, resource) != contents[kind]
        or resource.current_version.size != len(contents[kind])
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_comes_back_byte_for_byte_whatever_its_name_and_content(client, dataset, name):
    assert len(NAMES) * len(CONTENTS) == 500

    assert different(client, dataset, NAMES[name], CONTENTS) == []


@pytest.mark.usefixtures("each_s3")
def test_a_bucket_gives_them_back_byte_for_byte_too(client, dataset):
    assert different(client, dataset, "musées d’été.csv", CONTENTS) == []
