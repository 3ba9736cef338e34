"""What a clock refuses: a code and the facts, so that the rooms above can say it in the reader's language."""

from enum import StrEnum


class Why(StrEnum):
    """Every reason for which a clock refuses."""

    UNKNOWN_DUTY = "unknown_duty"
    NOT_IN_FORCE = "not_in_force"
    NO_EXTENSION = "no_extension"
    EXTENSION_OVER_LIMIT = "extension_over_limit"
    EXTENSION_NOT_POSITIVE = "extension_not_positive"
    NEVER_SUSPENDED = "never_suspended"
    GROUND_NOT_ALLOWED = "ground_not_allowed"
    SPAN_BACKWARDS = "span_backwards"
    SPAN_BEFORE_START = "span_before_start"


class ClockRefused(Exception):
    """A count that the rules do not allow. `facts` holds codes, dates, numbers and `Words`."""

    def __init__(self, why: Why, **facts: object) -> None:
        super().__init__(f"{why.value}: {facts}")
        self.why = why
        self.facts = facts
