"""What linkage is told of the matters in the register."""

import pytest

from huajie.audit.services import SYSTEM
from huajie.core.crypto import blind_tokens
from huajie.linkage.blocking import matter_tokens, person_tokens
from huajie.linkage.records import MatterRecord
from huajie.matters.known import known_matter_records, known_people
from huajie.matters.tests.making import APRIL, LEAK, register_matter
from huajie.people.holdings import as_record
from huajie.people.services.merging import merge_people
from huajie.people.tests.making import OTHER_PHONE, PHONE, VILLAGE, make_areas, mention, register


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def test_a_matter_is_known_by_its_people_and_by_its_text_in_its_village() -> None:
    chen, li = register("陈伟"), register("李娟")
    matter = register_matter(chen, li)

    by_person = known_matter_records(blind_tokens(matter_tokens(MatterRecord("new", people=frozenset({chen.ref})))))
    by_text = known_matter_records(blind_tokens(matter_tokens(MatterRecord("new", text=LEAK, village=VILLAGE))))

    assert by_person == by_text
    [known] = by_text
    assert (known.key, known.people, known.others) == (matter.ref, frozenset({chen.ref}), frozenset({li.ref}))
    assert (known.text, known.reported_on, known.village, known.channel) == (LEAK, APRIL, VILLAGE, "ledger")


def test_a_matter_of_a_merged_person_is_known_under_the_one_that_stands() -> None:
    kept, absorbed = register("陈天福"), register("陈添福")
    matter = register_matter(absorbed)
    merge_people(kept, absorbed, by=SYSTEM, because="test")

    [known] = known_matter_records([], [kept.ref])

    assert (known.key, known.people) == (matter.ref, frozenset({kept.ref}))


def test_what_a_person_told_comes_along() -> None:
    chen = register("陈伟", phones=(PHONE,))
    register_matter(chen)

    [known] = known_people(blind_tokens(person_tokens(as_record("new", mention("陈维", phones=(PHONE,))))))

    assert known.told == (LEAK,)


def test_against_whom_a_person_told_it_comes_along() -> None:
    chen, li = register("陈伟", phones=(PHONE,)), register("李娟", phones=(OTHER_PHONE,))
    register_matter(chen, li)

    [known] = known_people(blind_tokens(person_tokens(as_record("new", mention("陈维", phones=(PHONE,))))))

    assert (known.opponents, known.opponent_phones) == (("李娟",), (OTHER_PHONE,))
