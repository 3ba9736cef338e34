"""What a household's facts may not be: a code and what it is about, so that the rooms above can say it in the reader's language."""

from enum import StrEnum


class Why(StrEnum):
    """Every reason for which facts are refused."""

    NOT_A_FILE = "not_a_file"
    NO_MEMBERS = "no_members"
    TWICE = "twice"
    UNKNOWN_FACT = "unknown_fact"
    BELOW_ZERO = "below_zero"
    TOO_MUCH = "too_much"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    NOT_A_DAY = "not_a_day"
    IN_FUTURE = "in_future"
    NOT_YES_NO = "not_yes_no"
    NOT_A_CHOICE = "not_a_choice"
    LEVEL_WITHOUT_KIND = "level_without_kind"
    INCOME_TWICE = "income_twice"
    SAY_IF_COUNTS = "say_if_counts"
    NOBODY_COUNTS = "nobody_counts"
    BEFORE_THE_RULES = "before_the_rules"


class FactsRefused(Exception):
    """Facts of which no verdict can be made. `facts` holds whose they are, which, and what was told."""

    def __init__(self, why: Why, **facts: object) -> None:
        super().__init__(f"{why.value}: {', '.join(sorted(facts))}")  # no values: they are somebody's
        self.why = why
        self.facts = facts
