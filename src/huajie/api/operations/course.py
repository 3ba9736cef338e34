"""The course of a matter: its steps, what was noted, and the next move."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Header, Query, Schema
from pydantic import ConfigDict, Field

from huajie.accounts.roles import Permission
from huajie.api.caller import ApiRequest, Caller
from huajie.api.operations import matters
from huajie.api.operations.permitted import needs
from huajie.api.queries import matter_of, notes_of, steps_of
from huajie.api.schemas import NO_CONTROLS, TEXT, Key, Listed, MatterRef, PageOf, Paging, written
from huajie.api.services.repeating import once
from huajie.core.errors import NotPermitted
from huajie.core.lifecycle import BEGINNING
from huajie.matters.access import may
from huajie.matters.models import CaseNote, Matter, NoteKind, Step
from huajie.matters.services.moving import move
from huajie.matters.services.noting import add_note
from huajie.matters.states import LIFECYCLE, State

router = matters.router
MoveName = StrEnum("MoveName", {row.name: row.name for row in LIFECYCLE.moves if BEGINNING not in row.sources})  # type: ignore[misc]  # from the table
WrittenKind = StrEnum("WrittenKind", {kind.name: kind.value for kind in NoteKind if kind is not NoteKind.COMMENT})  # type: ignore[misc]
FactName = Annotated[str, Field(max_length=40, pattern=NO_CONTROLS)]
FactSaid = Annotated[str, Field(max_length=400, pattern=TEXT)]


class MoveSent(Schema):
    """One move of the table (docs/moves.md), with what it needs said."""

    model_config = ConfigDict(extra="forbid")

    move: MoveName
    because: Annotated[str, Field(max_length=400, pattern=TEXT)] = ""
    facts: Annotated[dict[FactName, FactSaid], Field(max_length=20)] = Field(default_factory=dict)


class NoteSent(Schema):
    """What was done. Having spoken with the resident ends a silence. Comments within the team are not written from outside."""

    model_config = ConfigDict(extra="forbid")

    kind: WrittenKind
    text: Annotated[str, Field(min_length=1, max_length=5000, pattern=TEXT)]
    on: date | None = Field(None, description="Today, if it is left out")
    with_resident: bool = False


class StepShown(Schema):
    """One step: who moved the matter, when, from where to where, and why."""

    id: int
    move: str
    from_state: str
    to_state: State
    at: datetime
    by: str
    unit: str
    because: str
    facts: dict[str, Any]


class NoteShown(Schema):
    """What was noted. Comments within the team are not among them."""

    id: int
    kind: NoteKind
    on: date
    text: str
    with_resident: bool
    by: str
    recorded_at: datetime


@router.get("/matters/{ref}/steps", response=PageOf[StepShown], summary="The steps of a matter")
@needs(Permission.SEE_MATTERS)
def list_steps(request: ApiRequest, ref: MatterRef, asked: Query[Paging]) -> Listed[StepShown]:
    """From the first to the last."""
    found = asked.of(steps_of(matter_of(request.auth, ref)), by="id")
    return Listed([_step(step) for step in found.items], found.next)


@router.get("/matters/{ref}/notes", response=PageOf[NoteShown], summary="What was noted on a matter")
@needs(Permission.SEE_MATTERS)
def list_notes(request: ApiRequest, ref: MatterRef, asked: Query[Paging]) -> Listed[NoteShown]:
    """From the first to the last, without what was taken back."""
    found = asked.of(notes_of(matter_of(request.auth, ref)), by="id")
    return Listed([_note(note) for note in found.items], found.next)


@router.post("/matters/{ref}/notes", response={201: NoteShown}, summary="Note what was done on a matter")
@needs(Permission.WORK_MATTERS)
def write_note(request: ApiRequest, ref: MatterRef, sent: NoteSent, key: Annotated[Key, Header(alias="Idempotency-Key")]) -> HttpResponse:
    """In the name of the person as whom the token counts."""
    caller = request.auth
    found = matter_of(caller, ref)
    _demand(caller, Permission.WORK_MATTERS, found)

    def write() -> HttpResponse:
        note = add_note(found, NoteKind(sent.kind), sent.text, by=caller.staff, on=sent.on, with_resident=sent.with_resident)
        return written(_note(note))

    return once(caller.token, key, request, write)


@router.post("/matters/{ref}/moves", response={201: StepShown}, summary="Move a matter")
@needs(Permission.SEE_MATTERS)
def move_matter(
    request: ApiRequest,
    ref: MatterRef,
    sent: MoveSent,
    key: Annotated[Key, Header(alias="Idempotency-Key")],
    seen: Annotated[str, Field(pattern=r'^("\d{1,9}"|\*)$', description="`ETag` of the matter that was read"), Header(alias="If-Match")],
) -> HttpResponse:
    """Which permission the move needs stands in its table; `GET /api/matters/{ref}` names the moves that are possible now."""
    caller = request.auth
    found = matter_of(caller, ref)
    _demand(caller, LIFECYCLE.move(sent.move).permission, found)
    version = None if seen == "*" else int(seen.strip('"'))

    def make() -> HttpResponse:
        step = move(found, sent.move, by=caller.staff, version=version, because=sent.because, facts=sent.facts)
        return written(_step(step), ETag=matters.etag_of(found))

    return once(caller.token, key, request, make)


def _demand(caller: Caller, permission: Permission, matter: Matter) -> None:
    """The person's own rights are the act's to see; this is the token's."""
    if not may(caller.scope, permission, matter):
        raise NotPermitted(_("The token, or the person as whom it counts, may not do this with the matter."))


def _step(step: Step) -> StepShown:
    facts: Mapping[str, Any] = step.facts
    return StepShown(
        id=step.pk,
        move=step.move,
        from_state=step.from_state,
        to_state=State(step.to_state),
        at=step.at,
        by=str(step.by or ""),
        unit=step.unit.code if step.unit else "",
        because=step.because,
        facts=dict(facts),
    )


def _note(note: CaseNote) -> NoteShown:
    return NoteShown(
        id=note.pk,
        kind=NoteKind(note.kind),
        on=note.on,
        text=note.text,
        with_resident=note.with_resident,
        by=str(note.by or ""),
        recorded_at=note.recorded_at,
    )
