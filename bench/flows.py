"""Leave files in a bucket and see how fast a flow publishes them, with one worker and with two.

    eval "$(make -s services)"
    .venv/bin/python -m bench.flows --write         # --seconds 60: how long each case may last

It has a database of its own on that PostgreSQL, the site, real workers (`manage.py worker`), and
the bucket of `rclone serve s3`. A case is 1,000 small files, or 10 of 200 MB, each going to its own
resource; what is published when the time is over is what is counted. Beside it, in the same run,
the same objects are copied by boto3 alone: read, then written elsewhere, nothing looked at.
"""

import argparse
import io
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import django
import psycopg
from botocore.config import Config

from bench.flows_report import report
from bench.uploads import MIB, Watch, rows, wait_for

HERE = Path(__file__).parent
NAME = "vitrine_bench_flows"
INBOX, FILES, PREFIX = "vitrine-inbox", "vitrine-private", "mesure"
SETTLED = 3
"""Seconds after which an object is no longer taken for one that is being written."""


@dataclass(frozen=True)
class Measure:
    """Seconds, from the pass that sees a file to its being public; `peak` in bytes, by process."""

    kind: str
    workers: int
    files: int
    bytes: int
    published: int
    seconds: float
    waits: list[float]
    peak: dict[str, int]


def main() -> None:
    options = parsed()
    address = urlsplit(os.environ["TEST_S3_RCLONE"])
    with database() as base, tempfile.TemporaryDirectory(prefix="vitrine-bench-") as folder:
        port = free_port()
        os.environ |= {
            "DATABASE_URL": base, "DJANGO_SETTINGS_MODULE": "config.settings",
            "VITRINE_VAR": folder, "LOG_LEVEL": "ERROR", "SITE_URL": f"http://127.0.0.1:{port}",
            "S3_BUCKET": FILES, "S3_ENDPOINT_URL": f"http://{address.hostname}:{address.port}",
            "S3_ACCESS_KEY": address.username or "", "S3_SECRET_KEY": address.password or "",
            "INBOX_KEY_MESURE": address.username or "",
            "INBOX_SECRET_MESURE": address.password or "",
        }  # fmt: skip
        for command in (["migrate", "-v0"], ["createcachetable"]):
            subprocess.run([sys.executable, "manage.py", *command], check=True)  # noqa: S603 (our own words)
        django.setup()
        for found in measured(options, port):
            sys.stdout.write(report(found))
            if options.write:
                written = json.dumps(found, indent=1) + "\n"
                (HERE / "results" / f"flows-{found['day']}.json").write_text(written)
                (HERE / "flows.md").write_text(report(found))


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="the longest that a case lasts")
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=10)
    parser.add_argument("--bytes", type=int, default=200 * MIB, help="of a large file")
    parser.add_argument("--alone", type=int, default=8, help="files left one at a time")
    parser.add_argument("--write", action="store_true", help="keep the figures and the report")
    return parser.parse_args()


@contextmanager
def database() -> Iterator[str]:
    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
        try:
            yield f"{server.rpartition('/')[0]}/{NAME}"
        finally:
            connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def measured(options: argparse.Namespace, port: int) -> Iterator[dict[str, Any]]:
    """Yield what is known after each case: one that is stopped half way has said something."""
    s3 = client()
    empty(s3)
    kinds = (("small", options.small, 4096), ("large", options.large, options.bytes))
    found: dict[str, Any] = {
        "day": datetime.now(UTC).date().isoformat(), "load": os.getloadavg()[2],
        "cores": os.cpu_count(), "copies": {}, "cases": [], "alone": None,
    }  # fmt: skip
    with site(port):
        for kind, count, size in kinds:
            for workers in (1, 2):
                folder = f"{PREFIX}-{kind}-{workers}"
                leave(s3, folder, count, size)
                if workers == 1:
                    found["copies"][kind] = copied(s3, folder, options.seconds)
                one = case(kind, folder, workers, count, size, options.seconds)
                found["cases"].append(asdict(one))
                yield found
                empty(s3)
        found["alone"] = asdict(alone(s3, options.alone))
    empty(s3)
    yield found


