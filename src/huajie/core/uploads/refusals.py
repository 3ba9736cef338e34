"""Why a file is not taken, in words that say what to do."""

from enum import StrEnum

from huajie.core.errors import Refused


class Why(StrEnum):
    """The grounds on which a file is refused."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    KIND_NOT_TAKEN = "kind_not_taken"
    NOT_WHAT_ITS_NAME_SAYS = "not_what_its_name_says"
    HIDES_ANOTHER = "hides_another"
    HOLDS_MACROS = "holds_macros"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    INFECTED = "infected"
    NOT_SCANNED = "not_scanned"


class UploadRefused(Refused):
    """A file that is not taken: nothing of it is kept."""

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why
