"""The questions that were answered: by whom, when, and what stands now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.intake.models import Answer, Question
from huajie.intake.views.sides import Named, name_of

_TONES = {Answer.SAME: "teal", Answer.DIFFERENT: "blue", Answer.UNKNOWN: "yellow"}


@dataclass(frozen=True)
class AnswerLine:
    """One answered question with the names of its two sides as they stand now."""

    question: Question
    left: Named
    right: Named

    @property
    def tone(self) -> str:
        return _TONES[Answer(self.question.answer)]

    @property
    def since(self) -> "str | Promise":
        """What has happened to the two on another way since the answer."""
        if self.question.answer == Answer.SAME and not self.question.is_joined:
            return _("parted since")
        return _("joined since") if self.question.answer == Answer.DIFFERENT and self.question.is_joined else ""


def lines_of(questions: Sequence[Question]) -> list[AnswerLine]:
    """One line for each; load both sides beside them."""
    return [AnswerLine(question, *(name_of(side) for side in question.sides)) for question in questions]
