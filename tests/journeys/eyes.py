"""Somebody at a browser, who looks at each page in both schemes and at two widths."""

import hashlib
import re
from pathlib import Path

import axe_playwright_python

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe*.js")).read_text()
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: tags}).then(result => result.violations)"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
EXPECTED = re.compile(r"status of 4|ERR_INTERNET_DISCONNECTED")


class Visitor:
    def __init__(self, name, context, screens):
        self.name, self.context, self.screens = name, context, screens
        self.complaints = []
        self.looks = True
        self.page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def hear(self, message):
        """The console repeats that a form is refused, or a line cut; anything else is a fault."""
        if message.type == "error" and not EXPECTED.search(message.text):
            self.complaints.append(message.text)

    def go(self, address):
        self.page.goto(address)
        return self.page

    def sign_in(self, email, password):
        self.go("/compte/connexion/")
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", password)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(re.compile("/espace/"))

    def press(self, name, **options):
        self.page.get_by_role("button", name=name, **options).click()

    def follow(self, name, **options):
        self.page.get_by_role("link", name=name, **options).first.click()

    def look(self, what):
        """Assert that axe and the console find nothing here, in both schemes and at both widths."""
        self.page.wait_for_load_state()
        found = self.violations(what) if self.looks else []
        assert not found, f"{self.name}, {what}, {self.page.url}: {found}"
        assert not self.complaints, f"{self.name}, {what}: {self.complaints}"
        assert self.page.locator("h1").count() == 1, what

    def violations(self, what):
        found = []
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                found += self.violations_as_shown(f"{width} {scheme}")
                name = re.sub(r"\W+", "-", f"{self.name} {what} {width} {scheme}")
                self.page.screenshot(path=self.screens / f"{name}.png", full_page=True)
        self.page.emulate_media(color_scheme="light")
        return found

    def violations_as_shown(self, how):
        self.page.evaluate(AXE)
        found = [
            f"{how}: {fault['id']} {fault['nodes'][0]['target']}"
            for fault in self.page.evaluate(RUN, STANDARDS)
        ]
        if self.page.evaluate(SIDEWAYS):
            found.append(f"{how}: scrolls sideways")
        return found

    def download(self, address):
        """Return the bytes behind an address, as this person's browser gets them."""
        answer = self.context.request.get(address)
        assert answer.status == 200, (address, answer.status)
        return answer.body()

    def leave(self):
        self.context.close()


def sha256(data):
    return hashlib.sha256(data).hexdigest()
