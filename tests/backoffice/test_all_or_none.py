"""E7: answered or confirmed together, one row that may not be refuses them all, whatever its place.

CVE-2023-45809 (Wagtail): a gesture over several that looked at the first right only.
"""

import uuid
from itertools import product

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from catalog.accounts.models import Membership
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.access import cancel_request, refuse_request
from catalog.enums import Role
from catalog.journal.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db
CASES = 54


class House:
    """Two people who answer, what is theirs, and what spoils the lot for each of them."""

    def __init__(self):
        self.home = factories.organization(in_family=True)
        self.dpnc = factories.dpnc_user()
        self.outside = factories.organization()
        self.boss = factories.administrator(self.outside)
        self.asked = [factories.request(self.home) for _ in range(2)]
        self.asked_outside = [factories.request(self.outside) for _ in range(2)]
        self.members = [factories.editor(self.home) for _ in range(2)]
        self.members_outside = [factories.editor(self.outside) for _ in range(2)]

    def requests_of(self, organization):
        """Return by name what none may be answered with: keys, and the status of the refusal."""
        answered, canceled = factories.request(organization), factories.request(organization)
        with factories.quietly():
            refuse_request(answered, by=factories.platform(), reason="Une par personne.")
            cancel_request(canceled, by=canceled.user)
        return {
            "answered by a colleague": (answered.pk, 422),
            "canceled": (canceled.pk, (404, 422)),
            "unknown": (uuid.uuid4(), 404),
            "no key": ("demande", 404),
        }

    def queue(self):
        """Yield who answers, their requests, and what spoils them."""
        own = factories.request(self.home, by=self.dpnc)
        theirs = {"of another family": (self.asked_outside[0].pk, 404), "own": (own.pk, 403)}
        yield self.dpnc, self.asked, self.requests_of(self.home) | theirs
        strange = {"of the family": (self.asked[0].pk, 404)}
        yield self.boss, self.asked_outside, self.requests_of(self.outside) | strange

    def directory(self):
        ours, theirs = memberships(self.members), memberships(self.members_outside)
        yield self.dpnc, ours, {"of another family": (theirs[0].pk, 404), "unknown": (99999, 404)}
        own = Membership.objects.get(user=self.boss).pk
        strange = {"of the family": (ours[0].pk, 404), "unknown": (99999, 404), "own": (own, 403)}
        yield self.boss, theirs, strange


def memberships(people):
    return list(Membership.objects.filter(user__in=people).order_by("pk"))


def lots_of(house):
    """Yield a name, who sends, the address, the form and the refusals that are expected."""
    together, confirm = reverse("backoffice:request-answer"), reverse("backoffice:right-confirm")
    for person, rows, spoilers in house.queue():
        for (name, (key, status)), answer in product(spoilers.items(), ("accepter", "refuser")):
            for place in (0, 2):
                form = {"reponse": answer, "reason": "Connus.", "demande": placed(rows, key, place)}
                yield f"{answer} {name} {place}", person, together, form, status
    for person, rows, spoilers in house.directory():
        for (name, (key, status)), place in product(spoilers.items(), (0, 2)):
            form = {"droit": placed(rows, key, place)}
            yield f"confirmer {name} {place}", person, confirm, form, status


def placed(rows, key, place):
    keys = [str(row.pk) for row in rows]
    keys.insert(place, str(key))
    return keys


def state():
    """Return all that such a gesture writes."""
    return (
        list(AccessRequest.objects.order_by("pk").values_list("pk", "status", "decided_by")),
        list(Membership.objects.order_by("pk").values_list("pk", "role", "confirmed_at")),
        Activity.objects.count(),
        len(mail.outbox),
    )


def test_one_row_that_may_not_be_refuses_them_all(client_of, cases):
    house = House()
    found = list(lots_of(house))
    clients = {person: client_of(person) for person in (house.dpnc, house.boss)}
    before, faults = state(), []

    for name, person, address, form, expected in found:
        with transaction.atomic():
            answer = clients[person].post(address, form)
            kept = state() == before
            transaction.set_rollback(True)
        allowed = expected if isinstance(expected, tuple) else (expected,)
        if answer.status_code not in allowed or not kept:
            faults.append((name, str(person), answer.status_code, kept))

    cases("E7", len(found))
    assert faults == []
    assert len(found) == CASES


def test_the_same_lots_without_the_row_are_answered(client_of):
    house = House()
    form = {"reponse": "accepter", "reason": "Connus.", "demande": [one.pk for one in house.asked]}

    client_of(house.dpnc).post(reverse("backoffice:request-answer"), form)
    droits = [one.pk for one in memberships(house.members)]
    client_of(house.dpnc).post(reverse("backoffice:right-confirm"), {"droit": droits})

    joined = Membership.objects.filter(user__in=[one.user for one in house.asked])
    assert {one.role for one in joined} == {Role.EDITOR}
    assert set(Membership.objects.filter(confirmed_by=house.dpnc)) == set(
        memberships(house.members)
    )
