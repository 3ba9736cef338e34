"""The lists of responsible leaders: drawing one up, putting cases on it, and every move of a list and of a case."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in, scope_of
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Lifecycle, Move, NotFromHere
from huajie.matters.leading.queries import may_make, to_list, who_is
from huajie.matters.leading.standing import held_by_case, held_by_list
from huajie.matters.leading.states import CASE_LIFECYCLE, LIST_LIFECYCLE, CaseState, ListState, Who, who_makes
from huajie.matters.models import LeaderCase, LeaderList, LeaderNode, LeaderStep, Matter
from huajie.matters.services.handing import day_of
from huajie.people.services.merging import staff_of

_LONGEST = 2000
_BY_WHOM = {
    Who.OFFICE: gettext_lazy("The office that draws up the lists does this."),
    Who.LEADER: gettext_lazy("The leader of the list does this, or who leads a group beneath."),
    Who.TOP: gettext_lazy("The top leader does this."),
}


@transaction.atomic
def draw_up(node: LeaderNode, title: str, period: str, *, by: Actor) -> LeaderList:
    """An empty draft for one leader and one period."""
    demand_in(by, Permission.SET_LEADERS, node.area_id)
    if not node.active:
        raise Refused(_("%(place)s is closed. Choose another place.") % {"place": node.name})
    title, period = title.strip()[:80], period.strip()[:20]
    if not title or not period:
        raise Refused(_("Give the list a title and a period."))
    if LeaderList.objects.filter(node=node, title=title, period=period).exists():
        raise Refused(_("There is such a list for this period already."))
    drawn = LeaderList.objects.create(node=node, title=title, period=period, drawn_up_by=staff_of(by))
    LeaderStep.objects.create(list=drawn, move="draw_up", to_state=drawn.state, by=staff_of(by))
    _record(Act.LEADER_LIST_MOVED, drawn, by, move="draw_up")
    return drawn


@transaction.atomic
def put_on(drawn: LeaderList, matters: Sequence[Matter], due_on: date, *, by: Staff) -> int:
    """These matters are cases of the draft, each to be finished by that day."""
    held = _draft(drawn, by)
    if due_on < timezone.localdate():
        raise Refused(_("The day lies in the past."))
    wanted = {matter.pk for matter in matters}
    found = list(to_list(scope_of(by), held).filter(pk__in=wanted))
    if not found or len(found) != len(wanted):
        raise Refused(_("Choose open matters of this leader that stand on no other list. Reports of misconduct go on no list."))
    for matter in found:
        case = LeaderCase.objects.create(list=held, matter=matter, due_on=due_on)
        LeaderStep.objects.create(list=held, case=case, move="list", to_state=case.state, by=by, facts={"due_on": due_on.isoformat()})
    _record(Act.LEADER_LIST_CHANGED, held, by, put_on=[matter.ref for matter in found])
    return len(found)


@transaction.atomic
def leave_out(case: LeaderCase, *, by: Actor) -> None:
    """Not on the draft after all."""
    held = _draft(case.list, by)
    ref = case.matter.ref
    case.delete()
    _record(Act.LEADER_LIST_CHANGED, held, by, left_out=[ref])


@transaction.atomic
def move_list(found: LeaderList, name: str, *, by: Actor, because: str = "", facts: Mapping[str, str] | None = None) -> LeaderStep:
    """Make one move of the list's table, or refuse and write nothing."""
    held = LeaderList.objects.select_for_update(of=("self",)).select_related("node__leader").get(pk=found.pk)
    row, said = _demand(LIST_LIFECYCLE, name, held.state, held.node, by, because, facts)
    row.demand(frozenset(said), held_by_list(held))
    step = _step(held, None, row, held.state, said, by)
    if name == "approve":
        held.approved_on, held.approved_by = timezone.localdate(), staff_of(by)
    if name == "serve":
        held.served_on = timezone.localdate()
    held.state = ListState(row.target)
    held.save(update_fields=["state", "approved_on", "approved_by", "served_on"])
    _record(Act.LEADER_LIST_MOVED, held, by, move=name)
    return step


