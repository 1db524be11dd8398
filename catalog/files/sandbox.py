"""The only place where untrusted bytes are opened: a child process, bounded and then forgotten.

In: the dotted name of a function and its arguments, as JSON. Out: its answer, as JSON, or a
refusal that people can read.
"""

import compileall
import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from catalog.files.warm import Ended, Gone, Nursery, TooLong

GIGABYTE = 1024**3
ROOT = Path(__file__).resolve().parents[2]
NO_NETWORK = (
    ["unshare", "--net", "--"],
    ["unshare", "--user", "--map-current-user", "--net", "--"],
)
PREFIX = "vitrine-read-"
FORGOTTEN = 3600
"""Seconds after which a work folder has lost whoever asked for it."""
ANSWER, WRITTEN = "answer.json", "written"
MEMORY = "Ce fichier demande plus de mémoire que la limite : il est trop grand ou trop dense."
TIME = "La lecture de ce fichier a été arrêtée : elle prenait trop de temps."
DISK = "Ce fichier occuperait, une fois lu, plus de place que la limite."
UNREADABLE = "Ce fichier n’a pas pu être lu : il est abîmé, ou son contenu n’est pas celui attendu."


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes. `wall` is of the clock, `cpu` adds up the threads."""

    memory: int = 2 * GIGABYTE
    cpu: int = 200
    wall: int = 120
    file: int = 6 * GIGABYTE
    files: int = 256
    answer: int = 64 * 1024**2


LIMITS = Limits()


class SandboxRefusal(Exception):
    """The file was not read to its end; the sentence is for people, `detail` for the log."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail


@dataclass(frozen=True)
class Errand:
    """What the child is asked, whole: it is told nothing else, and inherits no variable."""

    function: str
    arguments: dict[str, Any]
    reads: tuple[str, ...]
    work: str
    limits: Limits


def call(
    function: str,
    *,
    reads: Sequence[Path] = (),
    writes: Path | None = None,
    limits: Limits = LIMITS,
    **arguments: Any,
) -> Any:
    """Return what `function` (« package.module:name ») answers, run in a child process.

    The arguments pass as JSON (a Path arrives as text). The function may also declare `work`, a
    folder of its own, and `out`, the file it must write: it is moved to `writes` once whole.
    """
    sweep()
    work = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        told = {name: told_to_child(value) for name, value in arguments.items()}
        errand = Errand(function, told, tuple(map(resolved, reads)), str(work), limits)
        answer = run(errand)
        if writes is not None and (work / WRITTEN).exists():
            move(work / WRITTEN, writes)
        return answer
    finally:
        shutil.rmtree(work, ignore_errors=True)


def sweep() -> None:
    """Remove the work folders of callers that were killed before they could do it."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > FORGOTTEN:
                shutil.rmtree(folder, ignore_errors=True)


@cache
def compiled() -> None:
    """Compile this library once: the child may write nothing, and would compile it every time."""
    compileall.compile_dir(Path(__file__).parent, quiet=2)


def run(errand: Errand) -> Any:
    compiled()
    try:
        ended = NURSERY.run(json.dumps(asdict(errand)).encode(), errand.limits.wall)
    except TooLong as long:
        raise SandboxRefusal(TIME, "wall clock") from long
    except Gone as gone:
        raise SandboxRefusal(UNREADABLE, "no process could be started") from gone
    return answered(ended, errand)


def answered(ended: Ended, errand: Errand) -> Any:
    """Return the child's answer; a child that left none was stopped, by a limit or by a crash."""
    path = Path(errand.work) / ANSWER
    if ended.code != 0 or not path.exists():
        raise SandboxRefusal(*reason_of(ended.code))
    if path.stat().st_size > errand.limits.answer:
        raise SandboxRefusal(MEMORY, "answer too long")
    told = json.loads(path.read_bytes())
    if "refusal" in told:
        raise SandboxRefusal(told["refusal"], told["detail"])
    return told["answer"]


def reason_of(code: int) -> tuple[str, str]:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return TIME, f"exit {code}"
    if code == -signal.SIGXFSZ:
        return DISK, f"exit {code}"
    return (MEMORY if code in (-signal.SIGABRT, -signal.SIGTRAP) else UNREADABLE), f"exit {code}"


def environment() -> dict[str, str]:
    """Return the variables of what reads files: no secret, proxy, thread pool or second heap."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "MALLOC_ARENA_MAX": "2",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


@cache
def without_network() -> list[str]:
    """Return the command that takes the network away, where the system lets us; tried once."""
    for command in NO_NETWORK:
        try:
            tried = subprocess.run(  # noqa: S603 (our own words)
                [*command, "true"], capture_output=True, timeout=10, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if tried.returncode == 0:
            return command
    return []


def resolved(path: Path) -> str:
    return str(Path(path).resolve())


def told_to_child(value: Any) -> Any:
    """Return a path as the child must hear it: it stands in another folder than its caller."""
    return resolved(value) if isinstance(value, Path) else value


def move(written: Path, destination: Path) -> None:
    """Put the file where it is wanted, whole or not at all, from another disk too."""
    part = destination.with_name(f"{destination.name}.{os.getpid()}.part")
    try:
        shutil.move(written, part)
        part.replace(destination)
    finally:
        part.unlink(missing_ok=True)


def seconds(limits: Limits, wall: int) -> Limits:
    """Return the same limits with another time, in seconds of the clock."""
    return replace(limits, wall=wall, cpu=2 * wall)


NURSERY = Nursery(without_network, environment())
