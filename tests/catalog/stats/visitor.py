"""A process that counts: `visitor RESOURCE NUMBER [fork]`, once it reads a line."""

import os
import sys
import time

import django

django.setup()

from catalog.enums import CountKind  # noqa: E402 (after the setup)
from catalog.models import Resource  # noqa: E402 (after the setup)
from catalog.stats import buffer, counting  # noqa: E402 (after the setup)
from catalog.stats.audience import Visit  # noqa: E402 (after the setup)

CURL = Visit.read("GET", {"User-Agent": "curl/8.5.0"})
buffer.FLUSH_EVENTS = 20  # so that the processes write at the same moments, many times


def say(word):
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def visit(resource, number):
    for _ in range(number):
        counting.count(CountKind.DOWNLOAD, resource, CURL)
        time.sleep(0.001)


key, number, *how = sys.argv[1:]
resource = Resource.objects.select_related("dataset").get(pk=key)
say("ready")
sys.stdin.readline()
visit(resource, int(number))
if how == ["fork"]:
    if child := os.fork():
        os.waitpid(child, 0)
    else:
        visit(resource, int(number))
        sys.exit()  # it ends as a program does: what it counted is written on its way out
say("counted")
sys.stdin.readline()
