"""Reading deliveries, rows and questions. What is fetched here may be shown to the one who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Unit
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.intake.content import read_back
from huajie.intake.models import (
    SIDES,
    WAITING,
    Answer,
    Delivery,
    DeliveryState,
    ListFile,
    ListRow,
    ListSheet,
    Outcome,
    Question,
    QuestionSubject,
)
from huajie.intake.reading.typed import ReadRow
from huajie.matters.models import Matter
from huajie.matters.queries import matter_for
from huajie.matters.withheld import hidden_from
from huajie.people.models.records import MergeableRecord
from huajie.people.queries import household_for, person_for

STAGES = {
    "": _("Waiting"),
    "read": _("Reading the files"),
    "people": _("Finding out who is who"),
    "households": _("Finding out who lives together"),
    "matters": _("Finding out which matters are one"),
    "register": _("Entering the register"),
}

# where a row lies: with whoever handed it in, where it was understood to lie, and where its records lie now
_LIES_IN = (
    "file__delivery__unit__area_id", "area_id", "person__area_id", "person__root__area_id", "matter__area_id", "matter__root__area_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a delivery has come, in rows, and what its rows have become."""

    registered: int
    review: int
    refused: int
    waiting: int
    people: int
    households: int
    matters: int
    done: int
    total: int
    stage: str

    @property
    def stage_label(self) -> "str | Promise":
        """What is being done now."""
        return STAGES.get(self.stage, self.stage)

    @property
    def percent(self) -> int:
        """Rows that have ended, of all rows."""
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: the record that stands now, and the row that speaks of it."""

    record: MergeableRecord
    row: ListRow | None


def deliveries_for(scope: Scope) -> QuerySet[Delivery]:
    """The deliveries of units in the reader's area, newest first: they may be read as a whole. One query."""
    return scope.narrow(Delivery.objects.select_related("unit", "by"), Permission.SEE_LISTS, "unit__area_id")


def deliveries_with_rows_for(scope: Scope) -> QuerySet[Delivery]:
    """Those, and the deliveries of others that hold rows of the reader's area. One query, a look into an index for each delivery."""
    there = scope.narrow(ListRow.objects.filter(file__delivery=OuterRef("pk")), Permission.SEE_LISTS, "area_id")
    own = deliveries_for(scope).order_by().values("pk")
    return Delivery.objects.select_related("unit", "by").filter(Q(pk__in=own) | Exists(there))


def is_whole(scope: Scope, delivery: Delivery) -> bool:
    """True if and only if the reader may read the whole delivery, and not only the rows of their area."""
    return scope.may_in(Permission.SEE_LISTS, delivery.unit.area_id)


def delivery_for(scope: Scope, pk: int) -> Delivery:
    """One of them, or 404."""
    return get_object_or_404(deliveries_for(scope), pk=pk)


def units_for(scope: Scope) -> QuerySet[Unit]:
    """The units in whose name the reader may hand in lists."""
    return scope.narrow(Unit.objects.filter(active=True), Permission.DELIVER_LISTS, "area_id")


def file_for(scope: Scope, pk: int) -> ListFile:
    """A file of a delivery that the reader may see, with its delivery and unit, or 404."""
    files = ListFile.objects.select_related("delivery__unit", "corrects", "same_as__delivery")
    return get_object_or_404(scope.narrow(files, Permission.SEE_LISTS, "delivery__unit__area_id"), pk=pk)


def progress(delivery: Delivery) -> Progress:
    """Right now: two queries."""
    delivery.refresh_from_db(fields=["state", "stage", "done", "total"])
    counted = ListRow.objects.filter(file__delivery=delivery).aggregate(
        total=Count("pk"),
        people=Count("person", distinct=True),
        households=Count("household", distinct=True),
        matters=Count("matter", distinct=True),
        **{outcome.value: Count("pk", filter=Q(outcome=outcome)) for outcome in Outcome},
    )
    return Progress(
        registered=counted["registered"],
        review=counted["review"],
        refused=counted["refused"],
        waiting=counted["waiting"],
        people=counted["people"],
        households=counted["households"],
        matters=counted["matters"],
        done=counted["total"] - counted["waiting"],
        total=counted["total"],
        stage="" if delivery.state in {DeliveryState.DONE, DeliveryState.MAPPING, DeliveryState.WITHDRAWN} else delivery.stage,
    )


def rows_for(scope: Scope, delivery: Delivery, *, outcome: str = "", file: ListFile | None = None) -> QuerySet[ListRow]:
    """`rows_of` a delivery that the reader may read: all of it, or what lies in their area."""
    rows = shown_rows(scope, rows_of(delivery, outcome=outcome, file=file))
    return rows if is_whole(scope, delivery) else scope.narrow(rows, Permission.SEE_LISTS, "area_id")


def rows_of(delivery: Delivery, *, outcome: str = "", file: ListFile | None = None) -> QuerySet[ListRow]:
    """The rows of a delivery, also of one under way, with what they became; those that end so, of that file. One query.

    `unsure` is a question of the row to which somebody answered that they are not sure.
    """
    unsure = Question.objects.filter(left_row=Coalesce(OuterRef("same_as_id"), OuterRef("pk")), answer=Answer.UNKNOWN)
    rows = ListRow.objects.filter(file__delivery=delivery).select_related(
        "file", "sheet", "person__root", "household__root", "matter__root"
    )
    rows = rows.annotate(unsure=Subquery(unsure.values("pk")[:1]))
    rows = rows.filter(outcome=outcome) if outcome else rows
    return rows.filter(file=file) if file else rows


