"""A bad row is refused with its line and its reason, and never stops the ones after it."""

import pytest

from catalog.importing.datasets import dataset
from catalog.importing.outcome import Refused
from catalog.importing.read import read
from catalog.importing.values import Fields
from tests.catalog.importing.samples import (
    ORGANIZATION_CSV,
    drafts,
    refusals,
    row,
    shared,
    write_table,
)


@pytest.fixture
def catalogue(tmp_path):
    """Write rows between two good ones, let `change` spoil the lines, and read."""

    def written(*rows, change=lambda lines: lines):
        path = write_table(tmp_path / "t.csv", [row(1), *rows, row(9)])
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(change(lines)), encoding="utf-8")
        return list(read(path))

    return written


def good(outcomes):
    return [one.slug for one in outcomes if not isinstance(one, Refused)]


FIRST_AND_LAST = ["musees-de-l-allier-1", "musees-de-l-allier-9"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"created_at": "31/6/2014"}, "La date « 31/6/2014 » (created_at) n’existe pas"),
        ({"last_modified": "2014-02-30T00:00:00"}, "La date « 2014-02-30T00:00:00 »"),
        ({"title": "  "}, "Le jeu de données n’a pas de titre."),
        ({"id": ""}, "Le jeu de données n’a pas d’identifiant."),
        ({"id": "musees"}, "L’identifiant « musees » n’a pas 24 chiffres hexadécimaux."),
        ({"organization_id": "12"}, "L’identifiant « 12 »"),
        ({"archived": "hier"}, "La date « hier » (archived)"),
    ],
)
def test_a_value_that_means_nothing_refuses_its_row_alone(catalogue, cells, reason):
    outcomes = catalogue(row(2, **cells))

    assert good(outcomes) == FIRST_AND_LAST
    assert outcomes[1].line == 3
    assert outcomes[1].reason.startswith(reason)
    assert outcomes[1].identifier


def test_a_date_in_the_french_order_is_read(catalogue):
    assert catalogue(row(2, created_at="30/6/2014"))[1].created_at.isoformat() == (
        "2014-06-30T00:00:00+00:00"
    )


@pytest.mark.parametrize("length", [10, 25, 30, 60, 150, 200])
def test_a_line_cut_anywhere_is_refused_alone(catalogue, length):
    def cut(lines):
        return [*lines[:2], lines[2][:length] + "\n", *lines[3:]]

    outcomes = catalogue(row(2), row(3), change=cut)

    assert good(outcomes) == [FIRST_AND_LAST[0], "musees-de-l-allier-3", FIRST_AND_LAST[1]]
    assert [one.line for one in outcomes if isinstance(one, Refused)] == [3]


def test_a_line_cut_inside_its_last_cell_is_refused_alone(catalogue):
    outcomes = catalogue(
        row(2), row(3), change=lambda lines: [*lines[:2], lines[2][:-3] + "\n", *lines[3:]]
    )

    assert len(good(outcomes)) == 3
    assert outcomes[1].line == 3


def test_a_file_cut_inside_its_last_row_keeps_the_others(tmp_path):
    path = write_table(tmp_path / "t.csv", [row(1), row(2, description="a\nb\n\nc"), row(3)])
    path.write_text(path.read_text(encoding="utf-8")[:-3], encoding="utf-8")

    assert len(drafts(path)) == 2
    assert [one.line for one in refusals(path)] == [7]
    assert "s’arrête au milieu d’une case" in refusals(path)[0].reason


def test_a_cut_description_of_several_lines_costs_one_refusal(catalogue):
    def cut(lines):  # the quote that opens the description is never closed
        return [*lines[:3], lines[3].rstrip("\n")[:6] + "\n", *lines[5:]]

    outcomes = catalogue(row(2, description="un\ndeux, trois\nquatre"), row(3), change=cut)

    assert good(outcomes) == [FIRST_AND_LAST[0], "musees-de-l-allier-3", FIRST_AND_LAST[1]]
    assert len(outcomes) == 4


def test_a_quote_that_nobody_doubled_is_forgiven(catalogue):
    outcomes = catalogue(
        row(2),
        change=lambda lines: [*lines[:2], lines[2].replace("Musées", 'Les "musées"'), lines[3]],
    )

    assert len(good(outcomes)) == 3
    assert "musées" in outcomes[1].title


def test_a_stray_quote_in_a_long_description_costs_one_refusal(catalogue):
    def spoil(lines):  # the description closes too early, and its other lines are left alone
        return [line.replace("deux", 'deux";"') for line in lines]

    long = row(2, description="un\ndeux\n- trois\n- quatre ; cinq\nsix")
    outcomes = catalogue(long, row(3), change=spoil)

    assert good(outcomes) == [FIRST_AND_LAST[0], "musees-de-l-allier-3", FIRST_AND_LAST[1]]
    assert len(outcomes) == 4
    assert outcomes[1].identifier == long["id"]


