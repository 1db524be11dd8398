"""Where one goes on once a row is answered: the same list, at the row that followed."""

import uuid

from django.urls import reverse

FOLLOWING = "suite"


def back_to_queue(parameters):
    """Return the address of the queue with its filters; nothing else of the address is believed."""
    kept = parameters.copy()
    following = row_named(kept.pop(FOLLOWING, [""])[-1])
    query = f"?{kept.urlencode()}" if kept else ""
    return f"{reverse('backoffice:request-list')}{query}{following}"


def row_named(key):
    try:
        return f"#demande-{uuid.UUID(key)}"
    except ValueError:
        return ""
