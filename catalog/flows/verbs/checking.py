"""Whether a flow may be what is said of it."""

from dataclasses import replace

from catalog.accounts.models import User
from catalog.actions.guards import cleaned
from catalog.enums import AfterDrop, FlowSchedule, FlowTarget, Guard, Right
from catalog.exceptions import CatalogError
from catalog.flows.models import Flow, Inbox
from catalog.flows.pattern import Pattern, WrongPattern
from catalog.flows.terms import FlowTerms
from catalog.models import Dataset
from catalog.work.cron import Cron

LONGEST_MINUTES = 7 * 24 * 60
MOST_TOLD = 20
LISTS = {
    "target": FlowTarget,
    "schedule": FlowSchedule,
    "after": AfterDrop,
}


def check_terms(terms: FlowTerms, dataset: Dataset) -> FlowTerms:
    """Return the terms as they are kept. Raises CatalogError, about a field of the form."""
    for name, known in LISTS.items():
        if getattr(terms, name) not in known.values:
            raise CatalogError("Choisissez dans la liste.", field=name)
    name = cleaned(Flow(), "name", terms.name)
    if not name:
        raise CatalogError("Donnez un nom à ce flux.", field="name")
    check_inbox(terms.inbox, dataset)
    pattern = check_pattern(terms)
    check_schedule(terms)
    check_guard(terms)
    check_told(terms.told, dataset)
    kept = replace(terms, name=name, pattern=pattern.text)
    return check_target(kept, pattern, dataset)


def check_inbox(inbox: Inbox, dataset: Dataset) -> None:
    if not Inbox.objects.open_to(dataset).filter(pk=inbox.pk).exists():
        raise CatalogError("Cette boîte est réservée à une autre organisation.", field="inbox")


def check_pattern(terms: FlowTerms) -> Pattern:
    """In an inbox that several organisations share, a flow has a folder of its own."""
    try:
        pattern = Pattern.read(cleaned(Flow(), "pattern", terms.pattern))
    except WrongPattern as error:
        raise CatalogError(str(error), field="pattern") from error
    if terms.inbox.organization_id is None and "/" not in pattern.prefix:
        raise CatalogError(
            "Cette boîte sert à plusieurs organisations : commencez par le nom d’un dossier, par "
            "exemple « musees/*.csv ».",
            field="pattern",
        )
    return pattern


def check_target(terms: FlowTerms, pattern: Pattern, dataset: Dataset) -> FlowTerms:
    """Return the terms without what their target does not use."""
    if terms.target == FlowTarget.BY_PART:
        if terms.part not in pattern.parts:
            raise CatalogError(
                "Dites quelle partie du nom distingue les ressources : elle est entre accolades "
                "dans les fichiers surveillés, par exemple « festivals/{annee}.csv ».",
                field="part",
            )
        return replace(terms, resource=None)
    if terms.target == FlowTarget.BY_NAME:
        return replace(terms, resource=None, part="")
    resource = terms.resource
    if resource and (
        resource.dataset_id != dataset.pk or resource.is_remote or resource.removed_at
    ):
        raise CatalogError("Choisissez un fichier de ce jeu de données.", field="resource")
    return replace(terms, part="")


def check_schedule(terms: FlowTerms) -> None:
    if terms.schedule == FlowSchedule.EVERY and not 1 <= terms.minutes <= LONGEST_MINUTES:
        raise CatalogError("Donnez un intervalle d’une minute à une semaine.", field="minutes")
    if terms.schedule == FlowSchedule.CRON:
        try:
            Cron.parse(cleaned(Flow(), "cron", terms.cron))
        except ValueError as error:
            raise CatalogError(
                "Cette expression cron ne se lit pas. « 0 6 * * 1 » veut dire chaque lundi à 6 h.",
                field="cron",
            ) from error


def check_guard(terms: FlowTerms) -> None:
    if terms.guard and terms.guard not in Guard.values:
        raise CatalogError("Ce contrôle n’existe pas.", field="guard")
    if terms.row_tolerance is not None and not 0 <= terms.row_tolerance <= 100:
        raise CatalogError("Donnez une part entre 0 et 100 %.", field="row_tolerance")


def check_told(people: tuple[User, ...], dataset: Dataset) -> None:
    if len(people) > MOST_TOLD:
        raise CatalogError(f"{MOST_TOLD} personnes au plus sont prévenues.", field="told")
    for person in people:
        if person.is_robot or not person.has_perm(Right.CHANGE_DATASET, dataset):
            raise CatalogError(f"{person} ne peut pas modifier ce jeu de données.", field="told")


def without_overlap(flow: Flow, terms: FlowTerms) -> None:
    """Raise CatalogError when another flow takes files that this one would: each has one master."""
    mine = Pattern(terms.pattern)
    places = Inbox.objects.same_place(terms.inbox)
    for other in Flow.objects.living().reading(places).exclude(pk=flow.pk):
        if mine.overlaps(Pattern(other.pattern)):
            same = f" « {other.name} »" if other.dataset_id == flow.dataset_id else ""
            raise CatalogError(
                f"Un autre flux{same} de cette boîte prend déjà des fichiers de ce nom : un "
                "fichier ne nourrit qu’un flux.",
                field="pattern",
            )