def test_two_bad_rows_in_a_row_are_two_refusals(catalogue):
    def cut(lines):
        return [line[:100] + "\n" if n in (2, 3) else line for n, line in enumerate(lines)]

    outcomes = catalogue(row(2), row(3), change=cut)

    assert good(outcomes) == FIRST_AND_LAST
    assert [one.line for one in outcomes[1:3]] == [3, 4]


def test_a_cell_beyond_any_reason_is_refused_alone(catalogue):
    outcomes = catalogue(row(2, description="a" * 10_000_001))

    assert good(outcomes) == FIRST_AND_LAST


def test_a_cell_too_many_is_refused(catalogue):
    outcomes = catalogue(row(2), change=lambda lines: [*lines[:2], '"x";' + lines[2], *lines[3:]])

    assert good(outcomes) == FIRST_AND_LAST
    assert outcomes[1].reason.startswith("La ligne a 14 cases, pour 13 colonnes")
    assert outcomes[1].identifier == f"{2:024x}"


def test_an_unknown_licence_is_kept_as_not_specified_with_a_warning(catalogue):
    outcomes = catalogue(row(2, license="Tous droits réservés"))

    assert outcomes[1].license == "notspecified"
    assert outcomes[1].warnings == (
        "Licence inconnue « Tous droits réservés » : reprise comme non précisée.",
    )


def test_words_of_no_vocabulary_are_warned_about_and_lose_nothing_else():
    cells = {
        "frequency": "parfois",
        "spatial.granularity": "quartier",
        "spatial.zones": "Rennes,Bretagne",
        "temporal_coverage.start": "2020-01-01",
        "temporal_coverage.end": "2019-01-01",
    }
    draft = dataset(Fields(row(2, **cells)))

    assert draft.frequency == ""
    assert draft.granularity == "other"
    assert draft.zones == ("fr:region:53",)
    assert draft.other_places == ("Rennes",)
    assert draft.temporal_start is draft.temporal_end is None
    assert len(draft.warnings) == 3


def test_bytes_that_are_not_utf_8_refuse_their_row_alone(tmp_path):
    path = write_table(tmp_path / "t.csv", [row(1), row(2, description="é"), row(3)])
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].decode().replace("’", "'").encode("latin-1")
    path.write_bytes(b"".join(lines))

    assert len(drafts(path)) == 2
    assert "UTF-8" in refusals(path)[0].reason


def test_blank_lines_and_control_characters_are_left_out(catalogue):
    outcomes = catalogue(
        row(2, title="Musées\x00 de\x0b l’Ain"),
        change=lambda lines: [*lines[:2], "\n", *lines[2:], "\n", "\n"],
    )

    assert [one.title for one in outcomes][1] == "Musées de l’Ain"
    assert len(outcomes) == 3


def test_every_tenth_line_of_a_real_export_spoilt_costs_those_lines_alone(tmp_path):
    lines = shared(ORGANIZATION_CSV).read_text(encoding="utf-8").splitlines(keepends=True)
    spoilt = [
        line[: len(line) // 2] + "\n" if n % 10 == 5 else line for n, line in enumerate(lines)
    ]
    path = tmp_path / "t.csv"
    path.write_text("".join(spoilt), encoding="utf-8")
    expected = [n + 1 for n in range(len(lines)) if n % 10 == 5]

    assert [one.line for one in refusals(path)] == expected
    assert len(drafts(path)) == len(lines) - 1 - len(expected)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Le fichier est vide."),
        (b"\xef\xbb\xbf \n", "Le fichier est vide."),
        (b'{"data": [', "n’est pas du JSON complet"),
        (b"[" * 100_000, "n’est pas du JSON complet"),
        (b'{"a": "\xe9"}', "n’est pas en UTF-8"),
        (b"PK\x03\x04\x00\x00", "n’est pas un catalogue connu"),
        (b"nom;ville\nLouvre;Paris\n", "n’est pas un catalogue connu"),
        (b"id;title;url\n1;Une reutilisation;https://example.org\n", "n’est pas un catalogue"),
        (b"[1, 2]", "n’est pas un catalogue connu"),
    ],
)
def test_a_file_that_is_no_catalogue_is_one_refusal(tmp_path, content, reason):
    path = tmp_path / "file"
    path.write_bytes(content)

    (refused,) = read(path)

    assert reason in refused.reason


def test_a_file_that_is_not_there_is_one_refusal(tmp_path):
    (refused,) = read(tmp_path / "absent.csv")

    assert refused.reason.startswith("Le fichier n’a pas pu être ouvert")
