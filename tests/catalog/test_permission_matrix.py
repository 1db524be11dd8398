"""Every right × every kind of person × every state, compared with tables written by hand.

A cell is asked twice: does the list contain the thing (`allowing`), does the person hold the right
over it (`has_perm`)? The tables say what the ministry expects; nothing in them is computed.
"""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from catalog.accounts.models import Organization
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.submitting import ask_four_eyes
from catalog.actions.transferring import propose_transfer, refuse_transfer
from catalog.enums import DatasetState, Right, Role
from catalog.models import Dataset, ReleasePart, Theme
from catalog.rules import NOBODY, RULES
from tests import factories, queue_rows
from tests.catalog.draft_rights import (
    FOUR_EYES,
    RELEASE_OF_FOUR_EYES,
    TRANSFER,
    TRANSFER_OUTSIDE,
)
from tests.catalog.permission_tables import (
    CONSOLE,
    DATASETS,
    DATASETS_OUTSIDE,
    FLOW,
    INBOX,
    LEASE,
    ORGANIZATION,
    ORGANIZATION_OUTSIDE,
    PART,
    PEOPLE,
    PROPOSED,
    RELEASE,
    RELEASE_OUTSIDE,
    REQUEST,
    REQUEST_OUTSIDE,
    REVIEW_OUTSIDE,
    THEME,
)

pytestmark = pytest.mark.django_db

TABLES = (
    DATASETS, ORGANIZATION, PROPOSED, REQUEST, THEME, RELEASE, PART, LEASE, FLOW, INBOX,
    CONSOLE, TRANSFER,
)  # fmt: skip
CELLS_IN_FAMILY = (30 + 7 + 1 + 2 + 1 + 2 + 2 + 1 + 3 + 1 + 5 + 10) * 13
CELLS_OUTSIDE = (3 + 3 + 2 + 1 + 3 + 1 + 6) * 13
CELLS_OF_FOUR_EYES = (6 + 3) * 13
RIGHTS = {
    "view": Right.VIEW_DATASET,
    "change": Right.CHANGE_DATASET,
    "publish": Right.PUBLISH_DATASET,
    "delete": Right.DELETE_DATASET,
    "delegate": Right.DELEGATE_DATASET,
    "transfer": Right.TRANSFER_DATASET,
    "view transfer": Right.VIEW_TRANSFER,
    "decide transfer": Right.DECIDE_TRANSFER,
    "view left-transfer": Right.VIEW_TRANSFER,
    "decide left-transfer": Right.DECIDE_TRANSFER,
    "view release": Right.VIEW_RELEASE,
    "change release": Right.CHANGE_RELEASE,
    "view part": Right.VIEW_PART,
    "change part": Right.CHANGE_PART,
    "create dataset": Right.CREATE_DATASET,
    "view proposed": Right.VIEW_ORGANIZATION,
    "view organization": Right.VIEW_ORGANIZATION,
    "decide organization": Right.DECIDE_ORGANIZATION,
    "change organization": Right.CHANGE_ORGANIZATION,
    "view members": Right.VIEW_MEMBERS,
    "manage members": Right.MANAGE_MEMBERS,
    "welcome members": Right.WELCOME_MEMBERS,
    "view request": Right.VIEW_REQUEST,
    "decide request": Right.DECIDE_REQUEST,
    "manage vocabularies": Right.MANAGE_VOCABULARIES,
    "view work": Right.VIEW_WORK,
    "view flow": Right.VIEW_FLOW,
    "change flow": Right.CHANGE_FLOW,
    "decide flow": Right.DECIDE_FLOW,
    "manage inboxes": Right.MANAGE_INBOXES,
    "view help": Right.VIEW_HELP,
    "answer help": Right.ANSWER_HELP,
    "decide certification": Right.DECIDE_CERTIFICATION,
    "use phrase": Right.USE_PHRASE,
    "review membership": Right.REVIEW_MEMBERSHIP,
}


