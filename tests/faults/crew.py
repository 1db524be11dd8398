"""Workers as production starts them, each a group of processes of its own, that a test kills,
stops and starts again; what was done to them is counted.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from catalog.work import leases
from catalog.work.models import TaskLease, Worker

LEASE = 2
HURRIED = {
    "WORK_LEASE_SECONDS": str(LEASE),
    "WORK_RETRY_SECONDS": "1",
    "WORK_LONGEST_SECONDS": "20",
    "WORK_SCHEDULE": "tests.faults.deeds.SCHEDULE",
    "LOG_LEVEL": "INFO",
}


class Crew:
    """`log`: the file where they write what they meet."""

    def __init__(self, environment, log, **variables):
        self.environment = environment | HURRIED | variables
        self.log = log
        self.supervisors = []
        self.suffered = Counter()

    def start(self, count=1):
        for _ in range(count):
            command = [sys.executable, "manage.py", "worker", "--processes", "1"]
            with self.log.open("a") as out:
                supervisor = subprocess.Popen(  # noqa: S603 (our own words)
                    command,
                    env=self.environment,
                    cwd=settings.BASE_DIR,
                    stderr=out,
                    start_new_session=True,
                )
            self.supervisors.append(supervisor)
        wait_until(lambda: len(self.children()) >= len(self.supervisors))

    def children(self):
        return [pid for one in self.supervisors for pid in self.children_of(one.pid)]

    def children_of(self, supervisor):
        """Return the process ids of those who work, as they say it themselves."""
        names = Worker.objects.values_list("name", flat=True)
        pids = [int(name.partition("-")[0]) for name in names]
        return [pid for pid in pids if parent_of(pid) == supervisor]

    def kill_a_worker(self):
        """Kill one process of those who work; its supervisor sees it."""
        if pids := self.children():
            with suppress(ProcessLookupError):
                os.kill(random.choice(pids), signal.SIGKILL)  # noqa: S311 (any of them)
                self.suffered["workers killed"] += 1

    def kill_a_machine(self):
        """Kill a supervisor and its worker together: only time tells. Return the tasks they had."""
        victim = self.supervisors.pop(0)
        own = self.children_of(victim.pid)
        os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()
        self.suffered["supervisors killed with their worker"] += 1
        rows = TaskLease.objects.exclude(expires_at=None)
        return [row for row in rows if int(row.worker.partition("-")[0]) in own]

    def end(self):
        """Ask them to stop, and return their exit codes; what does not is killed."""
        codes = [ended_by_itself(supervisor) for supervisor in self.supervisors]
        self.supervisors = []
        return codes


def ended_by_itself(supervisor):
    os.killpg(supervisor.pid, signal.SIGCONT)
    supervisor.terminate()
    try:
        return supervisor.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(supervisor.pid, signal.SIGKILL)
        return supervisor.wait()


def parent_of(pid):
    """Return the parent of a process that runs, or is stopped; None for a dead one."""
    with suppress(OSError):
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
        return None if state in "ZX" else int(parent)
    return None


def wait_until(true, *, seconds=45, step=0.05):
    limit = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < limit, f"not within {seconds} s"
        time.sleep(step)
    return found


def relaunched():
    """Give back what chance has killed three times, as a person would; return how many."""
    aside = TaskLease.objects.set_aside().filter(task_path__endswith=".deed")
    return sum(leases.start_again(lease) for lease in aside)
