"""Send one large file to a real site, at once and in parts, and watch the memory of its processes.

    python -m bench.uploads --bytes 2147483648 --write

Nothing of the file is kept here either: it is made while it is sent, and read back while it is
hashed. What is measured is the peak of resident memory (VmHWM) of each process of the site and of
its worker, their children included, above what they hold once they have answered one small request.
"""

import argparse
import hashlib
import http.client
import json
import os
import platform
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

MIB = 1024 * 1024
PART = 8 * MIB
ROWS = 64 * 1024
REPORT = Path(__file__).parent / "uploads.md"
BOUNDARY = "limite-de-mesure"
READY_SECONDS = 30


@dataclass
class Watch:
    """The peak, in bytes, of every process under these, whatever became of it since."""

    roots: dict[str, int]
    peaks: dict[str, int] = field(default_factory=dict)
    stopped: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self.stopped.wait(0.05):
            for name, root in self.roots.items():
                for pid in (root, *children_of(root)):
                    kind = name if pid == root or name == "site" else f"{name}, child"
                    self.peaks[kind] = max(self.peaks.get(kind, 0), peak_of(pid))


def peak_of(pid: int) -> int:
    """Return VmHWM: the most that the process ever held, in bytes."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found.group(1)) * 1024 if found else 0


def children_of(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [one for child in map(int, listed) for one in (child, *children_of(child))]


def rows(size: int, seed: int) -> Iterator[bytes]:
    """Yield a CSV file of exactly that size, a few kilobytes at a time."""
    left, number = size, seed * 1_000_000_000
    header = b"numero;nom;commune;date\n"
    yield header
    left -= len(header)
    while left:
        block = b"".join(
            b"%012d;Musee %06d;Commune %04d;2026-%02d-01\n"
            % (row, row % 10**6, row % 999, row % 12 + 1)
            for row in range(number, number + ROWS // 48)
        )  # fmt: skip
        number += ROWS // 48
        yield block[:left]
        left -= min(len(block), left)


def pieces(size: int, seed: int) -> Iterator[bytes]:
    """Yield the same file in parts."""
    waiting = bytearray()
    for block in rows(size, seed):
        waiting += block
        while len(waiting) >= PART:
            yield bytes(waiting[:PART])
            del waiting[:PART]
    if waiting:
        yield bytes(waiting)


def main() -> None:
    options = parsed()
    with tempfile.TemporaryDirectory(prefix="vitrine-bench-", dir=options.folder) as folder:
        environment = os.environ | {
            "VITRINE_VAR": folder, "LOG_LEVEL": "ERROR", "SITE_URL": "http://127.0.0.1"
        }  # fmt: skip
        environment.pop("DATABASE_URL", None)
        thing = prepared(environment)
        with running(environment) as (port, roots):
            text = report(options.bytes, [
                measured(way, port, roots, thing, options.bytes, seed)
                for seed, way in enumerate((sent_at_once, sent_in_parts))
            ])  # fmt: skip
    sys.stdout.write(text)
    if options.write:
        REPORT.write_text(text)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bytes", type=int, default=2 * 1024**3)
    parser.add_argument("--folder", help="where the site keeps its files meanwhile")
    parser.add_argument("--write", action="store_true", help="keep the report in bench/uploads.md")
    return parser.parse_args()


def prepared(environment: dict[str, str]) -> dict[str, str]:
    """Make the database, and in it a public file and the key of who may replace it."""
    for command in (["migrate", "-v0"], ["createcachetable"]):
        words = [sys.executable, "manage.py", *command]
        subprocess.run(words, env=environment, check=True)  # noqa: S603 (our own words)
    done = subprocess.run(
        [sys.executable, "-m", "bench.uploads_world"],
        env=environment, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    told: dict[str, str] = json.loads(done.stdout)
    return told


@contextmanager
def running(environment: dict[str, str]) -> Iterator[tuple[int, dict[str, int]]]:
    """Start the site and its worker as `make demo` does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class",
            "gthread", "--threads", "8", "--timeout", "300", "--no-control-socket",
            "--log-level", "warning"]  # fmt: skip
    worker = ["manage.py", "worker"]
    with ExitStack() as stack:
        roots = {}
        for name, command in (("site", site), ("worker", worker)):
            process = subprocess.Popen([sys.executable, *command], env=environment)  # noqa: S603 (our own words)
            stack.callback(process.wait)
            stack.callback(process.send_signal, signal.SIGTERM)
            roots[name] = process.pid
        wait_for(port)
        yield port, roots


def wait_for(port: int) -> None:
    limit = time.monotonic() + READY_SECONDS
    while time.monotonic() < limit:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    message = f"Nothing listens on port {port}."
    raise TimeoutError(message)


