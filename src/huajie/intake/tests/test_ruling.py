"""What a person has found to be different is joined by nothing else: not by another answer, not by a later list."""

from dataclasses import replace
from pathlib import Path

import pytest

from huajie.accounts.models import Staff, Unit
from huajie.intake.ends import ends_of
from huajie.intake.models import Answer, Delivery, Outcome, Question, QuestionSubject
from huajie.intake.services.questions import answer, take_back
from huajie.intake.services.rulings import settled
from huajie.intake.tests.making import GUI, LAN, WEI, hand_in, id_number, row_of, write_ledger
from huajie.matters.models import Matter, MatterMerge
from huajie.matters.services import merging as matters_merging
from huajie.people.models import Household, Merge, Person
from huajie.people.services import merging as people_merging

SAME_WORDS = replace(WEI, id_number="", phone="", address="东湖村5社7号", other="")
UNSURE = replace(WEI, id_number="", phone="", text="外嫁女分红资格长期未落实,要求村里答复", other="")


@pytest.fixture
def known(unit: Unit, tmp_path: Path) -> Delivery:
    """The register knows 陈伟."""
    return hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN]))


def matter_of(delivery: Delivery) -> Matter:
    matter = row_of(delivery, 3).matter
    assert matter is not None
    return matter


def rule_apart(left: Matter, right: Matter, by: Staff) -> None:
    question = Question.objects.create(
        subject=QuestionSubject.MATTER, left_matter=left, right_matter=right, probability=0.6, area_id=left.area_id
    )
    answer(question, Answer.DIFFERENT, by=by)


def test_people_who_are_one_leave_apart_the_matters_that_were_found_different(
    known: Delivery, unit: Unit, liang: Staff, tmp_path: Path
) -> None:
    doubtful = hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [SAME_WORDS]))
    rule_apart(matter_of(doubtful), matter_of(known), liang)
    answer(Question.objects.get(subject=QuestionSubject.PERSON), Answer.SAME, by=liang)
    assert next(ends_of(doubtful)).person == next(ends_of(known)).person
    assert next(ends_of(doubtful)).matter != next(ends_of(known)).matter


def test_a_matter_that_was_found_different_is_not_proposed_with_the_person(
    known: Delivery, unit: Unit, liang: Staff, tmp_path: Path
) -> None:
    first = hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [SAME_WORDS]))
    assert [proposal.subject for proposal in next(ends_of(first)).proposed] == [QuestionSubject.PERSON, QuestionSubject.MATTER]
    rule_apart(matter_of(first), matter_of(known), liang)
    again = hand_in(unit, write_ledger(tmp_path / "又一份.xlsx", [replace(SAME_WORDS, date="2021-03-06"), GUI]))
    assert QuestionSubject.MATTER not in [proposal.subject for proposal in next(ends_of(again)).proposed]


def test_undoing_a_merge_of_people_rules_them_different_for_later_lists(known: Delivery, unit: Unit, liang: Staff, tmp_path: Path) -> None:
    hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [UNSURE]))
    answer(Question.objects.get(), Answer.SAME, by=liang)
    people_merging.undo(Merge.objects.get(kept_person__isnull=False), by=liang)
    pair = frozenset(Person.objects.filter(name="陈伟").values_list("ref", flat=True))
    assert settled().people == {pair: False}
    later = hand_in(unit, write_ledger(tmp_path / "另一份.xlsx", [replace(WEI, text="果园承包款分配不清")]))
    assert Question.objects.count() == 1
    assert row_of(later, 3).outcome == Outcome.REGISTERED
    assert Person.objects.filter(name="陈伟", root__isnull=True).count() == 2


def test_undoing_a_merge_of_matters_rules_them_different(known: Delivery, liang: Staff) -> None:
    one, other = (row_of(known, number).matter for number in (3, 4))
    assert one is not None and other is not None
    merge = matters_merging.merge_matters(one, other, by=liang, because="told twice")
    assert settled().matters == {}
    matters_merging.undo(merge, by=liang)
    assert settled().matters == {frozenset((one.ref, other.ref)): False}


def test_of_two_merges_of_one_pair_the_later_one_rules(known: Delivery, liang: Staff) -> None:
    one, other = (row_of(known, number).matter for number in (3, 4))
    assert one is not None and other is not None
    matters_merging.undo(matters_merging.merge_matters(one, other, by=liang, because=""), by=liang)
    again = matters_merging.merge_matters(one, other, by=liang, because="")
    matters_merging.undo(again, by=liang, found_different=False)
    assert MatterMerge.objects.count() == 2
    assert settled().matters == {}


def test_taking_an_answer_back_rules_nothing(known: Delivery, unit: Unit, liang: Staff, tmp_path: Path) -> None:
    hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [UNSURE]))
    question = Question.objects.get()
    answer(question, Answer.SAME, by=liang)
    take_back(question, by=liang)
    assert settled().people == {}


def families(unit: Unit, folder: Path) -> Delivery:
    """Two families at two doors that both list 陈玉, once as a daughter and once as a wife."""
    daughter = f"陈玉,{id_number('19950202', 77)}"
    parents = replace(WEI, text="楼上漏水,赔偿谈不拢", other="")
    husband = replace(LAN, text="承包款没有分到户", other="")
    family = {"家庭成员": (f"女儿:{daughter}", f"妻子:{daughter}")}
    return hand_in(unit, write_ledger(folder / "两家.xlsx", [parents, husband], family))


def test_two_families_that_list_one_daughter_are_put_to_a_person(unit: Unit, liang: Staff, tmp_path: Path) -> None:
    delivery = families(unit, tmp_path)
    question = Question.objects.get()
    assert question.subject == QuestionSubject.HOUSEHOLD
    row = row_of(delivery, 4)
    assert row.outcome == Outcome.REVIEW and row.reasons[0]["code"] == "ask_household"
    answer(question, Answer.SAME, by=liang)
    assert Household.objects.filter(root__isnull=True).count() == 1
    assert row_of(delivery, 4).outcome == Outcome.REGISTERED
    take_back(Question.objects.get(), by=liang)
    assert Household.objects.filter(root__isnull=True).count() == 2


def test_households_that_were_found_different_are_not_asked_about_again(unit: Unit, liang: Staff, tmp_path: Path) -> None:
    families(unit, tmp_path)
    answer(Question.objects.get(), Answer.DIFFERENT, by=liang)
    again = hand_in(unit, write_ledger(tmp_path / "另一份.xlsx", [replace(WEI, text="果园承包款分配不清"), replace(LAN, text="路灯不亮")]))
    assert Question.objects.count() == 1
    assert Household.objects.filter(root__isnull=True).count() == 2
    assert row_of(again, 3).outcome == Outcome.REGISTERED
