"""Forms are guarded by a key of their session; what has another guard is written here."""

import pytest
from django.urls import get_resolver

from tests.url_walk.addresses import addresses

ITS_OWN_GUARD = {"backoffice:notification-unsubscribe"}
"""A signed link, that mail programs follow without a page of ours; it stops mails of one kind."""
READING_ONLY = {"permalink"}
BY_KEY = {"api"}
"""The framework asks for the key of the session itself, when the cookie is what opens."""


@pytest.mark.rule("A8")
def test_nothing_else_takes_a_form_without_its_key():
    exempt = {
        address.name
        for address in addresses(get_resolver().url_patterns)
        if address.is_ours and getattr(address.pattern.callback, "csrf_exempt", False)
    }

    others = {name for name in exempt if name.partition(":")[0] not in READING_ONLY | BY_KEY}
    assert others == ITS_OWN_GUARD
