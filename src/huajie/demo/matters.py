"""What happened to whom: made-up disputes, petitions and hardships, and in which lists each is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from huajie.demo.answerable import firm_for
from huajie.demo.dispute_stories import DISPUTE_STORIES
from huajie.demo.hardship_stories import HARDSHIP_STORIES
from huajie.demo.mess import Mess
from huajie.demo.petition_stories import PETITION_STORIES
from huajie.demo.population import AS_OF, Household, Person, Population
from huajie.demo.stories import DETAILS, Story

KINDS = ("dispute", "hardship", "petition", "migrant")
KIND_WEIGHTS = (40, 30, 15, 15)
LISTS = ("ledger", "survey", "petitions", "visits", "migrants", "hotline")
FIRST_TOLD: dict[str, tuple[int, ...]] = {
    # weights over LISTS
    "dispute": (78, 0, 5, 6, 0, 11),
    "hardship": (0, 80, 3, 8, 0, 9),
    "petition": (4, 0, 80, 6, 0, 10),
    "migrant": (0, 6, 0, 4, 82, 8),
}
TOLD_AGAIN: dict[str, tuple[int, ...]] = {
    "dispute": (14, 0, 24, 27, 0, 35),
    "hardship": (4, 12, 12, 42, 0, 30),
    "petition": (24, 0, 12, 28, 0, 36),
    "migrant": (0, 20, 0, 38, 10, 32),
}
MATTERS_PER_PERSON = (0.72, 0.22, 0.06)
"""Shares of people with one, two and three different matters, among those with any."""
ONE_MORE_AT_HOME = 0.08
SPAN_DAYS = 330
"""Matters arise in so many days before AS_OF."""


@dataclass(frozen=True, slots=True)
class OtherSide:
    """Against whom: another resident, or the name of a firm or office."""

    name: str
    resident: Person | None
    home: Household | None
    phone: str


@dataclass(frozen=True, slots=True)
class Matter:
    mid: str
    kind: str
    story: Story
    details: dict[str, str]
    person: Person
    household: Household
    other: OtherSide | None
    arose: date
    amount_yuan: int
    """0 where no money is at stake."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One row to be: a matter told by somebody, in a list of some kind, on a day."""

    matter: Matter
    teller: Person
    list_kind: str
    day: date
    wording: int


STORIES = {"dispute": DISPUTE_STORIES, "hardship": HARDSHIP_STORIES, "migrant": HARDSHIP_STORIES, "petition": PETITION_STORIES}
OFFICES = ["经济联合社", "村委会", "第三经济合作社", "镇政府", "街道办事处", "国土所", "社保中心", "居委会"]


def made_tellings(population: Population, rows: int, mess: Mess, seed: int) -> list[Telling]:
    """Exactly so many tellings of made-up matters; every matter is told at least once."""
    rng = Random(f"matters {seed}")
    tellings: list[Telling] = []
    for matter in made_matters(population, rng):
        tellings.extend(tellings_of(rng, matter, mess))
        if len(tellings) >= rows:
            return tellings[:rows]
    return tellings


def made_matters(population: Population, rng: Random) -> Iterator[Matter]:
    """Matters without end, of different adults until all have had their turn, then again."""
    households = population.households
    number = 0
    while True:
        for household in rng.sample(households, len(households)):
            for person in concerned(rng, household):
                for kind, story in occasions_of(rng, person, household):
                    number += 1
                    yield made_matter(rng, f"M{number:07d}", kind, story, person, household, households)


def concerned(rng: Random, household: Household) -> list[Person]:
    """One adult of the household, and in a share of ONE_MORE_AT_HOME another with matters of their own."""
    first = adult_of(rng, household)
    others = [person for person in household.members if person.age >= 18 and person is not first]
    return [first, rng.choice(others)] if others and rng.random() < ONE_MORE_AT_HOME else [first]


