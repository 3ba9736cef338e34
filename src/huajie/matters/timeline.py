"""The course of a matter: every step, note, call, visit, telling, notice and change of a deadline, newest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from huajie.accounts.scope import Scope
from huajie.deadlines.models import ChangeKind
from huajie.deadlines.said import told
from huajie.matters import noted
from huajie.matters.access import is_on_team
from huajie.matters.models import (
    Attachment,
    CaseNote,
    Handover,
    HandoverState,
    Matter,
    MatterClockChange,
    NoteKind,
    Notice,
    Step,
    TeamMember,
    Telling,
)
from huajie.matters.states import LIFECYCLE
from huajie.people.sources import Source, named
from huajie.people.trees import hanging_on
from huajie.rules.clocks.duties import duty

_SHOWN_CHANGES = (ChangeKind.SUSPENDED, ChangeKind.RESUMED, ChangeKind.EXTENDED, ChangeKind.RECOMPUTED)

_STEPS = hanging_on(Step, "matter", lambda steps: steps.select_related("by", "unit"))
_NOTES = hanging_on(CaseNote, "matter", lambda notes: notes.select_related("by"))
_FILES = hanging_on(Attachment, "matter", lambda files: files.filter(withdrawn_because="").select_related("added_by"))
_ANSWERED = hanging_on(
    Handover,
    "matter",
    lambda rows: rows.filter(answered_at__isnull=False).exclude(state=HandoverState.RECALLED).select_related("unit", "answered_by"),
)
_SERVED = hanging_on(Notice, "matter", lambda notices: notices.filter(served_on__isnull=False).select_related("recorded_by"))
_CHANGES = hanging_on(
    MatterClockChange, "clock__matter", lambda changes: changes.filter(kind__in=_SHOWN_CHANGES).select_related("clock", "by")
)


@dataclass(frozen=True)
class Happened:
    """One line. `day` is None where nobody named one."""

    sort: date | datetime
    day: date | None
    heading: str | Promise
    text: str = ""
    by: str = ""
    tag: str = ""
    plain: bool = False  # not an act of the office: a telling, a withdrawn note
    said: tuple[noted.Said, ...] = ()
    files: tuple[Attachment, ...] = ()
    note: CaseNote | None = None
    telling: Telling | None = None
    withdrawn: str = ""


def timeline_of(scope: Scope, matter: Matter, tellings: Iterable[Telling]) -> tuple[Happened, ...]:
    """Eight queries, and one for each kind of source of the tellings."""
    files = _files(matter)
    lines = [
        *_steps(matter),
        *_notes(scope, matter, files),
        *_attached(files.get(None, [])),
        *_answered(matter),
        *_joined(matter),
        *_served(matter),
        *_changed(matter),
        *_told(tellings),
    ]
    return tuple(sorted(lines, key=lambda line: _moment(line.sort), reverse=True))


def _moment(at: date | datetime) -> datetime:
    """A day without an hour comes after everything that happened before that day, and before what happened on it."""
    return at if isinstance(at, datetime) else timezone.make_aware(datetime.combine(at, time.min))


def _steps(matter: Matter) -> Iterator[Happened]:
    for step in _STEPS.all(matter.pk):
        who = str(step.by) if step.by else ""
        day = timezone.localdate(step.at)
        yield Happened(step.at, day, LIFECYCLE.move(step.move).label, _step_text(step), who, step.get_to_state_display())


def _step_text(step: Step) -> str:
    """The reason, and what was said with the move."""
    spoken = (step.facts.get(name, "") for name in ("words", "body", "next_route"))
    unit = str(step.unit) if step.move == "assign" and step.unit else ""
    return " · ".join(part for part in (unit, step.because, *spoken) if part)


def _notes(scope: Scope, matter: Matter, files: Mapping[int | None, list[Attachment]]) -> Iterator[Happened]:
    is_theirs = is_on_team(scope, matter)
    for note in _NOTES.all(matter.pk):
        if note.kind == NoteKind.COMMENT and not is_theirs:
            continue
        sort = note.recorded_at if note.on == timezone.localdate(note.recorded_at) else note.on
        yield Happened(
            sort,
            note.on,
            note.get_kind_display(),
            note.text,
            str(note.by or ""),
            _("the resident was spoken with") if note.with_resident else "",
            plain=bool(note.withdrawn_because),
            files=tuple(files.get(note.pk, ())),
            note=note,
            withdrawn=note.withdrawn_because,
        )


def _files(matter: Matter) -> dict[int | None, list[Attachment]]:
    """The files of the case, by the note that they hang on; None: on the case itself."""
    found: dict[int | None, list[Attachment]] = defaultdict(list)
    for file in _FILES.all(matter.pk):
        found[file.note_id].append(file)
    return found


def _attached(files: Iterable[Attachment]) -> Iterator[Happened]:
    for file in files:
        day = timezone.localdate(file.added_at)
        yield Happened(file.added_at, day, _("File attached"), by=str(file.added_by or ""), files=(file,))


def _answered(matter: Matter) -> Iterator[Happened]:
    """What units answered: signed for, sent back, done."""
    for handover in _ANSWERED.all(matter.pk):
        at = handover.answered_at or handover.sent_at
        heading = f"{handover.unit} · {handover.get_state_display()}"
        yield Happened(at, timezone.localdate(at), heading, handover.answer, str(handover.answered_by or ""), handover.get_duty_display())


def _joined(matter: Matter) -> Iterator[Happened]:
    """Who came to the team on which day, with which duty."""
    if matter.team_id is None:
        return
    came: dict[date, list[TeamMember]] = defaultdict(list)
    for place in TeamMember.objects.filter(team=matter.team_id, accepted_at__isnull=False).select_related("staff"):
        came[place.since].append(place)
    for day, places in came.items():
        text = "、".join(f"{place.staff}({place.duty})" for place in places)
        at = max(place.accepted_at for place in places if place.accepted_at)
        yield Happened(at, day, _("Team of three"), text)


def _served(matter: Matter) -> Iterator[Happened]:
    for notice in _SERVED.all(matter.pk):
        served = _("%(notice)s reached the resident") % {"notice": notice.get_kind_display()}
        how = " · ".join(part for part in (notice.get_served_by_display(), notice.served_note) if part)
        yield Happened(notice.served_on or notice.made_at, notice.served_on, served, how, str(notice.recorded_by or ""))


def _changed(matter: Matter) -> Iterator[Happened]:
    for change in _CHANGES.all(matter.pk):
        heading = f"{change.get_kind_display()}: {told(duty(change.clock.code, change.clock.started_on).name)}"
        dates = f"{change.before_due_on} → {change.after_due_on}" if change.after_due_on else ""
        yield Happened(change.at, change.on, heading, " · ".join(filter(None, (dates, change.because))), str(change.by or ""))


def _told(tellings: Iterable[Telling]) -> Iterator[Happened]:
    rows = list(tellings)
    sources = named([telling.source for telling in rows])
    for telling in rows:
        text = "" if telling.withdrawn else telling.text
        withdrawn = _("the row was corrected") if telling.withdrawn else ""
        said = () if telling.withdrawn else noted.said(telling.noted)
        heading = _heading(telling, sources[telling.source])
        sort = telling.told_on or timezone.localdate(telling.recorded_at)
        yield Happened(sort, telling.told_on, heading, text, plain=True, said=said, telling=telling, withdrawn=withdrawn)


def _heading(telling: Telling, source: Source) -> str:
    """The channel and where it was told, without saying the channel twice."""
    channel, label = telling.get_channel_display(), str(source.label)
    return label if label.startswith(channel) else f"{channel} · {label}"
