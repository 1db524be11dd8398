"""Personal data, perhaps. In: a table, its columns and some of their values. Out: suspicions, which
say where, how many and why, and never hold a value.

What a public body publishes about itself (« contact@ », « mairie@ », a switchboard) is nobody's.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from catalog.files.engine import Connection, text
from catalog.files.formats.base import Table
from catalog.files.personal.people import (
    MOBILE_SQL,
    has_a_persons_address,
    is_first_name,
    is_full_name,
    is_mobile,
)
from catalog.files.samples import AT_ONCE, Samples
from catalog.files.semantics.base import digits, headed, words
from catalog.files.semantics.people import Iban, Nir
from catalog.files.shapes import Column, ColumnType, Suspicion
from catalog.files.wording import number

KINDS = {
    "name": "noms de personnes",
    "email": "adresses électroniques nominatives",
    "phone": "numéros de téléphone personnels",
    "birth-date": "dates de naissance",
    "address": "adresses postales de personnes",
    "nir": "numéros de sécurité sociale",
    "iban": "comptes bancaires",
}
FIRST_NAME = headed("prenoms?", "first ?name", "given ?name")
LAST_NAME = headed("noms?", "patronyme", "last ?name", "surname", "family ?name")
SOMEONE = headed(
    "contacts?", "responsables?", "referent(?:e|s)?", "direct(?:eur|rice)", "president(?:e)?",
    "gerant(?:e)?", "interlocut(?:eur|rice)", "noms? (?:et )?prenoms?", "prenoms? (?:et )?noms?",
    "nom complet", "full ?name", "beneficiaires?", "adherent(?:e|s)?", "agents?", "salarie(?:e|s)?",
    "eleves?", "usagers?", "patient(?:e|s)?", "proprietaires?", "representant(?:e)?",
    "signataire", "demandeur", "participant(?:e|s)?", "candidat(?:e|s)?", "employe(?:e|s)?",
)  # fmt: skip
AUTHOR = headed(
    "auteurs?", "autrices?", "artistes?", "realisat(?:eur|rice)s?", "composit(?:eur|rice)s?",
    "illustre", "personnages?", "interpretes?", "createurs?", "architectes?", "ecrivains?",
    "peintres?", "photographes?", "sculpteurs?",
)  # fmt: skip
"""Whose names belong to works, and are published with them."""
BIRTH = headed("naissance", "ddn", "nee? le", "birth(?: ?date)?", "date naiss", "born")
NOT_A_DATE = headed(
    "lieu", "pays", "ville", "commune", "departement", "dep", "code", "nom", "insee"
)
HOME = headed("adresses?", "domicile", "address", "voie", "rue")
HALF, TENTH = 0.5, 0.1
DIFFERENT = 50_000
"""Different addresses looked at in one column."""
CODES = {
    "nir": "[1-478][0-9]{4}([0-9]{2}|2[AB])[0-9]{6}([0-9]{2})?",
    "iban": "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}",
}
REASONS = {
    "nir": "Ces valeurs ont la forme et la clé d’un numéro de sécurité sociale.",
    "iban": "Ces valeurs ont la forme et la clé d’un compte bancaire.",
    "birth-date": "Chaque ligne est une personne, et cette colonne dit quand elle est née.",
    "address": "Chaque ligne est une personne, et cette colonne dit sans doute où elle habite.",
}


@dataclass(frozen=True)
class Search:
    """What is looked into, once; `people`: the columns that name people."""

    connection: Connection
    table: Table
    columns: Sequence[Column]
    samples: Samples
    row_count: int
    people: tuple[str, ...] = ()

    def texts(self) -> list[Column]:
        return [column for column in self.columns if column.type == ColumnType.TEXT]

    def filled(self, column: Column) -> int:
        return round((1 - column.null_share) * self.row_count)

    def share(self, column: Column, holds: Callable[[str], bool]) -> float:
        values = self.samples.get(column.name, ())
        return sum(map(holds, values)) / len(values) if values else 0.0

    def count(self, column: Column, condition: str) -> int:
        """Count the cells, named `v`, that meet the condition."""
        told = self.connection.execute(
            f"SELECT count(*) FROM (SELECT {self.table.cell(column.name)} AS v "
            f"FROM {self.table.sql}) WHERE {condition}"
        ).fetchone()
        return told[0] if told else 0


def suspicions(
    connection: Connection,
    table: Table,
    columns: Sequence[Column],
    samples: Samples,
    row_count: int,
) -> tuple[Suspicion, ...]:
    """Return the suspicions in the order of the columns; at most one of a kind for each column."""
    search = Search(connection, table, columns, samples, row_count)
    names = list(naming(search))
    people = tuple(suspicion.column for suspicion in names)
    search = Search(connection, table, columns, samples, row_count, people)
    found = [*names, *numbers(search), *addresses(search), *phones(search), *lives(search)]
    places = {column.name: column.position for column in columns}
    return tuple(sorted(found, key=lambda one: places[one.column]))


def naming(search: Search) -> Iterator[Suspicion]:
    """Find a pair of first and last names, or full names under « responsable »."""
    texts = search.texts()
    first = [column for column in texts if first_names(search, column)]
    for column in texts:
        header = words(column.name)
        if AUTHOR.search(header):
            continue
        if column in first or (first and LAST_NAME.search(header)):
            reason = "Les prénoms et les noms de personnes se lisent côte à côte."
        elif SOMEONE.search(header) and search.share(column, is_full_name) >= HALF:
            reason = "Son nom annonce des personnes, et ses valeurs sont des prénoms et des noms."
        else:
            continue
        yield Suspicion(column.name, "name", search.filled(column), reason)


def first_names(search: Search, column: Column) -> bool:
    header = words(column.name)
    announced = FIRST_NAME.search(header) and not AUTHOR.search(header)
    alone = not LAST_NAME.search(header)
    paired = any(is_last_name(one) for one in search.columns if one is not column)
    return bool(announced and alone and paired and search.share(column, is_first_name) >= HALF)


def is_last_name(column: Column) -> bool:
    header = words(column.name)
    return bool(LAST_NAME.search(header)) and not AUTHOR.search(header)


def numbers(search: Search) -> Iterator[Suspicion]:
    for semantic in (Nir(), Iban()):
        for column in search.columns:
            told = column.semantic == semantic.key
            if told or search.share(column, partial(certain, semantic)) >= TENTH:
                cleaned = "regexp_replace(v, '[ .-]', '', 'g')"
                condition = f"regexp_full_match({cleaned}, {text(CODES[semantic.key])})"
                count = search.count(column, condition)
                yield Suspicion(column.name, semantic.key, count, REASONS[semantic.key])


def certain(semantic: Nir | Iban, value: str) -> bool:
    return len(digits(value)) >= 15 and semantic.holds(value)


def addresses(search: Search) -> Iterator[Suspicion]:
    """Find addresses that name somebody, in columns of addresses and in the middle of texts."""
    for column in with_an_at_sign(search):
        rows = search.connection.execute(
            f"SELECT v, count(*) FROM (SELECT {search.table.cell(column.name)} AS v "
            f"FROM {search.table.sql}) WHERE contains(v, '@') GROUP BY v LIMIT {DIFFERENT}"
        ).fetchall()
        among = bool(search.people)
        count = sum(n for v, n in rows if has_a_persons_address(v, among_people=among))
        if count:
            yield Suspicion(column.name, "email", count, of_addresses(count, among_people=among))


def with_an_at_sign(search: Search) -> Iterator[Column]:
    """Ask about all the texts at once, some columns at a time."""
    texts = search.texts()
    for start in range(0, len(texts), AT_ONCE):
        batch = texts[start : start + AT_ONCE]
        cells = (search.table.cell(column.name) for column in batch)
        asked = ", ".join(f"bool_or(contains({cell}, '@'))" for cell in cells)
        told = search.connection.execute(f"SELECT {asked} FROM {search.table.sql}").fetchone()
        yield from (column for column, found in zip(batch, told or (), strict=True) if found)


def of_addresses(count: int, *, among_people: bool) -> str:
    if among_people:
        return "Chaque ligne est une personne, et cette colonne dit comment lui écrire."
    if count == 1:
        return "Une adresse porte le nom d’une personne (prénom.nom@…)."
    return f"{number(count)} adresses portent le nom d’une personne (prénom.nom@…)."


def phones(search: Search) -> Iterator[Suspicion]:
    for column in search.texts():
        if search.people and column.semantic == "tel_fr":
            reason = "Chaque ligne est une personne, et cette colonne dit comment l’appeler."
            yield Suspicion(column.name, "phone", search.filled(column), reason)
        elif any(map(is_mobile, search.samples.get(column.name, ()))):
            count = search.count(column, f"regexp_matches(v, {text(MOBILE_SQL)})")
            yield Suspicion(column.name, "phone", count, of_phones(count))


def of_phones(count: int) -> str:
    if count == 1:
        return "Un numéro commence par 06 ou 07 : c’est le portable de quelqu’un."
    return f"{number(count)} numéros commencent par 06 ou 07 : ce sont des portables."


def lives(search: Search) -> Iterator[Suspicion]:
    """Find where and when people were born or live, in a table whose rows are people."""
    if not search.people:
        return
    for column in search.columns:
        header = words(column.name)
        dated = column.type in (ColumnType.DATE, ColumnType.DATETIME)
        if dated and BIRTH.search(header) and not NOT_A_DATE.search(header):
            yield Suspicion(column.name, "birth-date", search.filled(column), REASONS["birth-date"])
        elif HOME.search(header) and column.type == ColumnType.TEXT and not column.semantic:
            yield Suspicion(column.name, "address", search.filled(column), REASONS["address"])
