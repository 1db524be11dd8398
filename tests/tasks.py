"""The queue of the tests: mails leave at once, and files wait until a test works through them."""

from django_tasks.backends.immediate import ImmediateBackend

LATER = ("files", "links")


class Backend(ImmediateBackend):
    """Reading a file takes a process, following a link a network: no fixture waits for them."""

    supports_defer = True
    waiting = []
    """One for all the threads: a live server asks, and the test works."""

    def enqueue(self, task, args, kwargs):
        if task.queue_name not in LATER:
            return super().enqueue(task, args, kwargs)
        self.waiting.append((task, args, kwargs))
        return None


def forget():
    Backend.waiting.clear()


def work_through():
    """Do all that waits, as a worker would, whatever its hour."""
    while Backend.waiting:
        task, args, kwargs = Backend.waiting.pop(0)
        task.call(*args, **kwargs)
