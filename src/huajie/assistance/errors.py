"""The refusals of this room that a caller can act on."""

from huajie.assistance.models import Application
from huajie.core.errors import Refused


class AlreadyApplied(Refused):
    """The household, or one of its members, has an application that runs; `application` is it."""

    def __init__(self, message: object, application: Application) -> None:
        super().__init__(message)
        self.application = application
