"""What must I do next? Everything on matters that waits for one reader, across kinds of work, by deadline."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.deadlines.remaining import Remaining, days_left
from huajie.matters.extensions import extensions_for
from huajie.matters.leading import waiting as leading
from huajie.matters.leading.states import ListState
from huajie.matters.models import (
    CallBack,
    ExtensionRequest,
    Handover,
    HandoverDuty,
    HandoverState,
    LeaderCase,
    LeaderList,
    Matter,
    Notice,
    Task,
    TeamMember,
)
from huajie.matters.outsiders import insiders
from huajie.matters.queries import in_areas
from huajie.matters.withheld import hidden_from, revision
from huajie.matters.worklists import Worklist, listed

M = TypeVar("M", bound=Model)
SHOWN = 12  # of each kind, before all are put in order
COUNTED = 99
_KEPT_SECONDS = 60
P = Permission


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what, on which matter, by when (None: no day is set), and where it is done."""

    kind: Promise | str
    text: str
    about: str
    url: str
    on: date | None
    is_deadline: bool = True  # False: since when it is owed

    @property
    def left(self) -> Remaining | None:
        return days_left(self.on, timezone.localdate()) if self.on else None


@dataclass(frozen=True, slots=True)
class Pile:
    """How much of one kind waits, and where all of it stands; COUNTED + 1 stands for more than COUNTED."""

    label: Promise | str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The nearest things to do, and how much of each kind there is in all."""

    waiting: tuple[Waiting, ...]
    piles: tuple[Pile, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work: its rows for a reader (None: not this reader's work), how one of them is shown (None: only counted), and where."""

    label: Promise | str
    rows: Callable[[Scope], QuerySet[Any] | None]  # Any: the rows of one model, which `shown` takes
    shown: Callable[[Any], Waiting] | None
    url_name: str
    query: Callable[[], dict[str, object]] = dict

    @property
    def url(self) -> str:
        query = urlencode(self.query())
        return reverse(self.url_name) + (f"?{query}" if query else "")


def desk_of(scope: Scope) -> Desk:
    """Two queries for each kind of work that is the reader's; the counts are not older than a minute."""
    found = [(kind, rows) for kind in _works if (rows := kind.rows(scope)) is not None]
    waiting = [kind.shown(row) for kind, rows in found if kind.shown for row in rows[:SHOWN]]
    counts = cache.get_or_set(f"desk:{scope.staff_id}:{revision()}", lambda: [_count(rows) for _kind, rows in found], _KEPT_SECONDS) or []
    piles = (Pile(kind.label, count, kind.url) for (kind, _rows), count in zip(found, counts, strict=False))
    return Desk(tuple(sorted(waiting, key=lambda one: one.on or date.max)), tuple(pile for pile in piles if pile.count))


def register_work(work: Work) -> None:
    """One more kind of work, of a room above; what was registered already is not doubled."""
    if work not in _works:
        _works.append(work)


def _count(rows: QuerySet[Model]) -> int:
    return rows.order_by()[: COUNTED + 1].count()


def _tasks(scope: Scope) -> QuerySet[Model] | None:
    return _seen(Task.objects.filter(assignee=scope.staff_id, done_on=None), scope).order_by("due_on", "pk") if scope.staff_id else None


def _to_sign(scope: Scope) -> QuerySet[Model] | None:
    """Hand-overs to the reader's units that nobody signed for."""
    if not (scope.may(P.WORK_MATTERS) and scope.unit_ids):
        return None
    sent = Handover.objects.filter(unit__in=scope.unit_ids, state=HandoverState.SENT)
    return _seen(sent, scope).order_by("sent_at", "pk")


def _call_backs(scope: Scope) -> QuerySet[Model] | None:
    """Calls owed in the reader's areas, by those who did not work on the matter."""
    codes = scope.prefixes.get(P.CONFIRM_CLOSING, ())
    if not codes:
        return None
    outside = in_areas(Matter.objects.exclude(insiders(scope.staff_id or 0)), codes)
    owed = CallBack.objects.filter(done_on=None, matter__in=outside.values("pk"))
    return _seen(owed, scope).order_by("due_on", "pk")


def _offered(scope: Scope) -> QuerySet[Model] | None:
    """Places on teams that the reader was asked to take over."""
    return TeamMember.objects.filter(staff=scope.staff_id or 0, accepted_at=None, until=None).order_by("offered_at", "pk")


def _notices(scope: Scope) -> QuerySet[Model] | None:
    """What residents are owed in writing: by the unit that leads, and where none leads by whoever accepts matters there."""
    if not scope.may(P.WORK_MATTERS):
        return None
    owed = Notice.objects.filter(served_on=None)
    ours = Q(matter__lead_unit__in=scope.unit_ids)
    codes = scope.prefixes.get(P.ACCEPT_MATTERS, ())
    if codes:
        near = Q()
        for code in codes:
            near |= Q(matter__area__gte=code, matter__area__lt=code + ":")  # ":" follows the digits
        ours |= Q(near, matter__lead_unit=None)
    return _seen(owed.filter(ours), scope).order_by("owed_since", "pk")


