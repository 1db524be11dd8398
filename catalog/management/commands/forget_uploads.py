from typing import Any

from django.core.management.base import BaseCommand

from catalog.actions.uploads import forget_stale_uploads


class Command(BaseCommand):
    help = "Erase the parts of files that nobody came back to finish within a day."

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_stale_uploads()
        if options["verbosity"]:
            self.stdout.write(f"{count} abandoned upload(s) erased.")
