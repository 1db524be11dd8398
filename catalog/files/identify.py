"""What a file is, from its first bytes; its name only settles what they leave open."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

HEAD_BYTES = 64 * 1024
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
MIME = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "md": "text/markdown",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "geojson": "application/geo+json",
    "xml": "application/xml",
    "rdf": "application/rdf+xml",
    "ttl": "text/turtle",
    "gml": "application/gml+xml",
    "kml": "application/vnd.google-earth.kml+xml",
    "ics": "text/calendar",
    "sql": "application/sql",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "xls": "application/vnd.ms-excel",
    "doc": "application/msword",
    "ppt": "application/vnd.ms-powerpoint",
    "zip": "application/zip",
    "kmz": "application/vnd.google-earth.kmz",
    "gz": "application/gzip",
    "7z": "application/x-7z-compressed",
    "pdf": "application/pdf",
    "parquet": "application/vnd.apache.parquet",
    "gpkg": "application/geopackage+sqlite3",
    "sqlite": "application/vnd.sqlite3",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "tif": "image/tiff",
    "webp": "image/webp",
}
SYNONYMS = {
    "jpeg": "jpg",
    "jpe": "jpg",
    "tiff": "tif",
    "tab": "tsv",
    "ndjson": "jsonl",
    "tgz": "gz",
}
SIGNATURES = [
    (b"%PDF-", "pdf", ()),
    (b"PAR1", "parquet", ()),
    (b"\x1f\x8b", "gz", ()),
    (b"7z\xbc\xaf\x27\x1c", "7z", ()),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls", ("doc", "ppt")),
    (b"\x89PNG\r\n", "png", ()),
    (b"\xff\xd8\xff", "jpg", ()),
    (b"GIF8", "gif", ()),
    (b"II*\x00", "tif", ()),
    (b"MM\x00*", "tif", ()),
]
GEOPACKAGE = (b"GPKG", b"GP10", b"GP11")
"""OGC 12-128, requirement 2: the application's number in the header of the database."""
OLE_STREAMS = ((b"WordDocument", "doc"), (b"PowerPoint Document", "ppt"), (b"Workbook", "xls"))
HTML = re.compile(rb"^\s*(<!--.*?-->\s*)*(<!doctype\s+html|<html|<head|<body|<script)", re.I | re.S)
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Unpublishable(ValueError):
    """Not a file that may be published; `str(error)` says why and what to do, in French."""


@dataclass(frozen=True)
class FileType:
    """A short format name (« csv ») and the media type it is served with, never the client's."""

    format: str
    mime: str


def identify(head: bytes, filename: str) -> FileType:
    """Return the type of the file whose first bytes are `head` (HEAD_BYTES are enough).

    Raises Unpublishable for a web page, whatever its name.
    """
    name = extension(filename)
    if looks_like_html(head) or name in ("html", "htm"):
        raise Unpublishable(
            "C’est une page web, pas un fichier de données. Le site d’où il vient a sans doute "
            "affiché une page de connexion ou d’accueil : ouvrez le fichier, puis téléchargez "
            "de nouveau les données."
        )
    found = from_signature(head, name)
    if found is None and name in MIME and not is_binary_format(name):
        found = name
    return FileType(found or name[:20], MIME.get(found or "", "application/octet-stream"))


def from_signature(head: bytes, name: str) -> str | None:
    """Return the format that the first bytes prove; `name` chooses among those they leave open."""
    if head.startswith(b"PK\x03\x04"):
        return from_zip(head, name)
    if head.startswith(b"SQLite format 3\x00"):
        return "gpkg" if head[68:72] in GEOPACKAGE or b"gpkg_contents" in head else "sqlite"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    for signature, format_, others in SIGNATURES:
        if head.startswith(signature):
            return from_ole(head) or (name if name in others else format_)
    return None


def from_ole(head: bytes) -> str | None:
    """Return the format of an old Office file, when its directory is in the first bytes."""
    if not head.startswith(b"\xd0\xcf\x11\xe0"):
        return None
    wide = ((stream.decode().encode("utf-16-le"), format_) for stream, format_ in OLE_STREAMS)
    return next((format_ for stream, format_ in wide if stream in head), None)


def from_zip(head: bytes, name: str) -> str:
    """Return the format of a zip container, from the names of its first members."""
    for suffix, format_ in ((b"spreadsheet", "ods"), (b"text", "odt"), (b"presentation", "odp")):
        if OPEN_DOCUMENT + suffix in head:
            return format_
    for folder, format_ in ((b"xl/", "xlsx"), (b"word/", "docx"), (b"ppt/", "pptx")):
        if b"[Content_Types].xml" in head and folder in head:
            return format_
    if b".kml" in head.lower():
        return "kmz"
    return name if name in ("xlsx", "docx", "pptx") else "zip"


def looks_like_html(head: bytes) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf")
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.decode("utf-16", errors="ignore").encode()
    return bool(HTML.match(text[:4096]))


def is_binary_format(name: str) -> bool:
    """Tell whether files of this format have a signature, which the file at hand lacks."""
    zipped = {"xlsx", "docx", "pptx", "ods", "odt", "odp", "zip", "kmz"}
    signed = {format_ for _, format_, _ in SIGNATURES} | {"gpkg", "sqlite", "webp"}
    signed |= {"doc", "ppt"}
    return name in zipped | signed


def extension(filename: str) -> str:
    suffix = PurePosixPath(filename.lower()).suffix.lstrip(".")
    return SYNONYMS.get(suffix, suffix)


def display_name(filename: str, limit: int = 200) -> str:
    """Return the name to show and to download under: no folder, no invisible character, short."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        char for char in unicodedata.normalize("NFC", last)
        if unicodedata.category(char) not in INVISIBLE
    ).strip(" .")  # fmt: skip
    suffix = PurePosixPath(kept).suffix[:20]
    stem = kept[: len(kept) - len(suffix)] if suffix else kept
    return f"{stem[: limit - len(suffix)]}{suffix}" or "fichier"
