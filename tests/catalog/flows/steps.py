"""Flows to test with: declared, tried, validated by the verbs, on an inbox of the test."""

import os
import time
from pathlib import Path

from catalog.flows import scanning, trying
from catalog.flows.models import Flow
from catalog.flows.verbs import deciding, declaring
from tests import factories, tasks

HEADER = "nom;commune;places\n"
CSV = HEADER + "Musée du Sel;Port-Amer;120\nMusée des Tisserands;Valbrume;80\n"
LONG_AGO = 3600


def rows(count, *, first=0):
    return HEADER + "".join(f"Musée {n};Commune {n};{n}\n" for n in range(first, first + count))


def folder_inbox(settings, tmp_path, **fields):
    """A watched folder of the test, empty, where whatever is found is whole."""
    root = tmp_path / "depot"
    root.mkdir()
    settings.WATCHED_FOLDERS = [str(root)]
    settings.FLOWS_FOLDER_SECONDS = 0
    return factories.inbox(root, **fields)


def drop(inbox, key, content=CSV, *, age=LONG_AGO):
    """Leave a file in a folder, dated as if it had been written a while ago."""
    path = Path(inbox.folder, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    moment = time.time() - age
    os.utime(path, (moment, moment))
    return path


def declared(inbox, *, dataset=None, by=None, **terms):
    dataset = dataset or factories.dataset(published=True)
    by = by or factories.editor(dataset.organization)
    return factories.flow(dataset, by=by, inbox=inbox, **terms)


def tried(flow):
    with factories.quietly():
        trying.run_trial(declaring.try_flow(flow, by=flow.declared_by).pk)
        tasks.forget()
    flow.refresh_from_db()
    return flow


def active(inbox, **terms):
    """A flow that the DPNC validated."""
    flow = tried(declared(inbox, **terms))
    with factories.quietly():
        declaring.submit_flow(flow, by=flow.declared_by)
        deciding.validate_flow(flow, by=factories.dpnc_user())
    return Flow.objects.for_page().get(pk=flow.pk)


def passed(flow, **fields):
    """Look at the inbox, then do all that waits, as a worker would."""
    scanning.scan(flow.pk, **fields)
    tasks.work_through()
    return list(flow.drops.for_page().in_turn())


def states(flow):
    return [drop.state for drop in flow.drops.in_turn()]
