"""A bucket, read with a key of its own. Every read names the version that was seen."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from typing import IO, Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils import timezone

from catalog.flows.inbox import Copied, InboxUnreachable, changed, poured
from catalog.flows.models import Inbox
from catalog.flows.shapes import Listing, Seen
from catalog.s3 import breaker_of, patience

CHUNK = 256 * 1024
GONE = (HTTPStatus.PRECONDITION_FAILED, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)
MD5 = re.compile("[0-9a-f]{32}")


@lru_cache(maxsize=32)
def client_of(endpoint: str, region: str, key: str, secret: str) -> Any:
    """Making a client reads a hundred files: one a key is enough, and threads may share it."""
    client = boto3.client(
        "s3",
        endpoint_url=endpoint or None,
        region_name=region or "us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        config=patience(connections=4),
    )
    breaker_of(str(client.meta.endpoint_url)).watch(client)
    return client


class S3Reader:
    def __init__(self, inbox: Inbox) -> None:
        self.bucket, self.name = inbox.bucket, inbox.name
        if inbox.endpoint not in settings.INBOX_ENDPOINTS:
            raise InboxUnreachable(
                f"L’adresse de la boîte « {inbox.name} » n’est plus de celles qu’admet ce site. "
                "Prévenez la DPNC."
            )
        if inbox.credentials not in settings.INBOX_CREDENTIALS:
            raise InboxUnreachable(
                f"La clé « {inbox.credentials} » de la boîte « {inbox.name} » n’est pas connue de "
                "ce site. Prévenez la DPNC."
            )
        key, secret = settings.INBOX_CREDENTIALS[inbox.credentials]
        self.client = client_of(inbox.endpoint, inbox.region, key, secret)

    def look(self, prefix: str, *, after: str = "", limit: int) -> Listing:
        seen: list[Seen] = []
        with self.answering():
            for page in self.pages(prefix, after):
                now = said_at(page)
                seen += [as_seen(one, now) for one in page.get("Contents", ())]
                if len(seen) > limit:
                    return Listing(tuple(seen[:limit]), seen[limit - 1].raw_key)
        return Listing(tuple(seen))

    def pages(self, prefix: str, after: str) -> Iterator[dict[str, Any]]:
        asked = {
            "Bucket": self.bucket,
            "Prefix": prefix,
            **({"StartAfter": after} if after else {}),
        }
        yield from self.client.get_paginator("list_objects_v2").paginate(**asked)

    def copy(self, seen: Seen, target: IO[bytes]) -> Copied:
        """Ask for the version whose ETag was listed, by its id where the bucket keeps versions.

        A server that does not know conditions is found out: its answer has another ETag than what
        was seen. The same one, with another length, is an answer that was cut.
        """
        with self.answering(seen):
            answer = self.client.get_object(
                Bucket=self.bucket, Key=seen.raw_key, IfMatch=quoted(seen.etag)
            )
            with closing(answer["Body"]) as body:
                if answer["ETag"].strip('"') != seen.etag:
                    raise changed(seen)
                copied = poured(body.iter_chunks(CHUNK), target)
        if copied.size != seen.size or not is_faithful(copied, seen, answer):
            raise self.unreachable("les octets reçus ne sont pas ceux qu’il annonce")
        return copied

    def put_away(self, seen: Seen, name: str) -> None:
        folder = seen.raw_key.rpartition("/")[0]
        with self.answering(seen):
            self.found(seen)
            self.client.copy_object(
                Bucket=self.bucket,
                Key=f"{folder}/{name}" if folder else name,
                CopySource={"Bucket": self.bucket, "Key": seen.raw_key},
                CopySourceIfMatch=quoted(seen.etag),
            )
        self.delete(seen)

    def delete(self, seen: Seen) -> None:
        """Where the bucket keeps versions, a newer one stays; elsewhere the condition protects it,
        or on servers that do not know conditions, the look taken just before.
        """
        with self.answering(seen):
            version = self.found(seen).get("VersionId")
            which = {"VersionId": version} if version else {"IfMatch": quoted(seen.etag)}
            self.client.delete_object(Bucket=self.bucket, Key=seen.raw_key, **which)

    def found(self, seen: Seen) -> dict[str, Any]:
        """Return what the server says of that version. Raises Changed when it has another."""
        asked = {"Bucket": self.bucket, "Key": seen.raw_key, "IfMatch": quoted(seen.etag)}
        answer: dict[str, Any] = self.client.head_object(**asked)
        if answer["ETag"].strip('"') != seen.etag:
            raise changed(seen)
        return answer

    @contextmanager
    def answering(self, seen: Seen | None = None) -> Iterator[None]:
        """Raise InboxUnreachable, or Changed for what is no longer the version that was seen."""
        try:
            yield
        except ClientError as error:
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
            if seen is not None and status in GONE:
                raise changed(seen) from error
            raise self.unreachable(refusal(status)) from error
        except (BotoCoreError, OSError) as error:
            raise self.unreachable() from error

    def unreachable(self, why: str = "le serveur ne répond pas") -> InboxUnreachable:
        return InboxUnreachable(
            f"La boîte « {self.name} » n’a pas pu être lue : {why}. Rien n’en a été pris, ce qui "
            "est en ligne y reste."
        )


def refusal(status: int | None) -> str:
    if status in (HTTPStatus.FORBIDDEN, HTTPStatus.UNAUTHORIZED):
        return "le serveur refuse la clé du site, ou elle n’ouvre pas ce dossier"
    return f"le serveur répond {status}"


def is_faithful(copied: Copied, seen: Seen, answer: dict[str, Any]) -> bool:
    """Compare with the ETag where it is the MD5 of the bytes: not in parts, nor under KMS."""
    kms = str(answer.get("ServerSideEncryption", "")).startswith("aws:kms")
    return kms or not MD5.fullmatch(seen.etag) or copied.md5 == seen.etag


def said_at(page: dict[str, Any]) -> datetime:
    """Return the hour of the server that answers: ours may be another."""
    date = page["ResponseMetadata"]["HTTPHeaders"].get("date")
    return parsedate_to_datetime(date) if date else timezone.now()


def as_seen(listed: dict[str, Any], now: datetime) -> Seen:
    """Dates are to the second: an object of the last two could be replaced within the same one."""
    etag, size, modified = listed["ETag"].strip('"'), listed["Size"], listed["LastModified"]
    return Seen(
        key=unicodedata.normalize("NFC", listed["Key"]),
        raw_key=listed["Key"],
        size=size,
        modified_at=modified.astimezone(UTC),
        identity=f"{etag}-{size}-{modified.timestamp():.0f}",
        etag=etag,
        settled=now - modified >= timedelta(seconds=settings.FLOWS_S3_SECONDS),
    )


def quoted(etag: str) -> str:
    return f'"{etag}"'
