"""What a column of text holds. In: some of its values. Out: how to check, then read, all of them.

Whatever is not certain stays text: a code with a leading zero, a column with one odd value.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from catalog.files import readers
from catalog.files.engine import text
from catalog.files.readers import Reader
from catalog.files.shapes import ColumnType

SPACES = "[   ]"
ANY_SPACE = text("   ")
NULL_MARKS = ("NULL", "null", "NaN", "nan", "None", "none", "N/A", "#N/A", "NA", "n/a")
CODES = re.compile(
    r"(^|[^a-z])(siren|siret|insee|postal|cp|codes?|nic|ape|naf|uai|rna|nir|iban|bic|tel|telephone"
    r"|phone|fax|mobile|portable|finess|cog|isbn|issn|ean|museofile|zip)(?![a-z])",
    re.IGNORECASE,
)
"""Headers of what is written with digits and never counted: it stays text."""


@dataclass(frozen=True)
class Kind:
    """`pattern`: what a value looks like; `parse`: SQL that reads « {v} », null where it cannot;
    `reader`: the same, in Python. `marks`: marks of absence (« N/A ») are read as empty.
    `notation`: how it is written, where a schema must say it: a date's format, or « 1 234,5 ».
    """

    type: ColumnType
    pattern: re.Pattern[str]
    parse: str
    reader: Reader = readers.text
    marks: bool = False
    notation: str = ""

    def fits(self, values: Iterable[str]) -> bool:
        return all(self.pattern.fullmatch(v) and self.reader(v) is not None for v in values)

    def read(self, value: str | None) -> Any:
        """Return the value that `fits`; None for a mark of absence."""
        return None if value is None or (self.marks and value in NULL_MARKS) else self.reader(value)

    def sql(self, value: str) -> str:
        """Return the expression that reads the trimmed text `value`."""
        parsed = self.parse.format(v=value, pattern=text(self.pattern.pattern))
        if not self.marks:
            return parsed
        return f"CASE WHEN {value} IN ({NULLS}) THEN NULL ELSE {parsed} END"

    @property
    def is_ordered(self) -> bool:
        return self.type in ORDERED


NULLS = ", ".join(map(text, NULL_MARKS))
ORDERED = {ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.DATE, ColumnType.DATETIME}


def kind(
    type_: ColumnType,
    pattern: str,
    parse: str,
    reader: Reader = readers.text,
    notation: str = "",
) -> Kind:
    return Kind(type_, re.compile(pattern, re.ASCII), parse, reader, notation=notation)


def dated(pattern: str, format_: str) -> Kind:
    parse = f"{by_format(format_)}::DATE"
    return kind(ColumnType.DATE, pattern, parse, readers.day(format_), format_)


def matched(parse: str) -> str:
    """Read only what has the right shape: the engine's own casts accept much more."""
    return f"CASE WHEN regexp_full_match({{v}}, {{pattern}}) THEN {parse} END"


def by_format(*formats: str) -> str:
    shown = ", ".join(map(text, formats))
    return (
        f"try_strptime({{v}}, [{shown}])" if len(formats) > 1 else f"try_strptime({{v}}, {shown})"
    )


GROUPS, COMMAS = "1 234", "1 234,5"
UNSPACED = f"translate({{v}}, {ANY_SPACE}, '')"
COMMA = f"replace({UNSPACED}, ',', '.')"
TIME = r"[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?"
DAY = r"\d{1,2}"
GROUPED = rf"(0|[1-9][0-9]{{0,17}}|[1-9][0-9]{{0,2}}({SPACES}[0-9]{{3}}){{1,5}})"

