"""One stylesheet: all that our pages use, nothing that does not exist, within its budget."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command

from catalog.management.commands import build_assets

BUDGET = 65 * 1024
OWN_LINES = 300
SOURCES = ("templates", "backoffice", "showcase", "catalog", "static/vitrine/js")
ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
# Read by DSFR's script, or drawn by the rule of another class: no rule of their own.
WITHOUT_RULE = {
    "fr-display",
    "fr-footer__content-item",
    "fr-header__body",
    "fr-sidemenu__item--active",
}


@pytest.fixture(scope="module")
def bundle():
    call_command("build_assets", verbosity=0)
    return (Path(settings.VAR_DIR) / "assets" / "vitrine" / "dsfr.css").read_text()


@pytest.fixture(scope="module")
def of_accounts(bundle):
    """What the pages of accounts ask for besides the bundle."""
    return (Path(settings.VAR_DIR) / "assets" / "vitrine" / "connect.css").read_text()


@pytest.fixture(scope="module")
def own():
    return (settings.BASE_DIR / "static" / "vitrine" / "vitrine.css").read_text()


def sources():
    """Return the files whose words may be classes of a page."""
    found = [path for folder in SOURCES for path in (settings.BASE_DIR / folder).rglob("*.*")]
    return [path for path in found if path.suffix in {".html", ".py", ".js"}]


def classes_of_templates(prefix):
    """Return the classes written whole in templates; one that is completed there ends in « - »."""
    attributes = [
        attribute
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for attribute in re.findall(r'class="((?:[^"{]|\{%.*?%\}|\{\{.*?\}\})*)"', path.read_text())
    ]
    words = re.findall(rf"(?<![\w-]){prefix}-[\w-]*", " ".join(attributes))
    return {word for word in words if not word.endswith("-")}


def classes_with_a_rule(css):
    return set(re.findall(r"\.((?:fr|vi)-[\w-]+)", css))


def test_the_bundle_is_within_its_budget(bundle, own):
    assert len(gzip.compress(bundle.encode())) < BUDGET
    assert len(own.splitlines()) < OWN_LINES


def test_every_address_of_the_bundle_is_a_file_that_exists(bundle):
    addresses = {address for address in ADDRESS.findall(bundle) if not address.startswith("data:")}

    read = {urljoin("/static/vitrine/dsfr.css", address) for address in addresses}
    missing = {path for path in read if not finders.find(path.removeprefix("/static/"))}
    assert len(read) > 20
    assert all(path.startswith("/static/dsfr/dist/") for path in read)
    assert not missing


def test_two_fonts_may_be_fetched_and_no_more(bundle):
    fonts = {
        Path(address).name
        for face in re.findall(r"@font-face\s*\{[^}]*\}", bundle)
        for address in ADDRESS.findall(face)
    }

    assert {Path(font).stem for font in fonts} == {"Marianne-Regular", "Marianne-Bold"}
    assert not re.search(r"@import|https?:\s*//(?!www\.w3\.org)", bundle)


def test_every_icon_of_a_page_is_drawn(bundle):
    text = "\n".join(path.read_text() for path in sources())
    icons = set(re.findall(r"fr-icon-[a-z][a-z0-9-]*[a-z0-9]", text))

    missing = {icon for icon in icons if not re.search(rf"\.{icon}:(?:before|after)", bundle)}

    assert len(icons) > 5
    assert not missing


def test_every_class_of_dsfr_that_a_template_uses_has_its_rule(bundle, of_accounts):
    used = classes_of_templates("fr")

    assert len(used) > 100
    assert sorted(used - classes_with_a_rule(bundle + of_accounts)) == sorted(WITHOUT_RULE)


def test_every_class_of_ours_that_a_page_uses_has_its_rule(own):
    text = "\n".join(path.read_text() for path in sources() if path.suffix != ".html")
    used = classes_of_templates("vi") | set(re.findall(r"(?<![\w-])vi-[a-z_-]*[a-z]", text))

    known = classes_with_a_rule(own)
    assert len(used) > 30
    assert not {word for word in used - known if f"data-{word}" not in text}


def test_the_browser_is_asked_for_the_fonts_that_the_bundle_has():
    base = (settings.BASE_DIR / "templates" / "base.html").read_text()

    for font in build_assets.FONTS:
        assert f"fonts/{font}.woff2" in base


def test_an_icon_that_dsfr_has_not_stops_the_command(monkeypatch):
    monkeypatch.setattr(build_assets, "ICONS", ("orgue-line",))

    with pytest.raises(CommandError, match="orgue-line"):
        call_command("build_assets", verbosity=0)


def test_a_component_that_dsfr_has_not_stops_the_command(monkeypatch):
    monkeypatch.setattr(build_assets, "COMPONENTS", ("component/orgue/orgue.main",))

    with pytest.raises(CommandError, match=r"orgue\.main"):
        call_command("build_assets", verbosity=0)
