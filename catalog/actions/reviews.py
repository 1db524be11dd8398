"""The rows of what was submitted: how one is closed, and who is told."""

from datetime import datetime

from django.urls import reverse

from catalog.accounts.models import User
from catalog.actions.guards import moment
from catalog.enums import ReviewState, Right
from catalog.journal.models import Activity
from catalog.journal.notify import absolute, notify
from catalog.models import Dataset, Review


def settle_review(dataset: Dataset, *, by: User, at: datetime | None) -> None:
    """Close what waits, since somebody publishes it, and tell whoever submitted it.

    The row of the dataset is held.
    """
    review = dataset.reviews.waiting().for_page().first()
    if review is None:
        return
    close(review, ReviewState.PUBLISHED, by=by, at=at)
    if review.asked_by and review.asked_by.pk != by.pk:
        amended = "1" if changed_since(review) else ""
        notify("dataset_approved", review.asked_by, person=str(by), amended=amended,
               **facts(dataset))  # fmt: skip


def close(
    review: Review, state: ReviewState, *, by: User, at: datetime | None, answer: str = ""
) -> None:
    review.state, review.answer = state, answer
    review.decided_by, review.decided_at = by, moment(at)
    review.save()


def changed_since(review: Review) -> bool:
    """Tell whether somebody else changed the description since it was submitted."""
    later = Activity.objects.about(review.dataset).since(review.asked_at)
    return later.of_verb("dataset.described").exclude(actor=review.asked_by).exists()


def reviewers(dataset: Dataset, *, besides: User) -> list[User]:
    """Return those who may publish it: the rule of the right, asked the other way round."""
    members = User.objects.people().filter(memberships__organization=dataset.organization_id)
    people = members.exclude(pk=besides.pk).distinct().order_by("pk")
    return [person for person in people if person.has_perm(Right.PUBLISH_DATASET, dataset)]


def facts(dataset: Dataset) -> dict[str, str]:
    return {
        "dataset": dataset.title,
        "organization": dataset.organization.name,
        "link": absolute(reverse("backoffice:dataset-detail", args=[dataset.pk])),
    }
