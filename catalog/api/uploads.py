"""Adding and replacing a file as data.gouv.fr's clients do: at once, or by parts."""

import uuid
from typing import IO, Any

from rest_framework import serializers
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.actions.replacement import replace_resource
from catalog.actions.replay import resource_sent, same_file_added, version_sent
from catalog.actions.resource import add_file
from catalog.actions.uploads import (
    MOST_PARTS,
    Piece,
    Target,
    discard_upload,
    find_upload,
    receive_part,
    whole_file,
)
from catalog.api.errors import Moved
from catalog.api.fields import iso
from catalog.api.parsers import Json
from catalog.api.writing import AboutDataset, AboutResource, etag
from catalog.enums import Origin, ResourceType, VersionState
from catalog.exceptions import CatalogError, InvalidFile
from catalog.models import Resource, ResourceVersion, Upload

SENDINGS = uuid.UUID("9b8d3d2a-3a55-4c11-9a41-0f3f1f6f2c11")
CHECK_SECONDS = "5"


class UploadForm(serializers.Serializer):
    """data.gouv.fr's words; `title`, `description`, `type` and `note` are ours, and optional."""

    file = serializers.FileField(required=False, allow_empty_file=True)
    uuid = serializers.RegexField(r"^[\w.-]{1,100}$", required=False)
    filename = serializers.CharField(required=False, max_length=500)
    partindex = serializers.IntegerField(required=False, min_value=0)
    partbyteoffset = serializers.IntegerField(required=False, min_value=0)
    totalparts = serializers.IntegerField(required=False, min_value=1, max_value=MOST_PARTS)
    chunksize = serializers.IntegerField(required=False, min_value=1)
    totalfilesize = serializers.IntegerField(required=False, min_value=1)
    title = serializers.CharField(required=False, allow_blank=True)
    description = serializers.CharField(required=False, allow_blank=True)
    type = serializers.ChoiceField(required=False, choices=ResourceType.choices)
    note = serializers.CharField(required=False, allow_blank=True)


class Uploading(AboutDataset):
    """What both routes share. GET says which parts are there, DELETE forgets them."""

    parser_classes = (MultiPartParser, FormParser, Json)
    http_method_names = ("get", "head", "post", "delete", "options")

    @property
    def target(self) -> Target:
        return self.dataset

    def get(self, request: Request, **kwargs: Any) -> Response:
        upload = self.own_upload(request.query_params.get("uuid", ""))
        return Response(progress(upload) if upload else {"uuid": None, "parts": [], "received": 0})

    def delete(self, request: Request, **kwargs: Any) -> Response:
        if upload := self.own_upload(request.query_params.get("uuid", "")):
            discard_upload(upload)
        return Response(status=204)

    def post(self, request: Request, **kwargs: Any) -> Response:
        form = UploadForm(data=request.data)
        form.is_valid(raise_exception=True)
        sent = form.validated_data
        if sent.get("totalparts", 1) > 1:
            return self.in_parts(sent)
        if "file" not in sent:
            raise InvalidFile("Il n’y a pas de fichier dans le champ « file ».", field="file")
        if known := self.sent_already(self.submission(sent)):
            return known
        file = sent["file"]
        return self.deposit(file, sent.get("filename") or file.name, sent)

    def in_parts(self, sent: dict[str, Any]) -> Response:
        missing = {"uuid", "filename"} - sent.keys()
        if "file" in sent:
            missing |= {"partindex", "partbyteoffset"} - sent.keys()
        if missing:
            raise serializers.ValidationError(dict.fromkeys(sorted(missing), "This is required."))
        if "file" not in sent:
            return self.last_call(sent)
        receive_part(
            self.target,
            key=sent["uuid"],
            filename=sent["filename"],
            piece=piece_of(sent),
            file=sent["file"],
            by=self.request.user,
        )
        return Response({"success": True})

    def last_call(self, sent: dict[str, Any]) -> Response:
        """Read the parts as one file; when this was answered already, answer the same again."""
        if known := self.sent_already(self.submission(sent)):
            return known
        upload = self.own_upload(sent["uuid"])
        if upload is None:
            raise InvalidFile("Aucune partie de ce fichier n’est arrivée, ou elles ont expiré.")
        with whole_file(upload) as file:
            response = self.deposit(file, sent["filename"], sent)
        discard_upload(upload)
        return response

    def submission(self, sent: dict[str, Any]) -> uuid.UUID | None:
        """Return what makes a retry harmless: the client's own key, for this person and thing."""
        key = self.request.headers.get("Idempotency-Key") or sent.get("uuid")
        if not key:
            return None
        return uuid.uuid5(SENDINGS, f"{self.request.user.pk}/{self.target.pk}/{key[:200]}")

    def own_upload(self, key: str) -> Upload | None:
        return find_upload(self.target, key=key, by=self.request.user)

    def deposit(self, file: IO[bytes], filename: str, sent: dict[str, Any]) -> Response:
        raise NotImplementedError

    def sent_already(self, submission: uuid.UUID | None) -> Response | None:
        raise NotImplementedError

    def handle_exception(self, error: Exception) -> Response:
        """Clients that send parts read `success` and `error`."""
        response = super().handle_exception(error)
        if isinstance(response.data, dict) and isinstance(error, CatalogError):
            response.data = {"success": False, "error": response.data["message"], **response.data}
        return response


