"""XML: counted as a stream, obeyed in nothing."""

import os
import socket
import threading
import zipfile
from pathlib import Path

import pytest

from catalog.files import profile
from tests.catalog.files.formats import maps

SHARED = Path(os.environ.get("VITRINE_SHARED", "../shared")) / "data" / "harvest"
LAUGHS = "".join(f'<!ENTITY l{rank} "{f"&l{rank - 1};" * 10}">' for rank in range(1, 10))
BOMB = f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>'


@pytest.fixture
def canary(tmp_path):
    """A file that a document asks for, and an address that says whether anybody came."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret-0417")
    came = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        yield secret, address, lambda: came or accepted(server, came)


def accepted(server, came):
    try:
        server.accept()
        came.append(threading.get_ident())
    except TimeoutError:
        pass
    return came


@pytest.mark.parametrize(
    ("name", "format_", "parts"),
    [
        (
            "csw/geonetwork-iso19139-page-1.xml",
            "xml",
            {"csw:GetRecordsResponse/csw:SearchResults/gmd:MD_Metadata": 2},
        ),
        ("dcat/gov-de_dataset.rdf", "rdf", None),
        ("dcat/udata.xml", "rdf", None),
    ],
)
def test_records_of_real_documents_are_counted(name, format_, parts):
    if not SHARED.is_dir():
        pytest.skip("VITRINE_SHARED holds no file")

    found = profile(SHARED / name)

    assert (found.format, found.encoding, found.refusal) == (format_, "utf-8", None)
    assert parts is None or {one.name: one.row_count for one in found.parts} == parts


@pytest.mark.parametrize(
    ("text", "format_", "parts"),
    [
        ("<?xml version='1.0'?><r><a/><a/><b/></r>", "xml", [("r/a", 2)]),
        ("<r xmlns='x'><s><a/><a/><a/></s></r>", "xml", [("r/s/a", 3)]),
        ("<?xml version='1.0'?><r><a/></r>", "xml", []),
        ("<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>", "svg", []),
        (
            "<?xml version='1.0'?><gml:FeatureCollection xmlns:gml='http://www.opengis.net/gml/3.2'>"
            "<gml:member/><gml:member/></gml:FeatureCollection>",
            "gml",
            [("gml:FeatureCollection/gml:member", 2)],
        ),
    ],
)
def test_what_a_document_is_comes_from_its_root(tmp_path, text, format_, parts):
    path = tmp_path / "a.txt"
    path.write_text(text)

    found = profile(path)

    assert (found.format, found.refusal) == (format_, None)
    assert [(one.name, one.row_count) for one in found.parts] == parts


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "{address}"><a/>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "{address}"> %p;]><a/>',
        BOMB.replace("{", "{{"),
        "<!DOCTYPE a><a/>",
    ],
)
def test_a_document_type_is_refused_before_anything_is_opened(tmp_path, canary, doctype):
    secret, address, visits = canary
    path = tmp_path / "a.xml"
    path.write_text("<?xml version='1.0'?>" + doctype.format(secret=secret, address=address))

    found = profile(path)

    assert "DOCTYPE" in found.refusal
    assert "secret-0417" not in str(found)
    assert not visits()


@pytest.mark.parametrize("zipped", [False, True])
def test_a_kml_with_entities_is_refused_too(tmp_path, canary, zipped):
    secret, _, _ = canary
    prolog = f'<!DOCTYPE kml [<!ENTITY x SYSTEM "file://{secret}">]>'
    text = maps.kml(("Lieux", ["&x;"]), prolog=prolog)
    path = tmp_path / "lieux.kml"
    path.write_text(text)
    if zipped:
        path = tmp_path / "lieux.kmz"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("doc.kml", text)

    found = profile(path)

    assert "DOCTYPE" in found.refusal
    assert found.format == ("kmz" if zipped else "kml")


def test_a_kml_follows_no_link(tmp_path, canary):
    _, address, visits = canary
    link = f"<NetworkLink><Link><href>{address}</href></Link></NetworkLink>"
    path = tmp_path / "lieux.kml"
    path.write_text(maps.kml(("Lieux", ["Rodin"])).replace("<Document>", f"<Document>{link}"))

    assert profile(path).row_count == 1
    assert not visits()


def test_a_document_without_bottom_is_refused(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text("<?xml version='1.0'?>" + "<a>" * 100_000 + "</a>" * 100_000)

    assert "200 niveaux" in profile(path).refusal


def test_a_document_badly_written_says_where(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text("<?xml version='1.0'?>\n<r>\n<a></b>\n</r>")

    assert profile(path).refusal == "Ce document XML est mal écrit ou incomplet, à la ligne 3."
