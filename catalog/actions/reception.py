"""What comes from outside: a file is looked at, then written; an address, then kept."""

from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from catalog import storage
from catalog.exceptions import InvalidFile, InvalidLink, StorageFailure, TooLarge, WebPage
from catalog.files.identify import HEAD_BYTES, FileType, Unpublishable, display_name, identify
from catalog.net import ForbiddenAddress, check_public_address
from catalog.storage import StoredFile

LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class ReceivedFile:
    """A file that is written but that nothing refers to yet."""

    filename: str
    type: FileType
    stored: StoredFile


def receive(file: IO[bytes], filename: str) -> ReceivedFile:
    """Check the file, write it under a new key and read it back.

    Raises InvalidFile (empty, too large, web page) or StorageFailure; the old version is untouched.
    """
    name = display_name(filename)
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise InvalidFile(
            f"Le fichier « {name} » est vide (0 octet). Rien n’a changé. Vérifiez l’export d’où il "
            "vient, puis envoyez-le de nouveau.",
            field="file",
        )
    check_size(name, size)
    try:
        type_ = identify(file.read(HEAD_BYTES), name)
    except Unpublishable as error:
        message = f"Le fichier « {name} » n’a pas été mis en ligne. {error}"
        raise WebPage(message, field="file") from error
    file.seek(0)
    stored = storage.write(file)
    if stored.size != size:
        raise StorageFailure(
            f"Seuls {stored.size} octets de « {name} » ont pu être lus, sur {size}. Rien n’a "
            "changé. Envoyez-le de nouveau."
        )
    return ReceivedFile(name, type_, stored)


def check_size(name: str, size: int) -> None:
    """Raise TooLarge for more bytes than this installation accepts."""
    if size > settings.FILES_MAX_BYTES:
        raise TooLarge(
            f"Le fichier « {name} » pèse {filesizeformat(size)} : la limite est de "
            f"{filesizeformat(settings.FILES_MAX_BYTES)}. Découpez-le ou compressez-le.",
            field="file",
        )


def check_link(url: str) -> str:
    """Return the address, trimmed. Raises InvalidLink when the public could not open it."""
    address = url.strip()
    if len(address) > LONGEST_ADDRESS:
        message = f"Cette adresse dépasse {LONGEST_ADDRESS} caractères."
        raise InvalidLink(message, field="url")
    try:
        check_public_address(address)
    except ForbiddenAddress as error:
        message = f"L’adresse « {address[:100]} » ne convient pas. {error}"
        raise InvalidLink(message, field="url") from error
    return address
