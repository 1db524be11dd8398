"""Between the rows and the storage: each version has its bytes, each key has its version.

Keys begin with a folder drawn at random among 256, and are listed one folder after another: each
is compared with its rows, so that the memory it takes does not follow the size of the bucket.
"""

import hashlib
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from catalog import storage
from catalog.actions.exploring import explore_again
from catalog.custody.breaches import Breach
from catalog.models import ResourceVersion
from catalog.models.version import ResourceVersionQuerySet
from catalog.s3 import Silent
from catalog.storage import Listed

FOLDERS = [f"{number:02x}" for number in range(256)]
ORPHAN_DAYS = 7


def breaches_of_files(*, share: int, at: datetime, deadline: float) -> Iterator[Breach]:
    """Compare every key and every row; read and hash the bytes of one version in `share`."""
    for folder, listed in by_folder(storage.files().listing()):
        if time.monotonic() > deadline:
            return
        held = {one.key: one for one in listed}
        versions = named_under(folder)
        for version in versions.iterator(chunk_size=200):
            sentence = fault_of(version, held.get(version.key), share=share, at=at)
            if sentence and still_kept(version):
                yield Breach("I1" if is_on_line(version) else "I4", sentence)
        named = set(ResourceVersion.objects.under(f"{folder}/").values_list("key", flat=True))
        yield from orphans(one for one in held.values() if one.key not in named and old(one, at))


def by_folder(listing: Iterator[Listed]) -> Iterator[tuple[str, list[Listed]]]:
    """Yield each folder with its keys, then those where nothing is kept: a row may name one."""
    empty = set(FOLDERS)
    for folder, listed in groupby(listing, key=lambda one: one.key.partition("/")[0]):
        empty.discard(folder)
        yield folder, list(listed)
    for folder in sorted(empty):
        yield folder, []


def named_under(folder: str) -> ResourceVersionQuerySet:
    rows = ResourceVersion.objects.kept().under(f"{folder}/").order_by("key")
    return rows.select_related("resource__dataset")


def is_on_line(version: ResourceVersion) -> bool:
    return version.resource.current_version_id == version.pk


def still_kept(version: ResourceVersion) -> bool:
    """Tell whether the version was not erased since it was read."""
    return ResourceVersion.objects.kept().filter(pk=version.pk).exists()


def old(one: Listed, at: datetime) -> bool:
    return one.modified_at < at - timedelta(days=ORPHAN_DAYS)


def fault_of(
    version: ResourceVersion, held: Listed | None, *, share: int, at: datetime
) -> str | None:
    """Return what is wrong with the bytes of the version, in a sentence; None when nothing is."""
    if held is None and not storage.files().exists(version.key):
        return f"{named(version)} : son fichier n’est plus dans le stockage. {FROM_A_BACKUP}"
    size = held.size if held else storage.files().size(version.key)
    if size != version.size:
        return (
            f"{named(version)} : le stockage en garde {size} octets, et il en avait reçu "
            f"{version.size}. {FROM_A_BACKUP}"
        )
    if is_the_turn_of(version, share, at) and not is_intact(version):
        return (
            f"{named(version)} : les octets gardés n’ont plus l’empreinte publiée "
            f"({version.sha256}). {FROM_A_BACKUP}"
        )
    return None


FROM_A_BACKUP = (
    "Remettez-le d’après la sauvegarde ou la version précédente de l’objet, sous la même clé."
)


def named(version: ResourceVersion) -> str:
    resource = version.resource
    return (
        f"« {resource.title} » ({resource.pk}), version {version.number} "
        f"« {version.filename} », clé {version.key}"
    )


def is_the_turn_of(version: ResourceVersion, share: int, at: datetime) -> bool:
    """Each day reads another part: all is read in `share` days."""
    return version.pk.int % share == at.toordinal() % share


def is_intact(version: ResourceVersion) -> bool:
    """Read twice before saying no: what comes by the network may be damaged on its way."""
    return any(sha256_of(version.key) == version.sha256 for _ in range(2))


def sha256_of(key: str) -> str:
    """Return "" for what a disk cannot read. Raises what a bucket that is away raises: nothing is
    known then of what it keeps.
    """
    digest = hashlib.sha256()
    try:
        for chunk in storage.files().read_range(key):
            digest.update(chunk)
    except Silent:
        raise
    except OSError:
        return ""
    return digest.hexdigest()


def orphans(found: Iterator[Listed]) -> Iterator[Breach]:
    for one in found:
        yield Breach(
            "I4",
            f"La clé {one.key} ({one.size} octets) n’est nommée par aucune version depuis plus de "
            f"{ORPHAN_DAYS} jours. « collect_garbage » l’effacera.",
        )


def breaches_of_tables(**_: Any) -> Iterator[Breach]:
    """A table made from a file is there, or is made again."""
    versions = ResourceVersion.objects.kept().with_table().select_related("resource")
    for version in versions.order_by("pk").iterator(chunk_size=200):
        if not storage.derived().exists(version.table_key) and still_kept(version):
            yield Breach(
                "I4",
                f"{named(version)} : la table qui en a été tirée manque. Elle se refait.",
                partial(explore_again, version),
            )