def measured(
    way: Any, port: int, roots: dict[str, int], thing: dict[str, str], size: int, seed: int
) -> dict[str, Any]:
    ask(port, "GET", thing["resource"], thing)
    rest = {name: max(map(peak_of, (pid, *children_of(pid)))) for name, pid in roots.items()}
    watch = Watch(roots)
    watcher = threading.Thread(target=watch.look)
    watcher.start()
    started = time.monotonic()
    status, told = way(port, thing, size, seed)
    answered = time.monotonic() - started
    version = settled(port, thing, told)
    settled_in = time.monotonic() - started
    watch.stopped.set()
    watcher.join()
    return {
        "way": way.__doc__, "status": status, "state": version["state"], "seconds": answered,
        "settled": settled_in, "rest": rest, "peaks": watch.peaks,
        "intact": version["checksum"]["value"] == digest(size, seed),
    }  # fmt: skip


def digest(size: int, seed: int) -> str:
    whole = hashlib.sha256()
    for block in rows(size, seed):
        whole.update(block)
    return whole.hexdigest()


def settled(port: int, thing: dict[str, str], told: dict[str, Any]) -> dict[str, Any]:
    """Wait until the file is checked in the background; confirm it when it is held."""
    address = re.sub(r"^http://[^/]+", "", told["version"]["uri"])
    while True:
        _, version = ask(port, "GET", address, thing)
        if version["state"] not in ("received", "checking"):
            break
        time.sleep(0.5)
    if version["state"] == "held":
        ask(port, "POST", f"{address}confirm/", thing, [b'{"reason":"mesure"}'], "application/json")
    return version


def sent_at_once(port: int, thing: dict[str, str], size: int, seed: int) -> tuple[int, Any]:
    """one request"""
    return form(port, thing, {}, rows(size, seed), size)


def sent_in_parts(port: int, thing: dict[str, str], size: int, seed: int) -> tuple[int, Any]:
    """parts of 8 MiB"""
    said = {"uuid": str(uuid.uuid4()), "filename": "mesure.csv",
            "totalparts": -(-size // PART), "totalfilesize": size}  # fmt: skip
    for index, piece in enumerate(pieces(size, seed)):
        place = {"partindex": index, "partbyteoffset": index * PART, "chunksize": len(piece)}
        status, told = form(port, thing, said | place, iter([piece]), len(piece))
        assert status == 200, told  # noqa: S101 (a measure of a failure says nothing)
    return form(port, thing, said, iter(()), 0)


def form(
    port: int, thing: dict[str, str], said: dict[str, Any], content: Iterator[bytes], size: int
) -> tuple[int, Any]:
    head = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in said.items()
    )
    if size:
        head += (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="mesure.csv"'
            "\r\nContent-Type: text/csv\r\n\r\n"
        )
    start, end = head.encode(), f"\r\n--{BOUNDARY}--\r\n".encode()

    def body() -> Iterator[bytes]:
        yield start
        yield from content
        yield end

    length = len(start) + size + len(end)
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return ask(port, "POST", f"{thing['resource']}upload/", thing, body(), kind, length)


def ask(
    port: int,
    verb: str,
    address: str,
    thing: dict[str, str],
    body: Any = (),
    kind: str = "",
    length: int | None = None,
) -> tuple[int, Any]:
    blocks = list(body) if length is None else body
    size = sum(map(len, blocks)) if length is None else length
    headers = {"X-API-KEY": thing["token"], "Content-Type": kind or "text/plain",
               "Content-Length": str(size)}  # fmt: skip
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request(verb, address, body=iter(blocks), headers=headers)
    response = connection.getresponse()
    text = response.read()
    connection.close()
    return response.status, json.loads(text) if text else None


def report(size: int, runs: list[dict[str, Any]]) -> str:
    lines = [
        "# One large file, and the memory of who receives it",
        "",
        f"{size / MIB:,.0f} MiB of CSV, on {date.today().isoformat()}, "  # noqa: DTZ011 (the day here)
        f"Python {platform.python_version()}, {os.cpu_count()} cores (load average "
        f"{os.getloadavg()[2]:.0f}), SQLite, files in a folder.",
        "`python -m bench.uploads --write` makes it again. Peaks are VmHWM, in MiB; the sandbox is",
        "the child process in which the worker reads the file.",
        "",
        "| sent as | answer | seconds to it | checked after | intact | site: at rest, peak | "
        "worker: at rest, peak | sandbox peak |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for run in runs:
        rest, peaks = run["rest"], run["peaks"]
        lines.append(
            f"| {run['way']} | {run['status']}, then {run['state']} | {run['seconds']:.0f} | "
            f"{run['settled']:.0f} | {'yes' if run['intact'] else 'NO'} | "
            f"{rest['site'] / MIB:.0f}, **{peaks['site'] / MIB:.0f}** | "
            f"{rest['worker'] / MIB:.0f}, **{peaks['worker'] / MIB:.0f}** | "
            f"{peaks.get('worker, child', 0) / MIB:.0f} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