TEXT = kind(ColumnType.TEXT, r"(?s).*", "{v}")
INTEGER = kind(
    ColumnType.INTEGER,
    r"[+-]?(0|[1-9][0-9]{0,17})",
    matched("TRY_CAST({v} AS BIGINT)"),
    int,
)
DECIMAL = kind(
    ColumnType.DECIMAL,
    r"[+-]?(0|[1-9][0-9]{0,17})?(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?",
    matched("TRY_CAST({v} AS DOUBLE)"),
    float,
)
GROUPED_INTEGER = kind(
    ColumnType.INTEGER,
    rf"[+-]?{GROUPED}",
    matched(f"TRY_CAST({UNSPACED} AS BIGINT)"),
    readers.grouped_integer,
    GROUPS,
)
COMMA_DECIMAL = kind(
    ColumnType.DECIMAL,
    rf"[+-]?{GROUPED}?(,[0-9]{{1,30}})?",
    matched(f"TRY_CAST({COMMA} AS DOUBLE)"),
    readers.grouped_decimal,
    COMMAS,
)
GROUPED_DECIMAL = kind(
    ColumnType.DECIMAL,
    rf"[+-]?{GROUPED}(\.[0-9]{{1,30}})?",
    matched(f"TRY_CAST({UNSPACED} AS DOUBLE)"),
    readers.grouped_decimal,
    GROUPS,
)
BOOLEAN = kind(
    ColumnType.BOOLEAN,
    r"(?i:oui|non|vrai|faux|true|false|yes|no)",
    "CASE WHEN lower({v}) IN ('oui', 'vrai', 'true', 'yes') THEN true "
    "WHEN lower({v}) IN ('non', 'faux', 'false', 'no') THEN false END",
    readers.boolean,
)
ISO_DATE = dated(r"\d{4}-\d{2}-\d{2}", "%Y-%m-%d")
SLASH_DATE = dated(rf"{DAY}/{DAY}/\d{{4}}", "%d/%m/%Y")
AMERICAN_DATE = dated(rf"{DAY}/{DAY}/\d{{4}}", "%m/%d/%Y")
DASH_DATE = dated(rf"{DAY}-{DAY}-\d{{4}}", "%d-%m-%Y")
DOT_DATE = dated(rf"{DAY}\.{DAY}\.\d{{4}}", "%d.%m.%Y")
YEAR_FIRST = dated(r"\d{4}/\d{2}/\d{2}", "%Y/%m/%d")
ISO_DATETIME = kind(
    ColumnType.DATETIME,
    rf"\d{{4}}-\d{{2}}-\d{{2}}({TIME} ?(Z|UTC|[+-]\d{{2}}(:?\d{{2}})?)?)?",
    matched("CAST(TRY_CAST({v} AS TIMESTAMPTZ) AS TIMESTAMP)"),
    readers.iso_moment,
)
SLASH_MOMENTS = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y")
SLASH_DATETIME = kind(
    ColumnType.DATETIME,
    rf"{DAY}/{DAY}/\d{{4}}({TIME})?",
    by_format(*SLASH_MOMENTS),
    readers.moment(*SLASH_MOMENTS),
)
GEOPOINT = kind(
    ColumnType.GEOPOINT,
    r"-?\d{1,2}(\.\d+)?\s*,\s*-?\d{1,3}(\.\d+)?",
    "CASE WHEN regexp_full_match({v}, {pattern}) "
    "AND abs(TRY_CAST(split_part({v}, ',', 1) AS DOUBLE)) <= 90 "
    "AND abs(TRY_CAST(split_part({v}, ',', 2) AS DOUBLE)) <= 180 THEN {v} END",
    readers.geopoint,
)
WKT = kind(
    ColumnType.GEOMETRY,
    r"(?is)(SRID=\d+;)?(MULTI)?(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\s*Z?M?\s*\(.*\)",
    matched("{v}"),
)
GEOJSON = kind(
    ColumnType.GEOMETRY,
    r'(?s)\{.*"(coordinates|geometries)".*\}',
    "CASE WHEN regexp_full_match({v}, {pattern}) AND json_valid({v}) THEN {v} END",
    readers.document,
)
JSON = kind(
    ColumnType.JSON,
    r"(?s)[\[{].*[\]}]",
    "CASE WHEN regexp_full_match({v}, {pattern}) AND json_valid({v}) THEN {v} END",
    readers.document,
)
LADDER = (
    INTEGER, DECIMAL, GROUPED_INTEGER, COMMA_DECIMAL, GROUPED_DECIMAL, BOOLEAN,
    ISO_DATE, SLASH_DATE, AMERICAN_DATE, DASH_DATE, DOT_DATE, YEAR_FIRST,
    ISO_DATETIME, SLASH_DATETIME, GEOPOINT, WKT, GEOJSON, JSON,
)  # fmt: skip
"""From the narrowest to the widest: the first that reads every value is the column's."""
NUMBERS = {ColumnType.INTEGER, ColumnType.DECIMAL}
DECLARED = {
    ColumnType.INTEGER: Kind(ColumnType.INTEGER, TEXT.pattern, "TRY_CAST({v} AS BIGINT)", int),
    ColumnType.DECIMAL: Kind(ColumnType.DECIMAL, TEXT.pattern, "TRY_CAST({v} AS DOUBLE)", float),
    ColumnType.BOOLEAN: BOOLEAN,
    ColumnType.DATE: ISO_DATE,
    ColumnType.DATETIME: ISO_DATETIME,
    ColumnType.GEOPOINT: GEOPOINT,
    ColumnType.GEOMETRY: replace(TEXT, type=ColumnType.GEOMETRY),
    ColumnType.JSON: replace(TEXT, type=ColumnType.JSON),
}
"""How to read again what the file itself says is of that type."""


def possible_kinds(
    name: str, values: Sequence[str], declared: ColumnType | None = None
) -> list[Kind]:
    """Return the kinds that read all of `values`, the narrowest first, text last."""
    if declared is not None:
        kind_ = DECLARED.get(declared, TEXT)
        return [kind_, TEXT] if kind_.fits(values) else [TEXT]
    if not values:
        return [TEXT]
    ladder = [one for one in LADDER if not (one.type in NUMBERS and is_code(name))]
    fitting = [one for one in ladder if one.fits(values)]
    kept = [value for value in values if value not in NULL_MARKS]
    if kept and len(kept) < len(values):
        fitting += [replace(one, marks=True) for one in ladder if one.fits(kept)]
    return [*fitting, TEXT]


def is_code(name: str) -> bool:
    return bool(CODES.search(unaccented(name)))


def unaccented(name: str) -> str:
    return name.translate(str.maketrans("éèêëàâîïôùûüç", "eeeeaaiiouuuc")).lower()
