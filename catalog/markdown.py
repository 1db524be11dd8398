"""Markdown as producers write it, rendered to HTML that is safe to show. One renderer for all."""

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
DEMOTED = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}

parser = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
parser.disable("image")  # an image from elsewhere would tell its host who reads the page


def render(text: str) -> SafeString:
    """Return safe HTML. A producer's headings start at h3, below those of the page."""
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = DEMOTED[token.tag]
    html = parser.renderer.render(tokens, parser.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return SafeString(clean)
