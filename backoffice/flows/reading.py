"""How a flow goes, in a word, a shape and a sentence. A list costs a few queries, however long."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from backoffice.wording import capital, in_letters
from backoffice.work.reading import clock
from catalog.enums import FlowSchedule, FlowState, IncidentKind
from catalog.flows.models import Drop, Flow, Incident
from catalog.templatetags.vitrine import NO_BREAK, ago, counted, day

WORST_FIRST = (IncidentKind.HELD, IncidentKind.FAILING, IncidentKind.LATE, IncidentKind.SILENT)
HOUR = 60
DAY = 24 * HOUR


@dataclass(frozen=True)
class Reading:
    """`shape`: the suffix of `vi-etat`; `remark`: what a list adds to the word; `sentence`: what
    the flow's own page says first.
    """

    flow: Flow
    state: str
    shape: str
    remark: str
    sentence: str

    @property
    def is_good(self):
        return self.shape == "bon"


def readings_of(flows: Iterable[Flow]) -> list[Reading]:
    """Return one for each, in the same order."""
    listed = list(flows)
    if not listed:
        return []
    incidents, held = defaultdict(list), Counter()
    for incident in Incident.objects.open().of_flows(listed):
        incidents[incident.flow_id].append(incident)
    held.update(Drop.objects.held().of_flows(listed).values_list("flow", flat=True))
    return [reading_of(flow, incidents[flow.pk], held[flow.pk]) for flow in listed]


def title_of(to_decide: int) -> str:
    """Return what the list calls for: an answer, or nothing."""
    if not to_decide:
        return "Flux"
    many = f"{capital(in_letters(to_decide))} flux attendent votre réponse"
    return many if to_decide > 1 else "Un flux attend votre réponse"


def reading_of_one(flow: Flow) -> Reading:
    return readings_of([flow])[0]


def reading_of(flow, incidents, held):
    sayings = {
        FlowState.DRAFT: to_try,
        FlowState.TESTED: to_submit,
        FlowState.SUBMITTED: submitted,
        FlowState.PAUSED: paused,
        FlowState.REFUSED: refused,
        FlowState.STOPPED: stopped,
    }
    if flow.state in sayings:
        return sayings[flow.state](flow)
    worst = sorted(incidents, key=lambda one: WORST_FIRST.index(one.kind))
    if held:
        return waiting(flow, held, next((one for one in worst), None))
    return troubled(flow, worst[0]) if worst else running(flow)


def to_try(flow):
    sentence = (
        "Essayez-le : nous lisons ce qui est là, et rien n’est publié. Vous le soumettez ensuite "
        "à la DPNC."
    )
    return Reading(flow, "À essayer", "repos", f"déclaré {ago(flow.created_at)}", sentence)


def to_submit(flow):
    sentence = "L’essai a réussi. Soumettez-le à la DPNC : il publiera dès qu’elle l’aura validé."
    return Reading(flow, "À soumettre", "repos", "l’essai a réussi", sentence)


def submitted(flow):
    who = flow.declared_by or "un compte supprimé"
    sentence = (
        f"Déclaré par {who}, soumis {ago(flow.submitted_at)}. Il ne publie rien avant la décision "
        "de la DPNC."
    )
    return Reading(flow, "À valider", "verifier", f"soumis {ago(flow.submitted_at)}", sentence)


def paused(flow):
    who = flow.paused_by or "un compte supprimé"
    why = f" « {flow.pause_reason} »" if flow.pause_reason else ""
    sentence = (
        f"Mis en pause {ago(flow.paused_at)} par {who}.{why} Ce qui est en ligne y reste ; ce qui "
        "arrive attend la reprise."
    )
    return Reading(flow, "En pause", "verifier", ago(flow.paused_at), sentence)


def refused(flow):
    who = flow.decided_by or "La DPNC"
    sentence = (
        f"{who} l’a refusé {ago(flow.decided_at)} : « {flow.reason} » Modifiez-le, essayez-le, "
        "puis soumettez-le de nouveau."
    )
    return Reading(flow, "Refusé", "bloque", ago(flow.decided_at), sentence)


def stopped(flow):
    sentence = "Il ne lit plus rien. Ce qu’il a publié reste en ligne, et se remplace à la main."
    return Reading(flow, "Arrêté", "repos", "ne lit plus rien", sentence)


def waiting(flow, held, incident):
    """Files that somebody must decide on come first: nothing else moves before."""
    title = "Un dépôt à confirmer" if held == 1 else f"{held} dépôts à confirmer"
    remark = f"depuis {lasting(incident.opened_at)}" if incident else ""
    sentence = (
        "Ce qui vient d’être déposé changerait ce que lisent les réutilisateurs : nous ne l’avons "
        "pas mis en ligne. L’ancien fichier continue d’être servi."
    )
    return Reading(flow, title, "bloque", remark, sentence)


def troubled(flow, incident):
    words = {
        IncidentKind.FAILING: ("En échec", "bloque"),
        IncidentKind.SILENT: ("Silencieux", "verifier"),
        IncidentKind.HELD: ("À suivre", "verifier"),
    }
    state, shape = words.get(incident.kind) or (late(flow), "bloque")
    remark = f"depuis {lasting(incident.opened_at)}"
    if incident.kind == IncidentKind.LATE and flow.dataset.next_update_at:
        remark = f"attendu le {day(flow.dataset.next_update_at)}"
    return Reading(flow, state, shape, remark, f"{incident.sentence} Ce qui est en ligne y reste.")


def late(flow):
    expected = flow.dataset.next_update_at
    return f"En retard de {lasting(expected)}" if expected else "En retard"


def lasting(since):
    """Return « 3 jours »; « moins d’un jour » for what has just begun."""
    days = (timezone.now() - since).days
    return counted(days, "jour", "jours") if days > 0 else "moins d’un jour"


def running(flow):
    following = f"prochain passage {clock(flow.next_at)}" if flow.next_at else "à la demande"
    sentence = "Chaque nouveau fichier est contrôlé comme l’est celui d’une personne, puis publié."
    return Reading(flow, "À l’heure", "bon", following, sentence)


def rhythm_of(flow):
    """Return « chaque heure », « tous les 2 jours », « toutes les 15 minutes »."""
    if flow.schedule == FlowSchedule.CRON:
        return f"aux heures de « {flow.cron} »"
    if flow.schedule == FlowSchedule.DEMAND or not flow.minutes:
        return "quand on le lance"
    days, hours = divmod(flow.minutes, DAY), divmod(flow.minutes, HOUR)
    if not days[1]:
        return "chaque jour" if days[0] == 1 else f"tous les {days[0]}{NO_BREAK}jours"
    if not hours[1]:
        return "chaque heure" if hours[0] == 1 else f"toutes les {hours[0]}{NO_BREAK}heures"
    if flow.minutes == 1:
        return "chaque minute"
    return f"toutes les {flow.minutes}{NO_BREAK}minutes"
