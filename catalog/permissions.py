"""ALL the rules: one function a right, `user -> Q`. A list and an object ask the same query.

Roles come from memberships; a right over one dataset is a guardian grant. The state of a dataset is
looked at by the verbs, not here. The default answer is no.
"""

from typing import Any

from django.apps import apps
from django.db.models import BooleanField, ExpressionWrapper, Model, Q

from catalog.accounts.models import Organization, User
from catalog.accounts.organizations import family
from catalog.enums import DatasetState, OrganizationState, Right
from catalog.rules import NOBODY, RULES, holds, rule
from catalog.standing import (
    ADMINISTRATORS,
    EDITORS,
    MEMBERS,
    answering_for,
    dpnc,
    granted,
    in_organization_as,
    known,
    member_as,
    without_administrator,
)

PRIVATE = Q(state__in=[DatasetState.DRAFT, DatasetState.SCHEDULED])
PUBLIC = Q(state__in=[DatasetState.PUBLISHED, DatasetState.ARCHIVED])


@rule(Right.VIEW_DATASET)
def view_dataset(user: Any) -> Q:
    """The public reads what is or was published; the DPNC also reads the drafts of the family."""
    if not known(user):
        return PUBLIC
    in_family = Q(organization__in=Organization.objects.in_family())
    read_by_dpnc = PRIVATE & in_family & dpnc(user)
    named = granted(user, "change_dataset", "publish_dataset")
    return PUBLIC | in_organization_as(user, *EDITORS) | named | read_by_dpnc


@rule(Right.CHANGE_DATASET)
def change_dataset(user: Any) -> Q:
    """Describing, adding, replacing: the organisation's editors, or whoever was named for it."""
    return in_organization_as(user, *EDITORS) | granted(user, "change_dataset")


@rule(Right.PUBLISH_DATASET)
def publish_dataset(user: Any) -> Q:
    """Publishing engages the ministry: the organisation's editors, or whoever was named for it."""
    return in_organization_as(user, *EDITORS) | granted(user, "publish_dataset")


@rule(Right.DELETE_DATASET)
def delete_dataset(user: Any) -> Q:
    """Taking to the bin and back: the editors; no grant over one dataset goes that far."""
    return in_organization_as(user, *EDITORS)


@rule(Right.DELEGATE_DATASET)
def delegate_dataset(user: Any) -> Q:
    """Naming a contributor for a dataset is a decision about people: the administrators'."""
    return in_organization_as(user, *ADMINISTRATORS)


@rule(Right.VIEW_PART)
def view_part(user: Any) -> Q:
    """What is planned for a dataset is for those who work on it, and for the DPNC in the family."""
    if not known(user):
        return NOBODY
    in_family = Q(dataset__organization__in=Organization.objects.in_family())
    worked_on = datasets_that(change_dataset(user) | publish_dataset(user))
    return Q(dataset__in=worked_on) | (in_family & dpnc(user))


@rule(Right.VIEW_RELEASE)
def view_release(user: Any) -> Q:
    """Whoever may read something of it reads that it exists, and when it is; its author too, who
    is told how it went even of what is no longer theirs.
    """
    if not known(user):
        return NOBODY
    return Q(created_by=user.pk) | Q(pk__in=parts_that(view_part(user)).values("release"))


@rule(Right.CHANGE_RELEASE)
def change_release(user: Any) -> Q:
    """Whoever might have planned all of it; its author, while something in it is still theirs."""
    own = parts_that(own_part(user))
    others = parts_that(~Q(pk__in=own.values("pk")))
    some = Q(pk__in=own.values("release"))
    return some & (Q(created_by=user.pk) | ~Q(pk__in=others.values("release")))


@rule(Right.CHANGE_PART)
def change_part(user: Any) -> Q:
    """Taking one thing out: whoever might have planned it, and whoever moves the whole."""
    releases = apps.get_model("catalog", "Release").objects.filter(change_release(user))
    return own_part(user) | Q(release__in=releases.values("pk"))


def own_part(user: Any) -> Q:
    """Publishing a dataset and confirming a file ask for different rights."""
    published, confirmed = datasets_that(publish_dataset(user)), datasets_that(change_dataset(user))
    return Q(version__isnull=True, dataset__in=published) | Q(
        version__isnull=False, dataset__in=confirmed
    )


def datasets_that(condition: Q) -> Any:
    return apps.get_model("catalog", "Dataset").objects.filter(condition).values("pk")


def parts_that(condition: Q) -> Any:
    return apps.get_model("catalog", "ReleasePart").objects.filter(condition)


@rule(Right.CREATE_DATASET)
def create_dataset(user: Any) -> Q:
    """Any member may start a draft in the name of the organisation."""
    return Q(pk__in=member_as(user, *MEMBERS)) if known(user) else NOBODY


@rule(Right.VIEW_ORGANIZATION)
def view_organization(user: Any) -> Q:
    """What the DPNC has not validated is between it and those who belong to it."""
    validated = Q(state=OrganizationState.ACTIVE)
    return (
        validated | Q(pk__in=member_as(user, *MEMBERS)) | dpnc(user) if known(user) else validated
    )


