"""Which households are one."""

from dataclasses import replace

from huajie.linkage.households import link_households
from huajie.linkage.records import HouseholdRecord
from huajie.linkage.tests.made import VILLAGE


def home(key: str, members: str, address: str = "", village: str | None = VILLAGE) -> HouseholdRecord:
    return HouseholdRecord(key, frozenset(members.split()), None, village, (address,) if address else ())


def clusters(*homes: HouseholdRecord) -> dict[str, str]:
    return link_households(homes).clusters


def test_a_shared_member_makes_one_household() -> None:
    assert clusters(home("a", "P1 P2"), home("b", "P2 P3")) == {"a": "a", "b": "a"}


def test_a_member_listed_by_two_families_at_two_doors_is_a_question() -> None:
    linkage = link_households([home("a", "P1 P2", "三社12号"), home("b", "P2 P3", "五社9号")])
    assert linkage.clusters == {"a": "a", "b": "b"}
    assert len(linkage.questions) == 1


def test_single_mentions_at_one_full_door_are_one_household() -> None:
    assert clusters(home("a", "P1", "三社12号"), home("b", "P2", "3队12号")) == {"a": "a", "b": "a"}
    assert clusters(home("a", "P1", "8号3栋502房"), home("b", "P2", "8号3栋502")) == {"a": "a", "b": "a"}


def test_two_listed_families_at_one_door_stay_two() -> None:
    assert clusters(home("a", "P1 P2", "三社12号"), home("b", "P3 P4", "三社12号")) == {"a": "a", "b": "b"}


def test_strangers_from_afar_at_one_door_stay_two_unless_they_share_a_phone_or_their_words() -> None:
    one, other = (replace(home(key, key, "三社12号"), is_migrant=True) for key in "ab")
    assert clusters(one, other) == {"a": "a", "b": "b"}
    assert clusters(*(replace(each, phones=("15400000001",)) for each in (one, other))) == {"a": "a", "b": "a"}
    assert clusters(*(replace(each, told="房东停水停电要求搬走") for each in (one, other))) == {"a": "a", "b": "a"}


def test_one_phone_and_one_surname_in_a_village_are_one_household() -> None:
    father, son = (replace(home(key, key), names=(name,), phones=("15400000001",)) for key, name in (("a", "钟少强"), ("b", "钟坚")))
    assert clusters(father, son) == {"a": "a", "b": "a"}
    assert clusters(father, replace(son, names=("李珍",))) == {"a": "a", "b": "b"}


def test_a_door_without_its_group_is_not_enough() -> None:
    assert clusters(home("a", "P1", "12号"), home("b", "P2", "三社12号")) == {"a": "a", "b": "b"}


def test_a_known_household_gives_its_key() -> None:
    assert link_households([home("n", "P1")], [home("H1", "P1 P2")]).clusters == {"n": "H1"}