@dataclass(frozen=True)
class Cell:
    """One answer of the tables: may this person do this to that thing?"""

    label: str
    right: Right
    thing: object
    person: str
    expected: bool


class World:
    """An organisation with its datasets and a request, and every kind of person around it."""

    def __init__(self, *, in_family):
        self.organization = factories.organization(in_family=in_family)
        self.datasets = {
            state: factories.dataset(state=state, organization=self.organization)
            for state in DatasetState.values
        }
        self.people = self.make_people()
        self.request = factories.request(self.organization, by=self.people["applicant"])
        self.proposed = factories.proposed_organization()
        self.theme = Theme.objects.in_order().first()
        self.flow = factories.flow(self.datasets[DatasetState.PUBLISHED])
        self.part = ReleasePart.objects.get()
        self.transfers = self.make_transfers()
        self.lease = queue_rows.set_aside()
        self.help = factories.help_request(by=self.people["member"])
        self.phrase = factories.phrase(by=self.people["dpnc"])
        self.certification = factories.certification(self.organization, by=self.people["admin"])
        self.membership = self.people["editor"].memberships.get()
        self.close_the_account()

    def make_transfers(self):
        """Return three of one draft each: proposed to « other », to nobody, and refused by it."""
        theirs = self.people["other"].organizations.order_by("created_at").first()
        targets = {"proposed": theirs, "left": factories.organization(), "answered": theirs}
        made = {name: self.transferred(to) for name, to in targets.items()}
        with factories.quietly():
            refuse_transfer(made["answered"], by=self.people["other"], reason="Pas ici.")
        return made

    def transferred(self, target):
        draft = factories.dataset(organization=self.organization)
        with factories.quietly():
            return propose_transfer(
                [draft], to=target, by=self.people["admin"], note="Le service change."
            )

    def make_people(self):
        home = self.organization
        people = {
            "nobody": AnonymousUser(),
            "stranger": factories.user(),
            "applicant": factories.user(),
            "member": factories.contributor(home),
            "named": factories.contributor(home),
            "publisher": factories.contributor(home),
            "editor": factories.editor(home),
            "admin": factories.administrator(home),
            "other": factories.administrator(factories.organization(in_family=True)),
            "dpnc": factories.dpnc_user(),
            "super": factories.superuser(),
            "closed": factories.member(home, person=factories.dpnc_user()),
        }
        factories.member(role=Role.EDITOR, person=people["other"])
        for dataset in self.datasets.values():
            factories.grant(dataset, to=people["named"])
            factories.grant(dataset, to=people["publisher"], publish=True)
        people["gone"] = factories.former_member(home, datasets=self.datasets.values())
        return people

    def close_the_account(self):
        closed = self.people["closed"]
        closed.is_active = False
        closed.save()

    def cells(self, datasets, *others):
        """Yield the cells of the tables; those of the others name in full what they are about."""
        for label, person, expected in read(datasets):
            word, state = label.split()
            yield Cell(label, RIGHTS[word], self.datasets[state], person, expected)
        for table in others:
            for label, person, expected in read(table):
                yield Cell(label, right_of(label), self.thing_of(label), person, expected)

    def thing_of(self, label):
        return {
            "request": self.request,
            "proposed": self.proposed,
            "vocabularies": self.theme,
            "release": self.part.release,
            "part": self.part,
            "transfer": self.transfers["proposed"],
            "left-transfer": self.transfers["left"],
            **{f"{name}-draft": one.parts.get().dataset for name, one in self.transfers.items()},
            "work": self.lease,
            "flow": self.flow,
            "inboxes": self.flow.inbox,
            "help": self.help,
            "phrase": self.phrase,
            "certification": self.certification,
            "membership": self.membership,
        }.get(label.split()[1], self.organization)

    def cells_in_family(self):
        return list(self.cells(*TABLES))

    def cells_outside(self):
        tables = (ORGANIZATION_OUTSIDE, REQUEST_OUTSIDE, RELEASE_OUTSIDE, FLOW, REVIEW_OUTSIDE)
        return list(self.cells(DATASETS_OUTSIDE, *tables, TRANSFER_OUTSIDE))

    def faults(self, cells):
        """Return what the list or the object answers otherwise than the table."""
        found = []
        for cell in cells:
            person = self.people[cell.person]
            rows = type(cell.thing).objects.allowing(person, cell.right)
            answers = {
                "list": rows.filter(pk=cell.thing.pk).exists(),
                "object": person.has_perm(cell.right, cell.thing),
            }
            found += [
                f"{cell.label}, {cell.person}: the {way} says {answer}"
                for way, answer in answers.items()
                if answer is not cell.expected
            ]
        return found


