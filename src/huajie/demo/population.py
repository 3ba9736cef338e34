"""Made-up households of a district, consistent in age, kinship, address and telephone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from huajie.demo import families
from huajie.demo.identity import LOCAL_COUNTIES, ORIGINS, id_number, landline, mobile
from huajie.demo.names import Surnames, given_name, surnames_of_place
from huajie.demo.places import Place

AS_OF = date(2026, 10, 31)
"""The day on which ages are counted; lists reach back from here."""
NAMESAKE_SHARE = 0.05
"""Heads of household who get the full name of somebody else of their village, of like sex."""
MOVED_IN_SHARE = {True: 0.35, False: 0.12}
"""Households from elsewhere: in communities, in villages."""


@dataclass(frozen=True, slots=True)
class Person:
    pid: str
    hid: str
    name: str
    sex: str
    born: date
    idno: str
    phone: str
    """Empty when the person has none of their own (children, some of the old)."""
    relation: str
    """To the head: 户主, 配偶, 子, 女, 父, 母, 儿媳, 孙, 孙女."""

    @property
    def age(self) -> int:
        return AS_OF.year - self.born.year - ((AS_OF.month, AS_OF.day) < (self.born.month, self.born.day))


@dataclass(frozen=True, slots=True)
class Household:
    hid: str
    place: Place
    group: int
    """Number of the 经济社 or of the building; 0 where addresses have none."""
    door: str
    origin: str
    """Made-up county code of those from elsewhere, else empty."""
    landline: str
    members: tuple[Person, ...] = field(default=())

    @property
    def head(self) -> Person:
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Population:
    households: tuple[Household, ...]

    @property
    def people(self) -> list[Person]:
        return [person for household in self.households for person in household.members]

    def within(self, towns: Collection[str]) -> "Population":
        """Those who live in these towns."""
        return Population(tuple(household for household in self.households if household.place.town in towns))


class Registrar:
    """Numbers the people of one population, and keeps names in use by village and ID numbers unique."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.people = 0
        self.taken: set[str] = set()
        self.names_in_use: dict[tuple[str, str], list[str]] = {}

    def person(self, household: Household, member: families.Member, surname: str, county: str) -> Person:
        born = birthday(self.rng, member.age)
        name = surname + given_name(self.rng, member.sex, member.age)
        self.people += 1
        return Person(
            pid=f"P{self.people:08d}",
            hid=household.hid,
            name=self.perhaps_namesake(household.place, member, name),
            sex=member.sex,
            born=born,
            idno=self.unused_id_number(county, born, member.sex),
            phone=mobile(self.rng) if self.rng.random() < families.phone_share(member.age) else "",
            relation=member.relation,
        )

    def perhaps_namesake(self, place: Place, member: families.Member, name: str) -> str:
        in_use = self.names_in_use.setdefault((place.code, member.sex), [])
        if member.relation == "户主" and in_use and self.rng.random() < NAMESAKE_SHARE:
            return self.rng.choice(in_use)
        in_use.append(name)
        return name

    def unused_id_number(self, county: str, born: date, sex: str) -> str:
        idno = id_number(self.rng, county, born, sex)
        while idno in self.taken:
            idno = id_number(self.rng, county, born, sex)
        self.taken.add(idno)
        return idno


def birthday(rng: Random, age: int) -> date:
    """A day on which somebody was born who is `age` years old on AS_OF."""
    latest = AS_OF.replace(year=AS_OF.year - age)
    return latest - timedelta(days=rng.randrange(0, 364))


def made_population(places: Sequence[Place], people: int, seed: int) -> Population:
    """Households in the places until there are at least so many people; a larger population of a seed begins with the smaller."""
    rng = Random(f"population {seed}")
    registrar = Registrar(rng)
    surnames = {place.code: surnames_of_place(rng, is_community=place.is_community) for place in places}
    weights = [rng.lognormvariate(0, 0.6) for _ in places]
    households: list[Household] = []
    while registrar.people < people:
        place = rng.choices(places, weights)[0]
        households.append(made_household(registrar, place, surnames[place.code], number=len(households) + 1))
    return Population(tuple(households))


def made_household(registrar: Registrar, place: Place, surnames: Surnames, *, number: int) -> Household:
    rng = registrar.rng
    moved_in = rng.random() < MOVED_IN_SHARE[place.is_community]
    household = Household(
        hid=f"H{number:07d}",
        place=place,
        group=rng.randint(1, 18) if rng.random() < 0.7 else 0,
        door=f"{rng.randint(1, 12)}0{rng.randint(1, 8)}房" if place.is_community and rng.random() < 0.5 else f"{rng.randint(1, 268)}号",
        origin=rng.choice(tuple(ORIGINS)) if moved_in else "",
        landline=landline(rng) if rng.random() < 0.15 else "",
    )
    county = household.origin or rng.choice(LOCAL_COUNTIES)
    anyone = Surnames((), 0)
    borne = {"head": anyone.one(rng) if moved_in else surnames.one(rng), "spouse": anyone.one(rng)}
    members = [
        registrar.person(household, member, borne.get(member.surname) or anyone.one(rng), county)
        for member in families.made_family(rng, moved_in=moved_in)
    ]
    return replace(household, members=tuple(with_a_phone(rng, members)))


def with_a_phone(rng: Random, members: list[Person]) -> list[Person]:
    """A household can be rung up: its eldest gets a number if none has one."""
    if any(person.phone for person in members):
        return members
    return [replace(members[0], phone=mobile(rng)), *members[1:]]
