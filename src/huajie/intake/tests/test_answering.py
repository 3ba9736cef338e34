"""Answers to what linkage asks: each is given once, can be taken back, and is not asked for again."""

from dataclasses import replace
from pathlib import Path

import pytest

from huajie.accounts.models import Staff, Unit
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.intake.ends import ends_of
from huajie.intake.models import Answer, Delivery, Outcome, Question, QuestionSubject
from huajie.intake.services.questions import AlreadyAnswered, NotAnswered, answer, take_back
from huajie.intake.tests.making import LAKE, LAN, WEI, hand_in, row_of, write_ledger
from huajie.matters.models import Matter
from huajie.people.models import Person

# The same name at the same door, with neither number nor phone: likely the same, not surely.
UNSURE = replace(WEI, id_number="", phone="", text="外嫁女分红资格长期未落实,要求村里答复", other="")
# The same name and words at another door, against nobody.
SAME_WORDS = replace(WEI, id_number="", phone="", address="东湖村5社7号", other="")


@pytest.fixture
def known(unit: Unit, tmp_path: Path) -> Delivery:
    """The register knows 陈伟."""
    return hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN]))


@pytest.fixture
def doubtful(known: Delivery, unit: Unit, tmp_path: Path) -> Delivery:
    """A list with a row that may be about him."""
    return hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [UNSURE]))


def standing_people() -> int:
    return Person.objects.filter(name="陈伟", root__isnull=True).count()


def test_a_doubtful_row_waits_and_names_the_person_it_may_be_about(known: Delivery, doubtful: Delivery) -> None:
    end = next(ends_of(doubtful))
    person = row_of(known, 3).person
    assert end.outcome == "review"
    assert person is not None and [proposal.ref for proposal in end.proposed] == [person.ref]
    assert next(reason["code"] for reason in end.reasons) == "ask_person"
    assert end.person != person.ref


def test_a_doubt_about_somebody_else_in_the_row_proposes_nobody_for_its_subject(known: Delivery) -> None:
    opponent, stranger = Person.objects.get(name="黎二妹"), Person.objects.get(name="黄小兰")
    Question.objects.create(
        subject=QuestionSubject.PERSON,
        left_person=opponent,
        right_person=stranger,
        left_row=row_of(known, 3),
        probability=0.8,
        area_id=LAKE,
    )
    assert next(ends_of(known)).proposed == ()


def test_the_same_merges_them_and_registers_the_row(known: Delivery, doubtful: Delivery, liang: Staff) -> None:
    answer(Question.objects.get(), Answer.SAME, by=liang)
    assert standing_people() == 1
    end, first = next(ends_of(doubtful)), next(ends_of(known))
    assert (end.outcome, end.person, end.household, end.proposed) == ("registered", first.person, first.household, ())
    assert end.matter != first.matter


def test_the_same_person_telling_the_same_makes_one_matter(known: Delivery, unit: Unit, liang: Staff, tmp_path: Path) -> None:
    delivery = hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [SAME_WORDS]))
    answer(Question.objects.get(subject=QuestionSubject.PERSON), Answer.SAME, by=liang)
    assert next(ends_of(delivery)).matter == next(ends_of(known)).matter
    assert Matter.objects.get(ref=next(ends_of(known)).matter).times_told == 2


def test_different_keeps_them_apart_and_registers_the_row(known: Delivery, doubtful: Delivery, liang: Staff) -> None:
    answer(Question.objects.get(), Answer.DIFFERENT, by=liang)
    assert standing_people() == 2
    assert row_of(doubtful, 3).outcome == Outcome.REGISTERED


def test_an_answer_is_not_asked_for_again_after_later_imports(doubtful: Delivery, unit: Unit, liang: Staff, tmp_path: Path) -> None:
    answer(Question.objects.get(), Answer.DIFFERENT, by=liang)
    later = hand_in(unit, write_ledger(tmp_path / "另一份.xlsx", [replace(WEI, text="果园承包款分配不清")]))
    assert Question.objects.count() == 1
    assert standing_people() == 2
    assert row_of(later, 3).outcome == Outcome.REGISTERED


def test_not_sure_stays_in_review_and_leaves_the_queue(doubtful: Delivery, liang: Staff) -> None:
    answer(Question.objects.get(), Answer.UNKNOWN, by=liang)
    assert row_of(doubtful, 3).outcome == Outcome.REVIEW
    assert not Question.objects.filter(answer=Answer.OPEN).exists()


def test_a_second_answer_is_refused(doubtful: Delivery, liang: Staff) -> None:
    answer(Question.objects.get(), Answer.SAME, by=liang)
    with pytest.raises(AlreadyAnswered):
        answer(Question.objects.get(), Answer.DIFFERENT, by=liang)


def test_taking_back_the_same_parts_them_and_asks_again(known: Delivery, doubtful: Delivery, liang: Staff) -> None:
    before = list(ends_of(doubtful))
    answer(Question.objects.get(), Answer.SAME, by=liang)
    take_back(Question.objects.get(), by=liang)
    assert standing_people() == 2
    assert list(ends_of(doubtful)) == before
    assert Question.objects.get().answer == Answer.OPEN


def test_what_was_not_answered_cannot_be_taken_back(doubtful: Delivery, liang: Staff) -> None:
    with pytest.raises(NotAnswered):
        take_back(Question.objects.get(), by=liang)


def test_a_row_that_repeats_one_in_review_follows_its_end(doubtful: Delivery, unit: Unit, liang: Staff, tmp_path: Path) -> None:
    again = hand_in(unit, write_ledger(tmp_path / "走访(1).xlsx", [UNSURE, replace(LAN, text="村道路灯长期不亮")]))
    assert row_of(again, 3).outcome == Outcome.REVIEW
    answer(Question.objects.get(), Answer.SAME, by=liang)
    assert row_of(again, 3).outcome == Outcome.REGISTERED


def test_a_corrected_row_takes_over_the_question(doubtful: Delivery, unit: Unit, tmp_path: Path) -> None:
    corrected = replace(UNSURE, date="2021-04-01")
    again = hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [corrected]))
    assert Question.objects.get().left_row == row_of(again, 3)
    assert row_of(again, 3).outcome == Outcome.REVIEW


def test_an_answer_leaves_one_entry_of_its_own(doubtful: Delivery, liang: Staff) -> None:
    answer(Question.objects.get(), Answer.DIFFERENT, by=liang)
    take_back(Question.objects.get(), by=liang)
    acts = [entry.act for entry in Entry.objects.filter(subject__startswith="question:").order_by("number")]
    assert acts == [Act.QUESTION_ANSWERED.value, Act.ANSWER_TAKEN_BACK.value]
