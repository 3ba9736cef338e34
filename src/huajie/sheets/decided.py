"""What the register itself decided of matters, now and ever: unit, leader, team, deadlines, notes, outcomes. Sheets come back late."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.functional import Promise

from huajie.matters.models import (
    CaseNote,
    Handover,
    HandoverDuty,
    HandoverState,
    Matter,
    MatterClock,
    MatterClockChange,
    NoteKind,
    Outcome,
    TeamMember,
)
from huajie.matters.next_steps import ASKED_BY_STATE, next_step_of
from huajie.people.trees import within

_BETWEEN = "、"
Ever = dict[str, set[str]]  # by field: everything that the register may have written earlier


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of one matter; empty where nothing was, and then a sheet says what lists said."""

    leader: str = ""
    leader_post: str = ""  # the group or place in which the leader answers for it
    unit_lead: str = ""
    unit_assist: str = ""
    owner: str = ""  # who leads the team
    team: str = ""
    deadline: str = ""
    next_step: str = ""
    progress: str = ""  # the newest note that does not stay within the team
    result: str = ""
    closed_on: str = ""
    ever: Ever = field(default_factory=dict)


def decided_of(matters: Sequence[Matter]) -> dict[int, Decided]:
    """By standing matter: seven queries."""
    keys = [matter.pk for matter in matters]
    rows = Matter.objects.filter(pk__in=keys).select_related("lead_unit", "leader_node__leader")
    ever = _ever(keys)
    assisting = _assisting(keys)
    members = _members({row.team_id for row in rows if row.team_id})
    notes, outcomes = _notes(keys), _outcomes(keys)
    return {
        row.pk: _decided(row, assisting[row.pk], members[row.team_id or 0], notes[row.pk], outcomes[row.pk], ever[row.pk]) for row in rows
    }


def in_chinese(text: Promise | str) -> str:
    """The words of a form: they are Chinese, whatever language the reader's pages have."""
    with translation.override("zh-hans"):
        return str(text)


def _decided(
    matter: Matter, assisting: list[str], members: list[TeamMember], notes: list[CaseNote], outcomes: list[str], ever: Ever
) -> Decided:
    node, current = matter.leader_node, [member for member in members if member.until is None]
    leader = str(node.leader) if node and node.leader else ""
    with translation.override("zh-hans"):
        step = next_step_of(matter)
    ever["team"] |= {str(member.staff) for member in members}
    ever["owner"] |= {str(member.staff) for member in members}
    ever["progress"] |= {note.text for note in notes}
    ever["result"] |= set(outcomes)
    ever["next_step"] |= {in_chinese(text) for text in ASKED_BY_STATE.values()}
    return Decided(
        leader=leader,
        leader_post=node.name if node else "",
        unit_lead=matter.lead_unit.name if matter.lead_unit else "",
        unit_assist=_BETWEEN.join(dict.fromkeys(assisting)),
        owner=next((str(member.staff) for member in current if member.is_lead), ""),
        team=_BETWEEN.join(str(member.staff) for member in current),
        deadline=matter.deadline.isoformat() if matter.deadline else "",
        next_step=step.text if step else "",
        progress=notes[-1].text if notes else "",
        result=outcomes[-1] if outcomes else "",
        closed_on=matter.closed_on.isoformat() if matter.closed_on else "",
        ever=ever,
    )


def _ever(keys: Iterable[int]) -> dict[int, Ever]:
    """The units that had each matter, and every day that was its deadline: three queries."""
    found: dict[int, Ever] = defaultdict(lambda: defaultdict(set))
    for key, unit in Handover.objects.filter(matter__in=keys).values_list("matter_id", "unit__name"):
        found[key]["unit_lead"].add(unit)
        found[key]["unit_assist"].add(unit)
    clocks = MatterClock.objects.filter(within("matter", keys)).select_related("matter")
    for clock in clocks:
        found[clock.matter.standing_id]["deadline"].add(clock.due_on.isoformat())
    changes = MatterClockChange.objects.filter(clock__in=[clock.pk for clock in clocks]).select_related("clock__matter")
    for change in changes:
        days = found[change.clock.matter.standing_id]["deadline"]
        days |= {day.isoformat() for day in (change.before_due_on, change.after_due_on) if day}
    return found


def _assisting(keys: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    held = Handover.objects.filter(matter__in=keys, duty=HandoverDuty.ASSIST).exclude(
        state__in=[HandoverState.RETURNED, HandoverState.RECALLED]
    )
    for key, unit in held.order_by("pk").values_list("matter_id", "unit__name"):
        found[key].append(unit)
    return found


def _members(teams: Iterable[int]) -> dict[int, list[TeamMember]]:
    """Everyone who ever was on a team, who leads it first."""
    found: dict[int, list[TeamMember]] = defaultdict(list)
    for member in (
        TeamMember.objects.filter(team__in=list(teams), accepted_at__isnull=False).select_related("staff").order_by("-is_lead", "pk")
    ):
        found[member.team_id].append(member)
    return found


def _notes(keys: Iterable[int]) -> dict[int, list[CaseNote]]:
    """What was noted, oldest first, without what stays within the team or was taken back."""
    found: dict[int, list[CaseNote]] = defaultdict(list)
    shown = CaseNote.objects.filter(within("matter", keys), withdrawn_because="").exclude(kind=NoteKind.COMMENT)
    for note in shown.select_related("matter").order_by("on", "pk"):
        found[note.matter.standing_id].append(note)
    return found


def _outcomes(keys: Iterable[int]) -> dict[int, list[str]]:
    """What came of each matter, in Chinese, the one that counts last."""
    found: dict[int, list[str]] = defaultdict(list)
    for outcome in Outcome.objects.filter(matter__in=keys).order_by("-superseded", "pk"):
        with translation.override("zh-hans"):
            found[outcome.matter_id].append(outcome.get_kind_display())
    return found
