"""Writes made-up matters with what happened to each, in bulk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import NamedTuple

from district import BUREAU_OF, Office
from filling import Keys, new_matter
from lives import TARGETS, Life, made_life

from huajie.core import search
from huajie.core.bulk import insert, insert_values, insert_with_keys
from huajie.core.references import matter_references
from huajie.deadlines.models import ChangeKind
from huajie.deadlines.services import running
from huajie.demo.matters import Matter as Story
from huajie.matters.duties import ended_by, started_by
from huajie.matters.models import (
    CaseNote,
    Confirmation,
    ConfirmedBy,
    Handover,
    HandoverDuty,
    HandoverState,
    Kind,
    Matter,
    MatterClock,
    MatterClockChange,
    MatterToken,
    NoteKind,
    Notice,
    Outcome,
    OutcomeKind,
    PetitionClass,
    ServedBy,
    Step,
    Task,
    Team,
    TeamMember,
    Withholding,
)
from huajie.matters.newcomers import NewMatter
from huajie.matters.services.clocks import nearest
from huajie.matters.services.indexing import SEARCH_TABLE, areas_over
from huajie.matters.services.registering import matter_row, party_rows, telling_row
from huajie.matters.states import LIFECYCLE
from huajie.matters.tokens import references_of, tokens_of
from huajie.rules.clocks.counting import Deadline

REPORTS, SUGGESTIONS = 0.05, 0.1
LED, CONTACTED, TASKED = 0.3, 0.7, 0.3
DUTIES = ("联络", "救助", "陪伴")


@dataclass
class Desk:
    """Who works on matters, and the teams formed so far: one for a person."""

    office: Office
    rng: Random
    today: date
    teams: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, office: Office, rng: Random) -> "Desk":
        return cls(office, rng, datetime.now(UTC).date())


class Lived(NamedTuple):
    """A matter, what it was told as, and its life."""

    matter: Matter
    new: NewMatter
    life: Life
    names: tuple[str, ...]


def write_chunk(stories: Sequence[Story], keys: Keys, desk: Desk, source: str) -> None:
    """Some matters with everything that hangs on them."""
    lived = [_lived(story, keys, desk) for story in stories]
    _number(lived)
    _appoint(lived, desk)
    clocks = [(one.matter, clock) for one in lived for clock in _clocks_of(one)]
    insert_with_keys([one.matter for one in lived], unique="ref")
    _write_told(lived, source)
    _write_clocks(clocks)
    insert([step for one in lived for step in _steps_of(one)])
    insert([row for one in lived for row in _handovers_of(one)])
    insert([row for one in lived for row in _notes_of(one)])
    insert([row for one in lived for row in _notices_of(one)])
    insert([row for one in lived for row in _tasks_of(one, desk)])
    insert([_withholding(one.matter) for one in lived if one.matter.petition_class == PetitionClass.REPORT])
    _write_outcomes(lived)


def _lived(story: Story, keys: Keys, desk: Desk) -> Lived:
    rng, life = desk.rng, made_life(desk.rng, desk.today)
    new = new_matter(story, keys.people[story.person.pid], keys.households[story.household.hid], life.began_on)
    matter = matter_row("", new)
    town, kind = matter.area_id[:9], Kind(matter.kind)
    matter.territorial_unit_id = desk.office.offices[town]
    matter.sector_unit_id = desk.office.bureaus[rng.choice(BUREAU_OF[kind])]
    matter.state, matter.is_open, matter.version = life.state, life.is_open, len(life.moves)
    if kind == Kind.PETITION:
        drawn = rng.random()
        report = PetitionClass.REPORT if drawn < REPORTS else PetitionClass.APPEAL
        matter.petition_class = PetitionClass.SUGGESTION if REPORTS <= drawn < REPORTS + SUGGESTIONS else report
    if life.day_of("assign"):
        matter.lead_unit_id = rng.choice((matter.territorial_unit_id, matter.sector_unit_id))
    if life.day_of("start"):
        matter.last_contact_on = life.day_of("start") if rng.random() < CONTACTED else None
        matter.leader_node_id = rng.choice(desk.office.nodes) if rng.random() < LED else None
    matter.closed_on = None if life.is_open else life.moves[-1][1]
    return Lived(matter, new, life, (story.person.name,))


def _number(lived: Sequence[Lived]) -> None:
    for year in {one.new.found_on.year for one in lived}:
        own = [one.matter for one in lived if one.new.found_on.year == year]
        for matter, ref in zip(own, matter_references(year, len(own)), strict=True):
            matter.ref = ref


def _appoint(lived: Sequence[Lived], desk: Desk) -> None:
    """A team of three for each person whose matter is worked on."""
    wanted = {one.new.parties[0].person_id: one.matter.area_id[:9] for one in lived if one.life.day_of("start")}
    fresh = {person: town for person, town in wanted.items() if person not in desk.teams}
    insert([Team(person_id=person) for person in fresh])
    desk.teams |= dict(Team.objects.filter(person__in=fresh).values_list("person_id", "pk"))
    members = []
    for person, town in fresh.items():
        drawn = desk.rng.sample(desk.office.workers[town], len(DUTIES))
        for place, (staff, duty) in enumerate(zip(drawn, DUTIES, strict=True)):
            members.append(
                TeamMember(
                    team_id=desk.teams[person], staff_id=staff, is_lead=place == 0, duty=duty, since=desk.today, accepted_at=_at(desk.today)
                )
            )
    insert(members)
    for one in lived:
        if one.life.day_of("start"):
            one.matter.team_id = desk.teams[one.new.parties[0].person_id]


def _write_told(lived: Sequence[Lived], source: str) -> None:
    insert([telling_row(one.matter.pk, one.new.telling) for one in lived])
    insert([row for one in lived for row in party_rows(one.matter.pk, one.new.parties, source)])
    known = references_of(party for one in lived for party in one.new.parties)
    tokens = (
        (one.matter.pk, token) for one in lived for token in tokens_of(one.new.area_code, one.new.telling.text, one.new.parties, known)
    )
    insert_values(MatterToken, ("matter_id", "token"), tokens)
    areas = {one.matter.pk: areas_over(one.matter.area_id) for one in lived}
    search.index(SEARCH_TABLE, ((one.matter.pk, _search_text(one)) for one in lived), areas)


def _search_text(one: Lived) -> str:
    matter = one.matter
    return "\n".join(dict.fromkeys((matter.ref, matter.title, matter.summary, matter.place, one.new.telling.text, *one.names)))


@cache
def _ends(code: str, on: date) -> Deadline:
    return running.counted(code, on)


def _clocks_of(one: Lived) -> list[MatterClock]:
    """What the moves start and end; the nearest that runs stands on the matter."""
    clocks: list[MatterClock] = []
    for move, day in one.life.moves:
        ended = ended_by(move) | ({"HD-SIGN"} if move == "start" else set())
        for clock in clocks:
            if clock.stopped_on is None and clock.code in ended:
                clock.stopped_on, clock.met = day, day <= clock.due_on
        begun = (*started_by(move, one.matter), *(("HD-SIGN",) if move == "assign" else ()))
        clocks += [running.prepared(MatterClock, code, day, _ends(code, day), unit_id=one.matter.lead_unit_id) for code in begun]
        if move == "suspend":
            for clock in clocks:
                clock.suspended_since = day if clock.stopped_on is None else None
    for clock in clocks:
        if clock.stopped_on is None and (not one.life.is_open or clock.code.startswith("XF-NOTICE")):
            clock.stopped_on, clock.met = max(clock.started_on, one.life.moves[-1][1]), True
    one.matter.due_on, one.matter.near_on, one.matter.silent_on = nearest(
        one.matter, [clock for clock in clocks if clock.stopped_on is None]
    )
    return clocks


def _write_clocks(clocks: Sequence[tuple[Matter, MatterClock]]) -> None:
    for matter, clock in clocks:
        clock.matter_id = matter.pk
    insert([clock for _matter, clock in clocks])
    held = MatterClock.objects.filter(matter__in={matter.pk for matter, _clock in clocks})
    changes = []
    for key, started, stopped, due in held.values_list("pk", "started_on", "stopped_on", "due_on"):
        changes.append(MatterClockChange(clock_id=key, kind=ChangeKind.STARTED, on=started, after_due_on=due))
        if stopped:
            changes.append(MatterClockChange(clock_id=key, kind=ChangeKind.STOPPED, on=stopped))
    insert(changes)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)


def _steps_of(one: Lived) -> Iterable[Step]:
    before = ""
    for move, day in one.life.moves:
        state = TARGETS[move]
        yield Step(
            matter_id=one.matter.pk,
            move=move,
            from_state=before,
            to_state=state,
            at=_at(day),
            unit_id=one.matter.lead_unit_id if move not in {"register", "accept"} else None,
            because="按规定办理",
        )
        before = state


def _handovers_of(one: Lived) -> Iterable[Handover]:
    if one.matter.lead_unit_id:
        is_received = one.life.day_of("start") is not None
        yield Handover(
            matter_id=one.matter.pk,
            unit_id=one.matter.lead_unit_id,
            duty=HandoverDuty.LEAD,
            state=HandoverState.RECEIVED if is_received else HandoverState.SENT,
            sent_at=_at(one.life.day_of("assign") or one.life.began_on),
        )


def _notes_of(one: Lived) -> Iterable[CaseNote]:
    day = one.life.day_of("start")
    if day:
        yield CaseNote(matter_id=one.matter.pk, kind=NoteKind.CALL, on=day, text="已电话联系本人，约定上门时间。", with_resident=True)
        yield CaseNote(matter_id=one.matter.pk, kind=NoteKind.VISIT, on=day + timedelta(days=2), text="入户了解情况，听取诉求。")


def _notices_of(one: Lived) -> Iterable[Notice]:
    for move, day in one.life.moves:
        kind = LIFECYCLE.move(move).notice
        if kind:
            served = day if one.life.moves[-1][0] != move else None
            yield Notice(matter_id=one.matter.pk, kind=kind, owed_since=day, served_on=served, served_by=ServedBy.HAND if served else "")


def _tasks_of(one: Lived, desk: Desk) -> Iterable[Task]:
    if one.matter.team_id and one.life.is_open and desk.rng.random() < TASKED:
        staff = desk.rng.choice(desk.office.workers[one.matter.area_id[:9]])
        due = desk.today + timedelta(days=desk.rng.randrange(-5, 20))
        yield Task(matter_id=one.matter.pk, text="上门核实情况并记录", assignee_id=staff, due_on=due)


def _withholding(matter: Matter) -> Withholding:
    return Withholding(matter_id=matter.pk, because=str(PetitionClass.REPORT.label))


def _write_outcomes(lived: Sequence[Lived]) -> None:
    resolved = {one.matter.pk: one for one in lived if one.life.day_of("resolve")}
    insert([_outcome(one) for one in resolved.values()])
    confirmed = {key for key, one in resolved.items() if one.life.day_of("confirm")}
    keys = Outcome.objects.filter(matter__in=confirmed).values_list("pk", flat=True)
    insert([Confirmation(outcome_id=key, way=ConfirmedBy.CALL_BACK, settled=True) for key in keys])


def _outcome(one: Lived) -> Outcome:
    return Outcome(
        matter_id=one.matter.pk,
        kind=OutcomeKind.AGREEMENT if one.matter.kind == Kind.DISPUTE else OutcomeKind.SUPPORTED,
        request=one.matter.summary,
        facts="经调查核实，所反映情况属实，已会同有关单位研究处理。",
        opinion="同意其合理诉求，限期落实。",
        law="《信访工作条例》第三十二条",
        next_route="如不服，可自收到之日起三十日内申请复查。",
        written_at=_at(one.life.day_of("resolve") or one.life.began_on),
    )