def shown_rows(scope: Scope, rows: QuerySet[ListRow]) -> QuerySet[ListRow]:
    """Those of the rows whose matter is not withheld from the reader: counts stay whole, what such a row says does not show."""
    return rows.exclude(matter__in=_withheld(scope))


def sheets_of(scope: Scope, delivery: Delivery) -> list[ListSheet]:
    """The sheets of a delivery with their files; one that holds rows withheld from the reader shows no samples. Two queries."""
    sheets = list(ListSheet.objects.filter(file__delivery=delivery).select_related("file").order_by("pk"))
    closed = set(rows_of(delivery).filter(matter__in=_withheld(scope)).values_list("sheet_id", flat=True))
    for sheet in sheets:
        if sheet.pk in closed:
            sheet.columns = [{**column, "samples": []} for column in sheet.columns]
    return sheets


def _withheld(scope: Scope) -> QuerySet[Matter, Any]:  # Any: primary keys
    """The matters withheld from the reader, with those merged into them."""
    return Matter.objects.filter(Q(pk__in=hidden_from(scope)) | Q(root__in=hidden_from(scope))).values("pk")


def waiting_for(row: ListRow) -> list[Question]:
    """The questions for whose answers a row waits, or the row that it repeats. One query."""
    return list(Question.objects.filter(left_row__in=[row.same_as_id or row.pk], answer__in=WAITING).order_by("pk"))


def files_for(scope: Scope, delivery: Delivery) -> QuerySet[ListFile]:
    """The files of a delivery that hold something for the reader, by name."""
    files = delivery.files.order_by("name")
    there = scope.narrow(ListRow.objects.filter(file=OuterRef("pk")), Permission.SEE_LISTS, "area_id")
    return files if is_whole(scope, delivery) else files.filter(Exists(there))


def row_for(scope: Scope, pk: int) -> ListRow:
    """One row of a list that the reader may see, or 404."""
    rows = ListRow.objects.select_related(
        "file__delivery__unit", "sheet", "person__root", "household__root", "matter__root", "replaced_by", "same_as__file"
    )
    return get_object_or_404(rows, pk=pk if readable(scope, [pk]) else None)


def readable(scope: Scope, rows: Iterable[int]) -> frozenset[int]:
    """Those of some rows that the reader may read: of lists of their area, or about their area, its people or its matters. One query."""
    asked = shown_rows(scope, ListRow.objects.filter(pk__in=list(rows)))
    seen = asked.none()
    for area in _LIES_IN:
        seen |= scope.narrow(asked, Permission.SEE_LISTS, area)
    return frozenset(seen.values_list("pk", flat=True))


def read_row(row: ListRow) -> ReadRow:
    """What a row says, typed."""
    return read_back(row.content, sheet=row.sheet.name, number=row.number)


def open_questions(scope: Scope, subject: str = "") -> QuerySet[Question]:
    """The questions that nobody has looked at yet, in the reader's area, oldest first. One query."""
    waiting = _shown_questions(scope).filter(answer=Answer.OPEN)
    waiting = waiting.filter(subject=subject) if subject else waiting
    return scope.narrow(waiting, Permission.ANSWER_QUESTIONS, "area_id").order_by("pk")


def _shown_questions(scope: Scope) -> QuerySet[Question]:
    """Those whose matters are not withheld from the reader."""
    hidden = _withheld(scope)
    return Question.objects.exclude(Q(left_matter__in=hidden) | Q(right_matter__in=hidden))


def answered_questions(scope: Scope, answer: str = "") -> QuerySet[Question]:
    """The questions that somebody has looked at, in the reader's area, with both sides and who answered. One query."""
    answered = _shown_questions(scope).exclude(answer=Answer.OPEN).select_related(*SIDES, "answered_by")
    answered = answered.filter(answer=answer) if answer else answered
    return scope.narrow(answered, Permission.ANSWER_QUESTIONS, "area_id")


def next_question(scope: Scope, after: int = 0, subject: str = "") -> Question | None:
    """The open question that follows one, or the first again when there is none beyond."""
    waiting = open_questions(scope, subject)
    return waiting.filter(pk__gt=after).first() or waiting.first()


def question_for(scope: Scope, pk: int) -> Question:
    """A question in the reader's area, answered or not, or 404."""
    return get_object_or_404(scope.narrow(_shown_questions(scope), Permission.ANSWER_QUESTIONS, "area_id"), pk=pk)


def joinable(scope: Scope, reference: str) -> MergeableRecord | None:
    """The record that stands for a reference, if and only if the reader may see it and join records where it lies."""
    for fetch in (person_for, household_for, matter_for):
        try:
            found: MergeableRecord = fetch(scope, reference)
        except ObjectDoesNotExist:
            continue
        return found if scope.may_in(Permission.MERGE_RECORDS, found.area_id) else None
    return None


def question_sides(question: Question) -> tuple[Side, Side]:
    """Both sides with their rows. The row of a record that came from no list of this house is None."""
    left, right = Question.objects.select_related(*SIDES).get(pk=question.pk).sides
    return _side(question, left), _side(question, right)


def _side(question: Question, record: MergeableRecord) -> Side:
    """The row is the question's own where it speaks of this side, else the record's latest."""
    about = Q(**{question.subject: record.pk})
    rows = ListRow.objects.filter(about | Q(people__person=record.pk) if question.subject == QuestionSubject.PERSON else about)
    rows = rows.select_related("sheet", "file").defer("content").order_by("-pk")
    own = [pk for pk in (question.left_row_id, question.right_row_id) if pk]
    return Side(record.standing, rows.filter(pk__in=own).first() or rows.first())
