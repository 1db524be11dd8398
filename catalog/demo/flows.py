"""A flow on a watched folder: a file that is copied there is published within a minute."""

import shlex
from datetime import datetime
from pathlib import Path

from django.conf import settings

from catalog.accounts.models import User
from catalog.actions.replacement import next_number
from catalog.demo import tables
from catalog.demo.files import csv_file
from catalog.enums import InboxKind
from catalog.flows import trying
from catalog.flows.terms import FlowTerms, InboxTerms
from catalog.flows.verbs import deciding, declaring, inboxes
from catalog.models import Dataset

TITLE = "Entrées par mois (CSV)"
FOLDER = "monuments"
EXAMPLE = "frequentation-du-mois.csv"


def depot() -> Path:
    return Path(settings.WATCHED_FOLDERS[0])


def example() -> Path:
    return Path(settings.VAR_DIR) / "exemples" / EXAMPLE


def open_flow(dataset: Dataset, *, by: User, dpnc: User, at: datetime) -> None:
    """Declare, try and validate it, and write the file to try it with."""
    (depot() / FOLDER).mkdir(parents=True, exist_ok=True)
    terms = InboxTerms(
        name="Dépôts de la démonstration", folder=str(depot()), kind=InboxKind.FOLDER
    )
    inbox = inboxes.declare_inbox(terms, by=dpnc, at=at)
    resource = dataset.resources.in_place().get(title=TITLE)
    flow = declaring.declare_flow(
        dataset,
        FlowTerms(
            inbox=inbox,
            name="Fréquentation des monuments",
            pattern=f"{FOLDER}/*.csv",
            resource=resource,
            minutes=1,
            row_tolerance=10,
        ),
        by=by,
        at=at,
    )
    trying.run_trial(declaring.try_flow(flow, by=by, at=at).pk, at=at)
    declaring.submit_flow(flow, by=by, at=at)
    deciding.validate_flow(flow, by=dpnc, reason=f"Périmètre limité à {FOLDER}/.", at=at)
    example().parent.mkdir(parents=True, exist_ok=True)
    example().write_bytes(csv_file(tables.monument_visits(next_number(resource))))


def command() -> str:
    """Return what to type to try it."""
    return shlex.join(["cp", shown(example()), shown(depot() / FOLDER)]) + "/"


def shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