class DatasetUpload(Uploading):
    """A new file, at the end of the dataset."""

    def deposit(self, file: IO[bytes], filename: str, sent: dict[str, Any]) -> Response:
        submission = self.submission(sent)
        known = self.known(file, filename, submission)
        said = {name: sent[name] for name in ("title", "description", "type") if name in sent}
        return self.added(known or add_file(
            self.dataset,
            file=file,
            filename=filename,
            by=self.request.user,
            submission=submission,
            origin=Origin.API,
            **said,
        ))  # fmt: skip

    def known(
        self, file: IO[bytes], filename: str, submission: uuid.UUID | None
    ) -> Resource | None:
        by = self.request.user
        if submission:
            return resource_sent(self.dataset, submission=submission, by=by)
        return same_file_added(self.dataset, file=file, filename=filename, by=by)

    def sent_already(self, submission: uuid.UUID | None) -> Response | None:
        known = resource_sent(self.dataset, submission=submission, by=self.request.user)
        return self.added(known) if known else None

    def added(self, resource: Resource) -> Response:
        return Response(
            self.resource_of(resource, success=True), status=201, headers=etag(resource)
        )


class ResourceUpload(AboutResource, Uploading):
    """A file behind the same address: on line, held, or still being checked.

    If-Match is looked at once it is known that the request is not one sent again: the first one has
    moved what it names.
    """

    moved: Moved | None = None

    def expected(self) -> int | None:
        try:
            return super().expected()
        except Moved as moved:
            self.moved = moved
            return None

    @property
    def target(self) -> Target:
        return self.resource

    def deposit(self, file: IO[bytes], filename: str, sent: dict[str, Any]) -> Response:
        if self.moved:
            raise self.moved
        submission = self.submission(sent)
        version = replace_resource(
            self.resource,
            file=file,
            filename=filename,
            by=self.request.user,
            note=sent.get("note", ""),
            expected_version=self.expected_version,
            submission=submission,
            origin=Origin.API,
        )
        return self.became(version, submission)

    def in_parts(self, sent: dict[str, Any]) -> Response:
        if self.moved and "file" in sent:
            raise self.moved
        return super().in_parts(sent)

    def sent_already(self, submission: uuid.UUID | None) -> Response | None:
        known = version_sent(self.resource, submission=submission)
        return self.became(known, submission) if known else None

    def became(self, version: ResourceVersion, submission: uuid.UUID | None) -> Response:
        told = self.version_of(version)
        if version.is_being_checked:
            return self.not_yet(told)
        if version.state in (VersionState.HELD, VersionState.REJECTED):
            return held_back(told)
        was_there = version.pk == self.resource.current_version_id
        unchanged = was_there and (submission is None or version.submission != submission)
        shown = self.resource_of(self.resource, success=True, version=told, unchanged=unchanged)
        return Response(shown, headers=etag(version.resource))

    def not_yet(self, told: dict[str, Any]) -> Response:
        message = "The file is received and being checked. The former version serves meanwhile."
        shown = self.resource_of(self.resource, success=True, version=told, message=message)
        headers = {"Location": told["uri"], "Retry-After": CHECK_SECONDS}
        return Response(shown, status=202, headers=headers)


def held_back(told: dict[str, Any]) -> Response:
    """Answer that the file is not on line, why, and what may be done about it."""
    held = told["state"] == VersionState.HELD
    blocking = [one["message"] for one in told["findings"] if one["severity"] == "blocking"]
    why = " ".join(blocking) if held else told["reason"] or ""
    answer = (
        f"La version {told['number']} attend une confirmation, l’ancienne reste en ligne. {why}"
        if held
        else f"La version {told['number']} n’a pas été mise en ligne. {why}"
    )
    return Response(
        {
            "success": False,
            "code": told["state"],
            "message": answer.strip(),
            "error": answer.strip(),
            "findings": told["findings"],
            "version": told,
            **(told["decisions"] or {}),
        },
        status=409,
    )


def piece_of(sent: dict[str, Any]) -> Piece:
    return Piece(
        index=sent["partindex"],
        offset=sent["partbyteoffset"],
        total=sent["totalparts"],
        size=sent.get("chunksize"),
        total_size=sent.get("totalfilesize"),
    )


def progress(upload: Upload) -> dict[str, Any]:
    """Say what has come, so that a sender who was cut off sends the rest only."""
    parts = list(upload.parts.all())
    return {
        "uuid": upload.key,
        "filename": upload.filename,
        "totalfilesize": upload.size,
        "totalparts": upload.total_parts,
        "received": sum(part.size for part in parts),
        "parts": [
            {"partindex": part.index, "partbyteoffset": part.offset, "chunksize": part.size}
            for part in parts
        ],
        "expires_at": iso(upload.expires_at),
    }
