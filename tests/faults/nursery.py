"""A process that is ready to work, and forks one child for each order: the child may be killed.

An order is a line of JSON on its input; what children say is a line of JSON on its output. The
parent never opens the database nor a bucket: each child has connections of its own. Started with
« migrate », it makes the tables of its database, and ends.
"""

import io
import json
import os
import sys
import traceback
from datetime import timedelta
from resource import RLIMIT_FSIZE, setrlimit

import django


def migrate():
    from django.core.management import call_command  # noqa: PLC0415 (Django comes first)

    call_command("migrate", verbosity=0)
    call_command("createcachetable")


def main(*words):
    django.setup()
    from tests.faults.points import say  # noqa: PLC0415 (Django comes first)

    if "migrate" in words:
        migrate()
        return
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(obey(order))
        say(pid=child)
        _, status = os.waitpid(child, 0)
        say(exit=os.waitstatus_to_exitcode(status))


def obey(order):
    from tests.faults.points import say  # noqa: PLC0415 (Django comes first)

    try:
        say(answer=ORDERS[order.pop("do")](**order))
    except Exception as error:  # noqa: BLE001 (whatever it is, the harness is told)
        say(failed=type(error).__name__, why=str(error), trace=traceback.format_exc()[-1500:])
        return 1
    return 0


def make_world():
    from tests import factories  # noqa: PLC0415 (Django comes first)

    dataset = factories.dataset(published=True, with_link=True)
    resource = factories.resource(dataset, content=content_of(0).encode(), filename="phares.csv")
    return {"resource": str(resource.pk), "permalink": resource.permalink}


def content_of(turn):
    """A file of about 280 kB that differs from the one before in every row, and breaks nobody."""
    rows = (f"Phare {row:05};Port-Amer;{turn};{row * 37 % 1000}\n" for row in range(10_000))
    return "nom;commune;releve;visites\n" + "".join(rows)


def replace(resource, turn, submission, point=None, largest=None):
    """`point`: where to wait for the end; `largest`: how many bytes the system lets a file have."""
    from catalog.actions.replacement import replace_resource  # noqa: PLC0415 (Django comes first)
    from catalog.models import Resource  # noqa: PLC0415 (as above)
    from tests import factories  # noqa: PLC0415 (as above)
    from tests.faults.points import stop_at  # noqa: PLC0415 (as above)

    if point:
        stop_at(point)
    if largest:
        setrlimit(RLIMIT_FSIZE, (largest, largest))
    version = replace_resource(
        Resource.objects.get(pk=resource),
        file=io.BytesIO(content_of(turn).encode()),
        filename="phares.csv",
        by=factories.platform(),
        submission=submission,
    )
    return {"number": version.number, "state": version.state, "sha256": version.sha256}


def work():
    """Do what the queue holds, as a worker would when its hour has come."""
    from django.core.management import call_command  # noqa: PLC0415 (Django comes first)
    from django.utils import timezone  # noqa: PLC0415 (as above)
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 (as above)

    now = timezone.now()
    later = DBTaskResult.objects.filter(run_after__gt=now, run_after__lt=now + timedelta(days=1))
    later.update(run_after=now)
    call_command("worker", "--once")


def verify():
    from catalog.custody.verify import breaches  # noqa: PLC0415 (Django comes first)

    return [f"{breach.promise} {breach.sentence}" for breach in breaches()]


def repair():
    """Mend as the nightly round of tomorrow would."""
    from django.utils import timezone  # noqa: PLC0415 (Django comes first)

    from catalog.custody.verify import breaches  # noqa: PLC0415 (as above)

    found = list(breaches(at=timezone.now() + timedelta(hours=12)))
    return [breach.promise for breach in found if breach.repair and [breach.repair()]]


def story(resource):
    """What the base says of the resource: its versions, the one on line, its waiting tasks."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 (Django comes first)

    from catalog.models import Resource  # noqa: PLC0415 (as above)

    row = Resource.objects.select_related("current_version").get(pk=resource)
    versions = row.versions.order_by("number")
    return {
        "on line": row.current_version.number,
        "sha256": row.current_version.sha256,
        "versions": list(versions.values_list("number", "state")),
        "submissions": [str(key) for key in versions.values_list("submission", flat=True)],
        "stuck": DBTaskResult.objects.running().count(),
    }


ORDERS = {
    "make_world": make_world,
    "replace": replace,
    "work": work,
    "verify": verify,
    "repair": repair,
    "story": story,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
