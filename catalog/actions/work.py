"""What a person decides about background work."""

from datetime import datetime

from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.guards import require
from catalog.enums import Right
from catalog.journal.record import Subject, record
from catalog.work import leases
from catalog.work.models import TaskLease
from catalog.work.wording import label_of_task


@transaction.atomic
def relaunch_task(lease: TaskLease, *, by: User, at: datetime | None = None) -> bool:
    """Put a task that was set aside back in the queue; False when somebody has done it already."""
    require(by, Right.VIEW_WORK, lease)
    if not leases.start_again(lease):
        return False
    record("task.relaunched", Subject(label_of_task(lease.task_path)), by=by, at=at)
    return True
