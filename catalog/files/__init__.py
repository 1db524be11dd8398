"""Reading files, without Django. In: bytes and the name their sender gave. Out: what they are."""

from catalog.files.profile import profile
from catalog.files.sandbox import SandboxRefusal

__all__ = ["SandboxRefusal", "profile"]