def client() -> Any:
    return boto3.client(
        "s3", endpoint_url=os.environ["S3_ENDPOINT_URL"], region_name="us-east-1",
        aws_access_key_id=os.environ["S3_ACCESS_KEY"],
        aws_secret_access_key=os.environ["S3_SECRET_KEY"],
        config=Config(signature_version="s3v4", response_checksum_validation="when_required",
                      request_checksum_calculation="when_required"),
    )  # fmt: skip


def leave(s3: Any, folder: str, count: int, size: int) -> None:
    for number in range(count):
        body = io.BytesIO(b"".join(rows(size, number)))
        s3.upload_fileobj(body, INBOX, f"{folder}/{number:04}.csv")
    time.sleep(SETTLED)


def copied(s3: Any, folder: str, seconds: float) -> dict[str, float]:
    """Copy them one after the other as a plain script would."""
    start, count = time.monotonic(), 0
    for one in s3.list_objects_v2(Bucket=INBOX, Prefix=f"{folder}/").get("Contents", ()):
        with tempfile.TemporaryFile() as file:
            s3.download_fileobj(INBOX, one["Key"], file)
            file.seek(0)
            s3.upload_fileobj(file, FILES, f"copie/{one['Key']}")
        count += 1
        if time.monotonic() - start > seconds:
            break
    return {"files": count, "seconds": time.monotonic() - start}


def empty(s3: Any) -> None:
    for bucket in (INBOX, FILES):
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            for one in page.get("Contents", ()):
                s3.delete_object(Bucket=bucket, Key=one["Key"])


@contextmanager
def site(port: int) -> Iterator[None]:
    words = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class",
             "gthread", "--threads", "8", "--no-control-socket",
             "--log-level", "critical"]  # fmt: skip
    with process(words):
        wait_for(port)
        yield


@contextmanager
def process(words: list[str]) -> Iterator[int]:
    started = subprocess.Popen([sys.executable, *words])  # noqa: S603 (our own words)
    try:
        yield started.pid
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait()


@contextmanager
def crew(count: int) -> Iterator[Watch]:
    """Start so many workers, and look at their memory until the end of the block."""
    from bench import flows_world  # noqa: PLC0415 (Django comes first)

    with ExitStack() as stack:
        words = ["manage.py", "worker", "--processes", "1"]
        pids = [stack.enter_context(process(words)) for _ in range(count)]
        flows_world.wait_for_workers(count)
        watch = Watch({f"worker {number}": pid for number, pid in enumerate(pids, 1)})
        watcher = threading.Thread(target=watch.look)
        watcher.start()
        try:
            yield watch
        finally:
            watch.stopped.set()
            watcher.join()


def case(kind: str, folder: str, workers: int, count: int, size: int, seconds: float) -> Measure:
    from bench import flows_world  # noqa: PLC0415 (Django comes first)

    flow = flows_world.active_flow(folder)
    with crew(workers) as watch:
        start = time.monotonic()
        flows_world.look(flow)
        limit, done = start + seconds, 0
        while done < count and (time.monotonic() < limit or done < workers):
            time.sleep(0.2)
            done = flows_world.published(flow)
        lasted = time.monotonic() - start
        waits = flows_world.waits(flow)
        flows_world.stop(flow)
    flows_world.forget()
    return Measure(kind, workers, count, size, len(waits), lasted, waits, watch.peaks)


def alone(s3: Any, count: int) -> Measure:
    """Leave small files one at a time, for the pass of each minute to find; two workers."""
    from bench import flows_world  # noqa: PLC0415 (as above)

    flow, folder = flows_world.active_flow(f"{PREFIX}-alone"), f"{PREFIX}-alone"
    left: dict[str, float] = {}
    start = time.monotonic()
    with crew(2) as watch:
        for number in range(count):
            key = f"{folder}/{number:04}.csv"
            s3.put_object(Bucket=INBOX, Key=key, Body=b"".join(rows(4096, number)))
            left[key] = time.time()
            time.sleep(60 / count)
        while flows_world.published(flow) < count and time.monotonic() - start < 3 * 60:
            time.sleep(0.2)
        waits = [at - left[key] for key, at in flows_world.moments(flow)]
        flows_world.stop(flow)
    lasted = time.monotonic() - start
    return Measure("alone", 2, count, 4096, len(waits), lasted, waits, watch.peaks)


if __name__ == "__main__":
    main()
