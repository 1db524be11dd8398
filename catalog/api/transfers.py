"""Giving datasets to another organisation, in data.gouv.fr's words; several at once in ours."""

import uuid
from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.accounts.models import Organization
from catalog.actions.batches import MOST_DATASETS
from catalog.actions.transferring import accept_transfer, propose_transfer, refuse_transfer
from catalog.api.access import ReadingOrKnown
from catalog.api.fields import Absolute, Constant, Moment, TextOrNull
from catalog.api.organizations import OrganizationReference
from catalog.api.parsers import JSON_OR_FORM
from catalog.api.views import PublicView
from catalog.enums import Right, TransferState
from catalog.exceptions import CatalogError
from catalog.models import Dataset, Transfer, TransferPart
from catalog.models.transfer import TransferQuerySet

SENDINGS = uuid.UUID("2f1b9f0c-6d0e-4f0a-8f5c-7f0f8b1a3f52")
LONGEST_LIST = 1000
THEIRS = {"to": "recipient", "note": "comment", "reason": "comment", "answer": "comment"}
STATUSES = {
    "pending": TransferState.WAITING,
    "accepted": TransferState.ACCEPTED,
    "refused": TransferState.REFUSED,
    "canceled": TransferState.CANCELED,
}
STATUS_OF = {state: status for status, state in STATUSES.items()}


class DatasetReference(Absolute):
    id = serializers.UUIDField()
    title = serializers.CharField()
    uri = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {"class": Constant("Dataset")}

    def get_uri(self, dataset: Dataset) -> str:
        return self.absolute(reverse("api:dataset-detail", args=[dataset.slug]))

    def get_page(self, dataset: Dataset) -> str | None:
        return self.absolute(dataset.get_absolute_url()) if dataset.is_public else None


class TransferSerializer(Absolute):
    """Reads `shown_parts`: those of its datasets that the reader may see. data.gouv.fr gives one
    thing at a time, in `subject`; `subjects` has them all. The answer is spelt as it is there.
    """

    id = serializers.UUIDField()
    user = Constant(None)
    owner = OrganizationReference(source="source")
    recipient = OrganizationReference(source="target")
    subject = serializers.SerializerMethodField()
    subjects = serializers.SerializerMethodField()
    comment = serializers.CharField(source="note")
    created = Moment(source="asked_at")
    status = serializers.SerializerMethodField()
    responded = Moment(source="decided_at")
    reponse_comment = TextOrNull(source="answer")

    def get_subjects(self, transfer: Transfer) -> list[dict[str, Any]]:
        rows = [part.dataset for part in transfer.shown_parts]
        return DatasetReference(rows, many=True, context=self.context).data

    def get_subject(self, transfer: Transfer) -> dict[str, Any] | None:
        return next(iter(self.get_subjects(transfer)), None)

    def get_status(self, transfer: Transfer) -> str:
        return STATUS_OF[TransferState(transfer.state)]


class SubjectForm(serializers.Serializer):
    """Only datasets are given: another class is refused, whatever its id."""

    id = serializers.UUIDField()

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {"class": serializers.ChoiceField(["Dataset"])}


class RecipientForm(serializers.Serializer):
    """Nothing is published by a person alone."""

    id = serializers.CharField(max_length=200)

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {"class": serializers.ChoiceField(["Organization"])}


class ProposalForm(serializers.Serializer):
    subject = SubjectForm(required=False)
    subjects = SubjectForm(many=True, required=False, max_length=MOST_DATASETS)
    recipient = RecipientForm()
    comment = serializers.CharField()

    def validate(self, sent: dict[str, Any]) -> dict[str, Any]:
        if ("subject" in sent) == ("subjects" in sent):
            raise serializers.ValidationError({"subject": "Give `subject`, or `subjects`."})
        return sent


class AnswerForm(serializers.Serializer):
    response = serializers.ChoiceField(["accept", "refuse"])
    comment = serializers.CharField(required=False, allow_blank=True, allow_null=True)


