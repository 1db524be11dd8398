"""The rows of the demo's files: facts as they are, and figures drawn from a seed.

Each function takes a version number: the same number always gives the same rows, and a later one
gives what a later export would (more rows, new figures, a corrected value).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from catalog.demo import facts
from catalog.demo.facts import REGION_NAMES, REGION_OF

FIRST_YEAR = 2016


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def drawn(*seed: object) -> Random:
    return Random("/".join(map(str, seed)))  # noqa: S311 (figures of a demo, not secrets)


def region_of(department: str) -> str:
    return REGION_NAMES[REGION_OF[department]]


def museums(version: int) -> Table:
    """Six museums more at each version, until they are all there."""
    known = facts.MUSEUMS[: 36 + 6 * version]
    return Table(
        ("nom", "commune", "departement", "region", "latitude", "longitude"),
        [
            (name, town, code, region_of(code), float(latitude), float(longitude))
            for name, town, code, latitude, longitude in known
        ],
    )


def museum_visits(version: int) -> Table:
    """One more year at each version; the health crisis shows in 2020 and 2021."""
    years = range(FIRST_YEAR, FIRST_YEAR + 6 + version)
    return Table(
        ("nom", "commune", "departement", "annee", "entrees", "dont_gratuites"),
        [
            (name, town, code, year, *visits_of(name, year))
            for name, town, code, *_ in facts.MUSEUMS
            for year in years
        ],
    )


def visits_of(name: str, year: int) -> tuple[int, int]:
    usual = drawn("visits", name).randint(18, 900) * 1000
    closed = {2020: 0.31, 2021: 0.55}.get(year, 1.0)
    entries = round(usual * closed * drawn("visits", name, year).uniform(0.9, 1.12))
    return entries, round(entries * drawn("free", name, year).uniform(0.28, 0.46))


def monuments(version: int) -> Table:
    known = facts.MONUMENTS[: 28 + 2 * version]
    return Table(
        ("nom", "commune", "departement", "epoque", "latitude", "longitude"),
        [
            (name, town, code, period, float(latitude), float(longitude))
            for name, town, code, period, latitude, longitude in known
        ],
    )


def monument_visits(version: int) -> Table:
    """One more month at each version, from January 2025."""
    months = [(2025 + number // 12, number % 12 + 1) for number in range(9 + version)]
    return Table(
        ("mois", "nom", "departement", "entrees"),
        [
            (f"{year}-{month:02}", name, code, month_of(name, year, month))
            for year, month in months
            for name, _, code, *_ in facts.MONUMENTS
        ],
    )


def month_of(name: str, year: int, month: int) -> int:
    usual = drawn("monument", name).randint(2, 60) * 1000
    season = (0.4, 0.5, 0.7, 1.1, 1.2, 1.2, 1.6, 1.8, 1.1, 0.9, 0.5, 0.6)[month - 1]
    return round(usual * season * drawn("monument", name, year, month).uniform(0.9, 1.1))


def monument_prices(version: int) -> Table:
    return Table(
        ("nom", "tarif_plein_euros", "tarif_groupe_euros", "gratuit_moins_de_26_ans"),
        [
            (name, full := drawn("price", name).choice([7, 8, 9, 11, 13, 16]), full - 2, "oui")
            for name, *_ in facts.MONUMENTS[: 31 + version]
        ],
    )


def regions(_version: int) -> Table:
    return Table(("code_region", "nom", "chef_lieu"), list(facts.REGIONS))


def departments(_version: int) -> Table:
    return Table(
        ("code_departement", "nom", "code_region", "region"),
        [(code, name, region, REGION_NAMES[region]) for code, name, region in facts.DEPARTMENTS],
    )


def heritage_days(version: int) -> Table:
    return Table(
        ("annee", "theme"),
        [(int(year), theme) for year, theme in facts.HERITAGE_DAYS[: 9 + version]],
    )


def festivals(version: int) -> Table:
    """Two festivals more at each version; from the fourth on, with the number of the edition."""
    numbered = version > 3
    return Table(
        ("nom", "commune", "departement", "discipline", "mois", "creation", "edition")[
            : 7 if numbered else 6
        ],
        [
            (*words, int(created), *edition(int(created), numbered=numbered))
            for *words, created in facts.FESTIVALS[: 17 + 2 * version]
        ],
    )


def edition(created: int, *, numbered: bool) -> Iterable[int]:
    return (2026 - created + 1,) if numbered else ()


def practices(_version: int) -> Table:
    ages = ("15-24 ans", "25-39 ans", "40-59 ans", "60 ans et plus")
    habits = ("musée ou exposition", "monument historique", "cinéma", "concert", "bibliothèque")
    return Table(
        ("pratique", "tranche_d_age", "part_en_pourcentage"),
        [
            (habit, age, drawn("habit", habit, age).randint(18, 74))
            for habit in habits
            for age in ages
        ],
    )


def venues(version: int) -> Table:
    known = facts.BRITTANY_VENUES[: 13 + version]
    return Table(
        ("nom", "commune", "departement", "label", "places", "representations_2025"),
        [
            (*words, drawn("seats", words[0]).randint(3, 15) * 60, drawn(words[0]).randint(40, 190))
            for words in known
        ],
    )


def grants(_version: int) -> Table:
    purposes = (
        "résidence d’artistes",
        "éducation artistique",
        "restauration",
        "festival",
        "lecture",
    )
    return Table(
        ("annee", "departement", "objet", "montant_euros"),
        [
            (2025, code, purpose, drawn("grant", code, purpose).randint(12, 240) * 500)
            for code in ("22", "29", "35", "56")
            for purpose in purposes
        ],
    )


def libraries(_version: int) -> Table:
    return Table(
        ("nom", "quartier", "latitude", "longitude"),
        [(name, place, float(x), float(y)) for name, place, x, y in facts.BESANCON_LIBRARIES],
    )


def loans(version: int) -> Table:
    """One more quarter at each version, from 2024 on."""
    quarters = [date(2024 + number // 4, number % 4 * 3 + 1, 1) for number in range(4 + version)]
    return Table(
        ("trimestre", "bibliotheque", "prets_adultes", "prets_jeunesse"),
        [
            (f"{day.year}-T{day.month // 3 + 1}", name, *loans_of(name, day))
            for day in quarters
            for name, *_ in facts.BESANCON_LIBRARIES
        ],
    )


def loans_of(name: str, day: date) -> tuple[int, int]:
    usual = drawn("loans", name).randint(4, 38) * 1000
    random = drawn("loans", name, day)
    return round(usual * random.uniform(0.8, 1.2)), round(usual * random.uniform(0.5, 0.9))
