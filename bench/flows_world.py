"""What bench.flows asks of the catalogue: a flow that was validated, and what became of its files.

Imported once Django is ready.
"""

import os
import time

from django_tasks_db.models import DBTaskResult

from catalog.accounts.models import User
from catalog.actions import dataset as datasets, organization, resource as resources
from catalog.enums import FlowTarget, InboxKind, OrganizationKind
from catalog.flows import scanning, trying
from catalog.flows.models import Flow, Inbox
from catalog.flows.terms import FlowTerms, InboxTerms
from catalog.flows.verbs import deciding, declaring, inboxes, running
from catalog.work.models import TaskLease, Worker

LINK = "https://www.culture.gouv.fr/"


def person(name: str) -> User:
    known = User.objects.filter(email=f"{name}@exemple.org").first()
    return known or User.objects.create_superuser(
        f"{name}@exemple.org", first_name=name.title(), last_name="Essai"
    )


def active_flow(folder: str) -> Flow:
    """Declare, try, submit and validate a flow that gives each file of the folder a resource."""
    editor, validator = person("mesure"), person("validation")
    owner = organization.create_organization(
        name=folder, kind=OrganizationKind.OPERATOR, parent=None, by=editor
    )
    dataset = datasets.create_dataset(
        owner, by=editor, title=folder, description="Pour mesurer.", frequency="annual",
        license="lov2",
    )  # fmt: skip
    resources.add_link(dataset, url=LINK, title="Un lien", by=editor)
    datasets.publish_dataset(dataset, by=editor)
    terms = FlowTerms(
        inbox=inbox(editor), name=folder, pattern=f"{folder}/*.csv", target=FlowTarget.BY_NAME,
        minutes=1,
    )  # fmt: skip
    flow = declaring.declare_flow(dataset, terms, by=editor)
    trying.run_trial(declaring.try_flow(flow, by=editor).pk)
    flow.refresh_from_db()
    declaring.submit_flow(flow, by=editor)
    deciding.validate_flow(flow, by=validator)
    forget()
    return Flow.objects.for_page().get(pk=flow.pk)


def inbox(by: User) -> Inbox:
    terms = InboxTerms(
        name="Mesures", kind=InboxKind.S3, endpoint=os.environ["S3_ENDPOINT_URL"],
        bucket="vitrine-inbox", credentials="MESURE",
    )  # fmt: skip
    return Inbox.objects.first() or inboxes.declare_inbox(terms, by=by)


def wait_for_workers(count: int) -> None:
    while Worker.objects.alive().count() < count:
        time.sleep(0.1)


def look(flow: Flow) -> None:
    scanning.scan(flow.pk)


def published(flow: Flow) -> int:
    return flow.drops.told_apart().exclude(pk__in=flow.drops.to_take().values("pk")).count()


def moments(flow: Flow) -> list[tuple[str, float]]:
    """Return each file that is public, and since when."""
    rows = flow.drops.told_apart().filter(version__isnull=False)
    assert not flow.drops.refused().exists(), flow.drops.refused().first().reason  # noqa: S101 (a measure of failures says nothing)
    return [(drop.key, drop.settled_at.timestamp()) for drop in rows if drop.is_on_line]


def waits(flow: Flow) -> list[float]:
    seen = {drop.key: drop.first_seen_at.timestamp() for drop in flow.drops.all()}
    return [at - seen[key] for key, at in moments(flow)]


def stop(flow: Flow) -> None:
    running.stop_flow(flow, by=person("mesure"))


def forget() -> None:
    """What a case left in the queue is nothing to the next one."""
    DBTaskResult.objects.all().delete()
    TaskLease.objects.all().delete()
    Worker.objects.all().delete()
