"""What one of our forms had sent, under the words of its page, for a page that refuses it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.http import HttpRequest

from backoffice.access.account_forms import Worded
from backoffice.house_forms import HouseForm

SECRET = re.compile(r"passw|token|secret|(^|[^a-z])key([^a-z]|$)", re.IGNORECASE)
"""The name of a posted field that is never written back in a page; « keywords » is none."""
OF_OURS = {"submission", "next", "retour"}
"""What a form carries and nobody wrote."""
SEVERAL = re.compile(r"^.+-\d+-")


@dataclass(frozen=True)
class Kept:
    name: str
    value: str
    label: str
    """As on the page of the form; empty for what that page does not show."""


def posted(request: HttpRequest) -> list[Kept]:
    """Return what was posted, without what must not be shown."""
    form = form_of(request)
    return [
        Kept(name, value, "" if is_hidden(form, name) else label_of(form, name))
        for name, values in request.POST.lists()
        if not SECRET.search(name)
        for value in values
    ]


def form_of(request: HttpRequest) -> Any:
    """Return the class of the form that this address takes, or None."""
    match = request.resolver_match
    func: Any = match.func if match else None
    given = getattr(func, "view_initkwargs", {}).get("form_class")
    return given or getattr(getattr(func, "view_class", None), "form_class", None)


def is_hidden(form: Any, name: str) -> bool:
    field = getattr(form, "base_fields", {}).get(name)
    return name in OF_OURS or bool(field and field.widget.is_hidden)


def label_of(form: Any, name: str) -> str:
    """Return the label of that field: of this form, or of the only one that any form gives it."""
    bare = SEVERAL.sub("", name)
    own = labels_in(form) if form else {}
    found = labels().get(bare, set()) - {""}
    return own.get(bare) or (next(iter(found)) if len(found) == 1 else "Autre texte")


@cache
def labels() -> dict[str, set[str]]:
    """Return the labels that our forms give to each name."""
    found = defaultdict(set)
    for form in (*below(HouseForm), *below(Worded)):
        for name, label in labels_in(form).items():
            found[name].add(label)
    return dict(found)


def labels_in(form: type[forms.BaseForm]) -> dict[str, str]:
    """Some fields are only there once the form is made: those of allauth have their words apart."""
    declared = {name: str(field.label or "") for name, field in form.base_fields.items()}
    return declared | getattr(form, "labels", {})


def below(form: type) -> Iterator[Any]:
    for each in form.__subclasses__():
        if hasattr(each, "base_fields"):
            yield each
        yield from below(each)
