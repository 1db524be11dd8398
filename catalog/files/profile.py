"""`profile(path)`: what a file contains. In: a path. Out: a Profile, never an exception."""

from pathlib import Path

from catalog.files import sandbox
from catalog.files.identify import HEAD_BYTES, FileType, Unpublishable, identify
from catalog.files.sandbox import SandboxRefusal
from catalog.files.shapes import Profile

WEB_PAGE = FileType("html", "text/html")


def profile(path: Path, *, filename: str = "", table: Path | None = None) -> Profile:
    """Explore the file in the sandbox; a file that is not explored says why in `refusal`.

    `table`: where to write the typed Parquet of the main table, when the file has one.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    try:
        found = identify(head, filename or path.name)
        explored = sandbox.call(
            "catalog.files.exploration:explore",
            reads=[path], writes=table, path=path, filename=filename, keep=table is not None,
        )  # fmt: skip
    except Unpublishable as refusal:
        return refused(path, WEB_PAGE, str(refusal))
    except SandboxRefusal as refusal:
        return refused(path, found, f"{refusal} Il reste téléchargeable.")
    return Profile.from_json(explored)


def refused(path: Path, found: FileType, sentence: str) -> Profile:
    return Profile(found.format, found.mime, path.stat().st_size, refusal=sentence)
