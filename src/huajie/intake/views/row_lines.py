"""One row as the pages show it: where it stands, its end, the records that stand for it now, and the reasons in words."""

from dataclasses import dataclass

from huajie.intake.meaning.notes import sentence
from huajie.intake.models import ListRow, Outcome
from huajie.matters.models import Matter
from huajie.people.models import Household, Person

_TONES = {Outcome.WAITING: "secondary", Outcome.REGISTERED: "teal", Outcome.REVIEW: "yellow", Outcome.REFUSED: "secondary"}


@dataclass(frozen=True)
class RowLine:
    """A row with what it became."""

    row: ListRow

    @property
    def tone(self) -> str:
        return _TONES[Outcome(self.row.outcome)]

    @property
    def person(self) -> Person | None:
        return self.row.person.standing if self.row.person else None

    @property
    def household(self) -> Household | None:
        return self.row.household.standing if self.row.household else None

    @property
    def matter(self) -> Matter | None:
        return self.row.matter.standing if self.row.matter else None

    @property
    def reasons(self) -> list[str]:
        """What was noted, in the reader's language; no personal value stands in it."""
        return [sentence(reason) for reason in self.row.reasons]
