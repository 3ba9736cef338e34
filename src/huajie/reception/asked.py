"""What somebody asks for, as the form says it, before anything is registered."""

from dataclasses import dataclass, field, replace
from datetime import date

from huajie.intake.meaning.mentions import is_organisation
from huajie.intake.meaning.tellings import title_of
from huajie.intake.reading.typed import PersonAsTyped, Role
from huajie.matters.models import Channel, Kind, PetitionClass
from huajie.matters.newcomers import NewMatter, NewParty, NewTelling, Reported
from huajie.people.newcomers import NewIdentifier, NewPerson

OTHER = "other"
"""The place of the other party among those beside."""


@dataclass(frozen=True, slots=True)
class Named:
    """Someone as the form names them. Whoever gives neither name nor number is nobody: a request may be anonymous."""

    name: str = ""
    identifier: NewIdentifier | None = None
    phones: tuple[str, ...] = ()
    birth_date: date | None = None
    address: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.identifier or self.phones)

    def mention(self, area_code: str, source: str) -> NewPerson:
        """As the people room takes it."""
        return NewPerson(
            names=(self.name,) if self.name else (),
            area_code=area_code,
            source=source,
            birth_date=self.birth_date,
            identifiers=(self.identifier,) if self.identifier else (),
            phones=self.phones,
            addresses=((self.address, area_code),) if self.address else (),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. While it is being typed most of it may be empty."""

    kind: Kind = Kind.DISPUTE
    petition_class: str = ""
    text: str = ""
    category: str = ""
    channel: Channel = Channel.WINDOW
    told_on: date | None = None
    is_oral: bool = False
    area_code: str = ""
    place: str = ""
    amount_fen: int | None = None
    teller: Named = field(default_factory=Named)
    is_for_household: bool = False
    other: Named = field(default_factory=Named)
    representatives: tuple[Named, ...] = ()
    people_came: int | None = None

    @property
    def body(self) -> str:
        """The other party if it is a company, an office or another body: those are no residents."""
        typed = PersonAsTyped(Role.OTHER_PARTY, name=self.other.name)
        return self.other.name if self.other.name and is_organisation(typed) else ""

    @property
    def beside(self) -> dict[str, Named]:
        """The further people whom it names, by their place on the form; not whom it reports, and no body."""
        others = {} if self.body or self.is_report or not self.other else {OTHER: self.other}
        return others | {f"representative-{place}": one for place, one in enumerate(self.representatives, 1)}

    @property
    def is_report(self) -> bool:
        """True if and only if it reports misconduct: who is reported does not become a resident of the register."""
        return self.petition_class == PetitionClass.REPORT

    def mention(self, source: str = "") -> NewPerson:
        """The person who asks, with what helps to find them again."""
        opponent = Named() if self.body or self.is_report else self.other
        return replace(
            self.teller.mention(self.area_code, source),
            told=(self.text,) if self.text else (),
            sites=(self.place,) if self.place else (),
            opponents=(opponent.name,) if opponent.name else (),
            opponent_phones=opponent.phones,
        )

    def telling(self, source: str) -> NewTelling:
        """What is told, with the body on the other side and how many came beside it."""
        noted = {"other_organisation": self.body, "reported": self._reported_person, "people_involved": str(self.people_came or "")}
        return NewTelling(self.channel, self.text, source, self.told_on, {key: value for key, value in noted.items() if value})

    def reported(self) -> Reported | None:
        """The bodies and people that a report of misconduct is kept from."""
        if not self.is_report:
            return None
        bodies, people = ((name,) if name else () for name in (self.body, self._reported_person))
        return Reported(str(PetitionClass.REPORT.label), bodies, people)

    @property
    def _reported_person(self) -> str:
        return self.other.name if self.is_report and not self.body else ""

    def matter(self, parties: tuple[NewParty, ...], source: str, today: date) -> NewMatter:
        """The matter that it opens, if it is told for the first time."""
        return NewMatter(
            kind=self.kind,
            title=title_of(self.text),
            summary=self.text,
            found_on=today,
            area_code=self.area_code,
            telling=self.telling(source),
            parties=parties,
            category=self.category,
            place=self.place or self.teller.address,
            amount_fen=self.amount_fen,
            reported=self.reported(),
        )
