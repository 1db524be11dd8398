"""Markdown as producers write it, rendered to HTML that is safe to show. One renderer for all."""

from collections.abc import Iterable

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol",
    "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
FRAME = '<div class="vi-defile" tabindex="0" role="group" aria-label="Tableau défilant">'
"""A table wider than a phone scrolls in its own frame, which the keyboard reaches too."""

MOST_BRACKETS = 2_000
"""Each one may open a link, and is tried: a page made of them would take seconds to show."""

parser = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
parser.disable("image")  # an image from elsewhere would tell its host who reads the page
linkless = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
linkless.disable(["image", "link", "reference"])


def render(text: str, *, top: int = 3) -> SafeString:
    """Return safe HTML. A producer's first heading is of level `top`, below those of the page."""
    parse = (linkless if text.count("[") > MOST_BRACKETS else parser).parse
    tokens = parse(text)
    renumber(tokens, top)
    html = parser.renderer.render(tokens, parser.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    framed = clean.replace("<table>", f'{FRAME}<table class="vi-tableau">')
    return SafeString(framed.replace("</table>", "</table></div>"))


def renumber(tokens: Iterable[Token], top: int) -> None:
    """Give headings the levels of their nesting: none is skipped, whatever the producer wrote."""
    opened: list[str] = []
    for token in tokens:
        if token.type == "heading_open":
            opened = [*(tag for tag in opened if tag < token.tag), token.tag]
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, top + len(opened) - 1)}"
