"""Deliveries, rows and questions are seen by those in whose area they lie, in few queries."""

from pathlib import Path

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from huajie.accounts.models import Unit, UnitKind
from huajie.intake.ends import ends_of
from huajie.intake.lineage import lineage_of, record_of
from huajie.intake.models import Delivery, Question
from huajie.intake.queries import (
    deliveries_for,
    delivery_for,
    next_question,
    open_questions,
    progress,
    question_sides,
    read_row,
    row_for,
    rows_of,
)
from huajie.intake.tests.making import EAST, FUTURE, LAN, WEI, WEST, hand_in, row_of, scope_in, write_ledger
from huajie.intake.tests.test_answering import UNSURE


@pytest.fixture
def town_office(unit: Unit) -> Unit:
    """The office of 东山镇."""
    return Unit.objects.create(code="east", name="东山镇人民政府", kind=UnitKind.TOWN_OFFICE, area_id=EAST)


@pytest.fixture
def delivery(town_office: Unit, tmp_path: Path) -> Delivery:
    """A ledger with a row that was refused."""
    return hand_in(town_office, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN, FUTURE]))


@pytest.fixture
def doubtful(town_office: Unit, delivery: Delivery, tmp_path: Path) -> Delivery:
    """A list with a question."""
    return hand_in(town_office, write_ledger(tmp_path / "走访.xlsx", [UNSURE]))


def test_a_delivery_is_seen_in_its_units_area_only(town_office: Unit, delivery: Delivery) -> None:
    assert list(deliveries_for(scope_in(town_office, EAST))) == [delivery]
    west = scope_in(town_office, WEST)
    assert not deliveries_for(west).exists()
    with pytest.raises(Http404):
        delivery_for(west, delivery.pk)
    with pytest.raises(Http404):
        row_for(west, row_of(delivery, 3).pk)


def test_progress_counts_ends_and_what_they_became(delivery: Delivery) -> None:
    told = progress(delivery)
    assert (told.registered, told.review, told.refused, told.waiting) == (2, 0, 1, 0)
    assert (told.people, told.households, told.matters) == (2, 2, 2)
    assert (told.done, told.total, told.percent) == (3, 3, 100)


def test_progress_takes_two_queries(delivery: Delivery) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        progress(delivery)
    assert len(queries) == 2


def test_a_page_of_rows_takes_one_query(delivery: Delivery) -> None:
    with CaptureQueriesContext(connection) as queries:
        for row in rows_of(delivery):
            str(row.person and row.person.root), str(row.matter), row.file.name, row.sheet.name
    assert len(queries) == 1


def test_rows_are_found_by_their_end(delivery: Delivery) -> None:
    assert [row.number for row in rows_of(delivery, outcome="refused")] == [5]


def test_the_ends_of_a_file_take_as_many_queries_for_one_row_as_for_many(delivery: Delivery, doubtful: Delivery) -> None:
    counts = []
    for each in (delivery, doubtful):
        with CaptureQueriesContext(connection) as queries:
            list(ends_of(each))
        counts.append(len(queries))
    assert counts == [3, 3]


def test_a_row_says_what_was_typed(delivery: Delivery) -> None:
    assert read_row(row_of(delivery, 3)).subject.name == WEI.name


def test_the_queue_holds_the_questions_of_the_readers_area(town_office: Unit, doubtful: Delivery) -> None:
    east, west = scope_in(town_office, EAST), scope_in(town_office, WEST)
    question = Question.objects.get()
    assert list(open_questions(east)) == [question]
    assert next_question(east) == question
    assert next_question(east, after=question.pk) == question
    assert next_question(west) is None


def test_a_question_shows_both_sides_with_their_rows(delivery: Delivery, doubtful: Delivery) -> None:
    left, right = question_sides(Question.objects.get())
    assert (left.row, left.record) == (row_of(doubtful, 3), row_of(doubtful, 3).person)
    assert (right.row, right.record) == (row_of(delivery, 3), row_of(delivery, 3).person)


def test_lineage_takes_two_queries_and_is_found_by_reference(delivery: Delivery) -> None:
    matter = row_of(delivery, 3).matter
    assert matter is not None and record_of(matter.ref) == matter
    with CaptureQueriesContext(connection) as queries:
        assert len(lineage_of(matter).told) == 1
    assert len(queries) == 2
