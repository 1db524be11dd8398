"""Assemble the one stylesheet of DSFR's own files that our pages need: a third of the whole.

DSFR's rules are copied as they are, in its order. Only their relative addresses are rewritten, the
drawings that every page shows take the place of their address, and the faces of a font that no page
uses are left out: a first visit asks for two font files, and for few drawings.
"""

import gzip
import posixpath
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import dsfr
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

DIST = Path(dsfr.__file__).parent / "static" / "dsfr" / "dist"
# From assets/vitrine/dsfr.css, both in the finders and once collected.
DIST_ADDRESS = "../dsfr/dist"

COMPONENTS = (
    "core/core.main",
    "scheme/scheme",
    "component/link/link.main",
    "component/accordion/accordion.main",
    "component/button/button.main",
    "component/form/form.main",
    "component/input/input.main",
    "component/select/select.main",
    "component/checkbox/checkbox.main",
    "component/radio/radio.main",
    "component/upload/upload.main",
    "component/password/password.main",
    "component/search/search.main",
    "component/tag/tag.main",
    "component/badge/badge.main",
    "component/table/table.main",
    "component/alert/alert.main",
    "component/notice/notice.main",
    "component/breadcrumb/breadcrumb.main",
    "component/pagination/pagination.main",
    "component/stepper/stepper.main",
    "component/sidemenu/sidemenu.main",
    "component/navigation/navigation.main",
    "component/modal/modal.main",
    "component/logo/logo.main",
    "component/skiplink/skiplink.main",
    "component/header/header.main",
    "component/footer/footer.main",
)
ON_ONE_PAGE = "component/connect/connect.main"
"""The State's way to sign in: what only the pages of accounts show is not sent to all."""
FONTS = ("Marianne-Regular", "Marianne-Bold")
ICONS = (
    "account-circle-line",
    "add-line",
    "arrow-left-line",
    "arrow-right-line",
    "code-s-slash-line",
    "delete-line",
    "download-line",
    "edit-line",
    "external-link-line",
    "eye-line",
    "lock-line",
    "logout-box-r-line",
    "mail-line",
    "notification-3-line",
    "rss-line",
    "theme-fill",
    "upload-line",
)

ON_EVERY_PAGE = {
    "arrow-right-s-line",
    "close-line",
    "download-line",
    "edit-line",
    "external-link-line",
    "fr--theme-fill",
    "menu-fill",
    "search-line",
}

ADDRESS = re.compile(r"url\((?!['\"]?data:)['\"]?([^'\")]+)['\"]?\)")
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def read(name: str) -> str:
    """Return one of DSFR's files with its addresses written from our bundle's place."""
    path = DIST / f"{name}.min.css"
    if not path.is_file():
        raise CommandError(f"{path} does not exist: has django-dsfr changed?")
    folder = posixpath.dirname(name)

    def rewritten(found: re.Match[str]) -> str:
        target = posixpath.normpath(f"{folder}/{found[1]}")
        if posixpath.basename(target).removesuffix(".svg") in ON_EVERY_PAGE:
            return f'url("{drawn(DIST / target)}")'
        return f"url({DIST_ADDRESS}/{target})"

    return ADDRESS.sub(rewritten, path.read_text())


def drawn(icon: Path) -> str:
    """Return the drawing itself as an address, which no quote or bracket of its own may end."""
    svg = icon.read_text().strip().replace('"', "'")
    return f"data:image/svg+xml,{quote(svg, safe=' =:/,.-+;')}"


def without_unused_fonts(css: str) -> str:
    """Drop the faces outside FONTS: asked for another weight, a browser takes the nearest."""
    kept = tuple(f"/{font}.woff2" for font in FONTS)
    return FONT_FACE.sub(lambda face: face[0] if any(k in face[0] for k in kept) else "", css)


def icon_rules() -> str:
    """Return DSFR's own rules for ICONS, out of the 458 KB of its utility sheet."""
    sheets = sorted((DIST / "utility" / "icons").glob("*/*.main.min.css"))
    css = "".join(read(str(sheet.relative_to(DIST)).removesuffix(".min.css")) for sheet in sheets)
    rules = []
    for icon in ICONS:
        found = re.search(rf"\.fr-icon-{icon}:(?:after|before),[^{{}}]+\{{[^{{}}]+\}}", css)
        if not found:
            raise CommandError(f"DSFR has no icon named {icon}.")
        rules.append(found[0])
    return "".join(rules)


class Command(BaseCommand):
    help = "Write dsfr.css and connect.css in VAR_DIR/assets/vitrine, from the installed DSFR."

    def handle(self, *_args: Any, **_options: Any) -> None:
        css = without_unused_fonts("\n".join(map(read, COMPONENTS))) + icon_rules()
        target = settings.VAR_DIR / "assets" / "vitrine" / "dsfr.css"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(css)
        target.with_name("connect.css").write_text(read(ON_ONE_PAGE))
        size, zipped = len(css.encode()) / 1024, len(gzip.compress(css.encode())) / 1024
        self.stdout.write(f"{target}: {size:.0f} KB, {zipped:.0f} KB gzip")
