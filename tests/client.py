"""A client that reads each page it gets, and a budget of queries."""

from contextlib import contextmanager
from html.parser import HTMLParser

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

DATA_BLOCKS = ("application/ld+json", "application/json")


class Page(HTMLParser):
    """What a strict policy and a screen reader would complain of."""

    def __init__(self, html):
        super().__init__()
        self.faults, self.titles, self.lang, self.ids = [], 0, None, set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.look_for_inline_code(tag, attributes)
        if tag == "h1":
            self.titles += 1
        if tag == "html":
            self.lang = attributes.get("lang")
        if (key := attributes.get("id")) in self.ids:
            self.faults.append(f"two elements have the id {key!r}")
        self.ids |= {key} - {None}

    def look_for_inline_code(self, tag, attributes):
        for name, value in attributes.items():
            if name.startswith("on") or name == "style":
                self.faults.append(f"<{tag} {name}={value!r}>")
            if (value or "").lstrip().lower().startswith("javascript:"):
                self.faults.append(f"<{tag} {name}={value!r}>")
        if tag == "style":
            self.faults.append("<style> element")
        if (
            tag == "script"
            and "src" not in attributes
            and attributes.get("type") not in DATA_BLOCKS
        ):
            self.faults.append("<script> without src")


def faults_of(response):
    """Return what is wrong in this answer; only pages of ours are read."""
    html = response.content.decode()
    page = Page(html)
    faults = [*page.faults]
    faults += [f"unrendered {mark}" for mark in ("{{", "{%", "{#") if mark in html]
    if page.titles != 1:
        faults.append(f"{page.titles} h1")
    if page.lang != "fr":
        faults.append(f"lang={page.lang!r}")
    if "Content-Security-Policy" not in response.headers:
        faults.append("no Content-Security-Policy")
    return faults


class StrictClient(Client):
    """Every page it receives is looked at; Wagtail's own editor, under /cms/, is not ours."""

    def request(self, **request):
        response = super().request(**request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        ours = not request.get("PATH_INFO", "").startswith("/cms/")
        if is_page and ours and not response.streaming and response.content:
            assert not faults_of(response), (request.get("PATH_INFO"), faults_of(response))
        return response


@contextmanager
def query_budget(most):
    """Fail, with the list of queries, when the block makes more than `most`."""
    with CaptureQueriesContext(connection) as captured:
        yield captured
    made = [query["sql"] for query in captured.captured_queries]
    assert len(made) <= most, f"{len(made)} queries, {most} allowed:\n" + "\n".join(made)
