"""Live the months before today again, by the verbs: rows, index and journal are real."""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalog.accounts.models import Organization, User
from catalog.actions import access, dataset as datasets, resource as resources
from catalog.actions.organization import create_organization
from catalog.demo import people
from catalog.demo.datasets import PLANS
from catalog.demo.organizations import ASKINGS, HOUSES, MINISTRY, Asking
from catalog.demo.people import Person
from catalog.demo.plans import Deposit, Hosted, Plan
from catalog.journal.models import Notification
from catalog.models import Dataset, Resource

TEXTS = Path(__file__).parent / "texts"
FIRST_DAY = 1000


@dataclass(frozen=True)
class World:
    """Who and what exists by now, and the day from which days are counted backwards."""

    today: datetime
    users: dict[Person, User]
    organizations: dict[str, Organization]

    def day(self, days_ago: int) -> datetime:
        """Return an hour of that day, or of the Friday before when it fell on a weekend."""
        at = self.today - timedelta(days=days_ago)
        return at - timedelta(days=max(0, at.weekday() - 4))


@transaction.atomic
def load() -> None:
    """Load everything, or nothing. Does nothing when the demo is already there."""
    if people.already_there():
        return
    today = timezone.now()
    users = people.arrive(at=today - timedelta(days=FIRST_DAY))
    world = World(today, users, {})
    for house in HOUSES:
        world.organizations[house.key] = create_organization(
            name=house.name,
            acronym=house.acronym,
            kind=house.kind,
            description=house.description,
            administrator=users[house.administrator],
            parent=world.organizations.get(house.parent),
            is_family_root=house.key == MINISTRY,
            by=users[people.PLATFORM],
            at=world.day(FIRST_DAY),
        )
    answered = [asking for asking in ASKINGS if asking.decider]
    for asking in answered:
        ask(asking, world)
    for plan in PLANS:
        tell(plan, world)
    # The mails of those months left in their time; only those of what still waits go out now.
    Notification.objects.filter(sent_at__isnull=True).update(sent_at=F("created_at"))
    for asking in ASKINGS:
        if asking not in answered:
            ask(asking, world)


def ask(asking: Asking, world: World) -> None:
    """Make the request, and the answer it had one day later."""
    asked = access.request_access(
        world.organizations[asking.house],
        by=world.users[asking.who],
        role=asking.role,
        service=asking.service,
        reason=asking.reason,
        at=world.day(asking.day),
    )
    if asking.decider is None:
        return
    decider, at = world.users[asking.decider], world.day(asking.day - 1)
    if asking.refused:
        access.refuse_request(asked, by=decider, reason=asking.answer, at=at)
    else:
        role = asking.given or asking.role
        access.accept_request(asked, by=decider, reason=asking.answer, role=role, at=at)


def tell(plan: Plan, world: World) -> None:
    """Walk one dataset through its days, in their order."""
    by = world.users[plan.by]
    dataset = create(plan, by, world)
    for link in plan.links:
        resources.add_link(
            dataset,
            url=link.url,
            title=link.title,
            format=link.format,
            type=link.type,
            by=by,
            at=world.day(plan.created_on),
        )
    published_on = -1 if plan.published_on is None else plan.published_on
    before = [
        (file, file.deposits[0]) for file in plan.files if file.deposits[0].day >= published_on
    ]
    placed = {file.filename: add(file, deposit, dataset, by, world) for file, deposit in before}
    if plan.published_on is not None:
        dataset = datasets.publish_dataset(dataset, by=by, at=world.day(plan.published_on))
    for person in plan.named:
        head = world.users[people.BRITTANY_HEAD]
        access.grant_dataset(dataset, to=world.users[person], by=head, at=world.day(270))
    continue_(plan, dataset, placed, world)
    conclude(plan, dataset, by, world)


def create(plan: Plan, by: User, world: World) -> Dataset:
    text = TEXTS / f"{plan.slug}.md"
    return datasets.create_dataset(
        world.organizations[plan.organization],
        by=by,
        title=plan.former_title or plan.title,
        short_description=plan.short_description,
        description=text.read_text(encoding="utf-8") if text.is_file() else "",
        keywords=plan.keywords,
        frequency=plan.frequency,
        license=plan.license,
        at=world.day(plan.created_on),
    )


def add(file: Hosted, deposit: Deposit, dataset: Dataset, by: User, world: World) -> Resource:
    return resources.add_file(
        dataset,
        file=io.BytesIO(file.make(1)),
        filename=file.filename,
        title=file.title,
        description=file.description,
        type=file.type,
        by=by,
        at=world.day(deposit.day),
    )


def continue_(plan: Plan, dataset: Dataset, placed: dict[str, Resource], world: World) -> None:
    """Add the files that came later, and replace each as many times as it was."""
    later = [
        (deposit.day, number, file, deposit)
        for file in plan.files
        for number, deposit in enumerate(file.deposits, start=1)
    ]
    for _, number, file, deposit in sorted(later, key=lambda event: -event[0]):
        by = world.users[deposit.by or plan.by]
        if file.filename not in placed:
            placed[file.filename] = add(file, deposit, dataset, by, world)
        elif number > 1:
            resources.replace_resource(
                placed[file.filename],
                file=io.BytesIO(file.make(number)),
                filename=file.filename,
                note=deposit.note,
                by=by,
                at=world.day(deposit.day),
            )


def conclude(plan: Plan, dataset: Dataset, by: User, world: World) -> None:
    """Apply what happened once: a new title, a file taken out, the archive, the bin."""
    if plan.former_title:
        datasets.describe_dataset(dataset, by=by, title=plan.title, at=world.day(plan.renamed_on))
    for file in plan.files:
        if file.removed_on is not None:
            resource = dataset.resources.get(title=file.title)
            resources.remove_resource(resource, by=by, at=world.day(file.removed_on))
    if plan.archived_on is not None:
        at = world.day(plan.archived_on)
        datasets.archive_dataset(dataset, by=by, reason=plan.reason, at=at)
    if plan.deleted_on is not None:
        at = world.day(plan.deleted_on)
        datasets.delete_dataset(dataset, by=by, reason=plan.reason, at=at)
