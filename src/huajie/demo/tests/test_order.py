"""The demo's order of leaders and the colleagues of its teams can be set up as they stand."""

from huajie.demo.district import demo_plan
from huajie.demo.order import leaders_in_order, made_colleagues, made_leaders
from huajie.demo.tests.district import PLACES

PLAN = demo_plan(PLACES, seed=1)
COLLEAGUES = (*made_leaders(PLACES[0].code[:6]), *made_colleagues(PLACES))


def test_nobody_is_added_twice_and_everybody_works_in_a_unit_of_the_plan() -> None:
    names = [person.username for person in PLAN.staff] + [person.username for person in COLLEAGUES]
    assert len(set(names)) == len(names)
    assert {person.unit for person in COLLEAGUES} <= {unit.code for unit in PLAN.units}


def test_three_levels_stand_in_order_each_place_with_a_leader_of_its_own() -> None:
    order = leaders_in_order()
    before: set[str] = {""}
    for place in order:
        assert place.above in before
        before.add(place.name)
    leaders = [place.leader for place in order]
    assert [sum(place.level == level for place in order) for level in ("district", "leading_group", "working_group")] == [3, 4, 6]
    assert len(set(leaders)) == len(leaders)
    assert set(leaders) - {"responsible-leader"} == {person.username for person in made_leaders("440114")}


def test_every_town_with_teams_has_four_colleagues() -> None:
    assert len(made_colleagues(PLACES)) == 8
