"""Import catalogues of data.gouv.fr: `manage.py import_catalogue PATH…`."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from catalog.accounts.models import Organization
from catalog.actions.imports_run import Import, Line, Report

SUFFIXES = (".csv", ".json")
BAR = 40
MOST_LINES = 50
SECTIONS = (
    ("refused", "Refusés"),
    ("warnings", "À vérifier"),
    ("kept", "Gardés, car quelqu’un les avait modifiés ici"),
    ("vanished", "Disparus de la source, laissés en place"),
)


class Command(BaseCommand):
    help = "Import catalogues exported by data.gouv.fr: CSV of an organisation or topic, JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="tell what it would do")
        parser.add_argument(
            "--organization",
            metavar="ID",
            default="",
            help="id or slug of the organisation of datasets whose source does not name theirs",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        files = [file for path in options["paths"] for file in files_of(path)]
        verbose = options["verbosity"] > 0
        work = Import(owner=owner(options["organization"]), tick=self.tick if verbose else still)
        with transaction.atomic() if options["dry_run"] else nullcontext():
            report = work.run(files)
            if options["dry_run"]:
                transaction.set_rollback(True)
                self.stdout.write("Essai : rien n’a été écrit. Voici ce qui le serait.")
        self.tell(report, most=None if options["verbosity"] > 1 else MOST_LINES, brief=not verbose)

    def tick(self, done: int, total: int) -> None:
        """Draw the progress, for whoever looks at it."""
        if not sys.stderr.isatty():
            return
        filled = BAR * done // total
        bar = "█" * filled + "·" * (BAR - filled)
        self.stderr.write(f"\r{bar} {done}/{total}", ending="\n" if done == total else "")
        self.stderr.flush()

    def tell(self, report: Report, *, most: int | None, brief: bool) -> None:
        if not brief:
            for name, label in report.files.items():
                self.stdout.write(f"{name} : {label or 'pas un catalogue'}")
            self.list_titles("Apparus", report.created, most)
            self.list_titles("Changés", report.changed, most)
            for name, title in SECTIONS:
                self.list_lines(title, getattr(report, name), most)
        self.stdout.write(summary(report))

    def list_titles(self, heading: str, titles: list[str], most: int | None) -> None:
        self.list_lines(heading, [Line("", title, "") for title in titles], most)

    def list_lines(self, heading: str, lines: list[Line], most: int | None) -> None:
        if not lines:
            return
        self.stdout.write(f"\n{heading} ({len(lines)})")
        for line in lines[:most]:
            told = " — ".join(filter(None, [line.file, line.name, line.sentence]))
            self.stdout.write(f"  {told}")
        if most and len(lines) > most:
            self.stdout.write(f"  … et {len(lines) - most} autres : --verbosity 2 les dit tous.")


def still(_done: int, _total: int) -> None:
    """Draw nothing."""


def summary(report: Report) -> str:
    return (
        f"\nJeux de données : {len(report.created)} apparus, {len(report.changed)} changés, "
        f"{len(report.counted)} dont seuls les compteurs changent, {len(report.unchanged)} "
        f"inchangés, {len(report.vanished)} disparus, {len(report.refused)} refusés."
    )


def files_of(path: Path) -> list[Path]:
    """Return the file, or the catalogues that the folder holds. Raises CommandError."""
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES)
    if not path.is_file():
        raise CommandError(f"There is no file {path}.")
    return [path]


def owner(identifier: str) -> Organization | None:
    """Raises CommandError for an organisation that is not known."""
    if not identifier:
        return None
    found = Organization.objects.named(identifier).first()
    if found is None:
        raise CommandError(f"There is no organisation {identifier}.")
    return found