def _extensions(scope: Scope) -> QuerySet[Model] | None:
    """Requests for more time that the reader decides."""
    return extensions_for(scope) if scope.may(P.APPROVE_MATTERS) else None


def _overdue(scope: Scope) -> QuerySet[Model] | None:
    """Open matters of the reader's own whose deadline has passed."""
    if not scope.may(P.WORK_MATTERS):
        return None
    return listed(scope, Worklist.MINE).every().filter(due_on__lt=timezone.localdate())


def _led_overdue(scope: Scope) -> QuerySet[Model] | None:
    return leading.led(scope, leading.overdue())


def _led_silent(scope: Scope) -> QuerySet[Model] | None:
    return leading.led(scope, leading.silent())


def _seen(rows: QuerySet[M], scope: Scope) -> QuerySet[M]:
    return rows.exclude(matter__in=hidden_from(scope)).select_related("matter")


def _page_of(matter: Matter) -> str:
    return reverse("matters:matter", args=[matter.ref])


def _of_task(task: Task) -> Waiting:
    return Waiting(_("Task"), task.text, task.matter.shown_title, _page_of(task.matter), task.due_on)


def _of_handover(handover: Handover) -> Waiting:
    text = str(_("Sign for it, or send it back") if handover.duty == HandoverDuty.LEAD else _("Sign for your part"))
    return Waiting(_("Hand-over"), text, handover.matter.shown_title, _page_of(handover.matter), handover.matter.deadline)


def _of_call_back(call: CallBack) -> Waiting:
    return Waiting(_("Call-back"), call.get_kind_display(), call.matter.shown_title, _page_of(call.matter), call.due_on)


def _of_place(place: TeamMember) -> Waiting:
    return Waiting(_("Team"), str(_("Say whether you take the place over")), place.duty, reverse("matters:my_teams"), place.due_on)


def _of_notice(notice: Notice) -> Waiting:
    matter, kind = notice.matter, notice.get_kind_display()
    return Waiting(_("Notice owed"), kind, matter.shown_title, _page_of(matter), notice.owed_since, is_deadline=False)


def _of_extension(asked: ExtensionRequest) -> Waiting:
    matter = asked.clock.matter.standing
    url = reverse("matters:deadline", args=[matter.ref, asked.clock_id])
    return Waiting(_("More time"), str(_("Approve or refuse more time")), matter.shown_title, url, asked.clock.due_on)


def _of_matter(matter: Matter) -> Waiting:
    return Waiting(_("Overdue matter"), str(_("Its deadline has passed")), matter.shown_title, _page_of(matter), matter.deadline)


def _of_silence(matter: Matter) -> Waiting:
    return Waiting(_("Silent matter"), str(_("Nobody has spoken with the resident")), matter.shown_title, _page_of(matter), matter.deadline)


def _of_case(case: LeaderCase) -> Waiting:
    url = reverse("matters:leader_list", args=[case.list_id])
    return Waiting(_("Leader's case"), case.get_state_display(), case.matter.shown_title, url, case.due_on)


def _of_list(found: LeaderList) -> Waiting:
    text = _("Approve the list, or send it back") if found.state == ListState.DRAFTED else _("Approve or refuse more time")
    return Waiting(
        _("Leader's list"), str(text), f"{found.title} · {found.node.name}", reverse("matters:leader_list", args=[found.pk]), None
    )


def _late(worklist: Worklist) -> dict[str, object]:
    """What its address says to show those whose deadline has passed."""
    return {"worklist": worklist.value, "due_until": timezone.localdate() - timedelta(days=1)}


_works: list[Work] = [
    Work(_("tasks"), _tasks, _of_task, "matters:index", lambda: {"worklist": Worklist.MINE.value}),
    Work(_("hand-overs to sign for"), _to_sign, _of_handover, "matters:inbox"),
    Work(_("call-backs"), _call_backs, _of_call_back, "matters:call_backs"),
    Work(_("places on teams offered"), _offered, _of_place, "matters:my_teams"),
    Work(_("notices owed"), _notices, _of_notice, "matters:notices"),
    Work(_("requests for more time"), _extensions, _of_extension, "matters:inbox"),
    Work(_("overdue matters of mine"), _overdue, _of_matter, "matters:index", lambda: _late(Worklist.MINE)),
    Work(_("lists to decide on"), leading.lists_to_decide, _of_list, "matters:leader_lists"),
    Work(_("cases on my lists"), leading.cases_of_leader, _of_case, "matters:leader_lists"),
    Work(_("overdue, as leader"), _led_overdue, _of_matter, "matters:index", lambda: _late(Worklist.LEADER)),
    Work(
        _("silent, as leader"),
        _led_silent,
        _of_silence,
        "matters:index",
        lambda: {"worklist": Worklist.LEADER.value, "silent": 1},
    ),
    Work(_("that I answer for as leader"), leading.led, None, "matters:index", lambda: {"worklist": Worklist.LEADER.value}),
]
