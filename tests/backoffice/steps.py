"""The steps of a description, as a browser shows and sends them."""

import re

from django.urls import reverse

from tests.forms import forms_of

WORDS, CLASS, PERIOD, PEOPLE, RULES = "23456"


def edit_url(dataset, step=""):
    return reverse("backoffice:dataset-edit", args=[dataset.pk]) + (step and f"?etape={step}")


def text(response):
    """Return the page with plain spaces."""
    return re.sub("[\u00a0\u202f]", " ", response.content.decode())


def shown(client, dataset, step):
    """Return what a browser would send back of the step as it is."""
    return sent_back(client.get(edit_url(dataset, step)))


def sent_back(response):
    (form,) = [form for form in forms_of(response) if "etape" in form.fields]
    return dict(form.fields)


def save(client, dataset, step, **typed):
    return client.post(edit_url(dataset), {"etape": step} | typed)
