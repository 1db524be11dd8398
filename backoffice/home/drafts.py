"""What datasets ask of a person: to be read, corrected, completed, published or received."""

from django.urls import reverse
from django.utils.text import Truncator

from backoffice.datasets.lists import for_list
from backoffice.datasets.next_gesture import GAPS, gaps
from backoffice.datasets.steps import CHECK, address, field_address
from backoffice.home.task import Task
from backoffice.wording import listed
from catalog.enums import DatasetState, Right
from catalog.models import Dataset, Review, Transfer
from catalog.templatetags.vitrine import ago, moment

MOST_DRAFTS = 50
MOST_REVIEWS = 20
LONGEST_QUOTE = 300
"""Characters: the page to which it leads has all of it."""


def reviews_of(user):
    """Return the submissions that await this person: to be decided, or to be corrected."""
    return list(Review.objects.awaiting(user).for_page().oldest_first()[:MOST_REVIEWS])


def shortened(text):
    return Truncator(text).chars(LONGEST_QUOTE)


def to_decide(review):
    who = review.asked_by or "un compte supprimé"
    return Task(
        "Soumis pour publication",
        "verifier",
        review.dataset.title,
        f"Soumis par {who} {ago(review.asked_at)}.",
        "Relire et décider",
        reverse("backoffice:dataset-review", args=[review.dataset_id]),
        quote=shortened(review.note),
    )


def transfers(user):
    """Datasets that another organisation proposes to one that this person administers."""
    rows = Transfer.objects.to_decide_by(user).for_page().oldest_first()
    return [
        Task(
            "Transfert proposé",
            "verifier",
            f"De « {transfer.source} » à « {transfer.target} »",
            f"Par {transfer.asked_by or 'un compte supprimé'} {ago(transfer.asked_at)}.",
            "Voir et répondre",
            reverse("backoffice:transfer-detail", args=[transfer.pk]),
            quote=shortened(transfer.note),
        )
        for transfer in rows[:MOST_REVIEWS]
    ]


def drafts(user, returned):
    """Drafts that this person can take one step further; a complete one awaits whoever reads
    it, or its hour; one that was sent back awaits whoever had submitted it.
    """
    rows = Dataset.objects.allowing(user, Right.CHANGE_DATASET).private().recently_edited_first()
    others = rows.exclude(pk__in=Review.objects.sent_back().values("dataset"))
    tasks = [draft(row) for row in for_list(others, user)[:MOST_DRAFTS]]
    return [*map(to_correct, returned), *filter(None, tasks)]


def to_correct(review):
    who = review.decided_by or "Un compte supprimé"
    return Task(
        "Renvoyé",
        "bloque",
        review.dataset.title,
        f"{who} vous l’a renvoyé {ago(review.decided_at)} :",
        "Corriger",
        reverse("backoffice:dataset-detail", args=[review.dataset_id]),
        quote=shortened(review.answer),
    )


def draft(row):
    scheduled = row.state == DatasetState.SCHEDULED
    if missing := gaps(row):
        lacking = listed([GAPS[lack.field][1] for lack in missing])
        url = field_address(row, missing[0].field)
        if scheduled:
            sentence = f"Publication prévue le {moment(row.due_at)} : il manque {lacking}."
            return Task("Programmé", "verifier", row.title, sentence, "Compléter", url)
        sentence = f"Il manque {lacking}."
        return Task("Brouillon à compléter", "repos", row.title, sentence, "Compléter", url)
    if scheduled or row.submitted_at:
        return None
    sentence = "Rien ne manque."
    if not row.may_publish:
        url = reverse("backoffice:dataset-submit", args=[row.pk])
        return Task("Prêt à soumettre", "repos", row.title, sentence, "Soumettre", url)
    url = address(row, CHECK)
    return Task("Prêt à publier", "bon", row.title, sentence, "Vérifier et publier", url)
