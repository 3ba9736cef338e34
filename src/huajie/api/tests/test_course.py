"""The course of a matter from another system: its steps and notes, and moving it as it was seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.roles import Permission, Role
from huajie.api.door import door, permissions_of
from huajie.api.offered import OFFERED, READING
from huajie.api.tests.making import Machine, machine
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.matters.models import CaseNote, Matter, NoteKind
from huajie.matters.tests.making import register_matter
from huajie.people.tests.making import DISTRICT, OTHER_VILLAGE, TOWN, make_areas, make_staff


@pytest.fixture
def town(db: None) -> Machine:
    make_areas()
    return machine(make_staff(Role.TOWN_COORDINATOR, TOWN), OFFERED, DISTRICT)


def accept(system: Machine, matter: Matter, key: str = "k", seen: str = '"1"', **sent: Any) -> Any:
    return system.post(f"matters/{matter.ref}/moves", {"move": "accept", **sent}, key, **{"If-Match": seen})


def test_a_matter_is_moved_as_it_was_seen(town: Machine) -> None:
    told = register_matter()
    read = town.get(f"matters/{told.ref}")
    response = accept(town, told, seen=read["ETag"])
    assert (response.status_code, response.json()["from_state"], response.json()["to_state"]) == (201, "registered", "accepted")
    assert (read["ETag"], response["ETag"]) == ('"1"', '"2"')
    assert [step["move"] for step in town.read(f"matters/{told.ref}/steps")["items"]] == ["register", "accept"]
    entry = Entry.objects.get(act=Act.MATTER_MOVED.value)
    assert (entry.actor, entry.detail["through"]) == (f"staff:town_coordinator-{TOWN}", "热线平台")


def test_whoever_saw_another_matter_is_told(town: Machine) -> None:
    told = register_matter()
    accept(town, told)
    late = accept(town, told, key="other")
    assert (late.status_code, late.json()["code"]) == (412, "overtaken")
    whatever = accept(town, told, key="third", seen="*")
    assert (whatever.status_code, whatever.json()["code"]) == (409, "not_from_here")


def test_the_same_move_asked_for_again_is_made_once(town: Machine) -> None:
    told = register_matter()
    first, second = accept(town, told), accept(town, told)
    assert (second.status_code, second.json(), second["ETag"]) == (201, first.json(), '"2"')


def test_a_move_without_its_facts_says_which(town: Machine) -> None:
    told = register_matter()
    path = f"matters/{told.ref}/moves"
    response = town.post(path, {"move": "decline", "because": "不属于受理范围"}, **{"If-Match": '"1"'})
    assert (response.status_code, response.json()["code"], response.json()["needs"]) == (409, "missing", ["next_route"])
    assert town.read(f"matters/{told.ref}")["state"] == "registered"


@pytest.mark.parametrize("seen", ["", "1", '"x"', '"1", "2"'])
def test_a_move_says_what_was_seen(town: Machine, seen: str) -> None:
    assert accept(town, register_matter(), seen=seen).status_code == 422


def test_the_token_must_have_been_made_for_the_move(town: Machine) -> None:
    told = register_matter()
    for permissions in (READING, [Permission.SEE_MATTERS, Permission.OPEN_MATTERS]):
        assert accept(machine(town.token.staff, permissions), told).json()["code"] == "not_permitted"


def test_the_person_must_be_allowed_the_move(town: Machine) -> None:
    assert accept(machine(make_staff(Role.GRID_WORKER, TOWN), OFFERED), register_matter()).json()["code"] == "not_permitted"


def test_a_matter_out_of_scope_is_not_moved(town: Machine) -> None:
    assert accept(town, register_matter(area_code=OTHER_VILLAGE)).status_code == 404


def test_a_matter_names_the_moves_that_are_possible_and_what_the_others_lack(town: Machine) -> None:
    told = register_matter()
    moves = {one["move"]: (one["says"], one["lacks"]) for one in town.read(f"matters/{told.ref}")["moves"]}
    assert moves["decline"] == (["because", "next_route"], [])
    assert "resolve" not in moves
    assert machine(town.token.staff, READING).read(f"matters/{told.ref}")["moves"] == []


def test_notes_are_read_but_comments_stay_within_the_team(town: Machine) -> None:
    told = register_matter()
    for kind, text, taken_back in ((NoteKind.CALL, "已电话联系", ""), (NoteKind.COMMENT, "内部", ""), (NoteKind.NOTE, "写错", "写错了")):
        CaseNote.objects.create(matter=told, kind=kind, on=timezone.localdate(), text=text, withdrawn_because=taken_back)
    assert [note["text"] for note in town.read(f"matters/{told.ref}/notes")["items"]] == ["已电话联系"]


def test_a_note_is_written_in_the_name_of_the_person(town: Machine) -> None:
    told = register_matter()
    response = town.post(f"matters/{told.ref}/notes", {"kind": NoteKind.CALL.value, "text": "已电话联系", "with_resident": True})
    entry = Entry.objects.get(act=Act.NOTE_ADDED.value)
    assert (response.status_code, response.json()["text"], entry.detail["through"]) == (201, "已电话联系", "热线平台")
    told.refresh_from_db()
    assert told.last_contact_on == timezone.localdate()


def test_no_comment_is_written_from_outside_and_no_note_without_the_permission(town: Machine) -> None:
    path = f"matters/{register_matter().ref}/notes"
    assert town.post(path, {"kind": "comment", "text": "内部"}).status_code == 422
    assert machine(town.token.staff, READING).post(path, {"kind": "note", "text": "x"}).json()["code"] == "not_permitted"
    assert not CaseNote.objects.exists()


def test_a_matter_that_was_moved_has_changed(town: Machine) -> None:
    told = register_matter()
    before = timezone.now().isoformat()
    assert town.read("matters", changed_since=before)["items"] == []
    accept(town, told)
    assert [item["ref"] for item in town.read("matters", changed_since=before, state="accepted")["items"]] == [told.ref]


def test_every_act_that_is_asked_for_again_is_done_once(town: Machine) -> None:
    told = register_matter()
    sent = {"kind": NoteKind.CALL.value, "text": "与双方通了电话"}
    acts: list[Callable[[], Any]] = [lambda: accept(town, told), lambda: town.post(f"matters/{told.ref}/notes", sent, "note")]
    posts = [operation for operation, _permission in permissions_of(door) if operation.methods == ["POST"]]
    assert len(acts) == len(posts) - 1  # that a matter is opened once stands in test_opening.py
    for act in acts:
        first, second = act(), act()
        assert (second.status_code, second.json(), second["Idempotent-Replayed"]) == (201, first.json(), "true")


def test_a_move_takes_as_many_statements_as_ever(town: Machine, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    first, second = register_matter(), register_matter()
    accept(town, first, "first")
    with django_assert_max_num_queries(24):
        accept(town, second, "second")
