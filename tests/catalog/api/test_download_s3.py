"""The bytes of a version that lives on S3: the permalink leads to them, no cache keeps the way."""

import hashlib
import urllib.request

import pytest

from catalog import storage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_s3")]
DIGITS = b"0123456789" * 10


@pytest.fixture
def resource():
    dataset = factories.dataset(published=True, with_link=True)
    return factories.resource(dataset, content=DIGITS, filename="chiffres d’été.csv")


def followed(response, **headers):
    """What a browser, or curl, gets at the end of the redirection."""
    assert response.status_code == 302
    request = urllib.request.Request(response.headers["Location"], headers=headers)  # noqa: S310 (our own server)
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 (as above)
        return {name.lower(): value for name, value in answer.headers.items()}, answer.read()


def test_the_permalink_leads_to_the_bytes_under_their_name(client, resource):
    response = client.get(resource.permalink)

    headers, body = followed(response)
    assert body == DIGITS
    assert hashlib.sha256(body).hexdigest() == resource.current_version.sha256
    assert (
        "filename*=UTF-8''chiffres%20d%E2%80%99%C3%A9t%C3%A9.csv" in headers["content-disposition"]
    )
    assert headers["content-type"] == "text/csv"


def test_the_way_is_kept_by_no_cache_and_open_to_other_sites(client, resource):
    response = client.get(resource.permalink)

    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_one_range_is_given_by_the_bucket(client, resource):
    headers, body = followed(client.get(resource.permalink), Range="bytes=10-19")

    assert body == DIGITS[10:20]
    assert headers["content-range"] == "bytes 10-19/100"


def test_head_is_answered_here_with_the_size_and_the_hash(client, resource):
    response = client.head(resource.permalink)

    assert response.status_code == 200
    assert response.headers["Content-Length"] == "100"
    assert response.headers["ETag"] == f'"{resource.current_version.sha256}"'


def test_what_is_already_held_is_not_sent_again(client, resource):
    etag = f'"{resource.current_version.sha256}"'

    assert client.get(resource.permalink, headers={"If-None-Match": etag}).status_code == 304


def test_who_was_on_the_way_gets_the_whole_old_file_during_a_replacement(client, resource):
    on_the_way = client.get(resource.permalink)

    factories.version(resource, b"nom\nPhare\n")

    assert followed(on_the_way)[1] == DIGITS
    assert followed(client.get(resource.permalink))[1] == b"nom\nPhare\n"


def test_the_file_of_a_draft_has_no_way_to_it(client):
    resource = factories.resource(factories.dataset(), content=DIGITS)

    assert client.get(resource.permalink).status_code == 404


@pytest.mark.parametrize("method", ["head"])
def test_a_bucket_that_lost_the_file_is_said(client, resource, method):
    storage.files().delete(resource.current_version.key)

    response = getattr(client, method)(resource.permalink)

    assert response.status_code == 503
    assert response.headers["Retry-After"]
