"""Reading files, without Django. In: bytes and the name their sender gave. Out: what they are."""

from catalog.files.convert import convert
from catalog.files.profile import profile
from catalog.files.query import preview
from catalog.files.sandbox import SandboxRefusal

__all__ = ["SandboxRefusal", "convert", "preview", "profile"]
