"""What SQL says that a cell respects its field. Runs in the sandbox. In: a field. Out: an
expression over « v », the trimmed text of the cell, null where it is missing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from catalog.files.engine import text
from catalog.files.schema import Field
from catalog.files.shapes import ColumnType

SPACES = " \u00a0\u202f"
DIRECTIVES = re.compile(r"(?=.*%)(%[dmYyHMSjbBf]|[^%{}])+")
"""Formats of dates that both the norm and the engine read alike."""
REGEX = {
    "integer": r"[+-]?\d+",
    "number": r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|NaN|[+-]?INF",
    "date": r"\d{4}-\d{2}-\d{2}",
    "time": r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d",
    "datetime": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?",
    "year": r"-?\d{4}",
    "yearmonth": r"\d{4}-(0[1-9]|1[0-2])",
    "duration": r"P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
}
STRINGS = {
    "email": r"[^@\s]+@[^@\s]+\.[^@\s]+",
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:\S+",
    "uuid": r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
}
ANY_DATE = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d")
ANY_MOMENT = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y")
NATIVE = {
    ColumnType.INTEGER: {"integer", "number", "year"},
    ColumnType.DECIMAL: {"number"},
    ColumnType.BOOLEAN: {"boolean"},
    ColumnType.DATE: {"date"},
    ColumnType.DATETIME: {"datetime", "date"},
}
"""Types that the file itself declares, cell by cell: how they are displayed is nobody's promise."""


def failure(field: Field, declared: ColumnType | None = None) -> str:
    """Return the SQL of why « v » fails, null when it does not; codes are those of MESSAGES."""
    cases = "".join(f" WHEN {wrong} THEN {text(code)}" for code, wrong in wrongs(field, declared))
    missing = text("required") if field.required else "NULL"
    return f"CASE WHEN v IS NULL THEN {missing}{cases} END"


def wrongs(field: Field, declared: ColumnType | None) -> Iterator[tuple[str, str]]:
    """Yield each code with the condition under which it is the reason."""
    usual = as_declared(field, declared)
    if right := typed(usual):
        yield "type", f"NOT coalesce({right}, false)"
    if field.enum:
        yield "enum", f"NOT coalesce({among(usual)}, false)"
    if field.pattern:
        yield "pattern", f"NOT regexp_full_match(v, {text(field.pattern)})"
    if field.min_length is not None:
        yield "min-length", f"length(v) < {field.min_length}"
    if field.max_length is not None:
        yield "max-length", f"length(v) > {field.max_length}"
    value, limit = compared(usual)
    for code, bound, sign in (("minimum", field.minimum, "<"), ("maximum", field.maximum, ">")):
        if bound is not None and value:
            yield code, f"coalesce({value} {sign} {limit.format(text(bound))}, false)"


def as_declared(field: Field, declared: ColumnType | None) -> Field:
    """Return the field as its cells are written when the file declares their type."""
    if declared is None or field.type not in NATIVE.get(declared, set()):
        return field
    if field.type == "boolean":
        return replace(field, true_values=("true", "True"), false_values=("false", "False"))
    if field.type in ("date", "datetime"):
        return replace(field, type="datetime", format="any")
    return replace(field, decimal_char=".", group_char="")


def typed(field: Field) -> str:
    """Return the SQL that is true when « v » is of the field's type; empty when anything is."""
    match field.type:
        case "string":
            return full(STRINGS[field.format]) if field.format in STRINGS else ""
        case "integer" | "number":
            return full(REGEX[field.type], bare(field))
        case "boolean":
            return f"v IN ({', '.join(map(text, (*field.true_values, *field.false_values)))})"
        case "date" | "datetime" | "time":
            return moment(field)
        case "geopoint":
            return point(field)
        case "geojson" | "object" | "array":
            opening = "[" if field.type == "array" else "{"
            return f"v LIKE '{opening}%' AND json_valid(v)"
        case "any":
            return ""
    return full(REGEX[field.type])


def full(pattern: str, value: str = "v") -> str:
    return f"regexp_full_match({value}, {text(pattern)})"


def bare(field: Field) -> str:
    """Return the SQL of a number as the engine writes it; any space is a space."""
    value = "v"
    if not field.bare_number:
        value = f"regexp_extract({value}, '[+-]?[0-9][0-9 .,\u00a0\u202f]*[0-9]|[0-9]')"
    if field.group_char:
        groups = SPACES if field.group_char in SPACES else field.group_char
        value = f"translate({value}, {text(groups)}, '')"
    if field.decimal_char != ".":
        value = f"replace(translate({value}, '.', '?'), {text(field.decimal_char)}, '.')"
    return value


def moment(field: Field) -> str:
    if field.format == "any" and field.type != "time":
        formats = ANY_DATE if field.type == "date" else ANY_MOMENT
        several = f"try_strptime(v, [{', '.join(map(text, formats))}]) IS NOT NULL"
        if field.type == "date":
            return several
        return f"(TRY_CAST(v AS TIMESTAMPTZ) IS NOT NULL OR {several})"
    if field.format != "default":
        known = DIRECTIVES.fullmatch(field.format) is not None
        return f"try_strptime(v, {text(field.format)}) IS NOT NULL" if known else ""
    cast = {"date": "DATE", "time": "TIME", "datetime": "TIMESTAMPTZ"}[field.type]
    return f"({full(REGEX[field.type])} AND TRY_CAST(v AS {cast}) IS NOT NULL)"


def point(field: Field) -> str:
    """Return the SQL that checks « lon, lat », the order of the norm, within their bounds."""
    if field.format == "object":
        return "v LIKE '{%' AND json_valid(v)"
    longitude, latitude = (
        f"abs(TRY_CAST(split_part(translate(v, '[] ', ''), ',', {place}) AS DOUBLE)) <= {bound}"
        for place, bound in ((1, 180), (2, 90))
    )
    return f"({longitude} AND {latitude})"


def compared(field: Field) -> tuple[str, str]:
    """Return the SQL of what compares, and that of a bound « {} »; empty for what does not."""
    if field.type in ("integer", "number"):
        return f"TRY_CAST({bare(field)} AS DOUBLE)", "TRY_CAST({} AS DOUBLE)"
    if field.type in ("year", "yearmonth"):
        return "v", "{}"
    if field.type not in ("date", "datetime"):
        return "", ""
    formats = [field.format] if DIRECTIVES.fullmatch(field.format) else [*ANY_DATE, *ANY_MOMENT]
    if field.format == "default":
        formats = ["%Y-%m-%d"]
    shown = ", ".join(map(text, formats))
    either = f"coalesce(TRY_CAST({{0}} AS TIMESTAMP), try_strptime({{0}}, [{shown}]))"
    return either.format("v"), either


def among(field: Field) -> str:
    """Return the SQL that is true when « v » is one of the listed values."""
    if field.type not in ("integer", "number"):
        return f"v IN ({', '.join(map(text, field.enum))})"
    value = f"TRY_CAST({bare(field)} AS DOUBLE)"
    listed = ", ".join(f"TRY_CAST({text(one)} AS DOUBLE)" for one in field.enum)
    return f"{value} IN ({listed})"
