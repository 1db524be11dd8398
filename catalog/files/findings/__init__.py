"""What a comparison may find: one class a kind, by subject. In: a pair of versions. Out: findings.

To add a kind: a class in one of the modules, its name in KINDS, and two files that tell it apart.
"""

from collections.abc import Iterator
from dataclasses import replace

from catalog.files.findings.base import Kind, Pair
from catalog.files.findings.columns import (
    ColumnRetyped,
    ColumnsAdded,
    ColumnsLost,
    ColumnsRenamed,
    ColumnsReordered,
)
from catalog.files.findings.file import (
    DelimiterChanged,
    Empty,
    EncodingChanged,
    FormatChanged,
    HeaderOnly,
    Unchanged,
    Unreadable,
)
from catalog.files.findings.names import FileName
from catalog.files.findings.places import BoxMoved
from catalog.files.findings.privacy import PersonalData
from catalog.files.findings.rows import (
    KeyRepeated,
    KeysLost,
    RowCount,
    RowsDiffer,
    RowsLost,
    RowsNotCompared,
)
from catalog.files.findings.schema import SchemaBroken
from catalog.files.findings.values import (
    ColumnEmptied,
    NullsJump,
    OutOfDomain,
    OutOfPeriod,
    OutOfRange,
    ZerosLost,
)
from catalog.files.shapes import Finding, Severity

KINDS: tuple[type[Kind], ...] = (
    Unreadable, Empty, HeaderOnly, FormatChanged,
    ColumnsLost, ColumnsRenamed, ColumnRetyped, ColumnEmptied, ZerosLost,
    PersonalData, SchemaBroken,
    RowsLost, KeysLost, KeyRepeated,
    BoxMoved, EncodingChanged, DelimiterChanged, ColumnsReordered,
    NullsJump, OutOfDomain, OutOfRange, OutOfPeriod,
    ColumnsAdded, RowCount, RowsDiffer, RowsNotCompared, FileName,
)  # fmt: skip
"""In the order in which they are shown, within each severity."""


def all_findings(pair: Pair) -> tuple[Finding, ...]:
    """Return what is found, the gravest first; of the same bytes there is one thing to say."""
    if pair.context.is_unchanged:
        return tuple(Unchanged().found(pair))
    found = [*said_by(pair), *observed(pair)]
    return tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))


def said_by(pair: Pair) -> Iterator[Finding]:
    for kind in KINDS:
        for finding in kind().found(pair):
            spared = pair.old is None and not kind.from_the_first
            if spared and finding.severity == Severity.BLOCKING:
                yield replace(finding, severity=Severity.WARNING)
            else:
                yield finding


def observed(pair: Pair) -> Iterator[Finding]:
    """Yield what the reading of the new file noticed; what is on line already is but a notice."""
    known = {one.code for one in pair.old.observations} if pair.old is not None else set()
    for observation in pair.new.observations:
        if observation.code in known:
            yield replace(observation, severity=Severity.NOTICE)
        else:
            yield observation
