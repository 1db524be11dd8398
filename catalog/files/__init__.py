"""Reading files, without Django. In: bytes and the name their sender gave. Out: what they are."""

from catalog.files.compare import compare
from catalog.files.convert import convert
from catalog.files.dictionary import DescribedColumn, dictionary_csv
from catalog.files.findings.base import Context
from catalog.files.profile import profile
from catalog.files.query import preview
from catalog.files.sandbox import SandboxRefusal
from catalog.files.schema import SchemaRefusal, TableSchema, read_schema
from catalog.files.schema_draft import dictionary_schema, schema_from
from catalog.files.validation import validate

__all__ = [
    "Context",
    "DescribedColumn",
    "SandboxRefusal",
    "SchemaRefusal",
    "TableSchema",
    "compare",
    "convert",
    "dictionary_csv",
    "dictionary_schema",
    "preview",
    "profile",
    "read_schema",
    "schema_from",
    "validate",
]
