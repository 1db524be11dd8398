from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from catalog.templatetags.vitrine import (
    ago,
    datasets,
    day,
    downloads,
    files,
    formats,
    number,
    size,
    views,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (7282, "7\u202f282"),
        (1234567, "1\u202f234\u202f567"),
        (12.5, "12,5"),
        (3.0, "3"),
        (None, "—"),
    ],
)
def test_numbers_are_written_in_french(value, written):
    assert number(value) == written


@pytest.mark.parametrize(
    ("octets", "written"),
    [
        (0, "0\u00a0octet"),
        (1, "1\u00a0octet"),
        (1023, "1\u202f023\u00a0octets"),
        (1024, "1\u00a0Ko"),
        (1536, "1,5\u00a0Ko"),
        (1024**2 - 1, "1\u00a0Mo"),
        (5 * 1024**3, "5\u00a0Go"),
        (None, "—"),
    ],
)
def test_sizes_read_in_the_unit_that_fits(octets, written):
    assert size(octets) == written


def test_a_day_is_written_in_full_and_the_first_is_ordinal():
    assert day(date(2026, 11, 20)) == "20 novembre 2026"
    assert day(date(2026, 5, 1)) == "1er mai 2026"
    assert day(None) == ""


def test_a_moment_is_dated_by_the_day_it_was_in_paris():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert day(late) == "1er juillet 2026"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "aujourd’hui"),
        (1, "hier"),
        (-1, "demain"),
        (9, "il y a 9\u00a0jours"),
        (31, "il y a 31\u00a0jours"),
        (-4, "dans 4\u00a0jours"),
    ],
)
def test_ages_are_relative_up_to_a_month(days, said):
    assert ago(timezone.localdate() - timedelta(days=days)) == said


def test_beyond_a_month_the_date_is_given():
    old = timezone.localdate() - timedelta(days=32)

    assert ago(old) == f"le {day(old)}"
    assert ago(None) == ""


def test_today_is_told_in_minutes():
    assert ago(timezone.now()) == "à l’instant"


def test_formats_are_written_as_people_write_them():
    assert formats("csv") == "CSV"
    assert formats(["csv", "geojson", ""]) == "CSV, GeoJSON"
    assert formats("") == ""


def test_counts_agree_with_their_noun():
    assert datasets(0) == "aucun jeu de données"
    assert datasets(1) == "1 jeu de données"
    assert datasets(1200) == "1\u202f200 jeux de données"
    assert files(2) == "2 fichiers"


@pytest.mark.parametrize(
    ("count", "fetched", "seen"),
    [
        (0, "aucun téléchargement", "aucune consultation"),
        (1, "1 téléchargement", "1 consultation"),
        (1902, "1\u202f902 téléchargements", "1\u202f902 consultations"),
    ],
)
def test_downloads_and_views_are_counted_in_words(count, fetched, seen):
    assert downloads(count) == fetched
    assert views(count) == seen
