"""Matters within the token's scope."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import AwareDatetime, Field

from huajie.accounts.roles import Permission
from huajie.api.caller import ApiRequest
from huajie.api.operations.permitted import needs
from huajie.api.queries import matter_of, matters_for
from huajie.api.schemas import AreaCode, AreaNamed, Listed, MatterRef, PageOf, Paging, Shown, Words, demand_words
from huajie.core.lifecycle import Given
from huajie.matters.dossier import PartyCard, parties_of, tellings_of
from huajie.matters.models import Channel, Kind, Matter, Telling
from huajie.matters.queries import MatterFilters, MatterLine, lines_of
from huajie.matters.readiness import Offered, offered_moves
from huajie.matters.states import State

router = Router(tags=["matters"])


class MatterQuestion(Paging):
    """Which matters."""

    kind: Kind | None = None
    category: Annotated[Words, Field(max_length=40)] | None = None
    area: AreaCode | None = None
    channel: Channel | None = None
    state: State | None = None
    since: date | None = None
    until: date | None = None
    words: Words | None = None
    changed_since: AwareDatetime | None = Field(
        None, description="Whatever happened to it happened at this moment or later; with an offset"
    )

    def filters(self) -> MatterFilters:
        """As the list on the page is narrowed."""
        said = self.model_dump(exclude_none=True, include={"kind", "category", "area", "channel", "state", "since", "until", "words"})
        return MatterFilters(**said)


class MatterShown(Shown):
    """A matter as a list shows it."""

    ref: str
    kind: Kind
    category: str
    title: str
    state: State
    is_open: bool
    due_on: date | None = Field(description="The nearest hard limit of its running deadlines")
    lead_unit: str = Field(description="Code of the unit that leads; empty: none yet")
    area: AreaNamed
    place: str
    first_told_on: date | None
    times_told: int
    amount_fen: int | None
    people: list[str] = Field(description="Names of those concerned")


class TellingShown(Shown):
    """One time that it was told."""

    channel: Channel
    told_on: date | None
    text: str
    recorded_at: datetime


class PartyShown(Shown):
    """Someone concerned. Numbers are masked."""

    ref: str
    name: str
    role: str
    identifiers: list[str]
    phones: list[str]


class MoveOffered(Shown):
    """A move that this token may make from where the matter stands."""

    move: str
    says: list[str] = Field(description="Facts that must be sent with it")
    lacks: list[str] = Field(description="What the matter must hold first; empty: possible now")


class MatterWhole(MatterShown):
    """A matter with everything that its page says of it."""

    summary: str
    version: int = Field(description="Also in `ETag`: send it as `If-Match` with a move")
    moves: list[MoveOffered]
    parties: list[PartyShown]
    tellings: list[TellingShown]


@router.get("/matters", response=PageOf[MatterShown], summary="List matters")
@needs(Permission.SEE_MATTERS)
def list_matters(request: ApiRequest, asked: Query[MatterQuestion]) -> Listed[MatterShown]:
    """Newest first. To keep a copy, ask with `changed_since` from time to time: the moment at which the last asking began."""
    demand_words(asked.words)
    found = asked.of(matters_for(request.auth, asked.filters(), asked.changed_since), by="-found_on")
    return Listed([_shown(line) for line in lines_of(found.items, marked=False)], found.next)


@router.get("/matters/{ref}", response=MatterWhole, summary="One matter")
@needs(Permission.SEE_MATTERS)
def matter(request: ApiRequest, ref: MatterRef, response: HttpResponse) -> MatterWhole:
    """The reference of a matter that was merged leads to the one that stands for it: look at `ref` in the answer."""
    found = matter_of(request.auth, ref)
    response["ETag"] = etag_of(found)
    return MatterWhole(
        **_shown(lines_of([found], marked=False)[0]).model_dump(),
        summary=found.summary,
        version=found.version,
        moves=[_offered(one) for one in offered_moves(request.auth.scope, found)],
        parties=[_party(card) for card in parties_of(request.auth.scope, found)],
        tellings=[_telling(telling) for telling in tellings_of(found) if not telling.withdrawn],
    )


def etag_of(matter: Matter) -> str:
    """What a mover must have seen."""
    return f'"{matter.version}"'


def _offered(one: Offered) -> MoveOffered:
    says = [need.name for need in one.move.needs if need.given is Given.SAID]
    return MoveOffered(move=one.move.name, says=says, lacks=[need.name for need in one.missing])


def _shown(line: MatterLine) -> MatterShown:
    matter = line.matter
    return MatterShown(
        ref=matter.ref,
        kind=Kind(matter.kind),
        category=matter.category,
        title=matter.title,
        state=State(matter.state),
        is_open=matter.is_open,
        due_on=matter.deadline,
        lead_unit=matter.lead_unit.code if matter.lead_unit else "",
        area=AreaNamed.of(matter.area),
        place=matter.place,
        first_told_on=matter.first_told_on,
        times_told=matter.times_told,
        amount_fen=matter.amount_fen,
        people=list(line.people),
    )


def _party(card: PartyCard) -> PartyShown:
    return PartyShown(
        ref=card.person.ref,
        name=card.person.name,
        role=card.role,
        identifiers=[one.masked for one in card.identifiers],
        phones=[one.masked for one in card.phones],
    )


def _telling(telling: Telling) -> TellingShown:
    return TellingShown(channel=Channel(telling.channel), told_on=telling.told_on, text=telling.text, recorded_at=telling.recorded_at)
