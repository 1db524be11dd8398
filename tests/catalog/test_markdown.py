"""Markdown as producers write it: what reads well is kept, what could run is text."""

import time
from html.parser import HTMLParser

import pytest

from catalog.markdown import TAGS, render

SLOW = 5
"""Seconds; what this guards against takes ten and more."""
HARMLESS = {"href", "rel", "title", "class", "tabindex", "role", "aria-label"}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src='https://exemple.org'></iframe>",
    "<style>body{display:none}</style>",
    "<div style='position:fixed'>x</div>",
    "<form action='/compte/'><input></form>",
    "<!-- --><meta http-equiv=refresh content='0;url=//exemple.org'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://exemple.org "a\\" onmouseover=alert(1)")',
    "[x](https://exemple.org/\"onmouseover=alert(1))",
    "![x](https://exemple.org/pixel.gif)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "```\" onclick=\"alert(1)\ncode\n```",
    "| <script>a</script> |\n|---|\n| <img src=x onerror=a> |",
    "# <script>alert(1)</script>",
    "a<br onclick=alert(1)>b",
    "<math><mi//xlink:href=\"javascript:alert(1)\">",
    "\u202e<script>",
]  # fmt: skip


class Tree(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_survives(text):
    for tag, attributes in Tree(render(text)).found:
        assert tag in TAGS | {"div"}
        assert set(attributes) <= HARMLESS
        assert attributes.get("href", "https://").split(":")[0] in ("http", "https", "mailto")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**gras** et *italique*", "<p><strong>gras</strong> et <em>italique</em></p>"),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"),
        ("un\ndeux", "<p>un<br>\ndeux</p>"),
        ("`code_insee`", "<p><code>code_insee</code></p>"),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
        ("# Un\n## Deux", "<h3>Un</h3>\n<h4>Deux</h4>"),
    ],
)
def test_what_producers_write_is_rendered(text, html):
    assert render(text).strip() == html


def test_a_link_says_that_it_is_not_ours():
    html = render("[le site](https://exemple.org/a?b=c&d=e)")

    assert 'href="https://exemple.org/a?b=c&amp;d=e"' in html
    assert 'rel="nofollow noopener noreferrer"' in html


def test_an_image_keeps_its_words_and_calls_nobody():
    html = render("![Plan du musée](https://exemple.org/plan.png)")

    assert "Plan du musée" in html
    assert "<img" not in html


@pytest.mark.parametrize("mark", ["[", "![", "[a](", "*a_ ", "> ", "`", "- ", "<", "|a", "&"])
def test_a_text_made_to_be_slow_is_not(mark):
    started = time.process_time()

    render(mark * (100_000 // len(mark)))

    assert time.process_time() - started < SLOW
