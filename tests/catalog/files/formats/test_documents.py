"""PDF, office documents and images: pages, titles, sizes, and nothing that they hold."""

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from catalog.files import profile

SHARED = Path(os.environ.get("VITRINE_SHARED", "../shared")) / "data" / "documents"
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Guide du musée</dc:title></cp:coreProperties>"
)
APP = '<Properties xmlns="http://schemas.example/ext"><Pages>12</Pages></Properties>'
META = (
    '<office:document-meta xmlns:office="o" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="m"><office:meta><dc:title>Guide du musée</dc:title>'
    '<meta:document-statistic meta:page-count="12"/></office:meta></office:document-meta>'
)


def pdf(folder, *, pages=3, title="Guide du musée", password=None):
    document = PdfWriter()
    for _ in range(pages):
        document.add_blank_page(200, 200)
    if title:
        document.add_metadata({"/Title": title})
    if password:
        document.encrypt(password, algorithm="RC4-128")
    path = folder / "guide.pdf"
    document.write(path)
    return path


def packed(path, **members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def docx(path, core=CORE):
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
    return packed(path, **members, **{"docProps/core.xml": core, "docProps/app.xml": APP})


def odt(path):
    mime = "application/vnd.oasis.opendocument.text"
    return packed(path, mimetype=mime, **{"content.xml": "<c/>", "meta.xml": META})


def test_the_real_guide_has_53_pages():
    if not SHARED.is_dir():
        pytest.skip("VITRINE_SHARED holds no file")

    found = profile(SHARED / "guide-mise-en-oeuvre-DCAT.pdf")

    assert (found.format, found.mime, found.page_count) == ("pdf", "application/pdf", 53)


def test_a_pdf_says_its_pages_and_its_title(tmp_path):
    found = profile(pdf(tmp_path))

    assert (found.page_count, found.title, found.observations) == (3, "Guide du musée", ())


def test_a_pdf_without_title_is_advised_to_have_one(tmp_path):
    assert [one.code for one in profile(pdf(tmp_path, title="")).observations] == [
        "untitled-document"
    ]


def test_a_pdf_under_a_password_says_so(tmp_path):
    found = profile(pdf(tmp_path, password="0417"))

    assert [one.code for one in found.observations] == ["encrypted"]
    assert found.page_count is None


def test_a_pdf_cut_short_is_refused(tmp_path):
    path = pdf(tmp_path, pages=40)
    path.write_bytes(path.read_bytes()[:40])

    assert "PDF ne s’ouvre pas" in profile(path).refusal


@pytest.mark.parametrize(("write", "name"), [(docx, "guide.docx"), (odt, "guide.odt")])
def test_a_text_says_the_pages_its_program_counted(tmp_path, write, name):
    found = profile(write(tmp_path / name))

    assert found.format == name.rpartition(".")[2]
    assert (found.page_count, found.title, found.refusal) == (12, "Guide du musée", None)


def test_the_description_of_a_text_cannot_declare_entities(tmp_path):
    bomb = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'

    assert "ne s’ouvre pas" in profile(docx(tmp_path / "guide.docx", core=bomb)).refusal


@pytest.mark.parametrize("format_", ["png", "jpg", "gif", "tif", "webp"])
def test_an_image_says_its_size_whatever_its_name(tmp_path, format_):
    path = tmp_path / "image.bin"
    kind = {"jpg": "JPEG", "tif": "TIFF"}.get(format_, format_.upper())
    Image.new("RGB", (30, 20)).save(path, kind)

    found = profile(path)

    assert (found.format, found.pixels, found.refusal) == (format_, (30, 20), None)


def chunk(name, content):
    code = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", code)


def test_an_image_of_a_billion_pixels_is_not_decoded(tmp_path):
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b""))

    assert "démesurée" in profile(path).refusal


def test_an_image_that_is_not_one_is_refused(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))

    assert "ne s’ouvre pas" in profile(path).refusal


def test_a_picture_named_as_a_table_is_said(tmp_path):
    path = tmp_path / "musees.csv"
    picture = io.BytesIO()
    Image.new("RGB", (3, 2)).save(picture, "PNG")
    path.write_bytes(picture.getvalue())

    assert [one.code for one in profile(path).observations] == ["name-mismatch"]
