"""What the catalogue refuses. Messages are French, for people; codes are English, for the API."""


class CatalogError(Exception):
    """An expected refusal: says what happened, on which thing, and what to do."""

    code = "refused"

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Incomplete(CatalogError):
    """A dataset lacks what publishing asks; `missing` lists the sentences to show."""

    code = "incomplete"

    def __init__(self, message: str, *, missing: list[str]) -> None:
        super().__init__(message)
        self.missing = missing


class WrongState(CatalogError):
    """The verb does not apply to the state the thing is in."""

    code = "wrong_state"


class LostRight(CatalogError):
    """Whoever planned a gesture may no longer do it when its hour has come."""

    code = "lost_right"


class AlreadyDecided(CatalogError):
    """Somebody answered first."""

    code = "already_decided"


class LastAdministrator(CatalogError):
    """An organisation never loses its last administrator."""

    code = "last_administrator"


class InvalidFile(CatalogError):
    """The bytes received cannot be published as they are."""

    code = "invalid_file"


class TooLarge(InvalidFile):
    """More bytes than this installation accepts."""

    code = "too_large"


class WebPage(InvalidFile):
    """What was sent as a file is a page: of a sign-in, often, or of a refusal."""

    code = "web_page"


class InvalidPart(CatalogError):
    """A part does not fit in the file it is said to belong to, or one is missing."""

    code = "invalid_part"


class UploadLimit(CatalogError):
    """Somebody sends more files in parts than one person may at a time."""

    code = "upload_limit"


class InvalidLink(CatalogError):
    """The address of a remote resource cannot be shown to the public."""

    code = "invalid_link"


class Conflict(CatalogError):
    """Somebody else changed the thing since it was read."""

    code = "conflict"


class StorageFailure(CatalogError):
    """The bytes written are not the bytes received, or could not be written, or read."""

    code = "storage_failure"


class Damaged(StorageFailure):
    """The bytes read are not those that had been written."""
