"""Whether a dataset is up to date: what its frequency promises, held against its last update."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timesince import timesince

from catalog.enums import DatasetState
from catalog.models import Dataset
from catalog.models.dataset import GRACE
from catalog.templatetags.vitrine import ago, day

UNSAID = ("", "other", "unknown")
GOOD, LATE, NEUTRAL = "bon", "bloque", ""


@dataclass(frozen=True)
class Freshness:
    """A word, the mark that goes with it (a suffix of `vi-etat`), and what explains them."""

    word: str
    mark: str
    sentence: str


def freshness_of(dataset: Dataset, *, at: datetime) -> Freshness:
    if dataset.data_updated_at is None:
        return undated(dataset)
    said = f"Mis à jour {ago(dataset.data_updated_at)}{still_valid(dataset)}"
    if dataset.state == DatasetState.ARCHIVED:
        return Freshness("Archivé", NEUTRAL, said)
    if dataset.next_update_at is None:
        return Freshness(without_date(dataset), NEUTRAL, said)
    return against_promise(dataset, dataset.next_update_at, said, at)


def still_valid(dataset: Dataset) -> str:
    """Return what the producer confirmed since the last update."""
    confirmed, updated = dataset.data_confirmed_at, dataset.data_updated_at
    if confirmed is None or updated is None or confirmed <= updated:
        return ""
    return f", dit toujours valable {ago(confirmed)}"


def undated(dataset: Dataset) -> Freshness:
    """Tell a draft without file from what another catalogue describes without a date."""
    if dataset.is_private:
        return Freshness("Aucun fichier", NEUTRAL, "Rien n’a encore été déposé")
    return Freshness("Date inconnue", NEUTRAL, "Le producteur ne dit pas quand il a mis à jour")


def without_date(dataset: Dataset) -> str:
    """Return what a frequency that gives no date says."""
    if dataset.frequency in UNSAID:
        return "Fréquence non précisée"
    if dataset.frequency == "never":
        return "Ne change plus"
    return f"Mise à jour {dataset.get_frequency_display()}"


def against_promise(dataset: Dataset, expected: datetime, said: str, at: datetime) -> Freshness:
    promise = dataset.frequency_facts.expected
    if at < expected + GRACE:
        return Freshness("À jour", GOOD, f"{said}, attendu {promise}")
    lateness = timesince(expected, at, depth=1)
    return Freshness(
        f"En retard de {lateness}",
        LATE,
        f"{said}, attendu {promise}\u00a0: le {day(expected)} au plus tard",
    )
