"""One row as the pages show it: where it stands, its end, the records that stand for it now, and the reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from huajie.accounts.scope import Scope
from huajie.intake.meaning.notes import sentence
from huajie.intake.models import ListRow, Outcome
from huajie.matters.models import Matter
from huajie.matters.queries import opened_by as opened_matters
from huajie.people.models import Household, Person
from huajie.people.queries import opened_by

_TONES = {Outcome.WAITING: "secondary", Outcome.REGISTERED: "teal", Outcome.REVIEW: "yellow", Outcome.REFUSED: "secondary"}


@dataclass(frozen=True)
class RowLine:
    """A row with what it became, and which of that the reader finds."""

    row: ListRow
    opens_person: bool
    opens_household: bool
    opens_matter: bool

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


def lines_of(scope: Scope, rows: Iterable[ListRow]) -> list[RowLine]:
    """Rows that the reader may read. Three queries: whether a record's own page may be read does not follow from its row."""
    held = list(rows)
    people = opened_by(scope, [row.person.standing for row in held if row.person])
    homes = opened_by(scope, [row.household.standing for row in held if row.household])
    matters = opened_matters(scope, [row.matter.standing for row in held if row.matter])
    return [
        RowLine(
            row,
            row.person is not None and row.person.standing_id in people,
            row.household is not None and row.household.standing_id in homes,
            row.matter is not None and row.matter.standing_id in matters,
        )
        for row in held
    ]
