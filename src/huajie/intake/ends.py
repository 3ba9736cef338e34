"""How every row of a delivery ended, with the references that stand now: what the command line reports and pages show."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from huajie.intake.models import SIDES, WAITING, Delivery, FileState, ListFile, ListRow, Question, QuestionSubject
from huajie.matters.models import Matter
from huajie.people.models.records import MergeableRecord

T = TypeVar("T")
_AT_ONCE = 2000
_DELIMITED = (".csv", ".tsv", ".txt")
_COLUMNS = (
    "pk", "same_as_id", "sheet__name", "number", "outcome", "reasons",
    "person__ref", "person__root__ref", "household__ref", "household__root__ref", "matter__ref", "matter__root__ref",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record that may be the row's own, and how likely it is."""

    subject: QuestionSubject
    ref: str
    probability: float


@dataclass(frozen=True, slots=True)
class RowEnd:
    """One data row of one file, and what became of it."""

    file: str
    sheet: str  # empty for text files, which have none
    row: int
    outcome: str
    reasons: Sequence[dict[str, Any]]
    person: str | None
    household: str | None
    matter: str | None
    proposed: tuple[Proposal, ...]


def ends_of(delivery: Delivery) -> Iterator[RowEnd]:
    """Every data row of every file of a delivery; files that were seen before repeat the rows of the first."""
    for file in delivery.files.exclude(state=FileState.UNREADABLE).select_related("same_as").order_by("name", "pk"):
        yield from _ends_of_file(file)


def _ends_of_file(file: ListFile) -> Iterator[RowEnd]:
    first = file.same_as or file
    is_delimited = file.name.lower().endswith(_DELIMITED)
    rows = ListRow.objects.filter(file=first).order_by("sheet__position", "number").values_list(*_COLUMNS)
    for chunk in _chunks(rows.iterator(chunk_size=_AT_ONCE)):
        proposals = proposals_for({same_as or key for key, same_as, *_rest in chunk})
        for key, same_as, sheet, number, outcome, reasons, *refs in chunk:
            person, person_root, household, household_root, matter, matter_root = refs
            yield RowEnd(
                file=file.name,
                sheet="" if is_delimited else sheet,
                row=number,
                outcome=outcome,
                reasons=reasons,
                person=person_root or person,
                household=household_root or household,
                matter=matter_root or matter,
                proposed=tuple(proposals.get(same_as or key, ())),
            )


def proposals_for(rows: Iterable[int]) -> dict[int, list[Proposal]]:
    """By row, the records that its own may be by questions that wait for an answer, and the matters that would follow. Two queries."""
    waiting = list(
        Question.objects.filter(left_row__in=list(rows), answer__in=WAITING)
        .select_related(*SIDES, "left_row__person__root", "left_row__household__root", "left_row__matter__root")
        .order_by("-probability", "pk")
    )
    followers = Matter.objects.select_related("root").in_bulk({key for question in waiting for key in question.follows})
    found: dict[int, list[Proposal]] = defaultdict(list)
    for question in waiting:
        row = question.left_row
        assert row is not None  # noqa: S101 — filtered above
        proposed = found[row.pk]
        subject = QuestionSubject(question.subject)
        own = getattr(row, subject.value)
        if _ref(own) not in map(_ref, question.sides):
            continue  # it is about somebody else in the row, such as a member of the family
        _propose(proposed, question, subject, own, question.sides)
        _propose(proposed, question, QuestionSubject.MATTER, row.matter, (followers[key] for key in question.follows))
    return found


def _propose(
    proposed: list[Proposal],
    question: Question,
    subject: QuestionSubject,
    own: MergeableRecord | None,
    others: Iterable[MergeableRecord | None],
) -> None:
    """Add the records that are not the row's own, each once with its best probability."""
    told = {(proposal.subject, proposal.ref) for proposal in proposed}
    for ref in filter(None, map(_ref, others)):
        if ref != _ref(own) and (subject, ref) not in told:
            proposed.append(Proposal(subject, ref, question.probability))


def _ref(record: MergeableRecord | None) -> str | None:
    """The reference of whatever stands for the record now."""
    return record.standing.ref if record else None


def _chunks(rows: Iterable[T]) -> Iterator[list[T]]:
    walk = iter(rows)
    while chunk := list(islice(walk, _AT_ONCE)):
        yield chunk
