"""From a draft to those who may publish it: submitted, taken back, or sent back with a reason."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from catalog.accounts.models import Organization, User
from catalog.actions.dataset import about, locked, require_complete
from catalog.actions.guards import cleaned, moment, require, require_state
from catalog.actions.reviews import close, facts, reviewers
from catalog.enums import DatasetState, ReviewState, Right
from catalog.exceptions import AlreadyDecided, CatalogError
from catalog.journal.notify import absolute, notify
from catalog.journal.record import Subject, record
from catalog.models import Dataset, Review


@transaction.atomic
def submit_dataset(
    dataset: Dataset, *, by: User, note: str = "", at: datetime | None = None
) -> Review:
    """Ask those who may publish the draft to do it; submitted twice, they are asked once.

    Raises Incomplete with the list of what is missing.
    """
    dataset = locked(dataset)
    require(by, Right.CHANGE_DATASET, dataset)
    require_state(dataset, DatasetState.DRAFT)
    if waiting := dataset.reviews.waiting().first():
        return waiting
    require_complete(dataset)
    people = reviewers(dataset, besides=by)
    if not people:
        raise CatalogError(
            f"Personne d’autre ne peut publier pour « {dataset.organization} ». Une personne qui "
            "administre l’organisation, ou la DPNC, doit d’abord nommer un éditeur."
        )
    review = Review(dataset=dataset, asked_by=by, asked_at=moment(at), revision=dataset.revision)
    review.note = cleaned(review, "note", note)
    review.save()
    record("dataset.submitted", about(dataset), by=by, at=at, reason=review.note)
    page = absolute(reverse("backoffice:dataset-review", args=[dataset.pk]))
    for person in people:
        told = facts(dataset) | {"link": page, "person": str(by), "note": review.note}
        notify("dataset_submitted", person, **told)
    return review


@transaction.atomic
def unsubmit_dataset(dataset: Dataset, *, by: User, at: datetime | None = None) -> Dataset:
    """Take the draft back before it is answered; nobody is expected to read it any more."""
    dataset = locked(dataset)
    require(by, Right.CHANGE_DATASET, dataset)
    review = dataset.reviews.waiting().first()
    if review is None:
        return dataset
    close(review, ReviewState.WITHDRAWN, by=by, at=at)
    record("dataset.unsubmitted", about(dataset), by=by, at=at)
    return dataset


@transaction.atomic
def return_dataset(
    dataset: Dataset, *, by: User, reason: str, at: datetime | None = None
) -> Review:
    """Send the draft back with what is to be done. Raises AlreadyDecided when nothing waits."""
    dataset = locked(dataset)
    require(by, Right.PUBLISH_DATASET, dataset)
    review = dataset.reviews.waiting().for_page().first()
    if review is None:
        raise AlreadyDecided(
            f"« {dataset.title} » n’attend plus de réponse : quelqu’un l’a publié, renvoyé ou "
            "repris. La vôtre n’a rien changé."
        )
    if not reason.strip():
        raise CatalogError("Écrivez un motif : il dit quoi corriger.", field="reason")
    answer = str(cleaned(review, "answer", reason, field="reason"))
    close(review, ReviewState.RETURNED, by=by, at=at, answer=answer)
    record("dataset.returned", about(dataset), by=by, at=at, reason=answer)
    if review.asked_by:
        told = facts(dataset) | {"person": str(by), "reason": answer}
        notify("dataset_returned", review.asked_by, **told)
    return review


@transaction.atomic
def ask_four_eyes(
    organization: Organization, *, asked: bool, by: User, at: datetime | None = None
) -> Organization:
    """Have the administrators decide on each first publication, or leave it to the editors."""
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    require(by, Right.CHANGE_ORGANIZATION, organization)
    before, organization.four_eyes = organization.four_eyes, asked
    if before != asked:
        organization.save(update_fields=["four_eyes"])
        subject = Subject(organization.name, organization=organization)
        changes = {"four_eyes": [before, asked]}
        record("organization.described", subject, by=by, at=at, changes=changes)
    return organization
