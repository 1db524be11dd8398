"""What the queue holds for this person, a line a kind; flows are named one by one elsewhere."""

from dataclasses import dataclass

from django.db.models import CharField, Count, Min, Value
from django.urls import reverse

from backoffice.console.kinds import Kind
from backoffice.console.kinds.access import Access
from backoffice.console.kinds.certification import Certification
from backoffice.console.kinds.help import Help
from backoffice.console.kinds.organization import OrganizationToValidate
from backoffice.home.task import Task
from catalog.templatetags.vitrine import ago, counted


@dataclass(frozen=True)
class Words:
    """How the line of a kind is said."""

    kind: type[Kind]
    state: str
    one: str
    many: str
    label: str = "Répondre"


LINES = (
    Words(Access, "Réponse attendue", "demande d’accès", "demandes d’accès"),
    Words(Help, "Aide attendue", "demande d’aide", "demandes d’aide"),
    Words(
        OrganizationToValidate,
        "À valider",
        "organisation à valider",
        "organisations à valider",
        "Valider",
    ),
    Words(
        Certification,
        "À certifier",
        "demande de certification",
        "demandes de certification",
    ),
)


def asked_of(user):
    """Return the tasks, in one query for all kinds."""
    first, *others = [tallied(words.kind, user) for words in LINES]
    found = {slug: (count, oldest) for slug, count, oldest in first.union(*others, all=True)}
    return [task_of(words, *found[words.kind.slug]) for words in LINES if words.kind.slug in found]


def tallied(kind, user):
    """Return (slug, count, oldest moment) when something waits."""
    rows = kind.waiting(user).order_by().select_related(None).prefetch_related(None)
    named = rows.values(nature=Value(kind.slug, CharField()))
    counts = named.annotate(number=Count("pk"), oldest=Min(kind.since)).filter(number__gt=0)
    return counts.values_list("nature", "number", "oldest")


def task_of(words, count, oldest):
    title = counted(count, words.one, words.many)
    sentence = f"La plus ancienne est arrivée {ago(oldest)}. La réponse part par courriel."
    url = f"{reverse('backoffice:request-list')}?nature={words.kind.slug}"
    return Task(words.state, "verifier", title, sentence, words.label, url)
