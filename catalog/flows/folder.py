"""A watched folder of this machine, read without ever following a link out of it."""

import heapq
import os
import stat
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings

from catalog.flows.inbox import Copied, InboxUnreachable, changed, poured
from catalog.flows.pattern import TIDY
from catalog.flows.shapes import Listing, Seen

CHUNK = 1024 * 1024
INTO = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
LEAVING = ".vitrine-"
"""A file that we take out has this name for an instant, while we look whether it is the one."""


class FolderReader:
    def __init__(self, root: str) -> None:
        self.root = Path(root)

    def look(self, prefix: str, *, after: str = "", limit: int) -> Listing:
        try:
            found = self.walk(prefix, after)
            seen = heapq.nsmallest(limit + 1, found, key=lambda one: one.raw_key)
        except OSError as error:
            raise self.unreachable() from error
        reached = seen[limit - 1].raw_key if len(seen) > limit else ""
        return Listing(tuple(seen[:limit]), reached)

    def walk(self, prefix: str, after: str) -> Iterator[Seen]:
        """Yield the files, in no order; a folder that is a link is none of ours."""
        now = time.time()
        start = self.root / prefix.rpartition("/")[0]
        if not self.root.is_dir():
            raise NotADirectoryError(self.root)
        if any(part.is_symlink() for part in (start, *start.parents) if self.root in part.parents):
            return
        for folder, folders, names in os.walk(start, onerror=self.stop):
            folders[:] = [name for name in folders if name != TIDY and not name.startswith(".")]
            for name in names:
                path = Path(folder, name)
                key = path.relative_to(self.root).as_posix()
                if key > after and unicodedata.normalize("NFC", key).startswith(prefix):
                    yield from self.seen(path, key, now)

    def stop(self, error: OSError) -> None:
        """A folder that cannot be read is no empty folder; one that went away is."""
        if not isinstance(error, FileNotFoundError):
            raise error

    def seen(self, path: Path, key: str, now: float) -> Iterator[Seen]:
        with suppress(FileNotFoundError):
            facts = path.lstat()
            if stat.S_ISREG(facts.st_mode) and is_text(key):
                # Neither date can be set back without moving the other.
                age = now - max(facts.st_mtime, facts.st_ctime)
                yield as_seen(key, facts, settled=age >= settings.FLOWS_FOLDER_SECONDS)

    def copy(self, seen: Seen, target: IO[bytes]) -> Copied:
        """Read it whole, then look again: nothing was written meanwhile, there or beside."""
        try:
            with self.parent(seen) as (folder, name), opened(name, folder) as file:
                same(seen, os.fstat(file.fileno()))
                copied = poured(iter(lambda: file.read(CHUNK), b""), target)
                same(seen, os.fstat(file.fileno()))
                same(seen, os.stat(name, dir_fd=folder, follow_symlinks=False))
        except (FileNotFoundError, NotADirectoryError) as error:
            raise changed(seen) from error
        except OSError as error:
            raise self.unreachable() from error
        if copied.size != seen.size:
            raise changed(seen)
        return copied

    def put_away(self, seen: Seen, name: str) -> None:
        with self.taken_out(seen) as (folder, leaving):
            target, _, last = name.rpartition("/")
            with suppress(FileExistsError):
                os.mkdir(target, dir_fd=folder)
            beside = os.open(target, INTO, dir_fd=folder)
            try:
                os.rename(leaving, last, src_dir_fd=folder, dst_dir_fd=beside)
            finally:
                os.close(beside)

    def delete(self, seen: Seen) -> None:
        with self.taken_out(seen) as (folder, leaving):
            os.unlink(leaving, dir_fd=folder)

    @contextmanager
    def taken_out(self, seen: Seen) -> Iterator[tuple[int, str]]:
        """Give the file under another name, once it is sure to be the one; else put it back."""
        try:
            with self.parent(seen) as (folder, name):
                leaving = f"{LEAVING}{name}"
                os.rename(name, leaving, src_dir_fd=folder, dst_dir_fd=folder)
                facts = os.stat(leaving, dir_fd=folder, follow_symlinks=False)
                if identity_of(facts) != seen.identity:
                    with suppress(FileExistsError):  # a newer one came: it has the name
                        os.link(leaving, name, src_dir_fd=folder, dst_dir_fd=folder)
                        os.unlink(leaving, dir_fd=folder)
                    raise changed(seen)
                yield folder, leaving
        except (FileNotFoundError, NotADirectoryError) as error:
            raise changed(seen) from error
        except OSError as error:
            raise self.unreachable() from error

    @contextmanager
    def parent(self, seen: Seen) -> Iterator[tuple[int, str]]:
        """Give the folder of the file, opened one name after another: no link is followed."""
        *folders, name = seen.raw_key.split("/")
        here = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for part in folders:
                if part in ("", ".", ".."):
                    raise NotADirectoryError(seen.raw_key)
                inside = os.open(part, INTO, dir_fd=here)
                os.close(here)
                here = inside
            yield here, name
        finally:
            os.close(here)

    def unreachable(self) -> InboxUnreachable:
        return InboxUnreachable(
            f"Le dossier « {self.root} » ne se lit pas : il est absent, ou ses droits ont changé. "
            "Rien n’en a été pris, ce qui est en ligne y reste."
        )


@contextmanager
def opened(name: str, folder: int) -> Iterator[IO[bytes]]:
    with os.fdopen(os.open(name, FILE, dir_fd=folder), "rb") as file:
        yield file


def is_text(key: str) -> bool:
    """Tell whether the name can be written down: some are bytes that no alphabet reads."""
    try:
        key.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_seen(key: str, facts: os.stat_result, *, settled: bool) -> Seen:
    return Seen(
        key=unicodedata.normalize("NFC", key),
        raw_key=key,
        size=facts.st_size,
        modified_at=datetime.fromtimestamp(facts.st_mtime, UTC),
        identity=identity_of(facts),
        settled=settled,
    )


def identity_of(facts: os.stat_result) -> str:
    return f"{facts.st_ino}-{facts.st_size}-{facts.st_mtime_ns}"


def same(seen: Seen, facts: os.stat_result) -> None:
    """Raise Changed unless these facts are those of the version that was seen."""
    if not stat.S_ISREG(facts.st_mode) or identity_of(facts) != seen.identity:
        raise changed(seen)
