"""What a clerk is shown: wider than what a list may merge or ask."""

from huajie.linkage.matters import like_matters
from huajie.linkage.people import like_people, link_people
from huajie.linkage.records import MatterRecord, PersonRecord

VILLAGE = "440190101201"
ID, OTHER_ID = "44019019911209800X", "440190198001011238"
LEAK = "楼上卫生间漏水多次交涉没有修好"


def person(key: str, name: str = "陈伟", *id_numbers: str) -> PersonRecord:
    return PersonRecord(key=key, names=(name,), id_numbers=id_numbers, village=VILLAGE)


def test_a_name_in_a_village_is_shown_though_no_list_would_ask() -> None:
    assert link_people([person("n")], [person("P1")]).questions == ()
    assert [one.key for one in like_people(person("n"), [person("P1")])] == ["P1"]


def test_one_id_number_comes_first_and_is_certain() -> None:
    found = like_people(person("n", "陈伟", ID), [person("P1"), person("P2", "陈伟", ID)])
    assert [(one.key, one.is_certain) for one in found] == [("P2", True), ("P1", False)]


def test_another_sound_id_number_is_another_person() -> None:
    assert like_people(person("n", "陈伟", ID), [person("P1", "陈伟", OTHER_ID)]) == []


def test_like_words_of_the_same_person_come_before_none() -> None:
    mine = frozenset({"P1"})
    known = [MatterRecord("M1", mine, text="孩子没有学位", village=VILLAGE), MatterRecord("M2", mine, text="卫生间漏水", village=VILLAGE)]
    assert [one.key for one in like_matters(MatterRecord("", mine, text=LEAK, village=VILLAGE), known)][:1] == ["M2"]
