"""The record: what is written stays, and what was tampered with is found."""

import shutil
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from huajie.audit.acts import Act
from huajie.audit.head import Head, head_file, keep_head, read_head
from huajie.audit.models import Entry
from huajie.audit.queries import entries
from huajie.audit.services import GENESIS, SYSTEM, record, through
from huajie.audit.verification import Broken, Verified, verify


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def five(db: None, home: Path) -> list[Entry]:
    return [record(Act.FACT_RECORDED, by=SYSTEM, subject=f"person:{number}", detail={"count": number}) for number in range(1, 6)]


def bypass_triggers() -> None:
    """What somebody with the rights of a database's owner would do first."""
    statements = {
        "sqlite": ["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"],
        "postgresql": ["DROP TRIGGER audit_no_change ON audit_entry", "DROP TRIGGER audit_no_truncate ON audit_entry"],
    }
    run(*statements[connection.vendor])


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_entries_are_numbered_and_chained(five: list[Entry]) -> None:
    assert [entry.number for entry in five] == [1, 2, 3, 4, 5]
    assert [entry.before for entry in five] == [GENESIS, *(entry.digest for entry in five[:-1])]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET actor = 'nobody' WHERE number = 3", "DELETE FROM audit_entry WHERE number = 5", "DELETE FROM audit_entry"],
)
def test_the_database_refuses_change_and_deletion(five: list[Entry], statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(statement)
    assert isinstance(verify(), Verified)


def test_the_database_refuses_truncation(five: list[Entry]) -> None:
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            run("TRUNCATE audit_entry")
    assert Entry.objects.count() == 5  # SQLite knows no TRUNCATE; its DELETE without a condition is tested above


def test_the_record_is_not_asked_for_the_head_that_an_entry_follows(
    five: list[Entry], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keep_head(4, five[3].digest)
    with django_assert_num_queries(0):
        keep_head(5, five[4].digest, before=five[4].before)
    assert read_head() == Head(5, five[4].digest)


@pytest.mark.parametrize("taken", ["number", "rowid"])
def test_an_entry_cannot_take_the_place_of_another(five: list[Entry], taken: str) -> None:
    rest = "at, actor, act, subject, purpose, detail, before, digest"
    third = "at, 'nobody', act, subject, purpose, detail, before, digest FROM audit_entry WHERE number = 3"
    replacing = {
        ("sqlite", "number"): f"INSERT OR REPLACE INTO audit_entry (number, {rest}) SELECT number, {third}",
        ("sqlite", "rowid"): f"INSERT OR REPLACE INTO audit_entry (rowid, number, {rest}) SELECT rowid, 9, {third}",
        (
            "postgresql",
            "number",
        ): f"INSERT INTO audit_entry (number, {rest}) SELECT number, {third} ON CONFLICT (number) DO UPDATE SET at = now()",
    }
    if (connection.vendor, taken) in replacing:  # PostgreSQL has no other key than the number
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            run(replacing[connection.vendor, taken])
    assert isinstance(verify(), Verified)


def test_a_record_as_written_is_whole(five: list[Entry]) -> None:
    keep_head(5, five[-1].digest)
    assert verify() == Verified(5, five[-1].digest, end_is_known=True)


def test_without_a_head_the_end_is_not_known(five: list[Entry]) -> None:
    assert verify() == Verified(5, five[-1].digest, end_is_known=False)


@pytest.mark.parametrize("said", ["", "{", "[]", '{"number": 5}'])
def test_a_head_that_cannot_be_read_is_no_head(five: list[Entry], said: str) -> None:
    head_file().write_text(said, encoding="utf-8")
    assert verify() == Verified(5, five[-1].digest, end_is_known=False)


def test_an_empty_record_is_whole_as_far_as_it_is_known(db: None, home: Path) -> None:
    assert verify() == Verified(0, GENESIS, end_is_known=False)


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE audit_entry SET actor = 'systen' WHERE number = 3", 3),
        ("UPDATE audit_entry SET detail = '{\"count\": 9}' WHERE number = 1", 1),
        ("UPDATE audit_entry SET purpose = ' ' WHERE number = 5", 5),
        ("UPDATE audit_entry SET digest = '0' WHERE number = 2", 2),
        ("UPDATE audit_entry SET before = '0' WHERE number = 4", 4),
        ("DELETE FROM audit_entry WHERE number = 1", 1),
        ("DELETE FROM audit_entry WHERE number = 3", 3),
        ("UPDATE audit_entry SET number = 6 WHERE number = 5", 5),
    ],
)
def test_the_first_changed_or_missing_entry_is_named(five: list[Entry], statement: str, number: int) -> None:
    bypass_triggers()
    run(statement)
    found = verify()
    assert isinstance(found, Broken)
    assert found.number == number


