"""What the tests of counting share: a buffer that waits."""

import pytest

from catalog.stats import counting
from catalog.stats.buffer import Buffer


@pytest.fixture
def waiting(db, settings, monkeypatch):
    """A buffer as in production, which writes only when its test says so."""
    settings.STATS_FLUSH_SECONDS = 3600
    buffer = Buffer()
    monkeypatch.setattr(counting, "buffer", buffer)
    yield buffer
    buffer.counts.clear()
    settings.STATS_FLUSH_SECONDS = 0
    buffer.wake.set()
    if buffer.thread:
        buffer.thread.join()
