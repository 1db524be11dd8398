"""What is asked of the places where files live. In: a storage. Out: judgements, in French."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages

from catalog import storage
from catalog.custody.buckets import judge_bucket
from catalog.custody.judgements import Judgement, good, unsafe, weak
from catalog.custody.strangers import judge_strangers
from catalog.storage import PublicStorage, S3FileStorage

NAMES = {
    "files": "fichiers",
    "derived": "tables tirées des fichiers",
    "parts": "parties des envois",
    "inbox": "dépôts des flux",
    "default": "images des pages",
}
PROBE = b"Vitrine verifie que ce qui est ecrit ici se relit.\n"
ROOM = 2 * 1024**3


def judge_all() -> Iterator[tuple[str, Judgement]]:
    """Judge each storage, with its name; the settings of a bucket once, after its first use."""
    seen: set[tuple[str, str]] = set()
    for alias, name in NAMES.items():
        store = storages[alias]
        for judgement in judge(store):
            yield name, judgement
        if isinstance(store, S3FileStorage) and (place := place_of(store)) not in seen:
            seen.add(place)
            for judgement in judge_bucket(store):
                yield f"compartiment {store.bucket_name}", judgement
    if (shared := shared_inbox()) is not None:
        yield NAMES["inbox"], shared


def place_of(store: S3FileStorage) -> tuple[str, str]:
    return str(store.endpoint_url), str(store.bucket_name)


def judge(store: Any) -> Iterator[Judgement]:
    """Write, read, erase; then see what somebody without a key may do."""
    key = f"verification/{uuid.uuid4().hex}"
    try:
        store.save(key, ContentFile(PROBE))
        yield from judge_reading(store, key)
    except storage.UNREACHABLE as error:
        yield unsafe(
            f"on ne peut pas y écrire, ou ce qui est écrit ne se relit pas ({reason(error)}). "
            "Vérifiez l’adresse, la clé et ses droits : lire, écrire, lister et effacer sous ce "
            "préfixe."
        )
        return
    finally:
        erase(store, key)
    if isinstance(store, FileSystemStorage):
        yield from judge_folder(store)


def judge_reading(store: Any, key: str) -> Iterator[Judgement]:
    with store.open(key) as file:
        if file.read() != PROBE:
            yield unsafe("ce qui est relu n’est pas ce qui a été écrit. N’y mettez aucun fichier.")
            return
    yield good("ce qui est écrit se relit.")
    if isinstance(store, S3FileStorage):
        yield judge_overwriting(store, key)
        yield from judge_strangers(store, key, public=isinstance(store, PublicStorage))


def judge_overwriting(store: S3FileStorage, key: str) -> Judgement:
    try:
        store._save(key, ContentFile(b"autre chose"))  # noqa: SLF001 (under that very key, not beside)
    except storage.UNREACHABLE:
        return good("un fichier écrit n’est jamais remplacé par un autre.")
    return weak(
        "ce service remplace un fichier par un autre de même clé : il ne connaît pas les écritures "
        "conditionnelles (If-None-Match). Les clés tirées au hasard suffisent, tant que personne "
        "d’autre n’écrit dans ce compartiment."
    )


def judge_folder(store: FileSystemStorage) -> Iterator[Judgement]:
    folder = Path(store.location)
    if folder.stat().st_mode & 0o007:
        yield weak(
            f"tout compte de cette machine peut entrer dans {folder}. Réservez-le au service : "
            f"chmod -R o= {folder}"
        )
    if shutil.disk_usage(folder).free < ROOM:
        yield unsafe("il reste moins de 2 Go sur ce disque : le prochain gros fichier échouera.")


def erase(store: Any, key: str) -> None:
    try:
        store.delete(key)
    except storage.UNREACHABLE:
        return


def reason(error: Exception) -> str:
    return str(error).strip().rstrip(".")[:200]


def shared_inbox() -> Judgement | None:
    """Return a judgement when producers' machines write in the bucket of the files."""
    files, inbox = storage.files(), storage.inbox()
    if not isinstance(files, S3FileStorage) or not isinstance(inbox, S3FileStorage):
        return None
    if place_of(files) != place_of(inbox):
        return good("les dépôts ont leur compartiment.")
    return weak(
        "les dépôts sont dans le compartiment des fichiers : une clé donnée à un producteur, mal "
        "limitée, lirait les brouillons. Donnez-leur le leur (S3_INBOX_BUCKET)."
    )
