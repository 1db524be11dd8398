"""What a new version would change for those who reuse. In: two profiles. Out: a comparison.

The profiles are enough. Where both tables are at hand, the sandbox also says which rows changed
and which columns hold the same values; when it refuses, the comparison holds without it.
"""

from dataclasses import replace

from catalog.files.findings import all_findings
from catalog.files.findings.base import Context, Pair
from catalog.files.findings.effects import with_effect
from catalog.files.matching import column_changes
from catalog.files.shapes import Comparison, Profile


def compare(old: Profile | None, new: Profile, *, context: Context) -> Comparison:
    """Compare the version on line with the one that arrives; `old` is None for a first version."""
    pair = Pair(old, new, context)
    if context.is_unchanged:
        return Comparison(all_findings(pair))
    if old is not None and old.is_tabular and new.is_tabular:
        pair = replace(pair, columns=column_changes(old, new))
    return told(pair)


def told(pair: Pair) -> Comparison:
    old, new, differences = pair.old, pair.new, pair.differences
    by_key = differences is not None and bool(differences.key)
    return Comparison(
        findings=all_findings(pair),
        columns=tuple(with_effect(change, pair) for change in pair.columns),
        rows_before=old.row_count if old is not None else None,
        rows_after=new.row_count,
        key=differences.key if differences else (),
        keys_added=differences.added if differences else None,
        keys_removed=differences.removed if differences else None,
        keys_changed=differences.changed if differences and by_key else None,
        rows_same=differences.same if differences else None,
        sample_columns=differences.sample_columns if differences else (),
        samples=differences.samples if differences else (),
        bbox_before=old.bbox if old is not None else None,
        bbox_after=new.bbox,
        schema=pair.context.schema,
    )