def right_of(label):
    """The first word alone is a right over a dataset."""
    return RIGHTS.get(label) or RIGHTS[label.split()[0]]


def read(table):
    """Yield (label, person, expected) from a table; its first line names the people."""
    heading, *lines = [line for line in table.splitlines() if line.strip()] or [""]
    people = heading.split()
    for line in lines:
        words = line.split()
        label, marks = " ".join(words[: -len(people)]), words[-len(people) :]
        assert set(marks) <= {"X", "·"}, line
        for person, mark in zip(people, marks, strict=True):
            yield label, person, mark == "X"


def test_the_tables_speak_of_everybody_and_of_every_right():
    described = {line.split()[0] for line in PEOPLE.splitlines() if line.strip()}
    labels = {label for table in TABLES for label, _, _ in read(table)}
    states = {label.split()[1] for label, _, _ in read(DATASETS)}

    assert {person for _, person, _ in read(DATASETS)} == described
    assert states == set(DatasetState.values)
    assert {right_of(label) for label in labels} == set(Right)
    assert set(RULES) == set(Right)


def test_in_the_family_lists_and_objects_answer_as_the_tables():
    world = World(in_family=True)
    cells = world.cells_in_family()

    assert world.faults(cells) == []
    assert len(cells) == CELLS_IN_FAMILY


def test_outside_the_family_lists_and_objects_answer_as_the_tables():
    world = World(in_family=False)
    cells = world.cells_outside()

    assert world.faults(cells) == []
    assert len(cells) == CELLS_OUTSIDE


def test_under_four_eyes_lists_and_objects_answer_as_the_tables():
    world = World(in_family=True)
    ask_four_eyes(world.organization, asked=True, by=world.people["admin"])
    cells = list(world.cells(FOUR_EYES, RELEASE_OF_FOUR_EYES))

    assert world.faults(cells) == []
    assert len(cells) == CELLS_OF_FOUR_EYES


def test_a_rule_that_says_yes_or_no_to_all_is_seen(monkeypatch):
    world = World(in_family=True)
    cells = world.cells_in_family()
    unseen = []

    for right in Right:
        for word, answer in (("all", Q()), ("none", NOBODY)):
            with monkeypatch.context() as patch:
                patch.setitem(RULES, right, lambda user, answer=answer: answer)
                if not world.faults([cell for cell in cells if cell.right == right]):
                    unseen.append(f"{right} answers {word}")

    assert unseen == []


def test_nobody_answers_their_own_request_even_in_the_dpnc():
    person = factories.dpnc_user()
    own = factories.request(by=person)

    assert person.has_perm(Right.VIEW_REQUEST, own)
    assert not person.has_perm(Right.DECIDE_REQUEST, own)
    assert own not in AccessRequest.objects.allowing(person, Right.DECIDE_REQUEST)


def test_a_closed_superuser_is_a_stranger():
    person = factories.superuser(is_active=False)
    draft = factories.dataset()

    assert not person.has_perm(Right.VIEW_DATASET, draft)
    assert draft not in Dataset.objects.visible_to(person)
    assert not Organization.objects.allowing(person, Right.CREATE_DATASET).exists()


def test_an_unknown_right_of_the_catalogue_is_an_error_of_ours():
    draft = factories.dataset()

    with pytest.raises(KeyError):
        factories.user().has_perm("catalog.view_everything", draft)
    assert not factories.user().has_perm("wagtailadmin.access_admin", draft)
