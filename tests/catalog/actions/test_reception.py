"""What comes from outside: bad files and bad names, each with its message."""

import io
import re

import pytest

from catalog.exceptions import InvalidFile, InvalidLink
from catalog.models import Resource
from tests import factories

pytestmark = pytest.mark.django_db
HTML = b"<!DOCTYPE html><html><body>Connectez-vous</body></html>"


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "vide.csv", "vide (0 octet)"),
        (HTML, "musees.csv", "page web"),
        (b"\xef\xbb\xbf" + HTML, "musees.csv", "page web"),
        (b"\n\n  <html lang='fr'>", "musees.json", "page web"),
        (b"<!-- note -->\n<html>", "musees.csv", "page web"),
        (b"<script>alert(1)</script>", "musees.csv", "page web"),
        (HTML.decode().encode("utf-16"), "musees.csv", "page web"),
        (b"a;b\n1;2\n", "page.html", "page web"),
        (b"a;b\n1;2\n", "PAGE.HTM", "page web"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_nothing_is_made(content, name, told):
    dataset = factories.dataset()

    with pytest.raises(InvalidFile) as refusal:
        factories.resource(dataset, content=content, filename=name)

    assert refusal.value.field == "file"
    assert f"« {name} »" in refusal.value.message
    assert told in refusal.value.message
    assert not Resource.objects.exists()


def test_a_file_larger_than_the_limit_is_refused_with_both_sizes(settings):
    settings.FILES_MAX_BYTES = 1024

    with pytest.raises(InvalidFile) as refusal:
        factories.resource(content=b"a" * 4096, filename="gros.csv")

    assert "« gros.csv »" in refusal.value.message
    assert len(re.findall(r"\b[14](?:,0)?\s(?:Ko|Kio)\b", refusal.value.message)) == 2


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Musées d’été 2026.csv", "Musées d’été 2026.csv"),
        ("Muse\u0301es.csv", "Musées.csv"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\système.csv", "système.csv"),
        ("C:\\Users\\moi\\données.csv", "données.csv"),
        ('le "grand" musée.csv', 'le "grand" musée.csv'),
        ("l'église.csv", "l'église.csv"),
        ("facture\u202efdp.csv", "facturefdp.csv"),
        ("a\u200bb\ufeff.csv", "ab.csv"),
        ("a\r\nb\0.csv", "ab.csv"),
        ("x" * 300 + ".csv", "x" * 196 + ".csv"),
        ("...", "fichier"),
        ("/", "fichier"),
        (".csv", "csv"),
    ],
)
def test_a_name_is_shown_as_it_was_given_without_what_could_harm(sent, kept):
    version = factories.resource(filename=sent).current_version

    assert version.filename == kept
    assert version.key.replace("/", "").isalnum()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"a;b\n1;2\n", "a.csv", "csv"),
        (b"a;b\n1;2\n", "A.CSV", "csv"),
        (b"PK\x03\x04 faux", "a.csv", "zip"),
        (b"a;b\n1;2\n", "a.xlsx", "xlsx"),
        (b"%PDF-1.7", "rapport.csv", "pdf"),
        (b'{"a": 1}', "a.geojson", "geojson"),
        (b"\x00\x01\x02", "sans-extension", ""),
    ],
)
def test_the_format_is_that_of_the_bytes_and_then_of_the_name(content, name, expected):
    version = factories.resource(content=content, filename=name).current_version

    assert version.format == expected
    assert "html" not in version.mime


@pytest.mark.parametrize("date", ["31/6/2014", "2014-02-30", "99/99/9999"])
def test_an_impossible_date_in_a_file_is_published_as_it_is(date):
    content = f"nom;date\nPhare;{date}\n".encode()

    resource = factories.resource(content=content)

    assert resource.current_version.size == len(content)


def test_bytes_are_kept_as_they_came():
    content = "\ufeffnom;ville\r\nÉglise;Sète\r\n".encode("cp1252", errors="ignore") + b"\x00\xff"

    resource = factories.resource(content=content, filename="églises.csv")

    assert resource.current_version.size == len(content)


@pytest.mark.parametrize("url", ["", "ftp://exemple.org/a", "http://10.0.0.1/", "x" * 2001])
def test_a_bad_address_is_refused_with_its_field(url):
    with pytest.raises(InvalidLink) as refusal:
        factories.link(url=url)

    assert refusal.value.field == "url"
    assert not Resource.objects.exists()


def test_an_address_is_kept_without_the_spaces_around_it():
    assert factories.link(url="  https://exemple.org/a.csv\n").url == "https://exemple.org/a.csv"


def test_a_stream_that_was_already_read_is_sent_from_its_beginning():
    stream = io.BytesIO(factories.CSV)
    stream.read()

    resource = factories.resources.add_file(
        factories.dataset(), file=stream, filename="a.csv", by=factories.platform()
    )

    assert resource.current_version.size == len(factories.CSV)
