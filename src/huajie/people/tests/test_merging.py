"""Merging people and households, and undoing it in any order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core import search
from huajie.linkage.reasons import Reason
from huajie.linkage.records import Evidence
from huajie.people.holdings import SEARCH_TABLE
from huajie.people.models import Fact, FactKind, Household, Merge, Person
from huajie.people.newcomers import NewFact, NewHousehold, NewMember
from huajie.people.services.mentioning import add_mentions
from huajie.people.services.merging import AlreadyMerged, AlreadyUndone, merge_households, merge_people, undo
from huajie.people.services.registering import record_facts, register_households, register_people
from huajie.people.tests.making import OTHER_PHONE, PHONE, VILLAGE, make_areas, mention, register
from huajie.people.trees import within


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def merge(kept: Person, absorbed: Person) -> Merge:
    return merge_people(kept, absorbed, by=SYSTEM, because="the same ID number")


def found(words: str) -> set[str]:
    standing = Person.objects.filter(merged_into=None)
    return {person.name for person in search.matching(standing, SEARCH_TABLE, words)}


def test_the_kept_person_stands_for_both_and_is_found_by_either_name() -> None:
    chen, other = register("陈天福"), register("陈添福")

    made = merge_people(chen, other, by=SYSTEM, because="same phone", evidence=[Evidence(Reason.PHONE_EQUAL, 9.14)])

    other.refresh_from_db()
    assert (other.merged_into_id, other.root_id, other.standing_id) == (chen.pk, chen.pk, chen.pk)
    assert found("添福") == found("天福") == {"陈天福"}
    assert made.evidence == [{"reason": "phone_equal", "weight": 9.14}]


def test_a_merge_and_its_undoing_each_leave_one_entry() -> None:
    chen, other = register("陈天福"), register("陈添福")

    undo(merge(chen, other), by=SYSTEM)

    assert list(Entry.objects.values_list("act", "subject")) == [
        (Act.PEOPLE_MERGED.value, chen.ref),
        (Act.PEOPLE_MERGE_UNDONE.value, chen.ref),
    ]


def test_undoing_after_further_edits_leaves_them_with_the_kept_one_and_lists_them() -> None:
    chen, other = register("陈天福", phones=(PHONE,)), register("陈添福")
    made = merge(chen, other)
    add_mentions([(chen.pk, mention("陈天福", source="row:9", phones=(OTHER_PHONE,)))])
    record_facts([NewFact(FactKind.HEALTH, "尿毒症", "row:9", person_id=chen.pk)])

    undone = undo(made, by=SYSTEM)

    assert [(one.shown, one.source) for one in undone.stays] == [("154****0002", "row:9"), ("", "row:9")]
    assert chen.phones.count() == 2
    other.refresh_from_db()
    assert (other.merged_into_id, other.root_id) == (None, None)
    assert found("添福") == {"陈添福"}


def test_someone_who_was_merged_cannot_be_merged_again() -> None:
    chen, other, third = register("陈天福"), register("陈添福"), register("陈天富")
    merge(chen, other)

    with pytest.raises(AlreadyMerged):
        merge(third, other)
    with pytest.raises(AlreadyMerged):
        merge(other, third)
    with pytest.raises(AlreadyMerged):
        merge(chen, chen)


def test_a_merge_is_undone_once() -> None:
    made = merge(register("陈天福"), register("陈添福"))
    undo(made, by=SYSTEM)

    with pytest.raises(AlreadyUndone):
        undo(made, by=SYSTEM)


def test_undoing_the_lower_merge_of_a_chain_keeps_the_upper_one() -> None:
    first, second, third = register("陈一"), register("陈二"), register("陈三")
    lower = merge(second, third)
    merge(first, second)

    undo(lower, by=SYSTEM)

    standing = dict(Person.objects.values_list("name", "root__name"))
    assert standing == {"陈一": None, "陈二": "陈一", "陈三": None}


def test_undoing_the_upper_merge_of_a_chain_keeps_the_lower_one() -> None:
    first, second, third = register("陈一"), register("陈二"), register("陈三")
    merge(second, third)
    upper = merge(first, second)

    undo(upper, by=SYSTEM)

    assert dict(Person.objects.values_list("name", "root__name")) == {"陈一": None, "陈二": None, "陈三": "陈二"}


def test_households_are_merged_and_parted_likewise() -> None:
    chen = register("陈天福")
    one, other = register_households([NewHousehold(VILLAGE, "row:1"), NewHousehold(VILLAGE, "row:2", members=(NewMember(chen.pk),))])

    made = merge_households(one, other, by=SYSTEM, because="same members")
    assert Household.objects.get(pk=other.pk).standing_id == one.pk
    undo(made, by=SYSTEM)

    assert Household.objects.get(pk=other.pk).root_id is None
    assert list(Entry.objects.values_list("act", flat=True)) == [Act.HOUSEHOLDS_MERGED.value, Act.HOUSEHOLDS_MERGE_UNDONE.value]


class AnyOrder(TestCase):
    """Whatever is merged, undone and recorded in whatever order, nothing is lost."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.sampled_from(["merge", "undo", "edit"]), st.integers(0, 4), st.integers(0, 4)), max_size=14))
    def test_no_fact_is_lost_and_undoing_everything_restores_everyone(self, acts: list[tuple[str, int, int]]) -> None:
        people = register_people([mention(name) for name in ("陈一", "陈二", "陈三", "陈四", "陈五")])
        edges: dict[int, Merge] = {}  # by absorbed
        facts: dict[int, int] = {}  # fact -> whom it was recorded on
        for act, left, right in acts:
            kept, absorbed = (Person.objects.get(pk=people[number].pk) for number in (left, right))
            if act == "merge" and left != right and not kept.is_merged and not absorbed.is_merged:
                edges[absorbed.pk] = merge_people(kept, absorbed, by=SYSTEM, because="test")
            elif act == "undo" and absorbed.pk in edges:
                undo(edges.pop(absorbed.pk), by=SYSTEM)
            elif act == "edit":
                record_facts([NewFact(FactKind.SCHOOL, f"school {len(facts)}", "row:1", person_id=kept.standing_id)])
                facts[Fact.objects.latest("pk").pk] = kept.standing_id
            self._check(people, edges, facts)
        for made in edges.values():
            undo(made, by=SYSTEM)
        self._check(people, {}, facts)

    def _check(self, people: list[Person], edges: dict[int, Merge], facts: dict[int, int]) -> None:
        for person in Person.objects.filter(pk__in=[one.pk for one in people]):
            assert person.standing_id == self._top(person.pk, edges)
        for key, owner in facts.items():
            assert Fact.objects.filter(within("person", [self._top(owner, edges)]), pk=key).exists()
        standing = [person for person in people if person.pk not in edges]
        assert sum(Fact.objects.filter(within("person", [person.pk])).count() for person in standing) == len(facts)

    def _top(self, key: int, edges: dict[int, Merge]) -> int:
        while key in edges:
            key = edges[key].kept_person_id or 0
        return key
