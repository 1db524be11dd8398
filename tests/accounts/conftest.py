import pytest

from tests import factories
from tests.accounts.steps import SITE, CountingHasher


@pytest.fixture
def hashes(settings):
    """Return a function that counts the hashes made by a call."""
    settings.PASSWORD_HASHERS = ["tests.accounts.steps.CountingHasher"]

    def counted(call, *arguments, **options):
        before = CountingHasher.made
        call(*arguments, **options)
        return CountingHasher.made - before

    return counted


@pytest.fixture(autouse=True)
def site(settings):
    """The site's own address, which is not the one that the test client asks for."""
    settings.SITE_URL = SITE


@pytest.fixture
def person(db):
    return factories.user(email="mireille@musee.exemple.org", first_name="Mireille")
