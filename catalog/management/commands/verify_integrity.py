import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from catalog.custody.verify import breaches


class Command(BaseCommand):
    help = (
        "Check the invariants I1 to I6; --repair sets right what is derived. Exits 1 on a breach."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="set right what can be")
        parser.add_argument(
            "--share", type=int, default=1, help="read one file in N, another part each day"
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        found = left = 0
        for breach in breaches(share=options["share"]):
            found += 1
            self.stdout.write(f"{breach.promise} — {breach.sentence}")
            if options["repair"] and breach.repair:
                breach.repair()
                self.stdout.write("  Réparé.")
            else:
                left += 1
        if options["verbosity"]:
            self.stdout.write(f"Constats : {found} ; réparés : {found - left}.")
        if left:
            sys.exit(1)
