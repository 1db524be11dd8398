"""How one entered lately, and who tried to."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from backoffice.access.devices import device_of
from catalog.accounts.signing_in import RefusedSignIn, SignIn

REMEMBERED = 30


@dataclass(frozen=True)
class Arrival:
    at: datetime
    device: str
    ip: str
    refusal: str
    """What was refused; empty for whoever entered."""


def history_of(person):
    """Return the last arrivals, refused or not, newest first."""
    entered = SignIn.objects.of(person).newest_first()[:REMEMBERED]
    refused = RefusedSignIn.objects.of(person).newest_first()[:REMEMBERED]
    arrivals = chain(map(entry, entered), map(refusal, refused))
    return sorted(arrivals, key=lambda arrival: arrival.at, reverse=True)[:REMEMBERED]


def entry(sign_in):
    return Arrival(sign_in.at, device_of(sign_in.agent), sign_in.ip or "", "")


def refusal(tried):
    return Arrival(tried.at, device_of(tried.agent), tried.ip or "", tried.get_step_display())
