from typing import Any

from django.core.management.base import BaseCommand

from catalog.stats.rollup import roll_up


class Command(BaseCommand):
    help = "Add up the views and downloads counted since the last time; safe to repeat."

    def handle(self, *arguments: Any, **options: Any) -> None:
        written = roll_up()
        if options["verbosity"]:
            self.stdout.write(f"Counters written: {written}")
