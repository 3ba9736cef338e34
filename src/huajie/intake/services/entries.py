"""A row with the records that its people, its household and its telling became: what it says, as the rooms below take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huajie.intake.meaning.facts import facts_of
from huajie.intake.meaning.mentions import Mention
from huajie.intake.models import RowPerson
from huajie.intake.services.meant import household_meant, matter_meant
from huajie.intake.services.preparing import Prepared
from huajie.matters.newcomers import NewMatter
from huajie.people.newcomers import NewFact, NewHousehold


@dataclass(frozen=True, slots=True)
class Entry:
    """One row and its records, by primary key; people by their position in the row."""

    row: Prepared
    people: Mapping[int, int]
    home: int | None = None
    matter: int | None = None

    @property
    def subject(self) -> int | None:
        """The person whom the row is about."""
        return self.people[self.row.subject.position] if self.row.subject else None

    def household(self) -> NewHousehold:
        """The household that the row would open."""
        return household_meant(self.row, self._who)

    def telling(self, today: date) -> NewMatter:
        """The matter that the row would open; `today` counts where it names no day."""
        return matter_meant(self.row, self._who, self.home, today)

    def _who(self, mention: Mention) -> int:
        return self.people[mention.position]

    def facts(self) -> list[NewFact]:
        """What is stated of the person and the household."""
        on, source = self.row.told.told_on, self.row.source
        return list(facts_of(self.row.read, people=self.people, household_id=self.home, on=on, source=source))

    def row_people(self) -> list[RowPerson]:
        """Who the people of the row are, to be kept with it."""
        return [
            RowPerson(row_id=self.row.row.pk, position=mention.position, role=mention.role, person_id=self.people[mention.position])
            for mention in self.row.mentions
        ]
