"""Settings of the test suite: the real ones, with a database file and folders of its own."""

import os
import tempfile
from pathlib import Path

TEST_DIR = Path(os.environ.setdefault("VITRINE_VAR", tempfile.mkdtemp(prefix="vitrine-tests-")))

from config.settings import *  # noqa: E402, F403

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, not memory: the live server and the tests are several connections at once.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
LOGGING = {}
WHITENOISE_AUTOREFRESH = True  # a client of the tests does not list every static file first
