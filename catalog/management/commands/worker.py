from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalog.work.child import Child
from catalog.work.supervisor import Supervisor
from catalog.work.taken import Lane

LEFT_ALONE = ((), ("files", "links"), ("links",))
"""What each worker leaves to the others, in turn: long checks keep no mail waiting, and sites that
answer slowly keep no file waiting.
"""


class Command(BaseCommand):
    help = "Do what waits in the queues, and what config/schedule.py says, until told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--processes", type=int, default=3, help="how many tasks at a time")
        parser.add_argument(
            "--queues", default="", help="only these, separated by commas; all of them without it"
        )
        parser.add_argument("--once", action="store_true", help="do what waits, then stop")

    def handle(self, *arguments: Any, **options: Any) -> None:
        queues = tuple(filter(None, options["queues"].split(",")))
        known = settings.TASKS["default"]["QUEUES"]
        if options["processes"] < 1 or set(queues) - set(known):
            message = f"--processes is 1 or more, --queues some of {', '.join(known)}."
            raise CommandError(message)
        if options["once"]:
            Child(Lane(queues)).drain()
            return
        import_module("catalog.tasks")  # read once, before the workers are forked
        Supervisor(lanes(options["processes"], queues)).run()


def lanes(processes: int, queues: tuple[str, ...]) -> list[Lane]:
    if queues:
        return [Lane(queues)] * processes
    return [Lane(without=LEFT_ALONE[number % 3]) for number in range(processes)]
