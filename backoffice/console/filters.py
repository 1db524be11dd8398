"""Parameters of the queue and of its history, in French: the only place that reads them."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from catalog.accounts.requests.cases import Case
from catalog.enums import Role

AGES = {"2": "Plus de 2 jours", "5": "Plus de 5 jours", "15": "Plus de 15 jours"}
MINE, NOBODY_S = "moi", "personne"
HANDS = {MINE: "Par moi", NOBODY_S: "Par personne"}
NAMES = ("first_name", "last_name", "email")
LONGEST = 200


@dataclass(frozen=True)
class Asked:
    """What is looked for; empty: anything. `domain`: of the mail, « musee.exemple.org »."""

    kind: str = ""
    organization: str = ""
    domain: str = ""
    role: str = ""
    age: str = ""
    hands: str = ""
    words: str = ""

    @property
    def is_anything(self):
        return self == Asked()

    def of_kind(self, slug):
        return replace(self, kind=slug)


def asked_by(parameters) -> Asked:
    """A value that no choice offers is as good as none, except those that data gives."""
    return Asked(
        kind=parameters.get("nature", ""),
        organization=text(parameters, "organisation"),
        domain=text(parameters, "domaine").lower(),
        role=chosen(parameters, "role", Role.values),
        age=chosen(parameters, "anciennete", AGES),
        hands=chosen(parameters, "suivi", HANDS),
        words=text(parameters, "q"),
    )


def text(parameters, name):
    return parameters.get(name, "").replace("\0", "")[:LONGEST].strip()


def chosen(parameters, name, choices):
    value = parameters.get(name, "")
    return value if value in choices else ""


def narrowed(kind, rows, moment, asked, user):
    """Return the pairs (key, moment) of the rows of that kind that are looked for."""
    if asked.role and not kind.role:
        return []
    rows = rows.filter(*conditions(kind, moment, asked))
    if asked.hands:
        rows = in_hands(kind, rows, asked.hands, user)
    return rows.order_by().values_list("pk", moment)


def conditions(kind, moment, asked):
    if asked.organization:
        yield Q(**{kind.in_organization("slug"): asked.organization})
    if asked.domain:
        yield Q(**{f"{kind.person}__email__iendswith": f"@{asked.domain}"})
    if asked.role:
        yield Q(**{kind.role: asked.role})
    if asked.age:
        yield Q(**{f"{moment}__lte": timezone.now() - timedelta(days=int(asked.age))})
    yield from (said(kind, word) for word in asked.words.split())


def said(kind, word):
    """Return the Q of what holds that word, wherever it is."""
    paths = [f"{kind.person}__{name}" for name in NAMES]
    paths += [kind.in_organization("name"), kind.in_organization("acronym"), *kind.texts]
    found = Q()
    for path in paths:
        found |= Q(**{f"{path}__icontains": word})
    return found


def in_hands(kind, rows, hands, user):
    cases = Case.objects.of_kind(kind.model._meta.label_lower)
    if hands == MINE:
        return rows.filter(pk__in=cases.in_hands_of(user).values("subject"))
    return rows.exclude(pk__in=cases.taken().values("subject"))
