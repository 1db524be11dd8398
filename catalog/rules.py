"""The machinery of rights: a rule is a function `user -> Q`; lists and objects ask the same query.

The rules themselves are all in `catalog.permissions`; this module only keeps them by name.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet

Rule = Callable[[Any], Q]
RULES: dict[str, Rule] = {}
NOBODY = Q(pk__in=[])

Rows = TypeVar("Rows", bound="QuerySet[Any]")


def rule(right: str) -> Callable[[Rule], Rule]:
    """Declare the function as the rule of that right."""

    def register(function: Rule) -> Rule:
        RULES[right] = function
        return function

    return register


def restrict(rows: Rows, user: Any, right: str) -> Rows:
    """Return the rows over which `user` holds `right`. Raises KeyError for an unknown right.

    A superuser holds every right, in lists too; an inactive account is a stranger to us.
    """
    answer = RULES[right]
    if user.is_active and user.is_superuser:
        return rows
    return rows.filter(answer(user))


def holds(user: Any, right: str, thing: Model) -> bool:
    """Tell whether `user` holds `right` over one thing: the list question, asked with its key."""
    return restrict(type(thing)._default_manager.all(), user, right).filter(pk=thing.pk).exists()


def held_among(rights: Iterable[str], user: Any, thing: Model) -> set[str]:
    """Return those of the rights that `user` holds over the thing, in one query for all of them."""
    named = {f"right_{rank}": right for rank, right in enumerate(rights)}
    if user.is_active and user.is_superuser:
        return set(named.values())
    answers = {
        name: ExpressionWrapper(RULES[right](user), BooleanField()) for name, right in named.items()
    }
    rows = type(thing)._default_manager.filter(pk=thing.pk).annotate(**answers).values(*answers)
    return {named[name] for row in rows for name, held in row.items() if held}
