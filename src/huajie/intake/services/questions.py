"""Answering what linkage asks, or what nobody asked: the same, different, or not sure. An answer can be taken back."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.intake.models import SIDES, WAITING, Answer, ListRow, Outcome, Question, QuestionSubject
from huajie.intake.services.joining import join_households, join_matters, join_people, part
from huajie.intake.waiting import count_again
from huajie.linkage.reasons import Reason
from huajie.linkage.records import Evidence
from huajie.people.models.records import MergeableRecord

_ASKED = gettext_noop("Answer to a question of the import")  # kept in English, shown in the language of whoever reads it
_BY_HAND = gettext_noop("Joined by hand")


class AlreadyAnswered(Refused):
    """Somebody has said "the same" or "different" before."""


class NotAnswered(Refused):
    """There is no answer to take back."""


class CannotBeOne(Refused):
    """Two records of different kinds, or one record twice."""


@transaction.atomic
def join_by_hand(left: MergeableRecord, right: MergeableRecord, *, by: Staff) -> Question:
    """Say of two records, asked about or not, that they are the same. What was answered before is taken back first."""
    left, right = left.standing, right.standing
    refuse_to_join(left, right)
    for side in (left, right):
        demand_in(by, Permission.MERGE_RECORDS, side.area_id)
    question = asked_about(left, right) or _put(left, right)
    if question.answer not in WAITING:
        question = take_back(question, by=by)
    return answer(question, Answer.SAME, by=by, because=_BY_HAND)


def refuse_to_join(left: MergeableRecord, right: MergeableRecord) -> None:
    """Raise if two records that stand now can never be one."""
    if type(left) is not type(right):
        raise CannotBeOne(_("The two are of different kinds. Only two people, two households or two matters can be one."))
    if left.pk == right.pk:
        raise CannotBeOne(_("The two are one record already."))


def asked_about(left: MergeableRecord, right: MergeableRecord) -> Question | None:
    """The question about two records that stand now: one that waits, else the one answered last."""
    pair = frozenset((left.pk, right.pk))
    asked = _touching(_subject_of(left), pair).select_related(*SIDES).order_by("answered_at", "pk")
    about = sorted((each for each in asked if _standing(each) == pair), key=lambda each: each.answer in WAITING)
    return about[-1] if about else None


def _put(left: MergeableRecord, right: MergeableRecord) -> Question:
    """A question that nobody asked. The newer record stands on the left."""
    older, newer = sorted((left, right), key=lambda record: record.pk)
    subject = _subject_of(left)
    sides = {f"left_{subject.value}": newer, f"right_{subject.value}": older}
    return Question.objects.create(subject=subject, probability=1, area_id=newer.area_id, **sides)


def _subject_of(record: MergeableRecord) -> QuestionSubject:
    return QuestionSubject(type(record).__name__.lower())


@transaction.atomic
def answer(question: Question, answer: Answer, *, by: Staff, because: str = _ASKED) -> Question:
    """Say what two records are to each other. "The same" merges them; the rows that waited for nothing else are registered."""
    question = _held(question)
    if question.answer not in WAITING:
        raise AlreadyAnswered(_("This question has been answered. Take the answer back first."))
    question.answer, question.answered_by, question.answered_at = answer, by, timezone.now()
    if answer == Answer.SAME:
        question.merges = _join(question, by, because)
    question.save(update_fields=["answer", "answered_by", "answered_at", "merges"])
    alike = _answer_alike(question) if answer in (Answer.SAME, Answer.DIFFERENT) else []
    _renew_rows([question, *alike])
    record(Act.QUESTION_ANSWERED, by=by, subject=f"question:{question.pk}", detail={"answer": answer.value, "alike": len(alike)})
    count_again()
    return question


@transaction.atomic
def take_back(question: Question, *, by: Staff) -> Question:
    """The question is open again, and what "the same" had merged stands apart again."""
    question = _held(question)
    if question.answer == Answer.OPEN:
        raise NotAnswered(_("This question has no answer that could be taken back."))
    for subject, merge in reversed(question.merges):
        part(subject, merge, by=by)
    alike = list(Question.objects.filter(answered_by=question.answered_by, answered_at=question.answered_at, answer=question.answer))
    for each in alike:
        each.answer, each.answered_by, each.answered_at, each.merges = Answer.OPEN, None, None, []
    Question.objects.bulk_update(alike, ["answer", "answered_by", "answered_at", "merges"])
    _renew_rows(alike)
    record(Act.ANSWER_TAKEN_BACK, by=by, subject=f"question:{question.pk}", detail={"alike": len(alike) - 1})
    count_again()
    question.refresh_from_db()
    return question


def _held(question: Question) -> Question:
    """The question as it is now, held until the answer is written."""
    return Question.objects.select_for_update(of=("self",)).select_related(*SIDES).get(pk=question.pk)


def _join(question: Question, by: Staff, because: str) -> list[tuple[str, int]]:
    """Merge the two sides; the record that has been known longer is kept."""
    evidence = [Evidence(Reason(each["reason"]), each["weight"]) for each in question.evidence]
    if question.left_person and question.right_person:
        return join_people(question.left_person, question.right_person, by=by, because=because, evidence=evidence)
    if question.left_household and question.right_household:
        return join_households(question.left_household, question.right_household, by=by, because=because, evidence=evidence)
    if question.left_matter and question.right_matter:
        return join_matters(question.left_matter, question.right_matter, by=by, because=because, evidence=evidence)
    return []


def _answer_alike(question: Question) -> list[Question]:
    """Give the same answer to the open questions that are about the same two records by now, or about one and the same."""
    mine = _standing(question)
    alike = [
        other
        for other in _touching(question.subject, mine).filter(answer__in=WAITING).select_related(*SIDES)
        if _standing(other) == mine or (question.answer == Answer.SAME and len(_standing(other)) == 1)
    ]
    for other in alike:
        other.answer, other.answered_by, other.answered_at = question.answer, question.answered_by, question.answered_at
    Question.objects.bulk_update(alike, ["answer", "answered_by", "answered_at"])
    return alike


def _standing(question: Question) -> frozenset[int]:
    """The primary keys of the records that stand for both sides now; one, when they were merged."""
    return frozenset(side.standing_id for side in question.sides)


def _touching(subject: str, standing: Iterable[int]) -> QuerySet[Question]:
    keys = list(standing)
    touches = Q()
    for side in ("left", "right"):
        column = f"{side}_{QuestionSubject(subject).value}"
        touches |= Q(**{f"{column}__in": keys}) | Q(**{f"{column}__root__in": keys})
    return Question.objects.filter(touches, subject=subject)


def _renew_rows(questions: Sequence[Question]) -> None:
    """A row is in review exactly as long as a question of its own waits; rows that repeat it follow."""
    keys = {question.left_row_id for question in questions if question.left_row_id}
    waiting = set(Question.objects.filter(left_row__in=keys, answer__in=WAITING).values_list("left_row_id", flat=True))
    for outcome, rows in ((Outcome.REVIEW, waiting), (Outcome.REGISTERED, keys - waiting)):
        ended = ListRow.objects.filter(Q(pk__in=rows) | Q(same_as__in=rows), outcome__in=[Outcome.REGISTERED, Outcome.REVIEW])
        ended.update(outcome=outcome)
