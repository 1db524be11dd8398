import pytest

from catalog.markdown import render


def test_headings_start_below_those_of_the_page_and_skip_no_level():
    html = render("## Un\n\n#### Deux\n\n# Trois\n\n###### Quatre")

    assert "<h3>Un</h3>" in html
    assert "<h4>Deux</h4>" in html
    assert "<h3>Trois</h3>" in html
    assert "<h4>Quatre</h4>" in html
    assert "<h2>Un</h2>" in render("# Un", top=2)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html,alert)",
        "![a](https://exemple.org/pixel.png)",
        '<a href="#" onclick="alert(1)">a</a>',
        "<div class='vi-defile'><table>",
    ],
    ids=["script", "handler", "javascript link", "data link", "image", "html link", "html table"],
)
def test_what_a_producer_writes_is_harmless(text):
    html = render(text)

    for danger in ("<script", "<img", "<div", "<table", '="javascript', '="data', '<a href="#'):
        assert danger not in html


def test_links_are_kept_and_give_nothing_away():
    html = render("[un lien](https://exemple.org/?a=1&b=2)")

    assert 'href="https://exemple.org/?a=1&amp;b=2"' in html
    assert 'rel="nofollow noopener noreferrer"' in html


def test_a_table_scrolls_in_a_frame_of_its_own():
    html = render("| a | b |\n|---|---|\n| 1 | 2 |")

    assert html.count("<div") == html.count("</div>") == 1
    assert '<table class="vi-tableau">' in html
