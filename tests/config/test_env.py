import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import env

EXAMPLE = Path(settings.BASE_DIR) / "deploy" / "production.env.example"
SECRETS = {
    "SECRET_KEY": "k" * 25 + "0123456789" * 3,
    "DATABASE_URL": "postgresql://vitrine:secret@127.0.0.1/vitrine",
    "EMAIL_HOST": "smtp.culture.example",
    "SITE_URL": "https://donnees.culture.example",
}


@pytest.fixture
def start(tmp_path):
    """Start the project in a process of its own, with these variables and no other of ours."""

    def started(statement="import config.settings", **variables):
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return subprocess.run(  # noqa: S603 (our own words)
            [sys.executable, "-W", "ignore", "-c", statement],
            cwd=settings.BASE_DIR,
            env=inherited | {"VITRINE_VAR": str(tmp_path)} | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    return started


def production(**changes):
    return {"VITRINE_ENV": "production", **SECRETS, **changes}


def test_a_laptop_starts_without_any_variable(start):
    assert start().returncode == 0


def test_production_starts_when_every_secret_is_given(start):
    done = start(**production())

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", SECRETS)
def test_production_refuses_to_start_without_a_secret(start, name):
    done = start(**production(**{name: ""}))

    assert done.returncode == 1
    assert f"{name} is not set: production does not start without it" in done.stderr


def test_production_refuses_the_key_of_laptops(start):
    laptop = re.search(
        r'"(laptop-only-[^"]+)"', Path(settings.BASE_DIR, "config/settings.py").read_text()
    )[1]

    done = start(**production(SECRET_KEY=laptop))

    assert "SECRET_KEY is the one of laptops" in done.stderr


def test_production_with_a_bucket_refuses_to_start_without_its_keys(start):
    done = start(**production(S3_BUCKET="vitrine"))

    assert "S3_ACCESS_KEY is not set" in done.stderr


def test_a_public_bucket_is_never_the_private_one(start):
    keys = {"S3_ACCESS_KEY": "CLE", "S3_SECRET_KEY": "secret"}

    done = start(**production(S3_BUCKET="vitrine", S3_PUBLIC_BUCKET="vitrine", **keys))

    assert "S3_PUBLIC_BUCKET is also a private bucket" in done.stderr


def test_each_use_of_a_bucket_has_its_prefix(start):
    keys = {"S3_ACCESS_KEY": "CLE", "S3_SECRET_KEY": "secret"}
    places = "[(o['bucket_name'], o['location']) for n in ('files', 'derived', 'inbox', 'default')"
    places += " for o in [s.STORAGES[n]['OPTIONS']]]"

    done = start(
        f"from config import settings as s; print({places})",
        **production(S3_BUCKET="b", S3_PUBLIC_BUCKET="p", S3_INBOX_BUCKET="i", **keys),
    )

    assert done.stdout.strip() == str(
        [("b", "vitrine"), ("b", "derived"), ("i", "inbox"), ("p", "public")]
    )


def test_production_has_no_demo_and_no_mailbox(start):
    done = start(
        "from config import settings as s; print(s.DEMO_ALLOWED, s.MAILBOX_DIR, s.DEBUG)",
        **production(),
    )

    assert done.stdout.split() == ["False", "None", "False"]


def test_the_example_names_every_variable_that_production_reads():
    offered = set(re.findall(r"^([A-Z][A-Z0-9_]+)=", EXAMPLE.read_text(), re.MULTILINE))
    source = (
        Path(settings.BASE_DIR, "config/settings.py").read_text()
        + Path(settings.BASE_DIR, "config/env.py").read_text()
    )
    readers = "required|secret|database|environ.get"
    needed = set(re.findall(rf"(?:{readers})\(\"([A-Z][A-Z0-9_]+)\"", source))

    assert needed
    assert needed <= offered


@pytest.mark.parametrize(
    ("written", "read"), [("1", True), ("Yes", True), ("off", False), ("", False)]
)
def test_yes_and_no_are_read(monkeypatch, written, read):
    monkeypatch.setenv("SOMETHING", written)

    assert env.boolean("SOMETHING", default=not read) is read


def test_a_word_that_is_neither_yes_nor_no_is_refused(monkeypatch):
    monkeypatch.setenv("SOMETHING", "peut-être")

    with pytest.raises(ImproperlyConfigured, match="SOMETHING"):
        env.boolean("SOMETHING", default=False)


def test_a_number_that_is_not_one_is_refused(monkeypatch):
    monkeypatch.setenv("SOMETHING", "beaucoup")

    with pytest.raises(ImproperlyConfigured, match="SOMETHING"):
        env.integer("SOMETHING", 3)


def test_an_address_of_postgresql_is_read_with_its_special_characters(monkeypatch):
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://une%40personne:a%2Fb@base:5433/v?sslmode=require"
    )

    read = env.database("DATABASE_URL", "")

    assert read["ENGINE"] == "django.db.backends.postgresql"
    assert (read["USER"], read["PASSWORD"]) == ("une@personne", "a/b")
    assert (read["HOST"], read["PORT"], read["NAME"]) == ("base", 5433, "v")
    assert read["OPTIONS"]["options"].startswith("-c jit=off ")
    assert read["OPTIONS"]["sslmode"] == "require"


def test_sqlite_takes_its_lock_at_the_start_of_a_transaction(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:////tmp/ailleurs.sqlite3")

    read = env.database("DATABASE_URL", "")

    assert read["NAME"] == "/tmp/ailleurs.sqlite3"  # noqa: S108 (an address that is only read)
    assert read["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


COOKIES = """
import json
from config import settings
import django.conf.global_settings as usual
names = ("COOKIE_NAME", "COOKIE_SECURE", "COOKIE_HTTPONLY", "COOKIE_SAMESITE", "COOKIE_DOMAIN")
read = lambda name: getattr(settings, name, getattr(usual, name))
print(json.dumps([[read(f"{what}_{name}") for name in names] for what in ("SESSION", "CSRF")]))
"""


@pytest.mark.rule("A7")
def test_in_production_cookies_are_for_this_site_by_tls_and_no_script(start):
    session, form = json.loads(start(COOKIES, **production()).stdout)

    assert session == ["__Host-session", True, True, "Lax", None]
    assert form == ["__Host-csrf", True, True, "Lax", None]
