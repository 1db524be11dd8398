"""A home page composed as an editor would."""

import json

from showcase.models import HomePage


def compose(*blocks):
    """Save the home page with these blocks, as (type, value) pairs."""
    page = HomePage.objects.get()
    page.body = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
    page.save_revision().publish()


def newest(number=6, heading="Quoi de neuf"):
    return ("newest", {"heading": heading, "text": "", "number": number})


def picks(*chosen, heading="À découvrir"):
    found = [{"dataset": str(dataset.pk), "why": why} for dataset, why in chosen]
    return ("picks", {"heading": heading, "text": "", "picks": found})
