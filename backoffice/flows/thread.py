"""What happened to a flow, latest first: files, passes that found nothing, incidents."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

from backoffice.wording import capital
from catalog.enums import DropState, IncidentKind
from catalog.files.shapes import Severity
from catalog.flows.models import Drop, Incident, Run
from catalog.templatetags.vitrine import counted, day, hour, number

MOST = 30
SHAPES = {
    DropState.PUBLISHED: "bon",
    DropState.HELD: "bloque",
    DropState.REFUSED: "bloque",
    DropState.VANISHED: "verifier",
}
TITLES = {
    DropState.PUBLISHED: "Version {} publiée",
    DropState.HELD: "Dépôt à confirmer",
    DropState.UNCHANGED: "Rien ne change",
    DropState.REFUSED: "Dépôt refusé",
    DropState.SUPERSEDED: "Dépassé par un fichier plus récent",
    DropState.VANISHED: "Disparu avant d’être lu",
    DropState.SEEN: "En cours d’écriture",
    DropState.STABLE: "À prendre",
    DropState.COPIED: "Copié, en cours de contrôle",
}
INCIDENTS = {
    IncidentKind.FAILING: "Alerte : en échec",
    IncidentKind.LATE: "Alerte : en retard",
    IncidentKind.HELD: "Alerte : dépôt à confirmer",
    IncidentKind.SILENT: "Alerte : rien n’arrive",
}


@dataclass(frozen=True)
class Entry:
    """One line of the thread. `since`: when the first of the passes it groups began; `filename`:
    of a file; `url`: of what it made, for those who may see it; `found`: its findings, in words.
    """

    at: datetime
    title: str
    shape: str
    sentence: str = ""
    filename: str = ""
    url: str = ""
    found: str = ""
    since: datetime | None = None
    passes: int = 0

    @property
    def is_idle(self):
        return self.passes > 0 and not self.shape

    @property
    def when(self):
        """Return « 18 nov., 6 h », « 18 au 21 nov. » for what is grouped."""
        if self.since and timezone.localdate(self.since) != timezone.localdate(self.at):
            return f"{short(self.since)} au {short(self.at)}"
        return f"{short(self.at)}, {hour(self.at)}"


@dataclass(frozen=True)
class Thread:
    """`older`: the moment before which there is more; None when all is there."""

    entries: list[Entry]
    older: datetime | None

    @property
    def cursor(self):
        return self.older.isoformat() if self.older else ""


def moment_in(text):
    """Return the moment that an address names; None for anything else."""
    try:
        moment = parse_datetime(text[:40])
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None


def thread_of(flow, *, before: datetime | None = None, opens: bool = True) -> Thread:
    """Return what happened before that moment. `opens`: the reader may open the versions."""
    rows = [
        *(entry_of_drop(drop, opens=opens) for drop in drops_of(flow, before)),
        *(entry_of_run(run) for run in told(flow, before)),
        *(entry_of_incident(incident) for incident in incidents_of(flow, before)),
    ]
    rows.sort(key=lambda entry: entry.at, reverse=True)
    older = rows[MOST - 1].at if len(rows) > MOST else None
    return Thread(grouped(rows[:MOST]), older)


def drops_of(flow, before):
    rows = flow.drops.for_page().annotate(at=Coalesce("settled_at", "first_seen_at"))
    rows = rows.filter(at__lt=before) if before else rows
    return rows.order_by("-at", "-pk")[: MOST + 1]


def told(flow, before):
    """Return the passes that say something the files do not: nothing was new, or it failed."""
    rows = flow.runs.filter(found=0)
    rows = rows.filter(finished_at__lt=before) if before else rows
    return rows.latest_first()[: MOST + 1]


def incidents_of(flow, before):
    rows = flow.incidents.filter(opened_at__lt=before) if before else flow.incidents.all()
    return rows.order_by("-opened_at", "-pk")[: MOST + 1]


def entry_of_drop(drop: Drop, *, opens: bool) -> Entry:
    version, outcome = drop.version, drop.outcome
    page = "backoffice:version-detail"
    made = version is not None and outcome in (DropState.PUBLISHED, DropState.HELD)
    return Entry(
        at=drop.at,
        title=TITLES[outcome].format(version.number if version else ""),
        shape=SHAPES.get(outcome, "repos"),
        sentence=" ".join(filter(None, [contents_of(drop) if made else "", drop.reason])),
        filename=drop.key,
        url=reverse(page, args=[version.resource_id, version.number]) if made and opens else "",
        found=found_in(version) if made else "",
    )


def contents_of(drop):
    """Return « 13 412 lignes, 212 de plus. », for a table that was read."""
    contents, changes = drop.version.contents, drop.version.changes
    if contents is None or contents.row_count is None:
        return ""
    before = changes.rows_before if changes else None
    words = counted(contents.row_count, "ligne", "lignes", none="aucune")
    if before is None:
        return f"{capital(words)}."
    return f"{capital(words)}, {compared(contents.row_count - before)}."


def compared(more):
    if not more:
        return "autant qu’avant"
    return f"{number(abs(more))} de {'plus' if more > 0 else 'moins'} qu’avant"


def found_in(version):
    changes = version.changes
    if changes is None:
        return ""
    counts = [
        (len(changes.of(Severity.BLOCKING)), "constat bloque", "constats bloquent"),
        (len(changes.of(Severity.WARNING)), "constat à vérifier", "constats à vérifier"),
    ]
    return ", ".join(counted(count, one, several) for count, one, several in counts if count)


def entry_of_run(run: Run) -> Entry:
    title = "La boîte n’a pas répondu" if run.is_failed else "Rien de nouveau"
    return Entry(
        at=run.finished_at,
        title=title,
        shape="bloque" if run.is_failed else "",
        sentence=run.sentence,
        since=run.started_at,
        passes=run.passes,
    )


def entry_of_incident(incident: Incident) -> Entry:
    over = f" Close le {day(incident.closed_at)}." if incident.closed_at else ""
    dpnc = incident.escalated_at
    told = f" La DPNC en a été prévenue le {day(dpnc)}." if dpnc else ""
    return Entry(
        at=incident.opened_at,
        title=INCIDENTS[incident.kind],
        shape="verifier",
        sentence=f"{said_of(incident)}{told}{over}",
    )


def said_of(incident):
    """What a file did is said by its own entry."""
    if incident.kind in (IncidentKind.HELD, IncidentKind.FAILING):
        return "Envoyée par courriel à qui suit ce flux."
    return incident.sentence


def grouped(rows):
    """Return the entries with the passes that follow one another and say nothing new as one."""
    kept = []
    for entry in rows:
        if kept and entry.is_idle and kept[-1].is_idle:
            kept[-1] = replace(kept[-1], since=entry.since, passes=kept[-1].passes + entry.passes)
        else:
            kept.append(entry)
    return kept


def short(moment):
    """Return « 18 nov. », with its year when it is not this one."""
    local = timezone.localtime(moment)
    written = date_format(local, "j N")
    return written if local.year == timezone.localtime().year else f"{written} {local.year}"
