"""What a new version would change for those who reuse. In: two profiles. Out: a comparison.

The profiles are enough. Where both tables are at hand, the sandbox also says which rows changed
and which columns hold the same values; when it refuses, the comparison holds without it.
"""

from dataclasses import replace

from catalog.files import sandbox
from catalog.files.findings import all_findings
from catalog.files.findings.base import Context, Pair
from catalog.files.findings.effects import with_effect
from catalog.files.keys import candidates
from catalog.files.matching import Likeness, added, column_changes, lost
from catalog.files.sandbox import LIMITS, SandboxRefusal
from catalog.files.shapes import Column, ColumnType, Comparison, Differences, Presence, Profile
from catalog.files.territories import place_columns

SECONDS = 60
MOST_GUESSED = 40
"""Lost columns, and added ones, beyond which nobody asks which is which."""
COMPARED_AS = (
    ({ColumnType.INTEGER, ColumnType.DECIMAL}, "DOUBLE"),
    ({ColumnType.DATE, ColumnType.DATETIME}, "TIMESTAMP"),
)


def compare(old: Profile | None, new: Profile, *, context: Context) -> Comparison:
    """Compare the version on line with the one that arrives; `old` is None for a first version."""
    pair = Pair(old, new, context)
    if not context.is_unchanged and old is not None and old.is_tabular and new.is_tabular:
        pair = replace(pair, columns=column_changes(old, new, likeness_of(old, new, context)))
        pair = replace(with_rows(pair, old), territories=territories_of(old, new, context))
    return told(pair)


def with_rows(pair: Pair, old: Profile) -> Pair:
    """Return the pair with what became of its rows, or with why that is not known."""
    if not pair.both or pair.context.table_before is None or pair.context.table is None:
        return pair
    try:
        return replace(pair, differences=differences_of(pair, old))
    except SandboxRefusal as refusal:
        return replace(pair, unread=str(refusal))


def likeness_of(old: Profile, new: Profile, context: Context) -> Likeness:
    before, after = lost(old, new), added(old, new)
    if not before or not after or max(len(before), len(after)) > MOST_GUESSED:
        return {}
    if context.table_before is None or context.table is None:
        return {}
    try:
        shares = sandbox.call(
            "catalog.files.likeness:likeness",
            reads=[context.table_before, context.table],
            limits=sandbox.seconds(LIMITS, SECONDS),
            before=context.table_before,
            after=context.table,
            lost=[column.name for column in before],
            added=[column.name for column in after],
        )
    except SandboxRefusal:
        return {}
    return {(first, second): share for first, second, share in shares}


def territories_of(old: Profile, new: Profile, context: Context) -> tuple[Presence, ...]:
    """Return where the rows are, when the box of the places changed."""
    before, after = place_columns(old), place_columns(new)
    if old.bbox == new.bbox or not before or not after:
        return ()
    if context.table_before is None or context.table is None:
        return ()
    try:
        counted = sandbox.call(
            "catalog.files.territories:presences",
            reads=[context.table_before, context.table],
            limits=sandbox.seconds(LIMITS, SECONDS),
            before=context.table_before,
            after=context.table,
            places_before=before,
            places=after,
        )
    except SandboxRefusal:
        return ()
    return tuple(map(Presence.from_json, counted))


def differences_of(pair: Pair, old: Profile) -> Differences:
    context = pair.context
    names = {after.name for _, after in pair.both}
    declared = bool(context.key) and set(context.key) <= names
    keys = [context.key] if declared else candidates(old, pair.new, pair.both)
    told = sandbox.call(
        "catalog.files.rows:differences",
        reads=[path for path in (context.table_before, context.table) if path is not None],
        limits=sandbox.seconds(LIMITS, SECONDS),
        before=context.table_before,
        after=context.table,
        shared=[[one.name, other.name, compared_as(one, other)] for one, other in pair.both],
        keys=keys,
        declared=declared,
        hidden=hidden(pair),
    )
    return Differences.from_json(told)


def compared_as(before: Column, after: Column) -> str:
    """Return the SQL type under which the cells of both compare; empty for their text."""
    types = {before.type, after.type}
    return next((cast for family, cast in COMPARED_AS if len(types) == 2 and types <= family), "")


def hidden(pair: Pair) -> list[str]:
    """Return the columns, by their new names, that may hold personal data in either version."""
    before = {one.column for one in pair.old.suspicions} if pair.old is not None else set()
    after = {one.column for one in pair.new.suspicions}
    return [new.name for old, new in pair.both if old.name in before or new.name in after]


def told(pair: Pair) -> Comparison:
    old, new, rows = pair.old, pair.new, pair.differences
    kept = Comparison(findings=all_findings(pair), schema=pair.context.schema)
    if pair.context.is_unchanged:
        return kept
    kept = replace(
        kept,
        columns=tuple(with_effect(change, pair) for change in pair.columns),
        rows_before=old.row_count if old is not None else None,
        rows_after=new.row_count,
        bbox_before=old.bbox if old is not None else None,
        bbox_after=new.bbox,
        territories=pair.territories,
    )
    if rows is None:
        return kept
    return replace(
        kept,
        key=rows.key,
        keys_added=rows.added,
        keys_removed=rows.removed,
        keys_changed=rows.changed if rows.key else None,
        rows_same=rows.same,
        sample_columns=rows.sample_columns,
        samples=rows.samples,
    )
