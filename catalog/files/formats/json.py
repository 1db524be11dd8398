"""JSON: an array of records, one record a line, or an object that holds an array of records.

In: a document, read a piece at a time when it is an array or lines. Out: a row a record; an
object inside a record gives columns « adresse.ville », a list stays JSON.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from catalog.files import wording
from catalog.files.encoding import Encoding, encoding_of, is_text, transcode
from catalog.files.formats.base import MAX_CELL, Format, Reading, Refusal, Sample, Table
from catalog.files.identify import MIME
from catalog.files.layout import names_of
from catalog.files.shapes import Part
from catalog.files.staging import Staging, check_columns

OPENING = re.compile(r"\s*(\[\s*([\[{\"\]\-\d]|true|false|null)|\{\s*[\"}])")
BETWEEN = re.compile(r"[\s,]*")
CHUNK = 1024**2
MAX_OBJECT = 50 * 1024**2
"""Bytes of a document that must be held whole, because its root is an object."""
MAX_DEPTH = 32
NESTED_COLUMNS = 3
"""Objects inside objects that still give columns of their own."""
BROKEN = "Ce document JSON est incomplet ou mal écrit, près du caractère {}."
TOO_DEEP = "Ce document JSON est imbriqué sur plus de 32 niveaux : il n’est pas exploré."
TOO_LARGE = (
    "Ce document JSON de plus de 50 Mo n’est ni une liste d’enregistrements, ni un enregistrement "
    "par ligne : il n’est pas exploré et reste téléchargeable."
)
NO_RECORDS = (
    "Ce document JSON ne contient pas de liste d’enregistrements : il n’y a pas de tableau à "
    "montrer. Il reste téléchargeable."
)
LARGEST_EXACT = 1e15
NEAR = 64
"""Characters from the end within which a mistake may only be a value that was cut."""
DECODE = json.JSONDecoder().raw_decode
Records = Callable[[], Iterator[Any]]


@dataclass(frozen=True)
class Found:
    """Where the records are; `records` gives them again each time it is called."""

    format: str
    records: Records
    parts: tuple[Part, ...] = ()
    part: str | None = None


class Json(Format):
    names = ("json", "jsonl")

    def recognises(self, sample: Sample) -> bool:
        encoding = Encoding("utf-16") if b"\0" in sample.head[:4] else Encoding("utf-8-sig")
        beginning = sample.head[:4096].decode(encoding.name, errors="ignore")
        return is_text(sample.head) and OPENING.match(beginning) is not None

    def read(self, sample: Sample, work: Path) -> Reading:
        encoding = encoding_of(sample.path, sample.head)
        path = sample.path
        if not encoding.is_utf8:
            path = transcode(path, encoding, work / "utf8.json")
        try:
            found = found_in(path, path.stat().st_size)
            table = table_of(found, work / "rows.parquet")
        except RecursionError as error:
            raise Refusal(TOO_DEEP) from error
        return Reading(
            format=found.format,
            mime=MIME[found.format],
            encoding=encoding.name,
            parts=found.parts,
            part=found.part,
            table=table,
            observations=(wording.mixed_encodings(),) if encoding.mixed else (),
        )


def found_in(path: Path, size: int) -> Found:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        beginning = file.read(MAX_CELL)
    if beginning.lstrip().startswith("["):
        return Found("json", lambda: values_in(path, array=True))
    if is_lines(beginning):
        return Found("jsonl", lambda: values_in(path, array=False))
    if size > MAX_OBJECT:
        raise Refusal(TOO_LARGE)
    return in_object(next(values_in(path, array=False, longest=MAX_OBJECT)))


def is_lines(beginning: str) -> bool:
    """Tell one record a line: the first line is a whole object, and another one follows."""
    lines = beginning.lstrip().splitlines()
    if len(lines) < 2 or not lines[1].lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except ValueError:
        return False


def values_in(path: Path, *, array: bool, longest: int = MAX_CELL) -> Iterator[Any]:
    """Yield the values of an array, or those of a sequence, holding one of them at a time."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        stream = Stream(file, longest)
        if array and stream.more():
            stream.position += 1
        while stream.more():
            yield stream.value()