@rule(Right.DECIDE_ORGANIZATION)
def decide_organization(user: Any) -> Q:
    """Validating, certifying, merging: the DPNC; nobody validates what they proposed."""
    proposed = Q(created_by__isnull=False) & Q(created_by=user.pk)
    return dpnc(user) & ~proposed if known(user) else NOBODY


@rule(Right.CHANGE_ORGANIZATION)
def change_organization(user: Any) -> Q:
    return Q(pk__in=member_as(user, *ADMINISTRATORS)) if known(user) else NOBODY


@rule(Right.VIEW_MEMBERS)
def view_members(user: Any) -> Q:
    """Names of members are for the members, and for the DPNC within the family."""
    if not known(user):
        return NOBODY
    answered = family("") | without_administrator()
    return Q(pk__in=member_as(user, *MEMBERS)) | (answered & dpnc(user))


@rule(Right.MANAGE_MEMBERS)
def manage_members(user: Any) -> Q:
    """The administrators; the DPNC where none is left."""
    if not known(user):
        return NOBODY
    left = without_administrator() & dpnc(user)
    return Q(pk__in=member_as(user, *ADMINISTRATORS)) | left


@rule(Right.DECIDE_REQUEST)
def decide_request(user: Any) -> Q:
    """Whoever answers for the organisation; nobody for themselves."""
    if not known(user):
        return NOBODY
    answered = Organization.objects.filter(answering_for(user))
    return Q(organization__in=answered) & ~Q(user=user.pk)


@rule(Right.VIEW_REQUEST)
def view_request(user: Any) -> Q:
    """One's own, those one may answer, and those of the organisation for its editors."""
    if not known(user):
        return NOBODY
    return Q(user=user.pk) | decide_request(user) | in_organization_as(user, *EDITORS)


@rule(Right.MANAGE_VOCABULARIES)
def manage_vocabularies(user: Any) -> Q:
    """Themes are the DPNC's, all of them."""
    return dpnc(user)


def keeps_vocabularies(user: Any) -> bool:
    """Tell whether the person holds that right, also before there is a row to hold it over."""
    return Right.MANAGE_VOCABULARIES in platform_rights(user)


@rule(Right.MANAGE_INBOXES)
def manage_inboxes(user: Any) -> Q:
    """An inbox opens a way in from another machine: the DPNC declares all of them."""
    return dpnc(user)


def keeps_inboxes(user: Any) -> bool:
    """Tell whether the person holds that right, also before there is a row to hold it over."""
    return Right.MANAGE_INBOXES in platform_rights(user)


def of_datasets(condition: Q) -> Q:
    """Return the Q of what belongs to the datasets of that Q."""
    datasets = apps.get_model("catalog", "Dataset")._default_manager.filter(condition)
    return Q(dataset__in=datasets)


@rule(Right.VIEW_FLOW)
def view_flow(user: Any) -> Q:
    """A flow is read by those who may change the dataset that it feeds, and by the DPNC."""
    return of_datasets(change_dataset(user)) | dpnc(user) if known(user) else NOBODY


@rule(Right.CHANGE_FLOW)
def change_flow(user: Any) -> Q:
    """What a flow sends goes on line by itself: declaring one asks for the right to publish."""
    return of_datasets(publish_dataset(user)) if known(user) else NOBODY


@rule(Right.DECIDE_FLOW)
def decide_flow(user: Any) -> Q:
    """The DPNC validates every flow; nobody validates what they declared."""
    return dpnc(user) & ~Q(declared_by=user.pk) if known(user) else NOBODY


@rule(Right.VIEW_WORK)
def view_work(user: Any) -> Q:
    """What runs in the background, and starting again what was set aside: those who answer for the
    platform.
    """
    return dpnc(user)


def watches_work(user: Any) -> bool:
    """Tell whether the person holds that right, also when nothing runs."""
    return Right.VIEW_WORK in platform_rights(user)


PLATFORM = (Right.MANAGE_VOCABULARIES, Right.MANAGE_INBOXES, Right.VIEW_WORK)
"""Rights over nothing in particular, whose rule looks at the person only."""


def platform_rights(user: Any) -> set[Right]:
    """Return those that the person holds, in one query: each page of the back office asks."""
    if user.is_active and user.is_superuser:
        return set(PLATFORM)
    answers = {
        right.name: ExpressionWrapper(RULES[right](user), BooleanField()) for right in PLATFORM
    }
    rows = User.objects.filter(pk=user.pk).annotate(**answers).values(*answers)
    return {Right[name] for row in rows for name, held in row.items() if held}


class RuleBackend:
    """Answers `user.has_perm(right, thing)` with the rules; it replaces guardian's own backend."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        """Identify nobody: allauth does."""

    def has_perm(self, user: Any, right: str, thing: Model | None = None) -> bool:
        """Raises KeyError for an unknown right of the catalogue; other names are Wagtail's own."""
        if not right.startswith("catalog.") or thing is None:
            return False
        return holds(user, right, thing)
