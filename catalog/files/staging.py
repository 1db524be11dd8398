"""Rows on their way to DuckDB. In: rows of text, one by one. Out: a Parquet of text, in order."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from catalog.files.engine import text
from catalog.files.formats.base import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Refusal, Table
from catalog.files.shapes import ColumnType
from catalog.files.wording import too_long_a_cell, too_many_cells, too_many_columns, too_many_rows

BATCH_CELLS, BATCH_ROWS, BATCH_CHARACTERS = 400_000, 20_000, 16 * 1024**2


class Staging:
    """Writes rows, a batch at a time; short rows are completed, long ones cut, cells trimmed."""

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        check_columns(len(names))
        self.path, self.names = path, tuple(names)
        self.row_count = 0
        self.schema = pa.schema([(name, pa.string()) for name in names])
        self.writer = pq.ParquetWriter(path, self.schema, compression="lz4", write_statistics=False)
        self.waiting: list[Sequence[str | None]] = []
        self.characters = 0
        self.batch = max(1, min(BATCH_ROWS, BATCH_CELLS // max(1, len(names))))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.flush()
        self.writer.close()

    def add(self, row: Sequence[str | None]) -> None:
        width = len(self.names)
        kept = [cell.strip(" ") or None if cell else None for cell in row[:width]]
        if len(kept) < width:
            kept += [None] * (width - len(kept))
        self.waiting.append(kept)
        self.characters += sum(map(len, filter(None, kept)))
        if len(self.waiting) >= self.batch or self.characters >= BATCH_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        if not self.waiting:
            return
        import pyarrow as pa

        self.row_count += len(self.waiting)
        check_size(self.row_count, len(self.names))

        columns = [pa.array(column, pa.string()) for column in zip(*self.waiting, strict=True)]
        self.writer.write_batch(pa.record_batch(columns, schema=self.schema))
        self.waiting, self.characters = [], 0

    def table(self, types: Sequence[ColumnType | None] = ()) -> Table:
        return staged(self.path, self.names, types)


def staged(path: Path, names: Sequence[str], types: Sequence[ColumnType | None] = ()) -> Table:
    return Table(
        f"read_parquet({text(str(path))})", tuple(names), (path,), tuple(types), trimmed=True
    )


def check_columns(count: int) -> None:
    if count > MAX_COLUMNS:
        raise Refusal(too_many_columns(count, MAX_COLUMNS))


def check_size(rows: int, columns: int) -> None:
    if rows > MAX_ROWS:
        raise Refusal(too_many_rows(MAX_ROWS))
    if rows * columns > MAX_CELLS:
        raise Refusal(too_many_cells(rows, columns))


def check_cell(value: str) -> None:
    if len(value) > MAX_CELL:
        raise Refusal(too_long_a_cell(MAX_CELL))
