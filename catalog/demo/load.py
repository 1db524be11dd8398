"""Live the months before today again, by the verbs: rows, index and journal are real."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalog.actions import access, dataset as datasets, resource as resources
from catalog.actions.decisions import confirm_version
from catalog.actions.organization import create_organization
from catalog.actions.replacement import replace_resource
from catalog.demo import audience, flows, people, story
from catalog.demo.datasets import PLANS
from catalog.demo.organizations import ASKINGS, HOUSES, MINISTRY, Asking, House
from catalog.demo.people import Person
from catalog.demo.plans import Hosted, Plan, Remote
from catalog.demo.waiting import ask_for_help, keep_phrases, plan_prices, send_festivals
from catalog.demo.world import World
from catalog.journal.models import Notification
from catalog.models import Dataset, Resource

TEXTS = Path(__file__).parent / "texts"
FIRST_DAY = 1000


@transaction.atomic
def load() -> dict[str, Dataset]:
    """Load everything, or nothing, and return the datasets by the `slug` of their plan."""
    today = timezone.now()
    users = people.arrive(at=today - timedelta(days=FIRST_DAY))
    world = World(today, users, {})
    for house in HOUSES:
        found(house, world)
    answered = [asking for asking in ASKINGS if asking.decider]
    for asking in answered:
        ask(asking, world)
    told = {plan.slug: tell(plan, world) for plan in PLANS}
    audience.visit(at=today)
    flows.open_flow(
        told["entrees-monuments"],
        by=users[people.MONUMENTS_EDITOR],
        dpnc=users[people.VALIDATOR],
        at=world.day(50),
    )
    story.happened(told, world)
    # The mails of those months left in their time; only those of what still waits go out now.
    Notification.objects.filter(sent_at__isnull=True).update(sent_at=F("created_at"))
    for asking in ASKINGS:
        if asking not in answered:
            ask(asking, world)
    send_festivals(told["festivals"], by=users[people.EDITOR], at=today)
    plan_prices(told["tarifs"], by=users[people.MONUMENTS_EDITOR], at=today)
    ask_for_help(told["entrees-monuments"], by=users[people.MONUMENTS_EDITOR], at=world.day(1))
    keep_phrases(by=users[people.VALIDATOR])
    story.waits(told, world)
    return told


def found(house: House, world: World) -> None:
    world.organizations[house.key] = create_organization(
        name=house.name,
        acronym=house.acronym,
        kind=house.kind,
        description=house.description,
        administrator=world.users[house.administrator],
        parent=world.organizations.get(house.parent),
        is_family_root=house.key == MINISTRY,
        by=world.users[people.PLATFORM],
        at=world.day(FIRST_DAY),
    )


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


def tell(plan: Plan, world: World) -> Dataset:
    """Walk one dataset through its days, in their order."""
    life = Life(plan, create(plan, world), world)
    for day, event in sorted(life.events(), key=lambda dated: -dated[0]):
        event(at=world.day(day))
    return life.dataset


def create(plan: Plan, world: World) -> Dataset:
    text = TEXTS / f"{plan.slug}.md"
    return datasets.create_dataset(
        world.organizations[plan.organization],
        by=world.users[plan.by],
        title=plan.former_title or plan.title,
        short_description=plan.short_description,
        description=text.read_text(encoding="utf-8") if text.is_file() else "",
        keywords=plan.keywords,
        frequency=plan.frequency,
        license=plan.license,
        themes=plan.themes,
        territories=plan.territories,
        granularity=plan.granularity,
        at=world.day(plan.created_on),
    )


Event = Callable[..., object]


class Life:
    """What happens to one dataset after its creation; an event is a verb that lacks its date."""

    def __init__(self, plan: Plan, dataset: Dataset, world: World) -> None:
        self.plan, self.dataset, self.world = plan, dataset, world
        self.by = world.users[plan.by]
        self.placed: dict[str, Resource] = {}

    def events(self) -> list[tuple[int, Event]]:
        """Return each event with its day; those of the same day in the order they happened."""
        plan = self.plan
        first = plan.created_on if plan.published_on is None else plan.published_on
        once = [
            (plan.published_on, self.verb(datasets.publish_dataset)),
            (plan.renamed_on, self.verb(datasets.describe_dataset, title=plan.title)),
            (plan.archived_on, self.verb(datasets.archive_dataset, reason=plan.reason)),
            (plan.deleted_on, self.verb(datasets.delete_dataset, reason=plan.reason)),
        ]
        return [
            *(
                (deposit.day, partial(self.deposit, file, number))
                for file in plan.files
                for number, deposit in enumerate(file.deposits, start=1)
            ),
            *((first, self.addition(link)) for link in plan.links),
            *((day, partial(self.name, person)) for person, day in plan.named),
            *(
                (file.removed_on, partial(self.remove, file))
                for file in plan.files
                if file.removed_on
            ),
            *((day, event) for day, event in once if day),
        ]

    def verb(self, function: Event, **arguments: str) -> Event:
        return partial(function, self.dataset, by=self.by, **arguments)

    def addition(self, link: Remote) -> Event:
        facts = {"url": link.url, "title": link.title, "format": link.format, "type": link.type}
        return self.verb(resources.add_link, **facts)

    def deposit(self, file: Hosted, number: int, *, at: datetime) -> None:
        deposit = file.deposits[number - 1]
        by = self.world.users[deposit.by or self.plan.by]
        content = io.BytesIO(file.make(number))
        if number > 1:
            sent = replace_resource(
                self.placed[file.filename],
                file=content,
                filename=file.filename,
                note=deposit.note,
                by=by,
                at=at,
            )
            if sent.is_held:
                confirm_version(sent, by=by, reason=deposit.note, at=at)
            return
        self.placed[file.filename] = resources.add_file(
            self.dataset,
            file=content,
            filename=file.filename,
            title=file.title,
            description=file.description,
            type=file.type,
            by=by,
            at=at,
        )

    def remove(self, file: Hosted, *, at: datetime) -> None:
        resources.remove_resource(self.placed[file.filename], by=self.by, at=at)

    def name(self, person: Person, *, at: datetime) -> None:
        head = self.world.users[people.BRITTANY_HEAD]
        access.grant_dataset(self.dataset, to=self.world.users[person], by=head, at=at)
