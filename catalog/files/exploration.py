"""What a file contains, found inside the sandbox. In: a path. Out: a profile, and its table."""

from dataclasses import replace
from pathlib import Path

from catalog.files import engine
from catalog.files.columns import studied
from catalog.files.engine import Connection
from catalog.files.firsts import first_rows
from catalog.files.formats import format_of
from catalog.files.formats.base import HEAD_BYTES, Format, Reading, Refusal, Sample, Table
from catalog.files.identify import MIME, extension, identify
from catalog.files.meaning import bounds, understood
from catalog.files.mismatch import mismatch
from catalog.files.shapes import Finding, Profile
from catalog.files.staging import check_columns, check_size
from catalog.files.table import write_table

EMPTY = "Ce fichier est vide."
UNKNOWN = "Ce format n’est pas exploré ; le fichier reste téléchargeable."


def explore(path: str, filename: str, work: Path, out: Path, *, keep: bool) -> Profile:
    """Return the profile; with `keep`, the table is written to `out` when there is one."""
    sample = sample_of(Path(path), filename)
    if not sample.size:
        return refused(sample, EMPTY)
    format_ = format_of(sample)
    if format_ is None:
        return refused(sample, UNKNOWN)
    try:
        reading = format_.read(sample, work)
        profile = profile_of(reading, sample)
        if reading.table is None:
            return profile
        return with_columns(profile, reading.table, work, out if keep else None)
    except Refusal as refusal:
        return refused(sample, str(refusal), format_)


def sample_of(path: Path, filename: str) -> Sample:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return Sample(path, head, filename or path.name, path.stat().st_size)


def refused(sample: Sample, sentence: str, format_: Format | None = None) -> Profile:
    """Return a profile that says why; the format is that of the bytes when one was recognised."""
    found = identify(sample.head, sample.filename)
    known = format_ is None or found.format in format_.names
    name = found.format if known or format_ is None else format_.names[0]
    mime = MIME.get(name, found.mime)
    odd = observed(name, sample)
    return Profile(name, mime, sample.size, observations=odd, refusal=sentence)


def observed(format_: str, sample: Sample) -> tuple[Finding, ...]:
    odd = mismatch(format_, extension(sample.filename))
    return (odd,) if odd else ()


def profile_of(reading: Reading, sample: Sample) -> Profile:
    return Profile(
        format=reading.format,
        mime=reading.mime,
        size=sample.size,
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        header_row=reading.header_row,
        parts=reading.parts,
        part=reading.part,
        bbox=reading.bbox,
        geometry_kinds=reading.geometry_kinds,
        page_count=reading.page_count,
        title=reading.title,
        pixels=reading.pixels,
        observations=(*observed(reading.format, sample), *reading.observations),
        refusal=reading.refusal,
    )


def with_columns(profile: Profile, table: Table, work: Path, out: Path | None) -> Profile:
    """Complete the profile; the limits are checked again, for a format that did not."""
    connection = engine.connect(work, opens=table.opens)
    check_columns(len(table.names))
    row_count = counted(connection, table)
    check_size(row_count, len(table.names))
    studies = studied(connection, table, row_count)
    columns, suspicions = understood(
        connection, table, [study.column(row_count) for study in studies], row_count
    )
    if out is not None:
        write_table(connection, table, studies, out)
    return replace(
        profile,
        row_count=row_count,
        columns=columns,
        suspicions=suspicions,
        first_rows=first_rows(connection, table, columns, suspicions),
        bbox=profile.bbox or bounds(connection, table, columns),
    )


def counted(connection: Connection, table: Table) -> int:
    told = connection.execute(f"SELECT count(*) FROM {table.sql}").fetchone()
    return told[0] if told else 0
