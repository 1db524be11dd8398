"""A draft submitted to those who may publish it: ours, data.gouv.fr has nothing of the kind."""

from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.actions.submitting import submit_dataset, unsubmit_dataset
from catalog.api.fields import Moment, TextOrNull
from catalog.api.parsers import JSON_OR_FORM
from catalog.api.writing import AboutDataset
from catalog.enums import ReviewState
from catalog.models import Review

STATUSES = {
    ReviewState.WAITING: "pending",
    ReviewState.PUBLISHED: "accepted",
    ReviewState.RETURNED: "refused",
    ReviewState.WITHDRAWN: "canceled",
}


class SubmissionForm(serializers.Serializer):
    comment = serializers.CharField(required=False, allow_blank=True, default="")


class SubmissionSerializer(serializers.Serializer):
    """`response_comment`: what is to be corrected, when the draft was sent back."""

    status = serializers.SerializerMethodField()
    comment = TextOrNull(source="note")
    created = Moment(source="asked_at")
    responded = Moment(source="decided_at")
    response_comment = TextOrNull(source="answer")

    def get_status(self, review: Review) -> str:
        return STATUSES[ReviewState(review.state)]


class DatasetSubmission(AboutDataset):
    """GET: the last submission and its answer. POST submits the draft; submitted already, it
    answers the same. DELETE takes it back.
    """

    parser_classes = JSON_OR_FORM
    http_method_names = ("get", "head", "post", "delete", "options")

    def get(self, request: Request, **kwargs: Any) -> Response:
        last = self.dataset.reviews.latest_first().first()
        if last is None:
            raise Http404
        return Response(SubmissionSerializer(last).data)

    def post(self, request: Request, **kwargs: Any) -> Response:
        form = SubmissionForm(data=request.data)
        form.is_valid(raise_exception=True)
        comment = form.validated_data["comment"]
        review = submit_dataset(self.dataset, by=request.user, note=comment)
        return Response(SubmissionSerializer(review).data, status=201)

    def delete(self, request: Request, **kwargs: Any) -> Response:
        unsubmit_dataset(self.dataset, by=request.user)
        return Response(status=204)
