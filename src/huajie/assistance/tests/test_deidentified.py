"""What the words for the board may not hold, and what they may."""

from datetime import date

import pytest

from huajie.assistance.deidentified import Named, telltales
from huajie.assistance.services.referring import publish
from huajie.assistance.tests.making import family
from huajie.assistance.tests.making_referrals import WORDS, adviser, agreed, drafted, home
from huajie.people.models import Household, Membership
from huajie.people.tests.making import register

TELLING = [
    ("陈伟", "陈伟手术后在家休养"),
    ("小明", "儿子小明上三年级"),
    ("陈先生", "陈先生没有工作"),
    ("老陈", "老陈，六十岁"),
    ("陈某", "陈某需要轮椅"),
    ("15400000001", "电话15400000001"),
    ("154 0000 0001", "电话 154 0000 0001"),
    ("15400000001", "电话１５４００００0001"),
    ("一五四零零零零零零零一", "电话一五四零零零零零零零一"),
    ("44019019911209800X", "身份证44019019911209800X"),
    ("6222 0000 1111 2222", "账号6222 0000 1111 2222"),
    ("1985年3月7日", "1985年3月7日出生"),
    ("1985-03-07", "生于1985-03-07"),
    ("东湖村1号", "住在东湖村1号"),
    ("12号", "住12号"),
    ("东湖村", "家住东湖村，没有电梯"),
    ("东湖", "东湖的一户人家"),
    ("微信", "加微信联系"),
    ("R00000001", "见R00000001"),
    ("HD-2026-000012", "见HD-2026-000012"),
]
SILENT = [
    WORDS,
    "六楼没有电梯，老人下楼困难，需要 3,600 元",
    "9月12号开学，缺 2800 元学费",
    "2026年9月1日要做第二次手术，自付约 18600 元",
    "拨打12345号线后得知还差材料",
]


@pytest.mark.parametrize(("found", "words"), TELLING)
def test_words_that_tell_who_it_is_are_found_with_what_to_write_instead(found: str, words: str) -> None:
    told = telltales(words, home())
    assert found in {one.found for one in told}
    assert all(str(one.advice) for one in told)


@pytest.mark.parametrize("words", SILENT)
def test_words_about_the_need_alone_pass(words: str) -> None:
    assert telltales(words, home()) == []


def test_a_draft_that_names_somebody_is_refused_and_the_message_holds_nobodys_name() -> None:
    with pytest.raises(Named) as refused:
        drafted(words="陈伟需要轮椅")
    assert [one.found for one in refused.value.telltales] == ["陈伟"]
    assert "陈伟" not in str(refused.value)
    assert "a name" in str(refused.value)


def test_somebody_who_joins_the_household_later_is_looked_for_before_it_is_published() -> None:
    household = family(register("陈伟", birth_date=date(1985, 3, 7)))
    referral = drafted(household, "由周秀英照顾，需要轮椅")
    agreed(referral)
    _join(household)

    with pytest.raises(Named):
        publish(referral, by=adviser())
    referral.refresh_from_db()
    assert referral.state == "consented"


def _join(household: Household) -> None:
    Membership.objects.create(household=household, person=register("周秀英", source="row:2"), source="row:2")