def suits(story: Story, person: Person, household: Household) -> bool:
    """True if and only if this can befall the person as their home is."""
    match story.suits:
        case "old":
            return person.age > 62 and len(household.members) == 1
        case "parent":
            return any(member.age < 23 for member in household.members if member is not person)
        case "single_parent":
            return len(household.members) > 1 and all(member.relation in ("户主", "子", "女") for member in household.members)
        case "worker":
            return 18 <= person.age <= 62
        case _:
            return True


def adult_of(rng: Random, household: Household) -> Person:
    """The head in two cases of three, else another adult; a household of one has no choice."""
    adults = [person for person in household.members if person.age >= 18]
    return household.head if rng.random() < 0.66 or len(adults) < 2 else rng.choice(adults)


def occasions_of(rng: Random, person: Person, household: Household) -> list[tuple[str, Story]]:
    """One to three matters of one person, no two of one category."""
    count = rng.choices((1, 2, 3), MATTERS_PER_PERSON)[0]
    occasions: dict[str, tuple[str, Story]] = {}
    while len(occasions) < count:
        kind = rng.choices(KINDS, KIND_WEIGHTS)[0]
        if kind in ("migrant", "hardship"):
            kind = "migrant" if household.origin else "hardship"
        story = rng.choice(STORIES[kind])
        if suits(story, person, household):
            occasions.setdefault(story.category, (kind, story))
    return list(occasions.values())


def made_matter(
    rng: Random, mid: str, kind: str, story: Story, person: Person, household: Household, households: Sequence[Household]
) -> Matter:
    details = {name: draw(rng) for name, draw in DETAILS.items()}
    return Matter(
        mid=mid,
        kind=kind,
        story=story,
        details=details,
        person=person,
        household=household,
        other=other_side(rng, story, household, households),
        arose=AS_OF - timedelta(days=rng.randrange(SPAN_DAYS)),
        amount_yuan=round(rng.lognormvariate(9.8, 1.2)) if kind == "dispute" and rng.random() < 0.45 else 0,
    )


def other_side(rng: Random, story: Story, home: Household, households: Sequence[Household]) -> OtherSide | None:
    """Another resident (of the same village if twenty draws find one), a firm or an office, as the story wants."""
    if story.against == "nobody":
        return None
    if story.against == "firm":
        return OtherSide(firm_for(rng, story.category), None, None, "")
    if story.against == "office":
        return OtherSide(home.place.stem + rng.choice(OFFICES), None, None, "")
    opponent_home = next(
        (found for found in (rng.choice(households) for _ in range(20)) if found.place == home.place and found is not home), None
    )
    if opponent_home is None:
        opponent_home = rng.choice(households)
    opponent = adult_of(rng, opponent_home)
    return OtherSide(opponent.name, opponent, opponent_home, opponent.phone or opponent_home.head.phone)


def tellings_of(rng: Random, matter: Matter, mess: Mess) -> list[Telling]:
    first_list = rng.choices(LISTS, FIRST_TOLD[matter.kind])[0]
    first_wording = rng.randrange(len(matter.story.wordings))
    first_day = matter.arose
    tellings = [Telling(matter, matter.person, first_list, first_day, first_wording)]
    if rng.random() < mess.told_again:
        tellings.append(told_again(rng, matter, mess, first_wording))
        if rng.random() < 0.3:
            tellings.append(told_again(rng, matter, mess, first_wording))
    return tellings


def told_again(rng: Random, matter: Matter, mess: Mess, first_wording: int) -> Telling:
    list_kind = rng.choices(LISTS, TOLD_AGAIN[matter.kind])[0]
    wording = first_wording if rng.random() < mess.same_wording else rng.randrange(len(matter.story.wordings))
    day = min(AS_OF, matter.arose + timedelta(days=rng.randrange(0, 70)))
    return Telling(matter, who_tells(rng, matter, mess), list_kind, day, wording)


def who_tells(rng: Random, matter: Matter, mess: Mess) -> Person:
    """Nearly always the person concerned."""
    if rng.random() < mess.told_by_family:
        adults = [person for person in matter.household.members if person.age >= 18]
        return rng.choice(adults)
    if matter.other and matter.other.resident and rng.random() < mess.told_from_other_side:
        return matter.other.resident
    return matter.person
