"""A process that looks at the inbox of a flow and takes all it finds, again and again, until it is
told that nobody writes there any more; or that makes the flow, or tells what became of it.
"""

import json
import sys
import time

import django

LEFT_ALONE = 1.2
"""Seconds after which a file of these tests is whole."""


def make(inbox, patterns):
    from catalog.flows.terms import InboxTerms  # noqa: PLC0415 (Django comes first)
    from catalog.flows.verbs import inboxes  # noqa: PLC0415 (as above)
    from tests import factories  # noqa: PLC0415 (as above)

    place = inboxes.declare_inbox(InboxTerms(name="Essai", **inbox), by=factories.platform())
    return [str(validated(place, pattern, target).pk) for pattern, target in patterns.items()]


def validated(place, pattern, target):
    """A flow that compares nothing: a reading is what costs here, and one a version is enough."""
    from catalog.flows.verbs import deciding, declaring  # noqa: PLC0415 (Django comes first)
    from tests import factories  # noqa: PLC0415 (as above)
    from tests.catalog.flows import steps  # noqa: PLC0415 (as above)

    flow = steps.tried(steps.declared(place, pattern=pattern, target=target, guard="off"))
    declaring.submit_flow(flow, by=flow.declared_by)
    return deciding.validate_flow(flow, by=factories.dpnc_user())


def scan(flows, rounds, stop):
    """`stop`: a file that says that the inbox rests; so many rounds are then made, and it ends."""
    from pathlib import Path  # noqa: PLC0415 (Django comes first)

    from catalog.flows import scanning, taking  # noqa: PLC0415 (as above)
    from catalog.flows.models import Drop  # noqa: PLC0415 (as above)

    made = 0
    while rounds:
        rounds -= Path(stop).exists()
        made += 1
        for flow in flows:
            scanning.scan(flow)
        for pk in Drop.objects.to_take().in_turn().values_list("pk", flat=True):
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
