"""The walk: everybody knocks at every door, and each answer is read for what it must not say."""

import re

from django.urls import reverse

from tests.url_walk.forms import BODIES, FORMS
from tests.url_walk.requests import DOORS, SIGN_IN, Visitor
from tests.url_walk.table import NO_SECRET, PEOPLE, VERBS, is_admitted
from tests.url_walk.world import AUDIENCES, nowhere

SHOWING = ("GET", "POST", "PUT")
READING = ("GET", "HEAD")
CHANGING = re.compile(
    r"""(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=(?:expires|Expires)[=:])[^;\n]+"""
    r"""|(?<=csrf=)\w+|(?<=messages=)[^;]+|(?<=Content-Length: )\d+"""
    r"""|à l’instant|il\sy\sa\s\d+\s\w+"""
)
"""Keys of forms and cookies, dates, ages, and the length that follows them."""


class Walker:
    """Counts the answers it read, and those where the entitled person found the secret."""

    def __init__(self, world):
        self.world = world
        self.things = world.things
        self.keys = {name: str(thing[0]) for name, thing in self.things.items() if thing}
        self.visitors = {name: Visitor(world.people[name]) for name in PEOPLE}
        self.known = {}
        self.examined = self.found = 0

    def faults(self, lines):
        """Return all that is not as the lines say, and whatever answers an undeclared verb."""
        found = [fault for line in lines for fault in self.faults_of_line(line)]
        for name in dict.fromkeys(line.name for line in lines):
            found += self.faults_of_other_verbs([line for line in lines if line.name == name])
        return found

    def faults_of_line(self, line):
        for person in line.first_the_entitled():
            for verb in line.verbs:
                answer = self.ask(person, verb, line)
                cell = line.cells[person]
                for fault in [
                    *self.wrong_status(cell, verb, answer),
                    *self.leaks(person, answer),
                    *self.wrong_secret(line, cell, verb, answer),
                    *self.oracle(line, person, verb, answer),
                ]:
                    yield f"{person}: {verb} {line.label}: {fault}"

    def faults_of_other_verbs(self, lines):
        """Say which verbs that no line accepts are not refused, as the address itself or by 405."""
        accepted = {verb for line in lines for verb in line.verbs}
        line = lines[0]
        for verb in (verb for verb in VERBS if verb not in accepted):
            for person, cell in line.cells.items():
                answer = self.ask(person, verb, line)
                refusals = ["405"] if is_admitted(cell) else ["405", cell]
                wrong = [list(self.wrong_status(refusal, verb, answer)) for refusal in refusals]
                for fault in [*min(wrong, key=len), *self.leaks(person, answer)]:
                    yield f"{person}: undeclared {verb} {line.label}: {fault}"

    def ask(self, person, verb, line, address=""):
        forms = {"POST": FORMS, "PUT": BODIES}.get(verb, {})
        form = forms[line.name](self.world) if line.name in forms else None
        return self.asked(person, verb, address or self.address(line), form)

    def asked(self, person, verb, address, form=None):
        """Return the answer; nothing changed since another line read it, unless a form was sent."""
        asked = (person, verb, address)
        if asked not in self.known or verb not in READING:
            self.known[asked] = self.visitors[person].ask(verb, address, form)
            self.examined += self.known[asked].count
        return self.known[asked]

    def address(self, line, thing=None):
        """Return the address of a line; where the route has no name, the line gives the route."""
        if "/" in line.name:
            return f"/{line.name}"
        thing = self.things[line.thing] if thing is None else thing
        return reverse(line.name, args=thing) + line.query.format_map(self.keys)

    def wrong_status(self, cell, verb, answer):
        """Say what is not as the cell has it; a refusal and a reading write nothing."""
        if not agrees(cell.rstrip("*"), verb, answer):
            yield f"{answer.status} {answer.location}, not {cell}"
        if answer.written and cell != "enter" and (verb in READING or not is_admitted(cell)):
            yield f"wrote {answer.written}"

    def leaks(self, person, answer):
        """Say which secrets of others are in the body, the headers or the page that follows."""
        told = answer.told
        for name, audience in AUDIENCES.items():
            if person not in audience.split() and self.world.secrets[name] in told:
                yield f"says the secret « {name} »"

    def wrong_secret(self, line, cell, verb, answer):
        """Say whether who gets in does not find what is promised, or finds what is not."""
        if line.secret == NO_SECRET or verb not in SHOWING or not is_admitted(cell):
            return
        there = self.world.secrets[line.secret] in answer.told
        self.found += there
        if there is not cell.endswith("*"):
            yield f"the secret « {line.secret} » is {'there' if there else 'not there'}"

    def oracle(self, line, person, verb, answer):
        """Say whether what is hidden answers otherwise than what does not exist."""
        thing = self.things.get(line.thing)
        if verb != "GET" or line.cells[person] != "404" or not thing:
            return
        address, other = self.address(line), self.address(line, [nowhere(part) for part in thing])
        nothing = self.ask(person, verb, line, other)
        if normal(answer.text, address) != normal(nothing.text, other):
            yield "is not the answer of an address that names nothing"


def agrees(word, verb, answer):
    if word == "in":
        asked_to_sign_in = answer.status == 302 and answer.location.startswith(SIGN_IN)
        return asked_to_sign_in if verb in READING else answer.status == 403
    if word == "door":
        return answer.status == 302 and answer.location.startswith(DOORS)
    if word == "done":
        return answer.status == 302 and bool(answer.written)
    return answer.status < 500 if word in ("enter", "open") else answer.status == int(word)


def normal(text, address):
    """Return the answer without what changes at each request, nor the address that was typed."""
    path = address.partition("?")[0]
    return CHANGING.sub("…", text).replace(address, "…").replace(path, "…")
