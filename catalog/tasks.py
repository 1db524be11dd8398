"""What runs in the background: a task takes ids, may run twice, and calls what does the work."""

from django_tasks import task

from catalog.actions import (
    account_mails,
    checking,
    exporting,
    invitations,
    links,
    notifications,
    oneself,
    publication,
    released,
    reminding,
    uploads,
)
from catalog.custody import garbage, rounds
from catalog.flows import incidents, scanning, taking, trying
from catalog.flows.verbs import running
from catalog.journal import notify
from catalog.journal.models import Notification
from catalog.models import ResourceVersion
from catalog.stats import rollup
from catalog.work import upkeep


@task()
def send_notification(notification_id: str) -> None:
    notify.send(Notification.objects.select_related("recipient").get(pk=notification_id))


@task()
def send_account_mail(mail_id: str) -> None:
    account_mails.send(mail_id)


@task()
def send_digests() -> None:
    notifications.send_digests()


@task()
def send_invitation(invitation_id: str) -> None:
    invitations.send_invitation(invitation_id)


@task()
def roll_up_counts() -> None:
    rollup.roll_up()


@task(queue_name="files")
def check_version(version_id: str) -> None:
    checking.check_version(version_id)


@task(queue_name="files")
def make_export(version_id: str, format: str) -> None:
    exporting.made(exporting.Export(ResourceVersion.objects.get(pk=version_id), format))


@task()
def forget_uploads() -> None:
    uploads.forget_stale_uploads()


@task(queue_name="files")
def check_publication(dataset_id: str, resource_id: str = "") -> None:
    publication.check_publication(dataset_id, resource_id or None)


@task(queue_name="files")
def check_publications() -> None:
    rounds.ask_public_addresses()


@task(queue_name="files")
def check_unreached() -> None:
    rounds.ask_unreached()


@task(queue_name="files")
def verify_integrity() -> None:
    rounds.verify()


@task(queue_name="files")
def collect_garbage() -> None:
    for _ in garbage.collect(dry_run=False):
        """One thing at a time, as many as a night erases."""


@task()
def forget_work() -> None:
    upkeep.forget()
    oneself.forget_sign_ins()
    account_mails.forget_account_mails()


@task(queue_name="links")
def check_link(resource_id: str) -> None:
    links.check_link(resource_id)


@task(queue_name="links", priority=-10)  # after what somebody waits for
def check_links() -> None:
    links.check_links()


@task()
def publish_planned() -> None:
    released.publish_due()


@task()
def scan_flows() -> None:
    scanning.scan_due()


@task()
def scan_flow(flow_id: str, follow: bool = True) -> None:  # noqa: FBT001, FBT002 (a task's own way)
    scanning.scan(flow_id, follow=follow)


@task(queue_name="files")
def take_drop(drop_id: int) -> None:
    taking.take_drop(drop_id)


@task(queue_name="files")
def try_flow(test_id: int) -> None:
    trying.run_trial(test_id)


@task()
def pause_flows(dataset_id: str) -> None:
    running.pause_flows_of(dataset_id)


@task()
def watch_flows() -> None:
    incidents.watch_all()


@task()
def follow_requests() -> None:
    reminding.follow_requests()
