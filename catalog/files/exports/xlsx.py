"""XLSX, one row in memory at a time. A cell is a value: never a formula, never a link."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from catalog.files.exports.source import Source

LONGEST = 32_767
"""Characters that a cell may hold."""
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "remove_timezone": True,
}


def write(source: Source, out: Path) -> None:
    source.fit_in_a_sheet()
    book = xlsxwriter.Workbook(str(out), OPTIONS | {"tmpdir": str(out.parent)})
    sheet = book.add_worksheet("Données")
    shapes: dict[type, Any] = {
        date: book.add_format({"num_format": "dd/mm/yyyy"}),
        datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
    }
    sheet.freeze_panes(1, 0)
    for position, name in enumerate(source.names):
        sheet.write_string(0, position, name[:LONGEST])
    for number, row in enumerate(source.rows(), start=1):
        for position, value in enumerate(row):
            if value is not None:
                write_cell(sheet, number, position, value, shapes)
    book.close()


def write_cell(sheet: Any, row: int, column: int, value: Any, shapes: dict[type, Any]) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int) and abs(value) > 2**53:
        sheet.write_string(row, column, str(value))
    elif isinstance(value, date) and value.year >= 1900:  # datetime is a date
        sheet.write_datetime(row, column, value, shapes[type(value)])
    elif isinstance(value, (str, date)):
        sheet.write_string(row, column, str(value)[:LONGEST])
    else:
        sheet.write(row, column, value)
