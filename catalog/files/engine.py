"""DuckDB as we allow it: given files, one folder, little memory, nothing that SQL can reopen."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    Connection = DuckDBPyConnection
else:
    Connection = object  # the site imports this module too, and never the engine

MEMORY_LIMIT, THREADS, SPILL = "384MB", 2, "4GB"


def connect(work: Path, *, opens: Sequence[Path] = ()) -> Connection:
    """Return a connection that reads `opens`, and reads and writes in `work` only.

    The order matters: what is allowed is said first, then the door is closed, then locked.
    """
    import duckdb

    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY_LIMIT,
            "threads": THREADS,
            "temp_directory": str(work / "spill"),
            "max_temp_directory_size": SPILL,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
            "preserve_insertion_order": True,
        }
    )
    paths = ", ".join(text(str(path)) for path in opens)
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"SET allowed_paths = [{paths}]")
    connection.execute(f"SET allowed_directories = [{text(str(work))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def name(column: str) -> str:
    """Quote an identifier: any header of any file is one."""
    return '"' + column.replace('"', '""') + '"'


def text(value: str) -> str:
    """Quote a literal."""
    return "'" + value.replace("'", "''") + "'"
