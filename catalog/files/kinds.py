"""What a column of text holds. In: some of its values. Out: how to check, then read, all of them.

Whatever is not certain stays text: a code with a leading zero, a column with one odd value.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from catalog.files.engine import text
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
    """`pattern`: what a value looks like; `parse`: SQL that reads « {v} », null where it cannot."""

    type: ColumnType
    pattern: re.Pattern[str]
    parse: str
    marks: bool = False

    def fits(self, values: Iterable[str]) -> bool:
        return all(self.pattern.fullmatch(value) for value in values)

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


def kind(type_: ColumnType, pattern: str, parse: str) -> Kind:
    return Kind(type_, re.compile(pattern), parse)


def matched(parse: str) -> str:
    """Read only what has the right shape: the engine's own casts accept much more."""
    return f"CASE WHEN regexp_full_match({{v}}, {{pattern}}) THEN {parse} END"


def by_format(*formats: str) -> str:
    shown = ", ".join(map(text, formats))
    return f"try_strptime({{v}}, [{shown}])" if len(formats) > 1 else f"try_strptime({{v}}, {shown})"


UNSPACED = f"translate({{v}}, {ANY_SPACE}, '')"
COMMA = f"replace({UNSPACED}, ',', '.')"
TIME = r"[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?"
DAY = r"\d{1,2}"
GROUPED = rf"(0|[1-9][0-9]*|[1-9][0-9]{{0,2}}({SPACES}[0-9]{{3}})+)"

TEXT = kind(ColumnType.TEXT, r"(?s).*", "{v}")
INTEGER = kind(
    ColumnType.INTEGER,
    r"[+-]?(0|[1-9][0-9]{0,17})",
    matched("TRY_CAST({v} AS BIGINT)"),
)
DECIMAL = kind(
    ColumnType.DECIMAL,
    r"[+-]?(0|[1-9][0-9]{0,17})?(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?",
    matched("TRY_CAST({v} AS DOUBLE)"),
)
GROUPED_INTEGER = kind(
    ColumnType.INTEGER,
    rf"[+-]?{GROUPED}",
    matched(f"TRY_CAST({UNSPACED} AS BIGINT)"),
)
COMMA_DECIMAL = kind(
    ColumnType.DECIMAL,
    rf"[+-]?{GROUPED}?(,[0-9]{{1,30}})?",
    matched(f"TRY_CAST({COMMA} AS DOUBLE)"),
)
GROUPED_DECIMAL = kind(
    ColumnType.DECIMAL,
    rf"[+-]?{GROUPED}(\.[0-9]{{1,30}})?",
    matched(f"TRY_CAST({UNSPACED} AS DOUBLE)"),
)
BOOLEAN = kind(
    ColumnType.BOOLEAN,
    r"(?i:oui|non|vrai|faux|true|false|yes|no)",
    "CASE WHEN lower({v}) IN ('oui', 'vrai', 'true', 'yes') THEN true "
    "WHEN lower({v}) IN ('non', 'faux', 'false', 'no') THEN false END",
)
ISO_DATE = kind(ColumnType.DATE, r"\d{4}-\d{2}-\d{2}", f"{by_format('%Y-%m-%d')}::DATE")
SLASH_DATE = kind(ColumnType.DATE, rf"{DAY}/{DAY}/\d{{4}}", f"{by_format('%d/%m/%Y')}::DATE")
AMERICAN_DATE = kind(ColumnType.DATE, rf"{DAY}/{DAY}/\d{{4}}", f"{by_format('%m/%d/%Y')}::DATE")
DASH_DATE = kind(ColumnType.DATE, rf"{DAY}-{DAY}-\d{{4}}", f"{by_format('%d-%m-%Y')}::DATE")
DOT_DATE = kind(ColumnType.DATE, rf"{DAY}\.{DAY}\.\d{{4}}", f"{by_format('%d.%m.%Y')}::DATE")
YEAR_FIRST = kind(ColumnType.DATE, r"\d{4}/\d{2}/\d{2}", f"{by_format('%Y/%m/%d')}::DATE")
ISO_DATETIME = kind(
    ColumnType.DATETIME,
    rf"\d{{4}}-\d{{2}}-\d{{2}}({TIME} ?(Z|UTC|[+-]\d{{2}}(:?\d{{2}})?)?)?",
    matched("TRY_CAST({v} AS TIMESTAMP)"),
)
SLASH_DATETIME = kind(
    ColumnType.DATETIME,
    rf"{DAY}/{DAY}/\d{{4}}({TIME})?",
    by_format("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y"),
)
GEOPOINT = kind(
    ColumnType.GEOPOINT,
    r"[\[(]?-?\d{1,2}(\.\d+)?\s*,\s*-?\d{1,3}(\.\d+)?[\])]?",
    "CASE WHEN regexp_full_match({v}, {pattern}) "
    "AND abs(TRY_CAST(split_part(translate({v}, '[]()', ''), ',', 1) AS DOUBLE)) <= 90 "
    "AND abs(TRY_CAST(split_part(translate({v}, '[]()', ''), ',', 2) AS DOUBLE)) <= 180 "
    "THEN translate({v}, '[]()', '') END",
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
)
JSON = kind(
    ColumnType.JSON,
    r"(?s)[\[{].*[\]}]",
    "CASE WHEN regexp_full_match({v}, {pattern}) AND json_valid({v}) THEN {v} END",
)
LADDER = (
    INTEGER, DECIMAL, GROUPED_INTEGER, COMMA_DECIMAL, GROUPED_DECIMAL, BOOLEAN,
    ISO_DATE, SLASH_DATE, AMERICAN_DATE, DASH_DATE, DOT_DATE, YEAR_FIRST,
    ISO_DATETIME, SLASH_DATETIME, GEOPOINT, WKT, GEOJSON, JSON,
)  # fmt: skip
"""From the narrowest to the widest: the first that reads every value is the column's."""
NUMBERS = {ColumnType.INTEGER, ColumnType.DECIMAL}
DECLARED = {
    ColumnType.INTEGER: replace(INTEGER, parse="TRY_CAST({v} AS BIGINT)"),
    ColumnType.DECIMAL: replace(DECIMAL, parse="TRY_CAST({v} AS DOUBLE)"),
    ColumnType.BOOLEAN: replace(BOOLEAN, parse="TRY_CAST({v} AS BOOLEAN)"),
    ColumnType.DATE: replace(ISO_DATE, parse="TRY_CAST({v} AS DATE)"),
    ColumnType.DATETIME: replace(ISO_DATETIME, parse="TRY_CAST({v} AS TIMESTAMP)"),
    ColumnType.GEOMETRY: Kind(ColumnType.GEOMETRY, TEXT.pattern, TEXT.parse),
    ColumnType.JSON: Kind(ColumnType.JSON, TEXT.pattern, TEXT.parse),
    ColumnType.TEXT: TEXT,
}
"""How to read again what the file itself says is of that type."""


def possible_kinds(
    name: str, values: Sequence[str], declared: ColumnType | None = None
) -> list[Kind]:
    """Return the kinds that read all of `values`, the narrowest first, text last."""
    if declared is not None:
        return [DECLARED.get(declared, TEXT), TEXT]
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