class Stream:
    """A sequence of JSON values, read a piece at a time."""

    def __init__(self, file: TextIO, longest: int) -> None:
        self.file, self.longest = file, longest
        self.buffer, self.position, self.passed = "", 0, 0

    def fill(self) -> bool:
        """Read on; each time twice as much, so that a long value is not parsed too often."""
        self.passed += self.position
        self.buffer = self.buffer[self.position :]
        self.position = 0
        piece = self.file.read(max(CHUNK, len(self.buffer)))
        self.buffer += piece
        return bool(piece)

    def more(self) -> bool:
        """Go to the next value; tell whether there is one."""
        self.position = self.after_blanks()
        while self.position == len(self.buffer) and self.fill():
            self.position = self.after_blanks()
        return self.buffer[self.position : self.position + 1] not in ("", "]")

    def after_blanks(self) -> int:
        found = BETWEEN.match(self.buffer, self.position)
        return found.end() if found else self.position

    def value(self) -> Any:
        while True:
            try:
                value, end = DECODE(self.buffer, self.position)
            except json.JSONDecodeError as error:
                self.read_on(error)
                continue
            if end < len(self.buffer) or not self.fill():
                check_depth(value, self.buffer, self.position, end)
                self.position = min(end, len(self.buffer))
                return value

    def read_on(self, error: json.JSONDecodeError) -> None:
        """Complete a value that the piece cut; refuse one that is badly written."""
        cut = error.msg.startswith("Unterminated") or error.pos >= len(self.buffer) - NEAR
        if len(self.buffer) - self.position > self.longest:
            raise Refusal(wording.too_long_a_record(self.longest))
        if not cut or not self.fill():
            raise Refusal(BROKEN.format(wording.number(self.passed + error.pos + 1))) from error


def check_depth(value: Any, buffer: str, start: int, end: int) -> None:
    """Raises Refusal; few values open enough brackets to be worth a look."""
    if buffer.count("[", start, end) + buffer.count("{", start, end) <= MAX_DEPTH:
        return
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise Refusal(TOO_DEEP)


def in_object(root: Any) -> Found:
    """Find the longest list of records inside an object, up to two levels down."""
    lists = dict(lists_in(root)) if isinstance(root, dict) else {}
    if not lists:
        raise Refusal(NO_RECORDS)
    longest = max(lists, key=lambda path: len(lists[path]))
    parts = tuple(Part(path, row_count=len(records)) for path, records in lists.items())
    return Found("json", lambda: iter(lists[longest]), parts, longest)


def lists_in(node: dict[str, Any], path: str = "", depth: int = 2) -> Iterator[tuple[str, Any]]:
    for key, value in node.items():
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            yield f"{path}{key}", value
        elif isinstance(value, dict) and depth:
            yield from lists_in(value, f"{path}{key}.", depth - 1)


def table_of(found: Found, destination: Path) -> Table:
    """Read the records twice: for the columns that any of them has, then for their cells."""
    keys: dict[str, None] = {}
    for record in found.records():
        keys.update(dict.fromkeys(flat(record)))
        check_columns(len(keys))
    if not keys:
        raise Refusal(NO_RECORDS)
    names = names_of(list(keys), len(keys)).names
    with Staging(destination, names) as staging:
        for record in found.records():
            cells = flat(record)
            staging.add([cells.get(key) for key in keys])
    return staging.table()


def flat(record: Any) -> dict[str, str | None]:
    """Return the cells of a record by path; a list is « colonne 1 »…, anything else « valeur »."""
    if isinstance(record, list):
        return {f"colonne {number}": cell(one) for number, one in enumerate(record, start=1)}
    if not isinstance(record, dict):
        return {"valeur": cell(record)}
    return dict(cells_in(record, "", NESTED_COLUMNS))


def cells_in(record: dict[str, Any], path: str, depth: int) -> Iterator[tuple[str, str | None]]:
    for key, value in record.items():
        if isinstance(value, dict) and value and depth:
            yield from cells_in(value, f"{path}{key}.", depth - 1)
        else:
            yield f"{path}{key}", cell(value)


def cell(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_EXACT:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
