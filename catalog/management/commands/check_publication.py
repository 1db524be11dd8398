from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalog.actions.publication import check_publication
from catalog.enums import Outcome
from catalog.models import Dataset

ENOUGH = 3
"""Files in a row that nobody gave: the site itself does not answer."""


class Command(BaseCommand):
    help = "Download what is public by its public addresses, and compare it with what was sent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", nargs="*", help="slug or id; all that is public without it")

    def handle(self, *arguments: Any, **options: Any) -> None:
        counts: Counter[str] = Counter()
        unreached = 0
        for check in self.checks(options["dataset"]):
            counts[check.outcome] += 1
            unreached = unreached + 1 if check.outcome == Outcome.UNREACHED else 0
            if check.is_failed:
                self.stderr.write(f"{check.resource.permalink} {check.sentence}")
            if unreached == ENOUGH:
                message = f"Nobody answers at {settings.SITE_URL}: try again when the site is up."
                raise CommandError(message)
        self.stdout.write(", ".join(f"{name}: {counts[name]}" for name in Outcome.values))

    def checks(self, named: list[str]) -> Any:
        if named:
            keys = [row.pk for name in named for row in Dataset.objects.public().named(name)]
        else:
            keys = list(Dataset.objects.public().order_by("pk").values_list("pk", flat=True))
        for key in keys:
            yield from check_publication(key)
