"""What the child takes from itself where Linux allows it: every file but those it was given.

In: the errand's folders and files. Out: nothing; a system without Landlock keeps the other walls.
"""

import ctypes
import os
import signal
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""Linux system calls of Landlock, the same on every architecture."""
ASK_VERSION, RULE_PATH = 1, 1
NO_NEW_PRIVILEGES, DIE_WITH_PARENT = 38, 1
READ_FILE, READ_FOLDER, EXECUTE = 1 << 2, 1 << 3, 1
EVERYTHING = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
"""The rights on files that each version of Landlock knows; later ones add nothing we need."""
SYSTEM = (
    "/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/dev/null", "/dev/urandom",
    "/proc/self", "/proc/stat", "/proc/meminfo", "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system/cpu", "/sys/fs/cgroup", "/sys/kernel/mm/transparent_hugepage",
)  # fmt: skip
"""Libraries, and what allocators and the engine ask of the machine: without it the engine dies."""


def confine(work: Path, reads: Iterable[Path], code: Iterable[Path]) -> None:
    """Leave this process, for ever, its work folder to write, and `reads` and `code` to read."""
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    version = system.syscall(CREATE_RULESET, None, 0, ASK_VERSION)
    if version < 1:
        return
    everything = EVERYTHING[min(version, max(EVERYTHING))]
    attributes = struct.pack("Q", everything)
    ruleset = system.syscall(CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return
    allow(system, ruleset, work, everything)
    for path in (*map(Path, SYSTEM), *libraries(), *code, *reads):
        allow(system, ruleset, path, READ_FILE | READ_FOLDER | EXECUTE)
    system.syscall(RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def libraries() -> list[Path]:
    """Return where Python and its packages are; the project itself is not one of them."""
    places = [*sys.path[1:], sys.prefix, sys.base_prefix]
    return [Path(place) for place in places if place not in ("", os.environ["PYTHONPATH"])]


def allow(system: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    """Add one path; a plain file takes the rights of files only, a missing one takes none."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not path.is_dir():
        rights &= READ_FILE | EXECUTE
    rule = struct.pack("=Qi", rights, opened)
    system.syscall(ADD_RULE, ruleset, RULE_PATH, rule, 0)
    os.close(opened)
