"""What the tests of the sandbox ask a child process to do, most of it wicked."""

import os
import socket
import time
from pathlib import Path

import duckdb

from catalog.files.formats.base import Refusal


def greet(name: str) -> str:
    return f"Bonjour {name}"


def read_text(path: str) -> str:
    return Path(path).read_text()


def leave_traces(work: Path, out: Path) -> str:
    (work / "half").write_text("…")
    out.write_text("whole")
    return str(work)


def die_half_way(work: Path, out: Path) -> None:
    out.write_text("half")
    Path(work.parent / f"{work.name}.seen").touch()
    os.abort()


def refuse() -> None:
    raise Refusal("Ce fichier est vide.")


def fail() -> None:
    raise KeyError("a surprise")


def variables() -> dict[str, str]:
    return dict(os.environ)


def hoard(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024**2))


def repeat_for_ever() -> int:
    """The call that passes through DuckDB's own memory limit."""
    database = duckdb.connect(config={"memory_limit": "256MB"})
    return database.execute("SELECT length(repeat('x', 3000000000))").fetchone()[0]


def sleep(seconds: int) -> None:
    time.sleep(seconds)


def spin() -> None:
    while True:
        pass


def sleep_with_a_child(seconds: int, marker: str) -> None:
    os.spawnlp(os.P_NOWAIT, "sleep", "sleep", f"{seconds}.{marker}")  # noqa: S606 (our own words)
    time.sleep(seconds)


def write_much(out: Path, megabytes: int) -> None:
    with out.open("wb") as file:
        for _ in range(megabytes):
            file.write(bytes(1024**2))


def flood() -> None:
    for _ in range(2000):
        os.write(1, bytes(65536))
        os.write(2, bytes(65536))


def answer_much(megabytes: int) -> str:
    return "x" * megabytes * 1024**2


def connect(port: int) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=2):
        return "connected"


def overwrite(path: str) -> None:
    Path(path).write_text("changed")
