"""The queue or its history as CSV, with the filters of the page."""

from django.utils.timezone import localtime
from django.views import View

from backoffice.console.filters import asked_by
from backoffice.console.reading import by_kind, over, waiting
from backoffice.console.screens import Queue
from backoffice.sheet import line_of, sheet

COLUMNS = (
    *("nature", "demande", "personne", "courriel", "organisation", "demandé le"),
    *("répondu le", "réponse", "motif", "par"),
)
BOM = "\ufeff"
"""Without it a spreadsheet reads accents as something else."""
PAST = "reponses"


class RequestExport(Queue, View):
    """`liste=reponses`: the history; otherwise what waits."""

    def get(self, request, *args, **kwargs):
        past = request.GET.get("liste") == PAST
        name = "reponses.csv" if past else "demandes.csv"
        return sheet(lines(request.user, asked_by(request.GET), past=past), name)


def lines(user, asked, *, past):
    yield BOM + line_of(COLUMNS)
    entries = over(user, asked) if past else waiting(user, asked)
    for kind, keys in by_kind(entries).items():
        rows = (kind.over if past else kind.waiting)(user).filter(pk__in=keys)
        for thing in rows.order_by(kind.until if past else kind.since):
            yield line_of([*asked_of(kind, thing), *(answer_of(kind, thing) if past else BLANK)])


BLANK = ("", "", "", "")


def asked_of(kind, thing):
    person, organization = reached(thing, kind.person), reached(thing, kind.organization)
    email = person.email if person else ""
    when = written(reached(thing, kind.since))
    return kind.label, kind.title(thing), str(person or ""), email, str(organization or ""), when


def answer_of(kind, thing):
    answer = kind.answer(thing)
    return written(answer.at), answer.outcome, answer.reason, answer.by


def reached(thing, path):
    """Return what is at the end of a path of fields, all of them read already."""
    for name in filter(None, path.split("__")):
        thing = getattr(thing, name) if thing is not None else None
    return thing


def written(moment):
    return localtime(moment).isoformat(timespec="seconds") if moment else ""
