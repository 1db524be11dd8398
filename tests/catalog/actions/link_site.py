"""A site that links lead to, on this machine: what each path answers is said by the test, and every
request is kept with its moment.
"""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise


class Site:
    """`pages` maps a path to (status, headers), or to a function of the method that gives them."""

    def __init__(self, host="127.0.0.1"):
        self.pages, self.asked, self.together, self.most_together = {}, [], 0, 0
        self.lock = threading.Lock()
        self.seconds = 0
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_HEAD(self):
                site.answer(self)

            do_GET = do_HEAD  # noqa: N815 (the library's own name)

            def log_message(self, *_):
                """Say nothing."""

        self.server = ThreadingHTTPServer((host, 0), Handler)
        self.origin = f"{host}:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def url(self, path="/musees.csv"):
        return f"http://{self.origin}{path}"

    def answer(self, handler):
        with self.lock:
            self.together += 1
            self.most_together = max(self.together, self.most_together)
            self.asked.append((handler.command, handler.path, time.monotonic(), handler.headers))
        time.sleep(self.seconds)
        page = self.pages.get(handler.path, (404, {}))
        status, headers = page(handler.command) if callable(page) else page
        with self.lock:
            self.together -= 1
        handler.send_response(status)
        for name, value in ({"Content-Length": "0"} | headers).items():
            handler.send_header(name, value)
        handler.end_headers()

    @property
    def methods(self):
        return [(method, path) for method, path, _, _ in self.asked]

    def pauses(self):
        moments = [moment for _, _, moment, _ in self.asked]
        return [after - before for before, after in pairwise(moments)]


@contextmanager
def site(settings, host="127.0.0.1"):
    """Give the site, which net may reach as it may our own origin: the guard stays on."""
    made = Site(host)
    settings.NET_ALLOWED = [*settings.NET_ALLOWED, made.origin]
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
