"""Who is who: the law of merging, on pairs and on whole lists."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huajie.linkage.people import link_people
from huajie.linkage.reasons import Reason
from huajie.linkage.records import Linkage, PersonRecord
from huajie.linkage.tests.made import OTHER_VILLAGE, VILLAGE, id_number, person

ID, OTHER_ID = id_number(), id_number(date(1981, 3, 9), 27)
PHONE, OTHER_PHONE = "15400000001", "15400000002"
RARE = "养殖场排水沟改道后淹没秧田三亩"


def outcome(*records: PersonRecord) -> str:
    linkage = link_people(records)
    if len(set(linkage.clusters.values())) == 1:
        return "merged"
    return "asked" if linkage.questions else "apart"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (person("a", "骆霈霖", ID), person("b", "骆霈霖", f"'{ID}", village=OTHER_VILLAGE)),
        (person("a", "骆霈霖", ID), person("b", "骆沛霖", ID)),
        (person("a", "骆霈霖", ID), person("b", "骆霈霖", f"{ID[:6]}********{ID[14:]}")),
        (person("a", "骆霈霖", ID), person("b", "骆霈霖", f"{ID[:15]}000")),
        (person("a", "骆霈霖", ID), person("b", "骆霈霖", f"{ID[:9]}{ID[10]}{ID[9]}{ID[11:]}")),
        (person("a", "陈伟", ID, PHONE), person("b", "陈伟", "", f"{PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}")),
        (person("a", "骆霈霖", ID, address="三社12号"), person("b", "骆霈霖", address="第3经济社12号")),
        (person("a", "张霈霖", ID, PHONE, told=(RARE,)), person("b", "张女士", "", PHONE, told=(f"据网格员反映,{RARE}",))),
        (person("a", "骆霈霖", ID, mates=("冯有余",)), person("b", "骆霈霖", mates=("冯有余",))),
        (person("a", "骆霈霖", ID), person("b", "骆霈霖", f"{ID[:15]}***")),
        (person("a", "骆霈霖", ID, address="2栋1004房"), person("b", "骆霈霖", address="1004房")),
        (person("a", "骆霈霖", ID, PHONE, told=(RARE,)), person("b", "骆霈霖", "", OTHER_PHONE, told=(f"{RARE}\n医疗救助",))),
    ],
)
def test_one_person_under_two_mentions_is_merged(left: PersonRecord, right: PersonRecord) -> None:
    if right.names == ("张女士",):
        left = replace(left, id_numbers=(id_number(order=12),))
    assert outcome(left, right) == "merged"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (person("a", "陈伟", ID), person("b", "陈伟")),  # name and village
        (person("a", "陈伟", ID), person("b", "陈伟", OTHER_ID)),  # namesakes
        (person("a", "陈志强", "", PHONE, "三社12号"), person("b", "陈丽华", "", PHONE, "三社12号")),  # a family
        (person("a", "陈志强", ID), person("b", "冯有余", ID, mates=("陈志强",))),  # the head's number, copied
        (person("a", "张伟", ID, PHONE), person("b", "张女士", "", OTHER_PHONE)),
    ],
)
def test_two_people_are_neither_merged_nor_asked(left: PersonRecord, right: PersonRecord) -> None:
    assert outcome(left, right) == "apart"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (person("a", "陈志强", ID), person("b", "冯有余", ID)),  # one number, two names
        (
            person("a", "冯有余", ID, PHONE, told=(RARE,), mates=("冯志强",)),
            person("b", "冯先生", "", PHONE, told=(RARE,)),
        ),  # he, or his son
        (person("a", "骆霈霖", ID, told=(RARE,)), person("b", "骆霈霖", village=OTHER_VILLAGE, told=(RARE,))),
        (person("a", "骆霈霖", ID, PHONE, "三社12号"), person("b", "骆霈霖", OTHER_ID, PHONE, "三社12号")),
        (person("a", "骆霈霖", ID, PHONE, "三社12号"), person("b", "骆霈霖", f"{OTHER_ID[:15]}000", PHONE, "三社12号")),  # born on two days
        (person("a", "陈志强", "", PHONE, "三社12号"), person("b", "陈志刚", "", PHONE, "三社12号")),  # brothers, or a slip
        (person("a", "骆霈霖", ID, told=("村道路灯不亮",)), person("b", "骆霈霖", told=("申请临时救助",))),
    ],
)
def test_what_is_not_sure_is_asked(left: PersonRecord, right: PersonRecord) -> None:
    assert outcome(left, right) == "asked"


def test_a_ruling_is_obeyed_and_never_asked_again() -> None:
    brothers = (person("a", "陈志强", "", PHONE, "三社12号"), person("b", "陈志刚", "", PHONE, "三社12号"))
    different = link_people(brothers, ruled={frozenset("ab"): False})
    same = link_people(brothers, ruled={frozenset("ab"): True})
    assert (different.clusters, different.questions) == ({"a": "a", "b": "b"}, ())
    assert (same.clusters, same.questions) == ({"a": "a", "b": "a"}, ())


def test_a_ruling_also_keeps_clusters_apart() -> None:
    mentions = [person("a", "骆霈霖", ID), person("b", "骆霈霖", ID), person("c", "骆霈霖", ID)]
    linkage = link_people(mentions, ruled={frozenset("ab"): False})
    assert linkage.clusters["a"] != linkage.clusters["b"]


def test_a_known_record_gives_its_key_to_the_cluster() -> None:
    linkage = link_people([person("n1", "骆霈霖", ID), person("n2", "骆霈霖", "", PHONE)], [person("P1", "骆霈霖", ID, PHONE)])
    assert linkage.clusters == {"n1": "P1", "n2": "P1"}


def test_a_record_between_two_known_ones_joins_one_and_asks_about_the_other() -> None:
    known = [person("P1", "骆霈霖", ID), person("P2", "骆霈霖", "", PHONE)]
    linkage = link_people([person("n", "骆霈霖", ID, PHONE)], known)
    assert linkage.clusters == {"n": "P1"}
    assert [{question.left, question.right} for question in linkage.questions] == [{"n", "P2"}]


def test_the_same_opponent_speaks_for_a_person() -> None:
    hou = person("a", "侯美仪", ID, opponents=("林倩娇",), opponent_phones=(PHONE,))
    again = person("b", "侯美仪", opponents=("林倩娇",), opponent_phones=(PHONE,))
    assert link_people([hou, again]).clusters == {"a": "a", "b": "a"}
    other = person("b", "侯美仪", opponents=("黎二妹",))
    assert link_people([hou, other]).clusters == {"a": "a", "b": "b"}


def test_two_of_a_family_against_one_opponent_are_two_and_not_asked_about() -> None:
    one, other = (
        person(name, name, opponents=("林倩娇",), opponent_phones=(PHONE,), told=("巷道被占用",)) for name in ("李建华", "李建国")
    )
    linkage = link_people([one, other])
    assert len(set(linkage.clusters.values())) == 2
    assert not linkage.questions


def test_where_it_happened_may_be_the_door_at_home() -> None:
    at_home = person("a", "骆霈霖", address="三社12号")
    assert link_people([at_home, person("b", "骆霈霖", sites=("3队12号",))]).clusters == {"a": "a", "b": "a"}
    assert link_people([at_home, person("b", "骆霈霖", sites=("3队13号",))]).clusters == {"a": "a", "b": "b"}


def test_a_row_without_a_name_is_asked_about_if_phone_and_door_agree() -> None:
    nameless = replace(person("b", "", phone=PHONE, address="三社12号"), names=())
    linkage = link_people([person("a", "骆霈霖", ID, PHONE, "三社12号"), nameless])
    assert (len(set(linkage.clusters.values())), len(linkage.questions)) == (2, 1)


def test_evidence_tells_why() -> None:
    linkage = link_people([person("a", "骆霈霖", ID), person("b", "骆霈霖", ID)])
    evidence = linkage.evidence["a", "b"]
    assert {Reason.ID_NUMBER_EQUAL, Reason.NAME_EQUAL} <= {each.reason for each in evidence}


def test_nobody_is_linked_to_nobody() -> None:
    assert link_people([]) == Linkage({})
    assert link_people([person("a", "骆霈霖")]).clusters == {"a": "a"}


NAMES = st.sampled_from(["陈伟", "陈玮", "骆霈霖", "张女士", "冯有余"])
MENTIONS = st.lists(
    st.builds(
        lambda name, id_no, phone, door, village: (name, id_no, phone, door, village),
        NAMES,
        st.sampled_from(["", ID, OTHER_ID, ID[:17], f"{ID[:6]}********{ID[14:]}"]),
        st.sampled_from(["", PHONE, OTHER_PHONE]),
        st.sampled_from(["", "三社12号", "12号", "5社9号"]),
        st.sampled_from([VILLAGE, OTHER_VILLAGE]),
    ),
    min_size=2,
    max_size=7,
)


@settings(max_examples=12, deadline=None)
@given(MENTIONS, st.randoms(use_true_random=False))
def test_no_cluster_holds_two_sound_numbers_and_order_does_not_matter(mentions: list[tuple[str, ...]], random: Random) -> None:
    records = [person(f"k{number}", *each[:4], village=each[4]) for number, each in enumerate(mentions)]
    shuffled = random.sample(records, len(records))
    clusters = link_people(records).clusters
    for cluster in set(clusters.values()):
        numbers = {number for record in records if clusters[record.key] == cluster for number in record.id_numbers}
        assert not {ID, OTHER_ID} <= numbers
    assert _partition(clusters) == _partition(link_people(shuffled).clusters)


def _partition(clusters: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(key for key, other in clusters.items() if other == cluster) for cluster in clusters.values()}
