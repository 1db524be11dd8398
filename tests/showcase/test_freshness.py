from datetime import UTC, datetime, timedelta

import pytest

from catalog.models import Dataset
from showcase.freshness import freshness_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def told(frequency, days, state="published"):
    updated = NOW - timedelta(days=days) if days is not None else None
    dataset = Dataset(frequency=frequency, data_updated_at=updated, state=state)
    found = freshness_of(dataset, at=NOW)
    return found.word.replace("\u00a0", " "), found.mark


@pytest.mark.parametrize(
    ("frequency", "days", "word", "mark"),
    [
        ("monthly", 10, "À jour", "bon"),
        ("monthly", 31.9, "À jour", "bon"),
        ("monthly", 45, "En retard de 2 semaines", "bloque"),
        ("annual", 365 * 3, "En retard de 2 ans", "bloque"),
        ("daily", 1.5, "À jour", "bon"),
        ("never", 4000, "Ne change plus", ""),
        ("irregular", 400, "Mise à jour irrégulière", ""),
        ("continuous", 0, "Mise à jour en continu", ""),
        ("unknown", 5, "Fréquence non précisée", ""),
        ("", 5, "Fréquence non précisée", ""),
        ("annual", None, "Date inconnue", ""),
    ],
)
def test_a_promise_is_held_or_not(frequency, days, word, mark):
    assert told(frequency, days) == (word, mark)


def test_what_is_archived_is_never_late():
    assert told("monthly", 900, state="archived") == ("Archivé", "")


def test_a_lateness_says_what_was_expected_and_when():
    dataset = Dataset(frequency="monthly", data_updated_at=NOW - timedelta(days=90))

    sentence = freshness_of(dataset, at=NOW).sentence

    assert "attendu chaque mois" in sentence
    assert "le 23 septembre 2026 au plus tard" in sentence
