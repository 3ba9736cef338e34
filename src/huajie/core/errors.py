"""The refusals that a caller can act on. Messages hold facts, never personal data."""


class Refused(Exception):
    """An act that is not possible now. `message` says why and what to do next, in the reader's language."""

    def __init__(self, message: object) -> None:
        super().__init__(message)
        self.message = message


class NotPermitted(Refused):
    """The person who asks may not do this."""
