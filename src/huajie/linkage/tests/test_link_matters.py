"""Which matters are one."""

from dataclasses import replace
from datetime import date

import pytest

from huajie.linkage.matters import link_matters
from huajie.linkage.records import MatterRecord
from huajie.linkage.tests.made import VILLAGE

LEAK = MatterRecord(
    "a", frozenset({"P1"}), text="楼上卫生间漏水致楼下天花发霉,赔偿谈不拢", reported_on=date(2021, 3, 1), village=VILLAGE, channel="ledger"
)


def outcome(left: MatterRecord, right: MatterRecord) -> str:
    linkage = link_matters([left, right])
    if len(set(linkage.clusters.values())) == 1:
        return "merged"
    return "asked" if linkage.questions else "apart"


@pytest.mark.parametrize(
    "again",
    [
        replace(LEAK, key="b", channel="hotline"),
        replace(LEAK, key="b", text="据网格员反映,楼上卫生间漏水致楼下天花发霉,赔偿谈不拢,望协调解决"),
        replace(LEAK, key="b", text="楼上卫生间漏水致楼下天花", reported_on=date(2021, 3, 20)),
        replace(LEAK, key="b", text="楼上住户卫生间漏水,楼下天花板发霉", reported_on=date(2021, 3, 9)),
        replace(LEAK, key="b", people=frozenset({"P2"}), others=frozenset({"P1"}), reported_on=date(2021, 3, 5)),
    ],
)
def test_the_same_thing_told_again_is_one_matter(again: MatterRecord) -> None:
    assert outcome(LEAK, again) == "merged"


@pytest.mark.parametrize(
    "other",
    [
        replace(LEAK, key="b", text="外嫁女分红资格长期未落实"),
        replace(LEAK, key="b", people=frozenset({"P2"})),
    ],
)
def test_another_grievance_or_another_person_is_another_matter(other: MatterRecord) -> None:
    assert outcome(LEAK, other) == "apart"


def test_two_amounts_are_two_matters() -> None:
    owed = replace(LEAK, text="装修款31万元拖欠未付")
    assert outcome(owed, replace(owed, key="b", text="装修款18万元拖欠未付")) == "apart"


def test_another_amount_in_other_words_is_a_question() -> None:
    owed = replace(LEAK, text="4万元工程款一直拿不到")
    assert outcome(owed, replace(owed, key="b", text="包工头拖欠工程款14万元")) == "asked"


def test_related_words_under_another_category_are_a_question() -> None:
    school = replace(LEAK, text="供三个小孩上学,经济困难", category="因学")
    assert outcome(school, replace(school, key="b", text="小孩积分入学没排上学位", category="信访诉求")) == "asked"


SCHOOL = replace(LEAK, text="孩子考上大学,凑不齐学杂费", category="因学", channel="survey")
VISIT = replace(SCHOOL, key="b", category=None, channel="visit")
DISPUTE = replace(SCHOOL, key="c", text="前夫24个月没有支付孩子生活费", category="婚姻家庭", channel="ledger")


@pytest.mark.parametrize("dispute", [DISPUTE, replace(DISPUTE, category=None)])
def test_related_words_join_no_two_kinds_by_a_third_matter(dispute: MatterRecord) -> None:
    assert outcome(VISIT, dispute) == "merged"
    linkage = link_matters([SCHOOL, VISIT, dispute])
    assert linkage.clusters == {"a": "a", "b": "a", "c": "c"}
    assert linkage.questions


ONE_OPPONENT = replace(LEAK, others=frozenset({"P7"}), opponents=("冯红琼",), opponent_phones=("15400000007",))


@pytest.mark.parametrize(
    ("opponents", "phones", "expected"),
    [
        (("黎秀",), (), "asked"),
        (("冯红穷",), (), "merged"),
        (("黎秀",), ("15400000007",), "merged"),
        (("冯女士",), (), "merged"),
    ],
)
def test_the_same_words_against_somebody_else_are_a_question(opponents: tuple[str, ...], phones: tuple[str, ...], expected: str) -> None:
    other = replace(ONE_OPPONENT, key="b", others=frozenset({"P8"}), opponents=opponents, opponent_phones=phones)
    assert outcome(ONE_OPPONENT, other) == expected


def test_a_telling_against_nobody_does_not_join_what_is_told_against_two() -> None:
    other = replace(ONE_OPPONENT, key="b", others=frozenset({"P8"}), opponents=("黎秀",), opponent_phones=())
    clusters = link_matters([ONE_OPPONENT, other, replace(LEAK, key="c")]).clusters
    assert clusters["a"] != clusters["b"]


def test_a_ruling_is_obeyed() -> None:
    again = replace(LEAK, key="b")
    assert link_matters([LEAK, again], ruled={frozenset("ab"): False}).clusters == {"a": "a", "b": "b"}


def test_a_text_that_only_names_its_category_tells_nothing() -> None:
    bare = replace(LEAK, text="合同纠纷", category="合同纠纷")
    other = replace(bare, key="b", text="道路交通事故纠纷", category="道路交通事故纠纷")
    assert outcome(bare, other) == "apart"
    assert outcome(bare, replace(bare, key="b")) == "asked"
    assert outcome(replace(bare, others=frozenset({"P7"})), replace(bare, key="b", others=frozenset({"P8"}))) == "apart"
