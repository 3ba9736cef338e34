"""Made-up people as the register takes them."""

from datetime import date
from itertools import islice
from random import Random
from typing import NamedTuple

from huajie.demo.matters import Matter, made_matters
from huajie.demo.population import Household, Person, Population
from huajie.matters.models import Channel, Kind
from huajie.matters.newcomers import NewMatter, NewParty, NewTelling
from huajie.matters.services.registering import register_matters
from huajie.people.models import IdentifierType, Validity
from huajie.people.models.persons import Sex
from huajie.people.newcomers import NewHousehold, NewIdentifier, NewMember, NewPerson
from huajie.people.services.registering import register_households, register_people

SOURCE = "benchmark"
KINDS = {"dispute": Kind.DISPUTE, "petition": Kind.PETITION, "hardship": Kind.HARDSHIP, "migrant": Kind.HARDSHIP}


def new_person(person: Person, household: Household) -> NewPerson:
    return NewPerson(
        names=(person.name,),
        area_code=household.place.code,
        source=SOURCE,
        sex=Sex.MALE if person.sex == "男" else Sex.FEMALE,
        birth_date=person.born,
        identifiers=(NewIdentifier(IdentifierType.ID_CARD, person.idno, Validity.VALID),),
        phones=(person.phone,) if person.phone else (),
        addresses=((address_of(household), household.place.code),),
        mates=tuple(member.name for member in household.members if member is not person),
    )


def address_of(household: Household) -> str:
    group = f"{household.group}社" if household.group else ""
    return f"{household.place.town}{household.place.short_name}{group}{household.door}"


def new_matter(matter: Matter, person_id: int, household_id: int, told_on: date | None = None) -> NewMatter:
    """The matter as told on a day, the day on which it arose by default."""
    text = matter.story.wordings[0].format_map(matter.details)
    day = told_on or matter.arose
    return NewMatter(
        kind=KINDS[matter.kind],
        title=text[:40],
        summary=text,
        found_on=day,
        area_code=matter.household.place.code,
        telling=NewTelling(Channel.OTHER, text, SOURCE, told_on=day),
        parties=(NewParty(person_id, household_id),),
        category=matter.story.category,
    )


class Keys(NamedTuple):
    """What the register calls each made-up person and household: primary keys by pid and hid."""

    people: dict[str, int]
    households: dict[str, int]


def fill_people(population: Population) -> Keys:
    """Everybody, then every household."""
    pairs = [(person, household) for household in population.households for person in household.members]
    registered = register_people([new_person(person, household) for person, household in pairs])
    person_ids = {person.pid: row.pk for (person, _), row in zip(pairs, registered, strict=True)}
    homes = register_households(
        [
            NewHousehold(
                area_code=household.place.code,
                source=SOURCE,
                address=address_of(household),
                head_id=person_ids[household.head.pid],
                members=tuple(NewMember(person_ids[member.pid], member.relation) for member in household.members),
            )
            for household in population.households
        ]
    )
    return Keys(person_ids, {household.hid: row.pk for household, row in zip(population.households, homes, strict=True)})


def fill(population: Population, seed: int) -> None:
    """Everybody, every household, and a matter for every second household."""
    keys = fill_people(population)
    matters = islice(made_matters(population, Random(f"fill {seed}")), len(population.households) // 2)
    register_matters([new_matter(matter, keys.people[matter.person.pid], keys.households[matter.household.hid]) for matter in matters])
