"""Made-up matters of the made-up villages, for tests."""

from datetime import date

from huajie.matters.models import Channel, Kind, Matter, PartyRole
from huajie.matters.newcomers import NewMatter, NewParty, NewTelling
from huajie.matters.services.registering import register_matters
from huajie.people.models import Person
from huajie.people.tests.making import VILLAGE

APRIL, MAY = date(2021, 4, 16), date(2021, 5, 3)
LEAK = "楼上卫生间漏水,多次交涉没有修好"


def telling(text: str = LEAK, told_on: date | None = APRIL, source: str = "row:1", **noted: str) -> NewTelling:
    """One telling on a dispute ledger."""
    return NewTelling(channel=Channel.LEDGER, text=text, source=source, told_on=told_on, noted=noted)


def new_matter(*people: Person, text: str = LEAK, told_on: date | None = APRIL, area_code: str = VILLAGE, **known: object) -> NewMatter:
    """A dispute: the first person complains about the second."""
    roles = [PartyRole.SUBJECT, *[PartyRole.OTHER_PARTY] * len(people)]
    parties = tuple(NewParty(person.pk, role=role) for person, role in zip(people, roles, strict=False))
    fields: dict[str, object] = {
        "kind": Kind.DISPUTE,
        "title": text[:20],
        "summary": text,
        "found_on": APRIL,
        "telling": telling(text, told_on),
    }
    return NewMatter(area_code=area_code, parties=parties, **(fields | known))  # type: ignore[arg-type]  # the test names the fields


def register_matter(*people: Person, **known: object) -> Matter:
    """A matter in the register."""
    return register_matters([new_matter(*people, **known)])[0]  # type: ignore[arg-type]  # the test names the fields
