"""How a verb asks for later work. Tasks sit above verbs, so they are named, never imported."""

from django.utils.module_loading import import_string


def enqueue(task: str, *args: object) -> None:
    """Enqueue the task of that dotted name; in a transaction, it exists only if that commits."""
    import_string(task).enqueue(*args)
