"""Reading files, without Django. In: bytes and the name their sender gave. Out: what they are."""

from catalog.files.compare import compare
from catalog.files.findings.base import Context
from catalog.files.profile import profile
from catalog.files.sandbox import SandboxRefusal

__all__ = ["Context", "SandboxRefusal", "compare", "profile"]
