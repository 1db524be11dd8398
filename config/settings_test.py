"""Settings of the test suite: the real ones, with a database file and folders of its own."""

import os
import tempfile
from pathlib import Path

if "VITRINE_VAR" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    # A run that is shared out: each process of it has its own folder.
    os.environ["VITRINE_VAR"] = tempfile.mkdtemp(prefix="vitrine-tests-")
TEST_DIR = Path(os.environ["VITRINE_VAR"])

from config.settings import *  # noqa: E402, F403 (Django reads names; the folder comes first)
from config.settings import DATABASES, TASKS  # noqa: E402 (as above)

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the live server and the tests are several connections at once.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": TASKS["default"] | {"BACKEND": "tests.tasks.Backend"}}
LINKS_HOST_SECONDS = 0.05
STATS_FLUSH_SECONDS = 0  # what a test counts, it reads at once
LOGGING = {}
WHITENOISE_AUTOREFRESH = True  # a client of the tests does not list every static file first
