"""A trial: what a flow would do, from reaching the inbox to comparing; nothing is published."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from catalog.actions.exploring import explore, table_of, work_folder
from catalog.actions.guards import grouped, moment
from catalog.actions.reception import check_size
from catalog.enums import FlowState, Guard
from catalog.exceptions import CatalogError
from catalog.files import Context, compare, profile
from catalog.files.shapes import Comparison, Profile, Severity
from catalog.flows.inbox import InboxUnreachable
from catalog.flows.models import Feed, Flow, FlowTest
from catalog.flows.pattern import Pattern
from catalog.flows.readers import reader_of
from catalog.flows.scanning import taken_by, value_of
from catalog.flows.shapes import Seen, StepOutcome, TrialReport, TrialStep, TriedFile
from catalog.models import ResourceVersion

READ = 3
"""Files that a trial reads: the last ones written."""
EMPTY = "Ce fichier est vide (0 octet)."
WOULD = {
    "first": "ferait une nouvelle ressource",
    "same": "ne changerait rien : ces octets sont en ligne",
    "held": "attendrait une confirmation",
    "published": "serait publié",
}


def run_trial(test_id: int, *, at: datetime | None = None) -> FlowTest | None:
    """Answer a trial, once. Whatever happens, it has an answer."""
    test = FlowTest.objects.select_related("flow__inbox", "flow__dataset").get(pk=test_id)
    if test.finished_at:
        return test
    report = tried(test.flow)
    return kept(test, report, at=at)


@transaction.atomic
def kept(test: FlowTest, report: TrialReport, *, at: datetime | None) -> FlowTest:
    """A flow that was changed meanwhile is still to be tried."""
    flow = Flow.objects.hold(test.flow_id)
    test.report_json, test.finished_at = report.as_json(), moment(at)
    test.save(update_fields=["report_json", "finished_at"])
    if test.revision == flow.revision and flow.is_to_try:
        flow.state = FlowState.TESTED if report.passed else FlowState.DRAFT
        flow.save(update_fields=["state"])
    return test


def tried(flow: Flow) -> TrialReport:
    name = "Joindre la boîte"
    try:
        prefix = Pattern(flow.pattern).prefix
        listing = reader_of(flow.inbox).look(prefix, limit=settings.FLOWS_LISTED)
    except InboxUnreachable as error:
        step = TrialStep(name, StepOutcome.FAILED, "Échec", error.message)
        return TrialReport(passed=False, sentence=error.message, steps=(step,))
    reached = TrialStep(name, StepOutcome.DONE, "Réussi", flow.inbox.place)
    seen = sorted(taken_by(flow, listing.seen), key=lambda one: one.modified_at)
    files = tuple(tried_file(flow, one) for one in seen[-READ:])
    steps = (reached, found_step(flow, seen), read_step(files), compared_step(files), last(files))
    passed = all(not one.refusal for one in files)
    return TrialReport(
        passed=passed, sentence=verdict(files), found=len(seen), steps=steps, files=files
    )


def tried_file(flow: Flow, seen: Seen) -> TriedFile:
    """Read one file, and say what it would do. What cannot be read says why."""
    feed = Feed.objects.select_related("resource").filter(flow=flow, value=value_of(flow, seen.key))
    resource = feed[0].resource if feed else None
    base = resource.versions.current().first() if resource else None
    known = TriedFile(
        key=seen.key,
        size=seen.size,
        resource=resource.title if resource else seen.key.rpartition("/")[2],
        is_new=resource is None,
    )
    try:
        trial = read_file(flow, seen, base)
    except CatalogError as error:
        return replace(known, refusal=error.message)
    if trial.contents.refusal:
        return replace(known, refusal=trial.contents.refusal)
    return told(known, trial, base, flow)


@dataclass(frozen=True)
class Trial:
    """What a file holds, and what it would change."""

    contents: Profile
    comparison: Comparison
    sha256: str


def read_file(flow: Flow, seen: Seen, base: ResourceVersion | None) -> Trial:
    check_size(seen.key, seen.size)
    if not seen.size:
        raise CatalogError(EMPTY)
    with work_folder() as folder:
        path, table = folder / "file", folder / "after.parquet"
        with path.open("wb") as file:
            copied = reader_of(flow.inbox).copy(seen, file)
        filename = seen.key.rpartition("/")[2]
        contents = profile(path, filename=filename, table=table)
        context = context_of(flow, base, folder, filename, copied.sha256)
        before = explore(base) if base else None
        return Trial(contents, compare(before, contents, context=context), copied.sha256)


def context_of(
    flow: Flow, base: ResourceVersion | None, folder: Path, filename: str, sha256: str
) -> Context:
    resource, table = base.resource if base else None, folder / "after.parquet"
    tolerance = flow.row_tolerance if flow.row_tolerance is not None else 30
    if resource and flow.row_tolerance is None:
        tolerance = resource.row_tolerance
    return Context(
        tolerance=tolerance,
        key=tuple(resource.key_columns) if resource else (),
        starts=flow.dataset.temporal_start,
        ends=flow.dataset.temporal_end,
        filename_before=base.filename if base else "",
        filename=filename,
        sha256_before=base.sha256 if base else "",
        sha256=sha256,
        table_before=table_of(base, folder / "before.parquet") if base else None,
        table=table if table.is_file() else None,
    )


def told(known: TriedFile, trial: Trial, base: ResourceVersion | None, flow: Flow) -> TriedFile:
    would = "first" if base is None else "published"
    if base and base.sha256 == trial.sha256:
        would = "same"
    elif base and trial.comparison.is_blocking and guard_of(flow, base) == Guard.HOLD:
        would = "held"
    return replace(
        known,
        format=trial.contents.format,
        row_count=trial.contents.row_count,
        column_names=tuple(column.name for column in trial.contents.columns),
        would=WOULD[would],
        findings=trial.comparison.findings,
    )


def guard_of(flow: Flow, base: ResourceVersion) -> str:
    return flow.guard or base.resource.guard


def found_step(flow: Flow, seen: list[Seen]) -> TrialStep:
    if not seen:
        detail = f"aucun fichier « {flow.pattern} » n’est là : le premier sera pris à son arrivée"
        return TrialStep("Trouver les fichiers", StepOutcome.FINDINGS, "Aucun", detail)
    names = ", ".join(one.key.rpartition("/")[2] for one in seen[-READ:])
    result = f"{grouped(len(seen))} trouvé{'s' if len(seen) > 1 else ''}"
    return TrialStep("Trouver les fichiers", StepOutcome.DONE, result, names)


def read_step(files: tuple[TriedFile, ...]) -> TrialStep:
    if not files:
        return TrialStep("Lire", StepOutcome.SKIPPED, "Rien à lire")
    read = [one for one in files if not one.refusal]
    result = f"{len(read)} lu{'s' if len(read) > 1 else ''} sur {len(files)}"
    if len(read) < len(files):
        refused = next(one for one in files if one.refusal)
        detail = f"{refused.key} : {refused.refusal}"
        return TrialStep("Lire", StepOutcome.FAILED, result, detail)
    shapes = sorted({f"{one.format.upper()}, {len(one.column_names)} colonnes" for one in read})
    return TrialStep("Lire", StepOutcome.DONE, result, " ; ".join(shapes))


def compared_step(files: tuple[TriedFile, ...]) -> TrialStep:
    if all(one.is_new or one.refusal for one in files):
        return TrialStep("Comparer", StepOutcome.SKIPPED, "Rien à comparer")
    found = [
        finding for one in files for finding in one.findings if finding.severity != Severity.NOTICE
    ]
    if not found:
        return TrialStep("Comparer", StepOutcome.DONE, "Aucun constat")
    result = f"{len(found)} constat{'s' if len(found) > 1 else ''}"
    return TrialStep("Comparer", StepOutcome.FINDINGS, result, found[0].message)


def last(files: tuple[TriedFile, ...]) -> TrialStep:
    detail = " ; ".join(f"{one.key} {one.would}" for one in files if one.would)
    return TrialStep("Publier", StepOutcome.SKIPPED, "Non, c’est un essai", detail)


def verdict(files: tuple[TriedFile, ...]) -> str:
    refused = [one for one in files if one.refusal]
    if refused:
        return f"L’essai a échoué : « {refused[0].key} » ne serait pas pris. {refused[0].refusal}"
    if not files:
        return "L’essai a réussi : la boîte se lit, et ne contient pas encore de fichier."
    return (
        f"L’essai a réussi : {len(files)} fichier{'s se lisent' if len(files) > 1 else ' se lit'}."
    )
