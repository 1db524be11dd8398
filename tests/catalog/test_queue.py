"""Verbs name the tasks they ask for: every name must lead to a task."""

import ast
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string
from django_tasks.base import Task

ROOMS = ("catalog", "backoffice", "showcase", "config")


def enqueued():
    """Yield (file, line, argument) of every call to enqueue(…)."""
    for room in ROOMS:
        for path in Path(settings.BASE_DIR, room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and name_of(node.func) == "enqueue" and node.args:
                    yield path, node.lineno, node.args[0]


def name_of(function):
    return getattr(function, "id", None) or getattr(function, "attr", None)


def test_every_task_asked_for_exists():
    found = []
    for path, line, argument in enqueued():
        if path.name == "queue.py":
            continue
        where = f"{path}:{line}"
        assert isinstance(argument, ast.Constant), f"{where} must name its task in full"
        assert isinstance(import_string(argument.value), Task), where
        found.append(argument.value)

    assert "catalog.tasks.send_notification" in found
