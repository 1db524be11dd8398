"""Rights over what goes on line without anybody: releases, flows."""

from typing import Any

from django.apps import apps
from django.db.models import Q

from catalog.accounts.models import Organization
from catalog.enums import Right
from catalog.permissions.datasets import change_dataset, publish_dataset
from catalog.rules import NOBODY, rule
from catalog.standing import (
    dpnc,
    known,
)


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
