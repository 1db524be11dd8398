"""Lines of CSV that a spreadsheet opens and runs nothing of: what people wrote may be a formula."""

import csv
from collections.abc import Iterable

from django.http import StreamingHttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Echo:
    """What `csv` writes to: it gives each line back."""

    def write(self, line: str) -> str:
        return line


WRITER = csv.writer(Echo(), delimiter=";", lineterminator="\r\n")


def line_of(cells: Iterable) -> str:
    return WRITER.writerow(map(harmless, cells))


def harmless(cell):
    """Return a cell that no spreadsheet runs, even behind spaces."""
    formula = isinstance(cell, str) and cell.lstrip(" \u00a0\ufeff").startswith(FORMULA)
    return f"'{cell}" if formula else cell


def sheet(lines: Iterable[str], filename: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer
