"""How many questions wait for a reader. It stands on every page, so it is remembered until somebody answers one, or half a minute."""

from uuid import uuid4

from django.core.cache import cache
from django.db import transaction

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.intake.queries import open_questions
from huajie.matters.withheld import revision

_ROUND = "intake.answered"
_KEPT_SECONDS = 30


def questions_waiting(scope: Scope) -> int:
    """Those in the reader's area that nobody has looked at yet."""
    if not scope.may(Permission.ANSWER_QUESTIONS):
        return 0
    areas = scope.prefixes[Permission.ANSWER_QUESTIONS]
    key = f"open-questions:{cache.get(_ROUND, '')}:{revision()}:{scope.staff_id}:{'.'.join(areas)}"
    return cache.get_or_set(key, lambda: open_questions(scope).count(), _KEPT_SECONDS) or 0


def count_again() -> None:
    """Somebody answered a question, or took an answer back: from the end of the act on, what was remembered counts no longer."""
    transaction.on_commit(lambda: cache.set(_ROUND, uuid4().hex, None))
