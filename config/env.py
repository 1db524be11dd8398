"""The only reader of environment variables: typed, with a laptop default or a stop."""

import os
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
PRODUCTION = os.environ.get("VITRINE_ENV", "laptop") == "production"


def text(name: str, default: str) -> str:
    """Return the variable, or `default`."""
    return os.environ.get(name, default)


def required(name: str, laptop: str) -> str:
    """Return the variable; on a laptop `laptop` replaces it, in production its absence stops."""
    value = os.environ.get(name, "")
    if PRODUCTION and not value:
        message = f"{name} is not set: production does not start without it (see deploy/README.md)."
        raise ImproperlyConfigured(message)
    return value or laptop


def secret(name: str, laptop: str) -> str:
    """Return the variable as `required` does; production also refuses what laptops use."""
    value = required(name, laptop)
    if PRODUCTION and value == laptop:
        message = f"{name} is the one of laptops: production does not start with it."
        raise ImproperlyConfigured(message)
    return value


def boolean(name: str, *, default: bool) -> bool:
    """Return the variable read as yes or no. Raises ImproperlyConfigured on any other word."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() not in TRUE | FALSE:
        message = f"{name}={value!r} is neither true nor false."
        raise ImproperlyConfigured(message)
    return value.lower() in TRUE


def integer(name: str, default: int) -> int:
    """Return the variable as an integer. Raises ImproperlyConfigured when it is not one."""
    try:
        return int(os.environ.get(name, default))
    except ValueError as error:
        message = f"{name} must be an integer."
        raise ImproperlyConfigured(message) from error


def words(name: str, default: str) -> list[str]:
    """Return the comma-separated variable as a list without blanks."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def path(name: str, default: Path) -> Path:
    """Return the variable as an absolute path."""
    return Path(os.environ.get(name, default)).resolve()


def origin(url: str) -> str:
    """Return the « host:port » of the address: what `catalog.net` may find inside."""
    parts = urlparse(url)
    default = 443 if parts.scheme == "https" else 80
    return f"{parts.hostname}:{parts.port or default}"


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's DATABASES entry for `sqlite:///file` or `postgresql://user:secret@host:port/name`."""
    url = urlparse(secret(name, default))
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.path[1:]),
            # A write takes its lock at once: two writers wait instead of failing half way.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": url.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Compiling a query of facets takes seconds, for one that is answered in milliseconds. A
        # machine that vanished in a transaction would keep its locks for hours.
        "OPTIONS": {"options": "-c jit=off -c idle_in_transaction_session_timeout=5min"}
        | dict(parse_qsl(url.query)),
    }


def cache(name: str) -> dict[str, Any]:
    """Return Django's CACHES entry: the database, or a `redis://` address; never per process."""
    if url := os.environ.get(name):
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    return {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "vitrine_cache",
        # Beyond it, entries are dropped at random: a flood of sign-ins would undo the rate limits.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }


def private_storage(
    folder: Path, *, location: str = "vitrine", bucket: str = "S3_BUCKET"
) -> dict[str, Any]:
    """Return Django's STORAGES entry for bytes that only the site gives: a folder, or S3.

    The bucket is the one of that variable, or S3_BUCKET; each use has its prefix in it. It is
    private: addresses are signed and live five minutes.
    """
    name = os.environ.get(bucket) or os.environ.get("S3_BUCKET")
    if not name:
        return {"BACKEND": "catalog.storage.LocalFileStorage", "OPTIONS": {"location": folder}}
    return {"BACKEND": "catalog.storage.S3FileStorage", "OPTIONS": s3_options(name, location)}


def public_storage(folder: Path) -> dict[str, Any]:
    """Return the entry for what everybody may read: never in the bucket of the rest."""
    name = os.environ.get("S3_PUBLIC_BUCKET")
    if not name:
        backend = "catalog.storage.LocalPublicStorage"
        return {"BACKEND": backend, "OPTIONS": {"location": folder}}
    if name in (os.environ.get("S3_BUCKET"), os.environ.get("S3_INBOX_BUCKET")):
        message = "S3_PUBLIC_BUCKET is also a private bucket: drafts would be public. Use another."
        raise ImproperlyConfigured(message)
    return {"BACKEND": "catalog.storage.PublicStorage", "OPTIONS": s3_options(name, "public")}


def public_origins() -> list[str]:
    """Return the origin that pages load their pictures from, when it is not the site's."""
    if not os.environ.get("S3_PUBLIC_BUCKET"):
        return []
    url = urlparse(os.environ.get("S3_ENDPOINT_URL") or "https://s3.amazonaws.com")
    return [f"{url.scheme}://{url.netloc}"]


def s3_options(bucket: str, location: str) -> dict[str, Any]:
    return {
        "bucket_name": bucket,
        "endpoint_url": os.environ.get("S3_ENDPOINT_URL") or None,
        "access_key": secret("S3_ACCESS_KEY", "laptop"),
        "secret_key": secret("S3_SECRET_KEY", "laptop"),
        "region_name": text("S3_REGION", "us-east-1"),
        "location": location,
        "refuse_overwrite": boolean("S3_CONDITIONAL_WRITES", default=True),
    }


class Patience(NamedTuple):
    """Seconds without a word before a service is said to be silent, when connecting and when
    reading; attempts at what it answers badly, or cuts; seconds it is left alone once silent.
    """

    connect: float
    read: float
    attempts: int = 3
    pause: float = 10


def s3_patience() -> Patience:
    return Patience(integer("S3_CONNECT_SECONDS", 3), integer("S3_READ_SECONDS", 15))


def inbox_endpoints() -> list[str]:
    """Return the addresses of the S3 servers on which an inbox may be declared."""
    return words("INBOX_ENDPOINTS", os.environ.get("S3_ENDPOINT_URL", ""))


def inbox_credentials() -> dict[str, tuple[str, str]]:
    """Return (key, secret) by reference: INBOX_KEY_DGCA and INBOX_SECRET_DGCA make « DGCA »."""
    start = "INBOX_KEY_"
    names = [name.removeprefix(start) for name in os.environ if name.startswith(start)]
    return {
        name: (os.environ[start + name], required(f"INBOX_SECRET_{name}", "")) for name in names
    }


def origins_of(address: str) -> list[str]:
    """Return the origin of the address, if there is one."""
    url = urlparse(address)
    return [f"{url.scheme}://{url.netloc}"] if url.netloc else []


def proconnect(issuer: str) -> dict[str, Any]:
    """Return allauth's SOCIALACCOUNT_PROVIDERS: ProConnect, when its address is known.

    PROCONNECT_EMAIL_DOMAINS are those whose addresses it vouches for: an account confirmed here
    under one of them is joined at the first sign-in. The others confirm their address as anybody.
    """
    if not issuer:
        return {}
    options = {
        "server_url": issuer,
        "scope": ["openid", "email", "given_name", "usual_name"],
        "oauth_pkce_enabled": True,
        "token_auth_method": "client_secret_post",
        "verified_email": words("PROCONNECT_EMAIL_DOMAINS", ""),
    }
    app = {
        "provider_id": "proconnect",
        "name": "ProConnect",
        "client_id": required("PROCONNECT_CLIENT_ID", "vitrine"),
        "secret": required("PROCONNECT_CLIENT_SECRET", "laptop"),
        "settings": options,
    }
    return {"openid_connect": {"APPS": [app]}}
