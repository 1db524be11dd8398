"""What the sandbox's child process runs: it bounds itself, then calls one function.

In: an errand. Out: `answer.json` in its work folder.
"""

import importlib
import inspect
import json
import os
import resource
import traceback
from pathlib import Path
from typing import Any

from catalog.files.confinement import confine
from catalog.files.formats.base import Refusal
from catalog.files.sandbox import ANSWER, DISK, MEMORY, ROOT, UNREADABLE, WRITTEN

OUT_OF_MEMORY = ("OutOfMemoryException", "ArrowMemoryError")
TOO_LARGE = 27
"""The system's number for a file that passes its limit."""


def attend(errand: dict[str, Any]) -> None:
    """Do the errand in this very process, which is good for nothing else afterwards."""
    bound(errand["limits"])
    package = errand["function"].partition(".")[0]
    code = [ROOT / "catalog", ROOT / package]
    confine(Path(errand["work"]), map(Path, errand["reads"]), code)
    told = tell(errand)
    (Path(errand["work"]) / ANSWER).write_text(json.dumps(told, default=as_json))


def bound(limits: dict[str, int]) -> None:
    """Set the limits of this process, which it cannot raise again, and stand behind the others."""
    for kind, limit in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["file"]),
        (resource.RLIMIT_NOFILE, limits["files"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu"], limits["cpu"] + 1))
    os.nice(5)


def tell(errand: dict[str, Any]) -> dict[str, Any]:
    """Return the answer, or the refusal: a file may break any parser in any way."""
    try:
        return {"answer": called(errand)}
    except Refusal as refusal:
        return {"refusal": str(refusal), "detail": ""}
    except Exception as error:  # noqa: BLE001 (the boundary: whatever a file provokes stops here)
        return {"refusal": sentence_for(error), "detail": traceback.format_exc(limit=-6)[-4000:]}


def called(errand: dict[str, Any]) -> Any:
    module, name = errand["function"].split(":")
    function = getattr(importlib.import_module(module), name)
    own = {"work": Path(errand["work"]), "out": Path(errand["work"]) / WRITTEN}
    asked = inspect.signature(function).parameters
    return function(
        **errand["arguments"],
        **{name: path for name, path in own.items() if name in asked},
    )


def sentence_for(error: Exception) -> str:
    if isinstance(error, MemoryError) or type(error).__name__ in OUT_OF_MEMORY:
        return MEMORY
    if isinstance(error, OSError) and error.errno == TOO_LARGE:
        return DISK
    return UNREADABLE


def as_json(value: Any) -> Any:
    return value.as_json() if hasattr(value, "as_json") else str(value)
