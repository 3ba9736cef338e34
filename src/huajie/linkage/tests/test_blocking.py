"""The tokens by which the register finds candidates."""

import pytest

from huajie.linkage.blocking import MOST_TOKENS, matter_tokens, person_tokens
from huajie.linkage.records import MatterRecord, PersonRecord
from huajie.linkage.tests.made import OTHER_VILLAGE, VILLAGE, id_number, person

FULL = person("a", "骆霈霖", id_number(), "15400000001/15400000002", "三社12号", told=("楼上卫生间漏水致天花发霉",))


@pytest.mark.parametrize(
    "other",
    [
        person("b", "", id_number(), village=None),
        person("b", "唐小明", "", "15400000001", village=OTHER_VILLAGE),
        person("b", "骆沛霖"),
        person("b", "骆女士", address="12号"),
        person("b", "骆霈霖", told=("群众反映楼上卫生间漏水致天花发霉,望协调解决",), village=None),
    ],
)
def test_mentions_of_one_person_share_a_token(other: PersonRecord) -> None:
    assert person_tokens(FULL) & person_tokens(other)


def test_tokens_are_few_and_never_a_bare_surname_or_village() -> None:
    assert len(person_tokens(FULL)) <= MOST_TOKENS
    assert not person_tokens(person("b", "骆女士"))
    assert not person_tokens(person("b", ""))


def test_a_matter_is_found_by_its_parties_on_either_side() -> None:
    told = MatterRecord("a", frozenset({"P1"}), frozenset({"P2"}), text="楼上漏水致天花发霉", village=VILLAGE)
    crossed = MatterRecord("b", frozenset({"P2"}), frozenset({"P1"}), text="楼下邻居上门争吵")
    assert matter_tokens(told) & matter_tokens(crossed)
    assert len(matter_tokens(told)) <= MOST_TOKENS
