"""Comparing two versions of a resource, with what the resource says of itself."""

from pathlib import Path

from catalog import storage
from catalog.actions.exploring import explore, fetch, work_folder
from catalog.files.compare import Context, compare
from catalog.files.shapes import Comparison
from catalog.models import ResourceVersion


def comparison_of(version: ResourceVersion, base: ResourceVersion) -> Comparison:
    """Return what the version would change for those who read `base`. Both are read if need be."""
    before, after = explore(base), explore(version)
    with work_folder() as folder:
        return compare(before, after, context=context_of(version, base, folder))


def context_of(version: ResourceVersion, base: ResourceVersion, folder: Path) -> Context:
    resource = version.resource
    dataset = resource.dataset
    return Context(
        tolerance=resource.row_tolerance / 100,
        key_columns=tuple(resource.key_columns),
        coverage=(dataset.temporal_start, dataset.temporal_end),
        filename_before=base.filename,
        filename_after=version.filename,
        sha256_before=base.sha256,
        sha256_after=version.sha256,
        table_before=table_of(base, folder / "before.parquet"),
        table_after=table_of(version, folder / "after.parquet"),
    )


def table_of(version: ResourceVersion, path: Path) -> Path | None:
    """Return the table of the version on this machine, or None when it has none."""
    return fetch(storage.derived(), version.table_key, path) if version.table_key else None
