"""A mail is written once, in HTML; its text form is read from it, so that both say the same."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

FOR_THE_EYE = ("head", "thead")
PARAGRAPHS = ("h1", "p", "table", "tfoot", "ul")
LINES = ("br", "li", "tr")
AHEAD = {"li": "- ", "tfoot": "--"}
SPACES = re.compile(r"[ \t\r\n]+")
"""Not the unbreakable ones, which French puts before a colon."""


def written(
    template: str,
    context: dict[str, Any],
    *,
    subject: str,
    to: Sequence[str],
    headers: dict[str, str] | None = None,
) -> EmailMultiAlternatives:
    """Return the message that this template makes, ready to leave."""
    subject = " ".join(subject.splitlines())
    site = {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_contact": settings.SITE_CONTACT,
    }
    html = render_to_string(template, {**context, **site, "subject": subject})
    message = EmailMultiAlternatives(subject, text_of(html), to=to, headers=headers)
    message.attach_alternative(html, "text/html")
    return message


def text_of(html: str) -> str:
    """Return what a mail says, a line a fact, each link followed by its address."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    lines = [SPACES.sub(" ", line).strip(" ") for line in "".join(reader.said).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


class Reader(HTMLParser):
    """Gathers the words of a page that we wrote; `said` is made of pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hidden = False
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = self.hidden or tag in FOR_THE_EYE
        if tag in PARAGRAPHS:
            self.said.append("\n\n")
        if tag in LINES:
            self.said.append("\n")
        self.said.append(AHEAD.get(tag, ""))
        self.link = dict(attrs).get("href") or "" if tag == "a" else self.link

    def handle_endtag(self, tag: str) -> None:
        self.hidden = self.hidden and tag not in FOR_THE_EYE
        if tag == "a":
            self.said.append(f"\N{NO-BREAK SPACE}: {self.link}")
        if tag == "th":
            self.said.append("\N{NO-BREAK SPACE}: ")
        if tag in PARAGRAPHS:
            self.said.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.said.append(SPACES.sub(" ", data))
