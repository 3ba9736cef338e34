"""Lists as they were delivered, their rows and what became of each, and the questions that linkage puts to a person."""

from huajie.intake.models.deliveries import NOT_TAKEN, Delivery, DeliveryState, FileState, ListFile, ListSheet
from huajie.intake.models.memory import RememberedColumn
from huajie.intake.models.questions import SIDES, WAITING, Answer, Question, QuestionSubject
from huajie.intake.models.rows import ListRow, Outcome, RowPerson, RowRole

__all__ = [
    "NOT_TAKEN", "SIDES", "WAITING", "Answer", "Delivery", "DeliveryState", "FileState", "ListFile", "ListRow", "ListSheet", "Outcome",
    "Question", "QuestionSubject", "RememberedColumn", "RowPerson", "RowRole",
]  # fmt: skip
