import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from catalog.custody.judgements import Verdict
from catalog.custody.places import judge_all


class Command(BaseCommand):
    help = "Judge the places where files live. Exits 1 when one is unsafe (--strict: or weak)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--strict", action="store_true", help="fail on what is only weak too")

    def handle(self, *arguments: Any, **options: Any) -> None:
        worst = {Verdict.UNSAFE, Verdict.WEAK} if options["strict"] else {Verdict.UNSAFE}
        failed = False
        for name, judgement in judge_all():
            self.stdout.write(f"{judgement.verdict:<12} {name} : {judgement.sentence}")
            failed |= judgement.verdict in worst
        if failed:
            sys.exit(1)
