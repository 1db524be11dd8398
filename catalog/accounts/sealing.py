"""What only the site may read, though it lies in the database: locked with the site's own key."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def box(purpose: str) -> MultiFernet:
    """Return what locks with the present key of the site, and opens with its former ones.

    What one purpose locks, another does not open. Opening raises InvalidToken.
    """
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(derived(key, purpose)) for key in keys])


def derived(key: str, purpose: str) -> bytes:
    digest = hashlib.sha256(purpose.encode() + key.encode()).digest()
    return base64.urlsafe_b64encode(digest)