@transaction.atomic
def move_case(found: LeaderCase, name: str, *, by: Actor, because: str = "", facts: Mapping[str, str] | None = None) -> LeaderStep:
    """Make one move of the case's table, or refuse and write nothing. The matter itself is moved by none of them."""
    case = LeaderCase.objects.select_for_update(of=("self",)).select_related("matter__leader_node", "list__node").get(pk=found.pk)
    row, said = _demand(CASE_LIFECYCLE, name, case.state, case.list.node, by, because, facts)
    row.demand(frozenset(said), held_by_case(case))
    _EFFECTS.get(name, _nothing)(case, said)
    step = _step(case.list, case, row, case.state, said, by)
    case.state = CaseState(row.target)
    case.save()
    _record(Act.LEADER_CASE_MOVED, case.list, by, move=name, matter=case.matter.ref)
    return step


def _demand(
    table: Lifecycle[Permission], name: str, state: str, node: LeaderNode, by: Actor, because: str, facts: Mapping[str, str] | None
) -> tuple[Move[Permission], dict[str, str]]:
    row = table.move(name)
    if isinstance(by, Staff):
        scope = scope_of(by)
        if not may_make(scope, name, row.permission, who_is(scope, node)):
            raise NotPermitted(_BY_WHOM[who_makes(name)])
    if state not in row.sources:
        raise NotFromHere(_("“%(move)s” is not possible any more: somebody was faster. Look at the list again.") % {"move": row.label})
    given = {key: str(value).strip()[:_LONGEST] for key, value in (facts or {}).items()} | {"because": because.strip()[:400]}
    return row, {key: value for key, value in given.items() if value}


def _step(found: LeaderList, case: LeaderCase | None, row: Move[Permission], state: str, said: Mapping[str, str], by: Actor) -> LeaderStep:
    return LeaderStep.objects.create(
        list=found,
        case=case,
        move=row.name,
        from_state=state,
        to_state=row.target,
        by=staff_of(by),
        because=said.get("because", ""),
        facts={key: value for key, value in said.items() if key != "because"},
    )


def _draft(drawn: LeaderList, by: Actor) -> LeaderList:
    held = LeaderList.objects.select_for_update(of=("self",)).select_related("node").get(pk=drawn.pk)
    demand_in(by, Permission.SET_LEADERS, held.node.area_id)
    if held.state != ListState.DRAFTED:
        raise Refused(_("The list is approved. Its cases stand fast."))
    return held


def _record(act: Act, found: LeaderList, by: Actor, **detail: object) -> None:
    record(act, by=by, subject=f"leader-list:{found.pk}", detail=detail)


def _nothing(_case: LeaderCase, _said: Mapping[str, str]) -> None:
    """Most moves change nothing but the state."""


def _planned(case: LeaderCase, said: Mapping[str, str]) -> None:
    case.plan = said["plan"]


def _asked(case: LeaderCase, said: Mapping[str, str]) -> None:
    case.asked_until = _later_day(case, said)


def _extended(case: LeaderCase, said: Mapping[str, str]) -> None:
    case.due_on, case.asked_until = _later_day(case, said), None


def _not_extended(case: LeaderCase, _said: Mapping[str, str]) -> None:
    case.asked_until = None


def _finished(case: LeaderCase, said: Mapping[str, str]) -> None:
    case.result, case.finished_on = said["result"], timezone.localdate()


def _ended(case: LeaderCase, _said: Mapping[str, str]) -> None:
    case.ended_on = timezone.localdate()


def _listed_again(case: LeaderCase, said: Mapping[str, str]) -> None:
    case.due_on, case.finished_on, case.ended_on = _later_day(case, said), None, None


def _later_day(case: LeaderCase, said: Mapping[str, str]) -> date:
    day = day_of(said["due_on"])
    if day is None or day <= timezone.localdate() or (case.ended_on is None and day <= case.due_on):
        raise Refused(_("Name a day that is still to come, and later than the present one."))
    return day


_EFFECTS: dict[str, Callable[[LeaderCase, Mapping[str, str]], None]] = {
    "investigate": _planned,
    "ask_extension": _asked,
    "extend": _extended,
    "refuse_extension": _not_extended,
    "finish": _finished,
    "strike_off": _ended,
    "take_off": _ended,
    "list_again": _listed_again,
}
