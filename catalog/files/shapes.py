"""What crosses the room: a profile, a comparison, their findings. All frozen, all kept as JSON."""

from dataclasses import dataclass
from enum import StrEnum

from catalog.files.kept import Kept


class Severity(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"
    NOTICE = "notice"


class ColumnType(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    GEOPOINT = "geopoint"
    GEOMETRY = "geometry"
    JSON = "json"

    @property
    def label(self) -> str:
        return {
            ColumnType.TEXT: "texte",
            ColumnType.INTEGER: "entier",
            ColumnType.DECIMAL: "décimal",
            ColumnType.BOOLEAN: "oui ou non",
            ColumnType.DATE: "date",
            ColumnType.DATETIME: "date et heure",
            ColumnType.GEOPOINT: "point",
            ColumnType.GEOMETRY: "géométrie",
            ColumnType.JSON: "JSON",
        }[self]


class Topic(StrEnum):
    """What a finding is about: the findings of a comparison are shown by topic."""

    FILE = "file"
    COLUMNS = "columns"
    TYPES = "types"
    ROWS = "rows"
    VALUES = "values"
    TERRITORY = "territory"
    PRIVACY = "privacy"
    SCHEMA = "schema"


class Change(StrEnum):
    """What becomes of one column between two versions."""

    KEPT = "kept"
    ADDED = "added"
    LOST = "lost"
    RENAMED = "renamed"
    RETYPED = "retyped"


@dataclass(frozen=True)
class Finding(Kept):
    """One thing found. `code`: stable, English, kebab-case; `message`: a French sentence, whole."""

    code: str
    severity: Severity
    message: str
    column: str | None = None
    topic: Topic = Topic.FILE


@dataclass(frozen=True)
class Frequent(Kept):
    value: str
    count: int


@dataclass(frozen=True)
class Column(Kept):
    """One column. `position` from 0; `null_share` from 0 to 1; `minimum` and `maximum` with ISO
    dates and dotted decimals; `semantic`: a key of `catalog.files.semantics`, or None; `notation`:
    a date's format (« %d/%m/%Y »), or « 1 234,5 »; `marked`: « N/A » and the like are empty cells.
    """

    name: str
    position: int
    type: ColumnType
    null_share: float = 0.0
    distinct: int | None = None
    minimum: str | None = None
    maximum: str | None = None
    frequent: tuple[Frequent, ...] = ()
    examples: tuple[str, ...] = ()
    semantic: str | None = None
    notation: str = ""
    marked: bool = False


@dataclass(frozen=True)
class Part(Kept):
    """A sheet, a layer or the member of an archive. `row_count` without the header."""

    name: str
    row_count: int | None = None
    column_count: int | None = None
    size: int | None = None


@dataclass(frozen=True)
class Suspicion(Kept):
    """Personal data, perhaps: where, of which kind, how many values and why. Never the values."""

    column: str
    kind: str
    count: int
    reason: str


@dataclass(frozen=True)
class Profile(Kept):
    """What a file contains. A file that is not explored says why in `refusal`, in French.

    `header_row`: line of the header, from 0, None where there is none; `row_count`: without it;
    `first_rows`: cells of the first columns, as the file writes them; `part`: the sheet or layer
    that the columns describe; `bbox`: west, south, east, north, in WGS 84; `page_count` and
    `title`: of a document; `pixels`: width and height of an image.
    """

    format: str
    mime: str
    size: int
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    row_count: int | None = None
    columns: tuple[Column, ...] = ()
    parts: tuple[Part, ...] = ()
    part: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    geometry_kinds: tuple[str, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()
    first_rows: tuple[tuple[str, ...], ...] = ()
    observations: tuple[Finding, ...] = ()
    page_count: int | None = None
    title: str = ""
    pixels: tuple[int, int] | None = None
    refusal: str | None = None

    @property
    def is_tabular(self) -> bool:
        return bool(self.columns) and self.refusal is None

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True)
class ColumnChange(Kept):
    """One line of the comparison of columns; `before` and `after` are their names, None: none.

    `effect`: what it does to those who reuse, in French; `likeness`: the share, in %, of the
    values of a renamed column that are the same; `cells`: how many changed, where a key is.
    """

    change: Change
    before: str | None
    after: str | None
    type_before: ColumnType | None = None
    type_after: ColumnType | None = None
    moved: bool = False
    effect: str = ""
    likeness: int | None = None
    cells: int | None = None


@dataclass(frozen=True)
class RowSample(Kept):
    """A row « added », « removed » or « changed »: `before` and `after` in `sample_columns`."""

    change: str
    key: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangedCells(Kept):
    """How many cells of a column changed; `zeros`: those that only lost their leading zeros."""

    column: str
    count: int
    zeros: int = 0


@dataclass(frozen=True)
class Differences(Kept):
    """What became of the rows. Columns are named as in the new version.

    `key`: the columns that told which row is which; without it rows were compared whole, and
    none is said to have changed. `repeated`: rows of the new version whose key another one has.
    """

    same: int
    added: int
    removed: int
    changed: int = 0
    key: tuple[str, ...] = ()
    repeated: int = 0
    cells: tuple[ChangedCells, ...] = ()
    sample_columns: tuple[str, ...] = ()
    samples: tuple[RowSample, ...] = ()


@dataclass(frozen=True)
class Presence(Kept):
    """How many rows are in a territory, in each version; `where`: « en Guadeloupe »."""

    where: str
    before: int
    after: int


@dataclass(frozen=True)
class SchemaFailure(Kept):
    """What does not respect the schema. `row`: as a spreadsheet numbers it; None: the column."""

    code: str
    column: str
    message: str
    row: int | None = None


@dataclass(frozen=True)
class SchemaReport(Kept):
    """`total` failures, of which the first ones; `notes`: what breaks nothing, in French."""

    total: int
    failures: tuple[SchemaFailure, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison(Kept):
    """What a new version would change.

    Rows are counted in `keys_…` and `rows_same`: by `key` where one is known or found, whole
    where none is (`key` is empty, `keys_changed` is None), not at all where `rows_same` is None.
    """

    findings: tuple[Finding, ...] = ()
    columns: tuple[ColumnChange, ...] = ()
    rows_before: int | None = None
    rows_after: int | None = None
    key: tuple[str, ...] = ()
    keys_added: int | None = None
    keys_removed: int | None = None
    keys_changed: int | None = None
    rows_same: int | None = None
    sample_columns: tuple[str, ...] = ()
    samples: tuple[RowSample, ...] = ()
    bbox_before: tuple[float, float, float, float] | None = None
    bbox_after: tuple[float, float, float, float] | None = None
    territories: tuple[Presence, ...] = ()
    schema: SchemaReport | None = None

    def of(self, severity: Severity) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity == severity]

    def about(self, topic: Topic) -> list[Finding]:
        return [finding for finding in self.findings if finding.topic == topic]

    @property
    def is_blocking(self) -> bool:
        return bool(self.of(Severity.BLOCKING))
