"""The queue and its history, whatever the kinds: keys of all, then the rows of one page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from statistics import median
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from backoffice.console import kinds
from backoffice.console.filters import Asked, narrowed
from backoffice.console.kinds import Answer, Kind
from catalog.accounts.requests.cases import Case
from catalog.registry import members
from catalog.templatetags.vitrine import NO_BREAK, ago, local_day, number

REQUIRED = ("label", "model", "row_template", "words_template", "decision_template")
VERBS = ("waiting", "over", "facts_of", "answer")
KINDS = members(kinds, Kind, (*REQUIRED, *VERBS))
LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Entry:
    """One thing, before it is read: since when it waits, or until when it did."""

    kind: type[Kind]
    key: Any
    at: datetime


@dataclass(frozen=True)
class Row:
    """One thing that waits; `facts` are those of its kind, `case` what colleagues keep about it."""

    kind: type[Kind]
    thing: Any
    title: str
    facts: Any
    age: str
    shape: str
    case: Case | None
    since: datetime | None = None
    reminders: int = 0
    following: Any = None
    """Key of the row after it, where one goes on once it is answered."""
    answer: Answer | None = None
    """How it was answered, when it waits no more: then it has no facts."""

    @property
    def pk(self):
        return self.thing.pk

    @property
    def notes(self):
        return self.case.notes.all() if self.case else ()


def waiting(user, asked: Asked | None = None) -> list[Entry]:
    """Return what waits for this person, the oldest first."""
    return dated(user, asked, lambda kind: (kind.waiting(user), kind.since))


def over(user, asked: Asked | None = None) -> list[Entry]:
    """Return what was answered, the latest first."""
    return dated(user, asked, lambda kind: (kind.over(user), kind.until))[::-1]


def dated(user, asked, read) -> list[Entry]:
    """Return the entries by their moment; `read` gives the rows of a kind and the path to it."""
    asked = asked or Asked()
    found = [
        Entry(kind, key, at)
        for kind in kinds_of(asked)
        for key, at in narrowed(kind, *read(kind), asked, user)
    ]
    return sorted(found, key=lambda entry: entry.at)


def kinds_of(asked: Asked) -> list[type[Kind]]:
    return [kind for slug, kind in KINDS.items() if asked.kind in ("", slug)]


def rows_of(entries: list[Entry], user) -> list[Row]:
    """Return the rows in the order of the entries, in a few queries a kind."""
    found, facts = {}, {}
    for kind, keys in by_kind(entries).items():
        things = list(kind.waiting(user).filter(pk__in=keys))
        facts |= kind.facts_of(things, user)
        found |= {thing.pk: thing for thing in things}
    cases = {case.subject: case for case in Case.objects.about(list(found)).for_page()}
    entries = [entry for entry in entries if entry.key in found]
    return [
        Row(
            kind=entry.kind,
            thing=found[entry.key],
            title=entry.kind.title(found[entry.key]),
            facts=facts[entry.key],
            age=age_of(entry.at),
            shape="bloque" if is_late(entry.at) else "repos",
            case=cases.get(entry.key),
            since=entry.at,
            reminders=reminders_of(cases.get(entry.key), entry.at),
            following=after,
        )
        for entry, after in zip_longest(entries, [entry.key for entry in entries[1:]])
    ]


def reminders_of(case: Case | None, since: datetime) -> int:
    return case.reminders_since(since) if case else 0


def row_over(kind: type[Kind], thing: Any) -> Row:
    """Return the row of what was answered: it stays readable, with what colleagues noted."""
    case = Case.objects.about([thing.pk]).for_page().first()
    answer = kind.answer(thing)
    return Row(kind, thing, kind.title(thing), None, ago(answer.at), "repos", case, answer=answer)


def answers_of(entries: list[Entry], user) -> list[tuple[Answer, str]]:
    """Return the lines of the history and the addresses of their cases, in the same order."""
    found = {}
    for kind, keys in by_kind(entries).items():
        rows = kind.over(user).filter(pk__in=keys)
        found |= {thing.pk: told(kind, thing) for thing in rows}
    return [found[entry.key] for entry in entries if entry.key in found]


def latest_answers(user, count: int) -> list[tuple[Answer, str]]:
    """Return the last ones, without looking at the whole history."""
    found = [
        told(kind, thing)
        for kind in KINDS.values()
        for thing in kind.over(user).order_by(f"-{kind.until}")[:count]
    ]
    return sorted(found, key=lambda pair: pair[0].at, reverse=True)[:count]


def told(kind: type[Kind], thing: Any) -> tuple[Answer, str]:
    return kind.answer(thing), reverse("backoffice:case-detail", args=[kind.slug, thing.pk])


def by_kind(entries: list[Entry]) -> dict[type[Kind], list[Any]]:
    keys: dict[type[Kind], list[Any]] = {}
    for entry in entries:
        keys.setdefault(entry.kind, []).append(entry.key)
    return keys


def is_late(at: datetime) -> bool:
    return timezone.now() - at > timedelta(days=settings.REQUESTS_REMIND_DAYS)


def age_of(at: datetime) -> str:
    """Return how long it has waited: « 9 jours », « depuis hier », « depuis aujourd’hui »."""
    days = (timezone.localdate() - local_day(at)).days
    if days > 1:
        return f"{days}{NO_BREAK}jours"
    return "depuis hier" if days else "depuis aujourd’hui"


def median_delay(user) -> str:
    """Return the median time of the answers people gave in the last 30 days; empty without any."""
    since = timezone.now() - LATELY
    waits = [
        until - begun
        for kind in KINDS.values()
        for begun, until in answered_since(kind, user, since)
    ]
    return in_words(median(waits)) if waits else ""


def answered_since(kind, user, since):
    given = {
        f"{kind.until}__gte": since,
        f"{kind.since}__isnull": False,
        f"{kind.by}__isnull": False,
    }
    rows = kind.over(user).filter(**given)
    return rows.order_by().values_list(kind.since, kind.until)


def in_words(delay: timedelta) -> str:
    hours = delay / timedelta(hours=1)
    if hours < 1:
        return "moins d’une heure"
    if hours < 24:
        return f"{round(hours)}{NO_BREAK}heure{'s' if round(hours) > 1 else ''}"
    days = round(hours / 24, 1)
    return f"{number(days)}{NO_BREAK}jour{'s' if days >= 2 else ''}"
