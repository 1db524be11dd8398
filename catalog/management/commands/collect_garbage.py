from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from catalog.custody.garbage import Bounds, TooMany, collect


class Command(BaseCommand):
    help = "Erase what nothing names any more, some at a time; --dry-run says what would go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="erase nothing")
        parser.add_argument("--hours", type=int, default=Bounds.hours, help="age of an orphan")
        parser.add_argument("--most", type=int, default=Bounds.most, help="how many a run erases")
        parser.add_argument("--even-many", action="store_true", help="after having looked")

    def handle(self, *arguments: Any, **options: Any) -> None:
        bounds = Bounds(hours=options["hours"], most=options["most"])
        counts: Counter[str] = Counter()
        size = 0
        try:
            for waste in collect(
                dry_run=options["dry_run"], bounds=bounds, even_many=options["even_many"]
            ):
                counts[waste.kind] += 1
                size += waste.size
                if options["dry_run"] or options["verbosity"] > 1:
                    self.stdout.write(f"{waste.kind} : {waste.name}")
        except TooMany as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(summary(counts, size, dry_run=options["dry_run"]))


def summary(counts: "Counter[str]", size: int, *, dry_run: bool) -> str:
    if not counts:
        return "Rien à effacer."
    kinds = ", ".join(f"{kind} : {count}" for kind, count in sorted(counts.items()))
    verb = "Seraient effacés" if dry_run else "Effacés"
    return f"{verb} : {kinds} ; {filesizeformat(size)}."
