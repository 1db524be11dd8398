"""What a person finds in a page's form, and sends back: fields, hidden ones included."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name, value):
        if name:
            self.fields.setdefault(name, []).append(value)


class Reader(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.forms, self.form, self.area, self.text = [], None, None, ""
        self.chooser = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.form = Form(attributes.get("action", ""), attributes.get("method", "get"))
            self.forms.append(self.form)
        elif tag == "input" and self.form:
            if attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes:
                self.form.add(attributes.get("name"), attributes.get("value") or "")
        elif tag == "select":
            self.chooser = attributes.get("name")
        elif tag == "option" and self.form and "selected" in attributes:
            self.form.add(self.chooser, attributes.get("value") or "")
        elif tag == "textarea":
            self.area, self.text = attributes.get("name"), ""

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.form:
            # A browser drops the line end that follows the tag, and sends the others as CRLF.
            text = self.text.replace("\r\n", "\n").removeprefix("\n")
            self.form.add(self.area, text.replace("\n", "\r\n"))


def forms_of(response):
    return Reader(response.content.decode()).forms


def form_to(response, action):
    """Return the page's only form that is sent to this address."""
    (found,) = [form for form in forms_of(response) if form.action == action]
    return found


def plain(response, *words):
    """Return the page's HTML without its form keys, nor the words that differ between people."""
    html = TOKEN.sub("", response.content.decode())
    for word in words:
        html = html.replace(word, "…")
    return html
