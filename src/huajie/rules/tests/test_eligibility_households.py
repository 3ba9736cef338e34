"""A household's facts: who counts, what is refused, and what is said of what is not known."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from huajie.rules.eligibility.explaining import Explained, explain, rules_begin
from huajie.rules.eligibility.facts import FACTS
from huajie.rules.eligibility.households import HouseholdFacts, read_household
from huajie.rules.eligibility.refusals import FactsRefused, Why
from huajie.rules.eligibility.system import shipped
from huajie.rules.eligibility.verdicts import Verdict

TODAY = date(2026, 11, 23)
PAGE = (Path(__file__).parents[4] / "docs" / "how-to" / "facts-of-a-household.md").read_text(encoding="utf-8")


def household(*members: dict[str, Any], month: str = "2026-11", **facts: Any) -> HouseholdFacts:
    return read_household(yaml.safe_dump({"month": month, "household": facts, "members": list(members)}, allow_unicode=True), TODAY)


def explained(told: HouseholdFacts) -> dict[tuple[str, int | None], Explained]:
    return {(one.programme.code, one.member): one for one in explain(shipped(), told.roster, told.month)}


@pytest.mark.parametrize(
    ("member", "counts"),
    [
        ({"relation": "head", "lives_here": False}, True),
        ({"relation": "spouse", "lives_here": False}, True),
        ({"relation": "parent", "lives_here": True}, True),
        ({"relation": "parent", "lives_here": False}, False),
        ({"relation": "other", "lives_here": False}, False),
        ({"relation": "child", "lives_here": True, "birth": "1990-01-01"}, True),
        ({"relation": "child", "lives_here": False, "birth": "2008-11-02"}, True),
        ({"relation": "child", "lives_here": False, "birth": "2008-11-01", "schooling": "none"}, False),
        ({"relation": "child", "lives_here": False, "birth": "2004-01-01", "schooling": "undergraduate"}, True),
        ({"relation": "child", "lives_here": False, "birth": "2004-01-01", "schooling": "postgraduate"}, False),
        ({"relation": "child", "lives_here": False, "schooling": "senior"}, True),
    ],
)
def test_who_counts_as_of_the_household(member: dict[str, Any], counts: bool) -> None:
    told = household({"name": "户主", "relation": "head"}, {"name": "某人", **member})
    assert ("某人" in told.members, "某人" in told.apart) == (counts, not counts)


SOMEBODY = "members: [{name: 甲, %s}]"
REFUSED = [
    ("- 甲", Why.NOT_A_FILE),
    ("household: {savings: 1", Why.NOT_A_FILE),
    ("household: [1]\nmembers: [{name: 甲}]", Why.NOT_A_FILE),
    ("month: 2026-11", Why.NO_MEMBERS),
    ("members: 甲", Why.NO_MEMBERS),
    ("members: [{name: 甲}, {name: 甲}]", Why.TWICE),
    (SOMEBODY % "religion: x", Why.UNKNOWN_FACT),
    (SOMEBODY % "savings: 1", Why.UNKNOWN_FACT),
    ("people: []", Why.UNKNOWN_FACT),
    (SOMEBODY % "wages: -0.01", Why.BELOW_ZERO),
    (SOMEBODY % "wages: 1000000", Why.TOO_MUCH),
    (SOMEBODY % "income: 1000000", Why.TOO_MUCH),
    (SOMEBODY % "wages: .inf", Why.TOO_MUCH),
    (SOMEBODY % "disability: mental, disability_level: 5", Why.TOO_MUCH),
    (SOMEBODY % "failed_self_care: 7", Why.TOO_MUCH),
    (SOMEBODY % "wages: .nan", Why.NOT_A_NUMBER),
    (SOMEBODY % "wages: 一千", Why.NOT_A_NUMBER),
    (SOMEBODY % "wages: true", Why.NOT_A_NUMBER),
    ("household: {vehicles: 0.5}\nmembers: [{name: 甲}]", Why.NOT_WHOLE),
    (SOMEBODY % "birth: 1960-13-01", Why.NOT_A_DAY),
    (SOMEBODY % "birth: 1960-05-01T10:00:00", Why.NOT_A_DAY),
    ("month: 十一月\nmembers: [{name: 甲}]", Why.NOT_A_DAY),
    (SOMEBODY % "birth: 2026-11-24", Why.IN_FUTURE),
    (SOMEBODY % "registered: 1", Why.NOT_YES_NO),
    (SOMEBODY % "lives_here: 在", Why.NOT_YES_NO),
    (SOMEBODY % "disability: leg", Why.NOT_A_CHOICE),
    (SOMEBODY % "relation: cousin", Why.NOT_A_CHOICE),
    (SOMEBODY % "disability: none, disability_level: 2", Why.LEVEL_WITHOUT_KIND),
    (SOMEBODY % "income: 900, wages: 900", Why.INCOME_TWICE),
    (SOMEBODY % "relation: child, lives_here: false", Why.SAY_IF_COUNTS),
    (SOMEBODY % "relation: child, lives_here: false, birth: 2000-01-01", Why.SAY_IF_COUNTS),
    (SOMEBODY % "relation: parent, lives_here: false", Why.NOBODY_COUNTS),
    ("month: 2024-12\nmembers: [{name: 甲}]", Why.BEFORE_THE_RULES),
]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_a_slip_in_the_facts_is_refused_by_its_name(text: str, why: Why) -> None:
    with pytest.raises(FactsRefused) as refused:
        told = read_household(text, TODAY)
        explain(shipped(), told.roster, told.month)
    assert refused.value.why is why
    assert "甲" not in str(refused.value)


def test_every_refusal_has_a_slip_that_meets_it_and_stands_in_the_page() -> None:
    assert {why for _text, why in REFUSED} == set(Why)
    assert [why for why in Why if f"`{why}`" not in PAGE] == []


def test_every_fact_stands_in_the_page() -> None:
    assert [name for name in FACTS if f"`{name}`" not in PAGE] == []


def test_the_verdicts_begin_when_the_last_rule_took_effect() -> None:
    assert rules_begin(shipped()) == date(2025, 1, 1)


def test_an_amount_is_a_range_while_something_is_not_known() -> None:
    one = explained(household({"registered": True, "income": 900}, savings=0, vehicles=0, homes=1, work_costs=0))["low_income", None]
    assert (one.verdict, one.amount) == (Verdict.ENTITLED, (409, 1309))
    assert one.missing == ()


def test_exactly_the_missing_facts_that_would_decide_are_named() -> None:
    told = household({"registered": True, "income": 1400}, savings=0, vehicles=0, illness_costs=0)
    assert [(missing.fact, missing.member) for missing in explained(told)["low_income", None].missing] == [
        ("work_costs", None),
        ("homes", None),
    ]


def test_a_reason_holds_value_limit_and_dated_numbers_with_their_source() -> None:
    told = household({"registered": True, "income": 1000}, {"income": 500}, illness_costs=0, work_costs=0)
    reason = next(one for one in explained(told)["low_income", None].reasons if one.condition.name == "low_income_by_income")
    assert (reason.verdict, reason.value, reason.limit) == (Verdict.ENTITLED, (1500, 1500), (2618, 2618))
    standard = reason.numbers[0]
    assert (standard.value, standard.since, standard.provisional) == (1309, "2026-01-01", True)
    assert standard.words.zh == "低保标准（元/人·月，城乡一致）"
    assert standard.words.en.startswith("The standard, yuan per person")


def test_what_comes_first_is_named_by_what_gives_way() -> None:
    told = household({"registered": True, "income": 0}, savings=0, vehicles=0, homes=0, illness_costs=0, work_costs=0)
    margin = explained(told)["low_income_margin", None]
    assert margin.verdict is Verdict.NOT_ENTITLED
    assert [programme.code for programme in margin.comes_first] == ["low_income"]


@pytest.mark.parametrize(("code", "provisional"), [("urgent_relief", True), ("medical_aid", True), ("disaster_relief", False)])
def test_what_rests_on_an_unverified_number_says_so_even_through_another_programme(code: str, provisional: bool) -> None:
    assert explained(household({"registered": True}))[code, None].provisional is provisional
