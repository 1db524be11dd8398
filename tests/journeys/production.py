"""The site as production serves it: gunicorn, and static files compressed and named by content."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

OF_THE_RUN = {"CACHE_URL", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
GUNICORN = "--worker-class gthread --workers 2 --threads 4 --log-level warning --no-control-socket"
CATALOGUE = Path(os.environ.get("VITRINE_SHARED", "../shared")) / "data" / "catalogue"
SOURCES = (
    "catalogue_culture_global_2026-08-22_part-shared.csv",
    "datagouv_api_datasets_culture_shared.json",
)


@contextmanager
def served(folder):
    """Serve from that folder the demo, and the real catalogue if it is there; yield the origin."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in os.environ.items() if name not in OF_THE_RUN}
    environment |= {
        "VITRINE_VAR": str(folder),
        "STATIC_COMPRESSED": "true",
        "SITE_URL": origin,
        "LOG_LEVEL": "WARNING",
    }
    for words in preparation():
        run("manage.py", *words, environment=environment)
    command = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", *GUNICORN.split()]
    server = subprocess.Popen([sys.executable, *command], env=environment)  # noqa: S603 (our own words)
    try:
        wait_for(port, server)
        yield origin
    finally:
        server.terminate()
        server.wait(timeout=30)


def preparation():
    yield ["load_demo"]
    files = [str(CATALOGUE / name) for name in SOURCES if (CATALOGUE / name).is_file()]
    assert files or not os.environ.get("CI"), f"{CATALOGUE} is absent"
    if files:
        yield ["import_catalogue", "--verbosity", "0", *files]
    yield ["collectstatic", "--noinput", "--verbosity", "0"]


def run(*words, environment):
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (words, done.stderr[-2000:])


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port, server):
    for _ in range(300):
        assert server.poll() is None, "gunicorn did not start"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    raise AssertionError("gunicorn did not answer in a minute")
