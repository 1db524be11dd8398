"""One request at a time, by one person: what came back, what was written meanwhile, then undone."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from http.cookies import SimpleCookie
from pathlib import Path

from django.core import mail
from django.db import connection, transaction
from django.test import Client

from catalog import storage

SIGN_IN = "/compte/connexion/"
DOORS = (SIGN_IN, "/cms/login/", "/_util/login/")
WRITING = ("INSERT", "UPDATE", "DELETE")
BOOKKEEPING = ("django_session", "vitrine_cache")
"""Tables that remember visits, and say nothing of the catalogue."""


@dataclass(frozen=True)
class Answer:
    """An answer with its headers and cookies in one text, and the page it leads to, if any."""

    address: str
    status: int
    location: str
    text: str
    written: tuple[str, ...]
    next: "Answer | None" = None

    @cached_property
    def told(self):
        """Return what it says, without the path that was typed: its sender knew that."""
        own = self.text.replace(self.address.partition("?")[0], "…").lower()
        return f"{own}\n{self.next.text.lower()}" if self.next else own

    @property
    def count(self):
        return 2 if self.next else 1


class Visitor:
    """A person with their browser, whose every request is undone once its answer was read."""

    def __init__(self, person):
        self.client = Client(raise_request_exception=False)
        if person:
            self.client.force_login(person)
        self.kept = {name: cookie.value for name, cookie in self.client.cookies.items()}

    def ask(self, verb, address, form=None):
        self.client.cookies = SimpleCookie(self.kept)
        with transaction.atomic():
            answer = self.answer_to(verb, address, form)
            if leads_on(verb, answer):
                page = self.answer_to("GET", answer.location)
                answer = replace(answer, next=page)
            transaction.set_rollback(True)
        return answer

    def answer_to(self, verb, address, form=None):
        files = stored() if verb == "POST" else None
        with watched() as written:
            if verb == "POST":
                response = self.client.post(address, form or {})
            elif form is not None and verb == "PUT":
                response = self.client.put(address, form, content_type="application/json")
            else:
                response = self.client.generic(verb, address)
            body = response.getvalue()
        if files is not None:
            written += [f"file {name}" for name in stored() - files]
        headers = [f"{name}: {value}" for name, value in response.items()]
        text = "\n".join([*headers, *cookies(response), body.decode("utf-8", "replace")])
        location = response.headers.get("Location", "")
        return Answer(address, response.status_code, location, text, tuple(written))


def cookies(response):
    """Return the cookies set, and what the one that carries messages has compressed."""
    said = getattr(response.wsgi_request, "_messages", None)
    messages = said._queued_messages if said else ()
    return [response.cookies.output(), *(str(message) for message in messages)]


def leads_on(verb, answer):
    """Tell whether a browser would now show another page of the site, other than the sign-in."""
    moved = verb in ("GET", "POST") and answer.status in (301, 302)
    return moved and answer.location.startswith("/") and not answer.location.startswith(DOORS)


@contextmanager
def watched():
    """Give the list of what gets written: statements sent to the database, and mails."""
    written, mails = [], len(mail.outbox)

    def look(execute, sql, parameters, many, context):
        if sql.startswith(WRITING) and not any(name in sql for name in BOOKKEEPING):
            written.append(sql[:80])
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(look):
        yield written
    written += [f"mail « {message.subject} »" for message in mail.outbox[mails:]]
    del mail.outbox[mails:]


def stored():
    return {path.name for path in Path(storage.files().location).rglob("*")}
