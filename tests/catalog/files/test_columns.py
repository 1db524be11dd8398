"""What a column is found to hold, from the text of its cells."""

import pytest

from catalog.files import profile
from tests.catalog.files.samples import made

TYPED = [
    # header, cells, type, minimum, maximum
    ("entrees", ["12", "-3", "+4"], "integer", "-3", "12"),
    ("entrees", ["1 234", "56", "7 890 123"], "integer", "56", "7890123"),
    ("entrees", ["12", "3.5"], "decimal", "3.5", "12"),
    ("tarif", ["12,50", "3"], "decimal", "3", "12.5"),
    ("tarif", ["1 234,5", "0,25"], "decimal", "0.25", "1234.5"),
    ("tarif", ["1234567890123456789012", "1"], "text", None, None),
    ("rang", ["007", "12"], "text", None, None),
    ("code_region", ["11", "24"], "text", None, None),
    ("SIREN", ["552100554", "110046018"], "text", None, None),
    ("entrees", ["12", "environ 15"], "text", None, None),
    ("entrees", ["12", "N/A", "15"], "integer", "12", "15"),
    ("gratuit", ["oui", "Non", "OUI"], "boolean", None, None),
    ("gratuit", ["VRAI", "FAUX"], "boolean", None, None),
    ("gratuit", ["true", "false"], "boolean", None, None),
    ("gratuit", ["0", "1"], "integer", "0", "1"),
    ("ouverture", ["2026-11-21", "1999-01-02"], "date", "1999-01-02", "2026-11-21"),
    ("ouverture", ["21/11/2026", "2/1/1999"], "date", "1999-01-02", "2026-11-21"),
    ("ouverture", ["21-11-2026", "02-01-1999"], "date", "1999-01-02", "2026-11-21"),
    ("ouverture", ["11/21/2026", "01/02/1999"], "date", "1999-01-02", "2026-11-21"),
    ("ouverture", ["31/02/2026", "21/11/2026"], "text", None, None),
    (
        "debut", ["2026-11-21T10:00:00+01:00", "2026-11-21 12:30"],
        "datetime", "2026-11-21T09:00:00", "2026-11-21T12:30:00",
    ),
    (
        "debut", ["21/11/2026 10:00", "22/11/2026"],
        "datetime", "2026-11-21T10:00:00", "2026-11-22T00:00:00",
    ),
    ("place", ["48.85, 2.35", "-21.1,55.4"], "geopoint", None, None),
    ("place", ["[2.35, 48.85]", "[3, 4]"], "json", None, None),
    ("place", ["POINT (2 48)", "POLYGON ((1 2, 3 4, 5 6, 1 2))"], "geometry", None, None),
    ("place", ['{"type": "Point", "coordinates": [2, 48]}'], "geometry", None, None),
    ("detail", ['{"a": 1}', "[]"], "json", None, None),
    ("detail", ["{cassé", "[1]"], "text", None, None),
]  # fmt: skip


def one_column(folder, header, cells):
    lines = [f"nom|{header}", *(f"n{rank}|{cell}" for rank, cell in enumerate(cells))]
    found = profile(made(folder, "table.csv", "\n".join(lines)))
    return found.columns[1]


@pytest.mark.parametrize(("header", "cells", "type_", "minimum", "maximum"), TYPED)
def test_a_short_column_is_typed(tmp_path, header, cells, type_, minimum, maximum):
    column = one_column(tmp_path, header, cells)

    assert (column.type, column.minimum, column.maximum) == (type_, minimum, maximum)


@pytest.mark.parametrize(("header", "cells", "type_", "minimum", "maximum"), TYPED)
def test_a_long_column_is_typed_alike_by_the_engine(
    tmp_path, header, cells, type_, minimum, maximum
):
    column = one_column(tmp_path, header, cells * 2_500)

    assert (column.type, column.minimum, column.maximum) == (type_, minimum, maximum)


@pytest.mark.parametrize(
    ("odd", "type_"), [("3.5", "decimal"), ("n.c.", "text"), ("N/A", "text"), ("", "integer")]
)
def test_the_last_cell_of_a_long_column_counts_as_much_as_the_first(tmp_path, odd, type_):
    assert one_column(tmp_path, "entrees", [*["12"] * 5_000, odd]).type == type_


def test_a_column_filled_at_its_end_only_is_typed(tmp_path):
    column = one_column(tmp_path, "entrees", [*[""] * 4_000, "12", "15"])

    assert (column.type, column.distinct) == ("integer", 2)
    assert column.null_share == pytest.approx(4000 / 4002, abs=1e-6)


def test_values_are_counted(tmp_path):
    for factor in (1, 1_000):
        column = one_column(
            tmp_path, "genre", ["Musée", "Théâtre", "Musée", " ", "Cinéma"] * factor
        )
        counts = [(one.value, one.count // factor) for one in column.frequent]

        assert column.distinct == 3
        assert column.null_share == pytest.approx(0.2)
        assert counts[0] == ("Musée", 2)
        assert column.examples == ("Musée", "Théâtre", "Cinéma")


def test_distinct_values_are_exact_even_when_they_are_many(tmp_path):
    assert one_column(
        tmp_path, "rang", [f"r{rank % 250_000}" for rank in range(260_000)]
    ).distinct == (250_000)
