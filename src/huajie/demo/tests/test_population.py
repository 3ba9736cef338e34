"""Made-up people cannot be anybody, and fit together as families."""

import pytest

from huajie.demo.identity import LANDLINE_PREFIX, MOBILE_PREFIX
from huajie.demo.population import Population, made_population
from huajie.demo.tests.district import PLACES


@pytest.fixture(scope="module")
def population() -> Population:
    return made_population(PLACES, 3000, seed=7)


def test_no_id_number_lies_under_an_assigned_county_code(population: Population) -> None:
    assert {person.idno[4:6] for person in population.people} <= {"90", "91"}


def test_every_id_number_satisfies_gb_11643(population: Population) -> None:
    for person in population.people:
        values = [10 if sign == "X" else int(sign) for sign in person.idno]
        assert len(values) == 18
        assert sum(value * 2 ** (17 - index) for index, value in enumerate(values)) % 11 == 1


def test_id_numbers_tell_birth_and_sex_and_are_unique(population: Population) -> None:
    people = population.people
    assert len({person.idno for person in people}) == len(people)
    for person in people:
        assert person.idno[6:14] == f"{person.born:%Y%m%d}"
        assert (int(person.idno[16]) % 2 == 1) == (person.sex == "男")


def test_telephones_stand_under_unassigned_prefixes(population: Population) -> None:
    assert {person.phone[:3] for person in population.people if person.phone} == {MOBILE_PREFIX}
    assert all(household.landline.startswith(LANDLINE_PREFIX) for household in population.households if household.landline)


def test_children_are_younger_and_parents_older_than_the_head(population: Population) -> None:
    for household in population.households:
        for member in household.members:
            if member.relation in ("子", "女", "孙", "孙女"):
                assert household.head.age - member.age >= 20
            if member.relation in ("父", "母"):
                assert member.age - household.head.age >= 19


def test_brothers_and_sisters_bear_one_surname(population: Population) -> None:
    for household in population.households:
        children = [member for member in household.members if member.relation in ("子", "女")]
        assert len({child.name[0] for child in children}) <= 1


def test_every_household_can_be_rung_up(population: Population) -> None:
    assert all(any(member.phone for member in household.members) for household in population.households)


def test_namesakes_live_in_one_village(population: Population) -> None:
    seen: dict[tuple[str, str], set[str]] = {}
    for household in population.households:
        seen.setdefault((household.place.code, household.head.name), set()).add(household.head.idno)
    assert sum(len(idnos) > 1 for idnos in seen.values()) >= 5


def test_the_same_seed_gives_the_same_people_and_another_seed_others(population: Population) -> None:
    assert made_population(PLACES, 3000, seed=7) == population
    assert made_population(PLACES, 3000, seed=8) != population


def test_a_larger_population_begins_with_the_smaller(population: Population) -> None:
    smaller = made_population(PLACES, 500, seed=7).households
    assert population.households[: len(smaller)] == smaller
