"""What the filters of the queue offer: only what they would find."""

from dataclasses import dataclass

from backoffice.console.domains import domain
from backoffice.console.filters import AGES, HANDS
from backoffice.console.reading import KINDS, is_late
from backoffice.wording import capital
from catalog.enums import Role


@dataclass(frozen=True)
class Choices:
    """Pairs of value and label, for each filter; `total` and `late` count all that waits."""

    kinds: list[tuple[str, str]]
    organizations: list[tuple[str, str]]
    domains: list[tuple[str, str]]
    roles: list[tuple[str, str]]
    ages: list[tuple[str, str]]
    hands: list[tuple[str, str]]
    total: int
    late: int


def choices_of(user, *, past=False):
    """`past`: of the history."""
    organizations, domains, moments = set(), set(), []
    for slug, name, email, since in lines_of(user, past=past):
        organizations |= {(slug, name)} if slug else set()
        domains |= {domain(email)} if email else set()
        moments.append(since)
    return Choices(
        kinds=[(slug, capital(kind.label)) for slug, kind in KINDS.items()],
        organizations=sorted(organizations, key=lambda pair: pair[1]),
        domains=[(name, name) for name in sorted(domains)],
        roles=[(role.value, role.label.capitalize()) for role in Role],
        ages=list(AGES.items()),
        hands=list(HANDS.items()),
        total=len(moments),
        late=sum(is_late(moment) for moment in moments if moment),
    )


def lines_of(user, *, past):
    """Yield organisation, person and moment of them all, in one query a kind."""
    for kind in KINDS.values():
        rows = kind.over(user) if past else kind.waiting(user)
        where = kind.in_organization("slug"), kind.in_organization("name")
        yield from rows.order_by().values_list(*where, f"{kind.person}__email", kind.since)
