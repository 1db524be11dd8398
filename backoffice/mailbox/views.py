"""The demo's mailbox: everybody's mails, readable by everybody. It does not exist in production."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import nh3
from django.conf import settings
from django.http import Http404
from django.utils.safestring import SafeString, mark_safe
from django.views.generic import TemplateView

NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}\.eml")
SHOWN = 100
TAGS = {"a", "br", "div", "em", "h3", "li", "ol", "p", "span", "strong", "ul"} | {
    "table", "tbody", "td", "th", "thead", "tr",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "table": {"role"}, "th": {"scope"}}


@dataclass(frozen=True)
class Mail:
    name: str
    subject: str
    recipients: str
    sent_at: datetime | None
    text: str = ""
    html: str = ""


class MessageList(TemplateView):
    template_name = "backoffice/mailbox/message_list.html"

    def get_context_data(self, **kwargs):
        mails = [read(name, with_body=False) for name in latest_names()]
        return super().get_context_data(mails=mails, shown=SHOWN, **kwargs)


class MessageDetail(TemplateView):
    template_name = "backoffice/mailbox/message_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(mail=read(kwargs["name"], with_body=True), **kwargs)


def folder() -> Path:
    if settings.MAILBOX_DIR is None:
        raise Http404
    return Path(settings.MAILBOX_DIR)


def latest_names() -> list[str]:
    """Names begin with their date; whatever else lies in the folder is no mail of ours."""
    names = (path.name for path in folder().glob("*.eml"))
    return sorted(filter(NAME.fullmatch, names), reverse=True)[:SHOWN]


def read(name: str, *, with_body: bool) -> Mail:
    """Return one mail. Raises Http404 for any name that the backend cannot have given."""
    path = folder() / name
    if not NAME.fullmatch(name) or not path.is_file():
        raise Http404
    message = BytesParser(policy=policy.default).parsebytes(
        path.read_bytes(), headersonly=not with_body
    )
    return Mail(
        name=name,
        subject=message["subject"] or "",
        recipients=message["to"] or "",
        sent_at=sent_at(message),
        text=part(message, "plain") if with_body else "",
        html=cleaned(part(message, "html")) if with_body else "",
    )


def sent_at(message: EmailMessage) -> datetime | None:
    """Django dates its mails in « -0000 », read as a time of no zone: it is UTC."""
    date = message["date"].datetime if message["date"] else None
    return date.replace(tzinfo=UTC) if date and date.tzinfo is None else date


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return body.get_content() if body else ""


def cleaned(html: str) -> SafeString:
    """Return the mail's own HTML as a fragment of a page that already has its h1 and its styles."""
    fragment = re.sub(r"<(/?)h1\b", r"<\1h3", html)
    return mark_safe(  # noqa: S308 (nh3 keeps only these tags)
        nh3.clean(
            fragment,
            tags=TAGS,
            attributes=ATTRIBUTES,
            clean_content_tags={"script", "style", "title"},
            url_schemes={"http", "https", "mailto"},
        )
    )
