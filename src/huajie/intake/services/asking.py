"""Putting to a person what linkage is not sure of. A pair is asked once, and the later of its rows waits for the answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from huajie.intake.meaning.notes import ASKING, Saying
from huajie.intake.models import Question, QuestionSubject
from huajie.intake.services.linking import Linked
from huajie.intake.services.preparing import Prepared
from huajie.intake.services.rulings import asked_before
from huajie.intake.services.standing import Standing
from huajie.linkage.records import Question as Doubt


class Asking:
    """The doubts of one linkage run, each kept until both of its sides are in the register."""

    def __init__(self, linked: Linked, standing: Standing) -> None:
        self._standing = standing
        self._following = linked.following
        self._doubts: dict[int, list[tuple[QuestionSubject, Doubt]]] = defaultdict(list)
        asked = {
            QuestionSubject.PERSON: linked.person_questions,
            QuestionSubject.HOUSEHOLD: linked.home_questions,
            QuestionSubject.MATTER: linked.matter_questions,
        }
        for subject, doubts in asked.items():
            for doubt in doubts:
                self._doubts[max(_rows(doubt))].append((subject, doubt))

    def ask(self, rows: Iterable[Prepared]) -> dict[int, list[Saying]]:
        """Write the questions that these rows raise. Returns what each row that must wait has to say."""
        doubts = [(row, *doubt) for row in rows for doubt in self._doubts.pop(row.row.pk, ())]
        sides: dict[QuestionSubject, list[str]] = {subject: [] for subject in QuestionSubject}
        for _row, subject, doubt in doubts:
            sides[subject] += (doubt.left, doubt.right)
        sides[QuestionSubject.MATTER] += self._followers(row for row, *_doubt in doubts)
        self._standing.look_up_sides(*sides.values())
        raised = [question for each in doubts for question in self._raised(*each)]
        fresh = [question for subject in QuestionSubject for question in _not_asked(raised, subject)]
        Question.objects.bulk_create(fresh, batch_size=500)
        waits: dict[int, list[Saying]] = defaultdict(list)
        for question in fresh:
            assert question.left_row_id is not None  # noqa: S101 — _question sets it
            saying = ASKING[question.subject]
            if saying not in waits[question.left_row_id]:
                waits[question.left_row_id].append(saying)
        return waits

    def _raised(self, row: Prepared, subject: QuestionSubject, doubt: Doubt) -> Iterator[Question]:
        left, right = (self._standing.record_of_key(subject.value, key) for key in (doubt.left, doubt.right))
        if left is not None and right is not None and left != right:
            question = _question(row, subject, doubt, (max(left, right), min(left, right)))
            if subject is QuestionSubject.PERSON:
                others = (self._standing.record_of_key("matter", key) for key in self._followers([row]))
                question.follows = sorted({other for other in others if other is not None})
            yield question

    def _followers(self, rows: Iterable[Prepared]) -> list[str]:
        """The matters that the rows' own would be if the people in doubt were one."""
        return [key for row in rows for key in self._following.get(row.row.pk, ())]


def _question(row: Prepared, subject: QuestionSubject, doubt: Doubt, sides: tuple[int, int]) -> Question:
    """The newer record stands on the left."""
    left, right = sides
    others = [number for number in _rows(doubt) if number != row.row.pk]
    return Question(
        subject=subject,
        **{f"left_{subject.value}_id": left, f"right_{subject.value}_id": right},
        left_row_id=row.row.pk,
        right_row_id=others[0] if others else None,
        probability=doubt.probability,
        evidence=[{"reason": each.reason.value, "weight": each.weight} for each in doubt.evidence],
        area_id=row.where.code,
    )


def _not_asked(raised: Sequence[Question], subject: QuestionSubject) -> list[Question]:
    """Those about pairs that nobody was ever asked about, the likeliest of each pair."""
    mine = {_sides(question): question for question in sorted(raised, key=lambda each: each.probability) if question.subject == subject}
    if not mine:
        return []
    before = asked_before(subject, {side for pair in mine for side in pair})
    return [question for pair, question in mine.items() if pair not in before]


def _sides(question: Question) -> frozenset[int]:
    return frozenset(getattr(question, f"{side}_{question.subject}_id") for side in ("left", "right"))


def _rows(doubt: Doubt) -> list[int]:
    """The rows among the two sides; the other sides are references of the register."""
    return [int(key.partition(".")[0]) for key in (doubt.left, doubt.right) if key[0].isdigit()]