def test_a_changed_moment_is_found(five: list[Entry]) -> None:
    bypass_triggers()
    shift = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', at, '+1 second')", "postgresql": "at + interval '1 microsecond'"}
    run(f"UPDATE audit_entry SET at = {shift[connection.vendor]} WHERE number = 2")  # noqa: S608  # the two texts stand above
    found = verify()
    assert isinstance(found, Broken)
    assert found.number == 2


def test_a_record_stays_whole_in_another_time_zone(five: list[Entry], settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Lisbon"
    assert isinstance(verify(), Verified)


def test_an_end_cut_off_is_known_from_the_home_folder(five: list[Entry]) -> None:
    keep_head(5, five[-1].digest)
    bypass_triggers()
    run("DELETE FROM audit_entry WHERE number > 3")
    found = verify()
    assert isinstance(found, Broken)
    assert found.number == 4


def test_a_record_written_anew_is_known_from_the_home_folder(five: list[Entry]) -> None:
    keep_head(5, "f" * 64)
    found = verify()
    assert isinstance(found, Broken)
    assert found.number == 5


def test_the_head_never_goes_back(five: list[Entry]) -> None:
    keep_head(5, five[4].digest)
    keep_head(4, five[3].digest)
    assert read_head() == Head(5, five[4].digest)


def test_a_cut_off_end_stays_known_when_the_record_grows_again(five: list[Entry]) -> None:
    keep_head(5, five[4].digest)
    bypass_triggers()
    run("DELETE FROM audit_entry WHERE number > 3")
    for _ in range(4):
        keep_head(*(lambda entry: (entry.number, entry.digest))(record(Act.FACT_RECORDED, by=SYSTEM)))
    found = verify()
    assert isinstance(found, Broken)
    assert found.number == 5


def test_the_head_counts_wherever_the_home_is_put_back(five: list[Entry], settings: Settings, tmp_path: Path) -> None:
    keep_head(5, five[-1].digest)
    settings.HOME = tmp_path / "elsewhere"
    shutil.copytree(tmp_path, settings.HOME)
    bypass_triggers()
    run("DELETE FROM audit_entry WHERE number > 3")
    assert isinstance(verify(), Broken)


def test_verifying_reads_the_record_once(five: list[Entry], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        verify()


def test_entries_are_found_by_actor_subject_and_act(five: list[Entry]) -> None:
    assert [entry.number for entry in entries(subject="person:4")] == [4]
    assert entries(actor="system", act="people.fact_recorded").count() == 5
    assert entries(actor="staff:nobody").count() == 0


def test_an_act_says_which_system_it_came_through(db: None, home: Path) -> None:
    with through("热线平台"):
        within = record(Act.GRID_SAVED, by=SYSTEM, detail={"name": "一"})
    assert within.detail == {"name": "一", "through": "热线平台"}
    assert record(Act.GRID_SAVED, by=SYSTEM, detail={"name": "二"}).detail == {"name": "二"}
    assert isinstance(verify(), Verified)
