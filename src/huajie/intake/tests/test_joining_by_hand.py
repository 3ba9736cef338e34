"""Joining by hand two records that nobody asked about: both sides are shown first, and it can be taken back like any answer."""

from pathlib import Path

import pytest
from django.test import Client

from huajie.accounts.models import Staff, Unit
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted
from huajie.intake.models import Answer, Delivery, Question
from huajie.intake.services.questions import CannotBeOne, answer, join_by_hand, take_back
from huajie.intake.tests.making import GUI, LAKE, RIDGE, WEI, hand_in, make_coordinator, row_of, write_ledger
from huajie.matters.models import Matter
from huajie.people.models import Household, Merge, Person
from huajie.people.models.records import MergeableRecord
from huajie.people.services.merging import undo

Pair = tuple[MergeableRecord, MergeableRecord]


@pytest.fixture
def client(liang: Staff) -> Client:
    """The district's coordinator at the screen."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(liang)
    return client


@pytest.fixture
def listed(unit: Unit, tmp_path: Path) -> Delivery:
    """Two people of two villages, with nothing in common."""
    return hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, GUI]))


def pair_of(listed: Delivery, kind: str) -> Pair:
    """What the two rows became."""
    first, second = (getattr(row_of(listed, number), kind) for number in (3, 4))
    return first, second


def is_one(pair: Pair) -> bool:
    first, second = (type(side)._default_manager.get(pk=side.pk) for side in pair)
    return first.standing_id == second.standing_id


@pytest.mark.parametrize("kind", ["person", "household", "matter"])
def test_two_records_are_joined_after_the_page_has_shown_both(client: Client, listed: Delivery, kind: str) -> None:
    pair = pair_of(listed, kind)
    kept, other = (side.ref for side in pair)
    path = f"/lists/join/{other}/"
    assert path in client.get(f"/lists/told/{kind}/{other}/").content.decode()

    shown = client.post(path, {"reference": f" {kept.lower()} "}).content.decode()
    assert kept in shown and other in shown and "Join the two" in shown and "Nobody is told" in shown
    assert not is_one(pair)

    answered = client.post(path, {"reference": kept, "joined": "yes"})
    assert kept in answered.headers["Location"]
    assert is_one(pair)
    assert "Joined by hand" in client.get(answered.headers["Location"]).content.decode()


def test_what_was_joined_by_hand_is_taken_back_among_the_answers(client: Client, listed: Delivery, liang: Staff) -> None:
    pair = pair_of(listed, "person")
    question = join_by_hand(*pair, by=liang)
    assert f"/lists/questions/{question.pk}/take-back/" in client.get("/lists/questions/answered/").content.decode()
    take_back(question, by=liang)
    assert not is_one(pair)
    assert join_by_hand(*pair, by=liang) == question
    assert is_one(pair)


def test_joining_by_hand_leaves_the_entries_of_an_answer(listed: Delivery, liang: Staff) -> None:
    before = Entry.objects.count()
    join_by_hand(*pair_of(listed, "household"), by=liang)
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))[before:]
    assert acts == [Act.HOUSEHOLDS_MERGED.value, Act.QUESTION_ANSWERED.value]


def test_joining_overrides_that_the_two_were_found_different(client: Client, listed: Delivery, liang: Staff) -> None:
    pair = pair_of(listed, "person")
    take_back(join_by_hand(*pair, by=liang), by=liang)
    answer(Question.objects.get(), Answer.DIFFERENT, by=liang)
    shown = client.post(f"/lists/join/{pair[1].ref}/", {"reference": pair[0].ref}).content.decode()
    assert "“Different” was answered before" in shown
    join_by_hand(*pair, by=liang)
    assert is_one(pair)
    assert Question.objects.get().answer == Answer.SAME


def test_what_was_parted_on_its_page_can_be_joined_once_more(listed: Delivery, liang: Staff) -> None:
    pair = pair_of(listed, "person")
    join_by_hand(*pair, by=liang)
    undo(Merge.objects.get(kept_person__isnull=False), by=liang)
    join_by_hand(*pair, by=liang)
    assert is_one(pair)


def test_each_reference_that_cannot_be_joined_says_why(client: Client, listed: Delivery, liang: Staff) -> None:
    kept, other = pair_of(listed, "person")
    path = f"/lists/join/{kept.ref}/"

    def refused(reference: str) -> str:
        answered = client.post(path, {"reference": reference, "joined": "yes"})
        assert answered.status_code == 400
        return answered.content.decode()

    assert "Enter the reference" in refused("")
    assert "No record in your area has this reference" in refused("R99999999")
    assert "the record itself" in refused(kept.ref)
    assert "different kinds" in refused(pair_of(listed, "matter")[0].ref)
    join_by_hand(kept, other, by=liang)
    assert "one record already" in refused(other.ref)


def test_a_record_of_another_area_is_as_one_that_does_not_exist(unit: Unit, listed: Delivery) -> None:
    near, far = pair_of(listed, "person")
    worker = Client(headers={"accept-language": "en"})
    worker.force_login(make_coordinator(unit, LAKE))
    answered = worker.post(f"/lists/join/{near.ref}/", {"reference": far.ref, "joined": "yes"})
    assert "No record in your area has this reference" in answered.content.decode()
    assert worker.get(f"/lists/join/{far.ref}/").status_code == 404
    assert not is_one((near, far))


def test_the_service_refuses_what_the_page_refuses(unit: Unit, listed: Delivery, liang: Staff) -> None:
    person, far = pair_of(listed, "person")
    with pytest.raises(CannotBeOne):
        join_by_hand(person, pair_of(listed, "matter")[0], by=liang)
    with pytest.raises(CannotBeOne):
        join_by_hand(person, person, by=liang)
    with pytest.raises(NotPermitted):
        join_by_hand(person, far, by=make_coordinator(unit, RIDGE))
    assert not any(model.objects.filter(root__isnull=False).exists() for model in (Person, Household, Matter))
