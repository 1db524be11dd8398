"""The real files of the folder that VITRINE_SHARED names, and files made by hand."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SHARED = ROOT / os.environ.get("VITRINE_SHARED", "../shared") / "data"


def real(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        reason = f"{name} is not in {SHARED}: set VITRINE_SHARED"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return path


def made(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
