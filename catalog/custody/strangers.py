"""What somebody without a key may do in a bucket: the requests are really sent, unsigned."""

from collections.abc import Callable, Iterator
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from catalog.custody.judgements import Judgement, good, unsafe
from catalog.storage import S3FileStorage


def judge_strangers(store: S3FileStorage, key: str, *, public: bool) -> Iterator[Judgement]:
    """Try to list, to write and to read that key, which exists."""
    stranger = store.unsigned_connection.meta.client
    bucket, name = store.bucket_name, f"{store.prefix}{key}"
    if works(lambda: stranger.list_objects_v2(Bucket=bucket, MaxKeys=1)):
        yield unsafe(
            "n’importe qui peut lister ce compartiment, brouillons compris. Retirez-lui ListBucket "
            "dans la politique du compartiment, et tout accès public s’il y en a un."
        )
    if works(lambda: stranger.put_object(Bucket=bucket, Key=f"{name}-intrus", Body=b"1")):
        store.delete(f"{key}-intrus")
        yield unsafe("n’importe qui peut y écrire. Retirez tout PutObject accordé à « * ».")
    read = works(lambda: given(stranger, bucket, name))
    yield from judge_public(read=read) if public else judge_private(read=read)


def judge_private(*, read: bool) -> Iterator[Judgement]:
    if read:
        yield unsafe(
            "n’importe qui peut lire un fichier sans adresse signée : brouillons et versions "
            "retirées sont publics. Bloquez l’accès public de ce compartiment."
        )
    else:
        yield good("sans adresse signée, rien ne se lit.")


def judge_public(*, read: bool) -> Iterator[Judgement]:
    if read:
        yield good("les images se lisent sans clé.")
    else:
        yield unsafe(
            "les images des pages ne se liront pas : permettez GetObject à « * » sous le préfixe "
            "« public/ » de ce compartiment, et rien d’autre."
        )


def given(client: Any, bucket: str, name: str) -> bytes:
    body: bytes = client.get_object(Bucket=bucket, Key=name)["Body"].read()
    return body


def works(request: Callable[[], Any]) -> bool:
    try:
        request()
    except (BotoCoreError, ClientError):
        return False
    return True
