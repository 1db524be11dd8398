"""The thread of a flow as CSV, the oldest first: what a spreadsheet or a script reads."""

from collections.abc import Iterator
from heapq import merge

from backoffice.sheet import line_of
from catalog.flows.models import Drop, Flow, Incident, Run

COLUMNS = (
    *("date", "fin", "nature", "résultat", "fichier", "octets", "version", "passages", "constat"),
)
AT_ONCE = 1000
HEAVY = ("version__profile", "version__comparison")


def lines(flow: Flow) -> Iterator[str]:
    yield line_of(COLUMNS)
    drops = flow.drops.select_related("version").defer(*HEAVY).order_by("first_seen_at", "pk")
    found = (
        map(of_drop, drops.iterator(chunk_size=AT_ONCE)),
        map(of_run, flow.runs.order_by("started_at", "pk").iterator(chunk_size=AT_ONCE)),
        map(of_incident, flow.incidents.order_by("opened_at", "pk").iterator(chunk_size=AT_ONCE)),
    )
    for begun, over, *cells in merge(*found, key=lambda line: line[0]):
        yield line_of([written(begun), written(over), *cells])


def of_drop(drop: Drop) -> list:
    number = drop.version.number if drop.version else ""
    begun, said = drop.first_seen_at, drop.outcome_label
    return [begun, drop.settled_at, "dépôt", said, drop.key, drop.size, number, "", drop.reason]


def of_run(run: Run) -> list:
    begun, said = run.started_at, run.get_outcome_display()
    return [begun, run.finished_at, "passage", said, "", "", "", run.passes, run.sentence]


def of_incident(incident: Incident) -> list:
    begun, said = incident.opened_at, incident.get_kind_display()
    return [begun, incident.closed_at, "incident", said, "", "", "", "", incident.sentence]


def written(moment) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
