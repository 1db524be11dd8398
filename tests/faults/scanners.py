"""A process that looks at the inbox of a flow and takes all it finds, again and again, until it is
told that nobody writes there any more; or that makes the flow, or tells what became of it.
"""

import json
import sys
import time

import django

LEFT_ALONE = 1.2
"""Seconds after which a file of these tests is whole."""


def make(inbox, pattern, target):
    from catalog.flows.models import Feed  # noqa: PLC0415 (Django comes first)
    from catalog.flows.terms import InboxTerms  # noqa: PLC0415 (as above)
    from catalog.flows.verbs import deciding, declaring, inboxes  # noqa: PLC0415 (as above)
    from tests import factories  # noqa: PLC0415 (as above)
    from tests.catalog.flows import steps  # noqa: PLC0415 (as above)

    place = inboxes.declare_inbox(InboxTerms(name=pattern, **inbox), by=factories.platform())
    flow = steps.declared(place, pattern=pattern, target=target, guard="off")
    flow.state = "tested"
    flow.save()
    test = flow.tests.create(revision=1, report_json={"passed": True, "sentence": ""})
    test.finished_at = test.asked_at
    test.save()
    declaring.submit_flow(flow, by=flow.declared_by)
    deciding.validate_flow(flow, by=factories.dpnc_user())
    assert not Feed.objects.filter(flow=flow).exists()
    return str(flow.pk)


def scan(flow, rounds, stop):
    """`stop`: a file that says that the inbox rests; so many rounds are then made, and it ends."""
    from pathlib import Path  # noqa: PLC0415 (Django comes first)

    from catalog.flows import scanning, taking  # noqa: PLC0415 (as above)
    from catalog.flows.models import Drop  # noqa: PLC0415 (as above)

    made = 0
    while rounds:
        rounds -= Path(stop).exists()
        scanning.scan(flow)
        made += 1
        for pk in Drop.objects.filter(flow=flow).to_take().in_turn().values_list("pk", flat=True):
            taking.take_drop(pk)
        time.sleep(0.02)
    return made


def tell(flow):
    from collections import Counter  # noqa: PLC0415 (Django comes first)

    from catalog.custody.verify import breaches  # noqa: PLC0415 (as above)
    from catalog.flows.models import Flow  # noqa: PLC0415 (as above)
    from catalog.models import ResourceVersion  # noqa: PLC0415 (as above)

    flow = Flow.objects.get(pk=flow)
    versions = ResourceVersion.objects.filter(created_by=flow.robot).order_by("resource", "number")
    return {
        "states": Counter(flow.drops.values_list("state", flat=True)),
        "sha256": [version.sha256 for version in versions],
        "resources": flow.dataset.resources.filter(feeds__flow=flow).count(),
        "on_line": {
            feed.value: feed.resource.current_version.sha256
            for feed in flow.feeds.select_related("resource__current_version")
        },
        "breaches": [breach.sentence for breach in breaches()],
    }


if __name__ == "__main__":
    django.setup()
    asked = json.loads(sys.argv[2])
    answer = {"make": make, "scan": scan, "tell": tell}[sys.argv[1]](**asked)
    sys.stdout.write(json.dumps(answer))