class TransferView(PublicView):
    """What somebody sees is what they give or may receive; nobody else is told that it exists."""

    permission_classes = (ReadingOrKnown,)
    parser_classes = JSON_OR_FORM
    serializer_class = TransferSerializer
    http_method_names = ("get", "head", "post", "options")

    def get_queryset(self) -> TransferQuerySet:
        user = self.request.user
        seen = TransferPart.objects.filter(dataset__in=Dataset.objects.visible_to(user))
        parts = Prefetch("parts", seen.by_title().select_related("dataset"), to_attr="shown_parts")
        rows = Transfer.objects.allowing(user, Right.VIEW_TRANSFER).for_page()
        return rows.prefetch_related(parts)

    def told(self, transfer: Transfer, status: int = 200) -> Response:
        fresh = self.get_queryset().get(pk=transfer.pk)
        return Response(self.get_serializer(fresh).data, status=status)

    def handle_exception(self, error: Exception) -> Response:
        """What a verb refuses is about a field of ours: say it of theirs."""
        if isinstance(error, CatalogError):
            error.field = THEIRS.get(error.field, error.field)
        return super().handle_exception(error)


class TransferList(TransferView):
    def get(self, request: Request) -> Response:
        asked = request.query_params
        if not (asked.get("subject") or asked.get("recipient")):
            raise ParseError("Please provide at least a `subject` or a `recipient`")
        rows = self.filtered(self.get_queryset(), asked).latest_first()[:LONGEST_LIST]
        return Response(self.get_serializer(rows, many=True).data)

    def filtered(self, rows: TransferQuerySet, asked: Any) -> TransferQuerySet:
        if asked.get("subject_type", "Dataset") != "Dataset":
            return rows.none()
        if subject := asked.get("subject"):
            visible = Dataset.objects.visible_to(self.request.user)
            rows = rows.with_datasets(visible.named(subject))
        if recipient := asked.get("recipient"):
            rows = rows.received_by(Organization.objects.named(recipient))
        if status := asked.get("status"):
            if status not in STATUSES:
                raise serializers.ValidationError({"status": f"Unknown status: {status[:40]}"})
            rows = rows.in_state(STATUSES[status])
        return rows

    def post(self, request: Request) -> Response:
        form = ProposalForm(data=request.data)
        form.is_valid(raise_exception=True)
        said = form.validated_data
        transfer = propose_transfer(
            self.datasets(said.get("subjects") or [said["subject"]]),
            to=self.recipient(said["recipient"]["id"]),
            by=request.user,
            note=said["comment"],
            submission=self.submission(),
        )
        return self.told(transfer, status=201)

    def datasets(self, subjects: list[dict[str, Any]]) -> list[Dataset]:
        """Return them all. What is hidden, and what does not exist, are refused alike."""
        wanted = {subject["id"] for subject in subjects}
        visible = Dataset.objects.visible_to(self.request.user).filter(pk__in=wanted)
        found = {row.pk: row for row in visible}
        for key in wanted - found.keys():
            raise serializers.ValidationError({"subject": f'Unknown subject id "{key}"'})
        return list(found.values())

    def recipient(self, identifier: str) -> Organization:
        found = Organization.objects.validated().named(identifier).first()
        if found is None:
            raise serializers.ValidationError({"recipient": f'Unknown recipient id "{identifier}"'})
        return found

    def submission(self) -> uuid.UUID | None:
        """Return what makes a retry harmless: the client's own key, for this person."""
        key = self.request.headers.get("Idempotency-Key", "")
        return uuid.uuid5(SENDINGS, f"{self.request.user.pk}/{key[:200]}") if key else None


class TransferDetail(TransferView):
    def get(self, request: Request, transfer: uuid.UUID) -> Response:
        return self.told(self.found(transfer))

    def post(self, request: Request, transfer: uuid.UUID) -> Response:
        found = self.found(transfer)
        form = AnswerForm(data=request.data)
        form.is_valid(raise_exception=True)
        comment = form.validated_data.get("comment") or ""
        if form.validated_data["response"] == "accept":
            return self.told(accept_transfer(found, by=request.user, answer=comment))
        return self.told(refuse_transfer(found, by=request.user, reason=comment))

    def found(self, key: uuid.UUID) -> Transfer:
        return get_object_or_404(self.get_queryset(), pk=key)
