"""How the tables of the URL walk are read.

A line is: URL name (with a query, if any), verb, thing named by the address, secret looked for,
then one cell for each person, or a single one for everybody. GET is asked as HEAD too; ANY is the
seven verbs. Nothing is computed: the cells say what the ministry expects.

  200 201 204 301 302 308   that answer; with a star, and only then, the secret of the line is there
  done              a redirection after something was written; the star is about where it leads
  in                signed in first: 302 to the sign-in page, 403 for a form whose session is gone
  door              302 to the sign-in page, whatever the verb
  enter             Wagtail's own pages, for who composes the site: anything but a failure
  open              allauth's own pages, for everybody: anything but a failure
  401 403 404 405 409 410 422   that refusal, and nothing was written, stored or mailed
"""

from dataclasses import dataclass

VERBS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
PEOPLE = (
    "nobody", "stranger", "applicant", "member", "named", "editor", "admin", "other", "gone",
    "dpnc", "writer", "super", "closed",
)  # fmt: skip
ADMITTED = ("2", "3", "done", "enter", "open")
NO_SECRET = "-"


@dataclass(frozen=True)
class Line:
    """Who gets what when they send this verb to this address."""

    name: str
    query: str
    verb: str
    thing: str
    secret: str
    cells: dict[str, str]

    @property
    def verbs(self):
        """GET implies HEAD: the same answer, without its body."""
        return {"GET": ("GET", "HEAD"), "ANY": VERBS}.get(self.verb, (self.verb,))

    @property
    def label(self):
        return f"{self.verb} {self.name}{self.query} {self.thing}"

    def first_the_entitled(self):
        return sorted(self.cells, key=lambda person: not is_admitted(self.cells[person]))


def is_admitted(cell):
    """Tell whether the cell is the answer of somebody who gets what they asked for."""
    return cell.startswith(ADMITTED)


def read(table, prefix=""):
    """Return the lines of a table; its first line names the people."""
    heading, *rows = [row.split() for row in table.splitlines() if row.strip()]
    assert tuple(heading) == PEOPLE, heading
    return [line_of(row, prefix) for row in rows]


def line_of(row, prefix):
    name, verb, thing, secret, *cells = row
    cells = cells * len(PEOPLE) if len(cells) == 1 else cells
    name, mark, query = name.partition("?")
    return Line(
        prefix + name, mark + query, verb, thing, secret, dict(zip(PEOPLE, cells, strict=True))
    )
