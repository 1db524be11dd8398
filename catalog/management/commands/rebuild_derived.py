import sys
import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from catalog.custody.tables import rebuild
from catalog.models import ResourceVersion


class Command(BaseCommand):
    help = "Read the files again and make anew what is derived from them: profiles and tables."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("resource", nargs="*", type=uuid.UUID, help="these only")
        parser.add_argument("--all-versions", action="store_true", help="not only those on line")

    def handle(self, *arguments: Any, **options: Any) -> None:
        versions = ResourceVersion.objects.kept()
        if not options["all_versions"]:
            versions = versions.current()
        if options["resource"]:
            versions = versions.filter(resource__in=options["resource"])
        done = failed = 0
        for version, refusal in rebuild(versions):
            done, failed = done + (not refusal), failed + bool(refusal)
            if refusal:
                self.stdout.write(f"« {version} » ({version.resource_id}) : {refusal}")
        self.stdout.write(f"Relus : {done} ; illisibles : {failed}.")
        if failed:
            sys.exit(1)
