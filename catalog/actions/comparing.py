"""Comparing two versions of a resource, with what the resource says of itself."""

from pathlib import Path

from catalog.actions.exploring import explore, fetched, table_of, work_folder
from catalog.files import Context, SandboxRefusal, compare
from catalog.files.schema import SchemaRefusal, read_schema
from catalog.files.shapes import Comparison, SchemaReport
from catalog.files.validation import validate
from catalog.models import ResourceVersion


def comparison_of(version: ResourceVersion, base: ResourceVersion | None) -> Comparison:
    """Return what the version would change for those who read `base`; both are read if need be.

    Without `base`, nobody reads anything yet: only what the file itself says is found.
    """
    before, after = explore(base) if base else None, explore(version)
    with work_folder() as folder:
        return compare(before, after, context=context_of(version, base, folder))


def context_of(version: ResourceVersion, base: ResourceVersion | None, folder: Path) -> Context:
    resource = version.resource
    dataset = resource.dataset
    return Context(
        tolerance=resource.row_tolerance,
        key=tuple(resource.key_columns),
        starts=dataset.temporal_start,
        ends=dataset.temporal_end,
        filename_before=base.filename if base else "",
        filename=version.filename,
        sha256_before=base.sha256 if base else "",
        sha256=version.sha256,
        table_before=table_of(base, folder / "before.parquet") if base else None,
        table=table_of(version, folder / "after.parquet"),
        schema=schema_report(version, folder),
    )


def schema_report(version: ResourceVersion, folder: Path) -> SchemaReport | None:
    """Return how the file respects the schema of its resource; None without one, or when the file
    is no table: that is found otherwise.
    """
    given = version.resource.table_schema
    if not given:
        return None
    file = fetched(version, folder / "file")
    hidden = [one.column for one in explore(version).suspicions]
    try:
        return validate(file, read_schema(given), filename=version.filename, hidden=hidden)
    except (SchemaRefusal, SandboxRefusal):
        return None
