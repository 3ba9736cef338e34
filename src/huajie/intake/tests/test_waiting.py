"""The figure beside the lists is remembered, and yet right after every answer."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from huajie.accounts.models import Staff, Unit
from huajie.accounts.scope import Scope, scope_of
from huajie.intake.models import Answer, Question
from huajie.intake.services.questions import answer, take_back
from huajie.intake.tests.making import WEI, hand_in, write_ledger
from huajie.intake.waiting import questions_waiting


@pytest.fixture
def scope(liang: Staff, unit: Unit, tmp_path: Path) -> Scope:
    """Of whoever answers the one question."""
    hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI]))
    hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [replace(WEI, id_number="", phone="", text="外嫁女分红资格长期未落实", other="")]))
    return scope_of(liang)


def test_it_is_asked_of_the_database_once(scope: Scope) -> None:
    assert questions_waiting(scope) == 1
    with CaptureQueriesContext(connection) as asked:
        assert questions_waiting(scope) == 1
    assert len(asked) == 0


def test_an_answer_counts_at_once_and_so_does_taking_it_back(
    scope: Scope, liang: Staff, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    questions_waiting(scope)
    question = Question.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        answer(question, Answer.DIFFERENT, by=liang)
    assert questions_waiting(scope) == 0
    with django_capture_on_commit_callbacks(execute=True):
        take_back(question, by=liang)
    assert questions_waiting(scope) == 1
