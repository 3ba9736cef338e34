"""Urgent relief first: money or goods the same day; papers and signatures afterwards, by somebody else, within their own time."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.scope import demand_in
from huajie.assistance.models import (
    EmergencyKind,
    EntryKind,
    FundEntry,
    Given,
    ReliefClock,
    ReliefStep,
    StaffRelative,
    UrgentRelief,
)
from huajie.assistance.relief_queries import limit_in, town_of
from huajie.assistance.relief_states import RELIEF, ReliefState
from huajie.assistance.services.funds import enter, held_fund
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.core.lifecycle import MoveRefused, NotFromHere
from huajie.core.references import relief_references
from huajie.deadlines.services import running
from huajie.deadlines.services.recounting import recount_open
from huajie.matters.models import FAR, Matter
from huajie.people.models import Household, Person
from huajie.people.newcomers import NewPerson
from huajie.people.services.registering import register_people
from huajie.people.trees import within
from huajie.ui.templatetags.huajie import money


@dataclass(frozen=True, slots=True)
class Need:
    """What happened to whom, where, and what is given. `person` is None for somebody whom the register does not know: a name is enough."""

    area_code: str
    kind: EmergencyKind
    words: str
    given: Given
    found_at: datetime
    person: Person | None = None
    name: str = ""
    phones: tuple[str, ...] = ()
    amount_fen: int = 0
    what: str = ""
    household: Household | None = None
    matter: Matter | None = None


@transaction.atomic
def give(need: Need, *, by: Staff, form_key: UUID) -> UrgentRelief:
    """Relief, given now. Within what the town may give at once and what its fund still holds; the time for the papers begins."""
    demand_in(by, RELIEF.move("give").permission, need.area_code)
    Staff.objects.select_for_update().get(pk=by.pk)  # two clicks at the same moment
    known = UrgentRelief.objects.filter(form_key=form_key).first()
    if known:
        return known
    _demand_sound(need)
    ref = relief_references(timezone.localdate().year, 1)[0]
    person = need.person.standing if need.person else _newcomer(need, ref)
    _demand_no_relative(person, by)
    costs = need.amount_fen if need.given != Given.REFERRAL else 0
    if costs:
        _demand_within_limit(need.area_code, costs)
    relief = UrgentRelief.objects.create(
        ref=ref,
        form_key=form_key,
        person=person,
        area_id=need.area_code,
        household=need.household,
        matter=need.matter,
        kind=need.kind,
        need=need.words.strip(),
        given=need.given,
        amount_fen=costs,
        what=need.what.strip()[:200],
        found_at=need.found_at,
        given_by=by,
    )
    if costs:
        _pay(relief, by)
    _clocks(relief, by)
    _step(relief, "give", "", {}, by)
    record(Act.RELIEF_GIVEN, by=by, subject=ref, detail={"person": person.ref, "given": need.given.value, "amount_fen": costs})
    return relief


def _demand_sound(need: Need) -> None:
    RELIEF.move("give").demand(frozenset({"kind", "given"} | ({"need"} if need.words.strip() else set())), frozenset())
    if not need.person and not need.name.strip():
        raise Refused(_("Write down a name, even if it is only what others call them."))
    if need.found_at > timezone.now():
        raise Refused(_("This moment has not come yet."))
    if need.given != Given.REFERRAL and need.amount_fen <= 0:
        raise Refused(_("An amount above zero is needed."))
    if need.given != Given.MONEY and not need.what.strip():
        raise Refused(_("Say which goods, or where they were brought to."))


def _newcomer(need: Need, ref: str) -> Person:
    """Somebody whom the register did not know, where it happened."""
    new = NewPerson(names=(need.name.strip(),), area_code=need.area_code, source=f"relief:{ref}", phones=need.phones, told=(need.words,))
    return register_people([new])[0]


def _demand_no_relative(person: Person, by: Staff) -> None:
    if StaffRelative.objects.filter(within("person", [person.standing_id]), staff=by, ended_on=None).exists():
        raise MoveRefused(_("You are filed as a relative of this person: let a colleague give it, now."))


def _demand_within_limit(area_code: str, amount_fen: int) -> None:
    limit = limit_in(area_code, timezone.localdate())
    if limit is None:
        raise Refused(_("Nobody has set yet what this town may give at once. Ask the district's approver, by phone if it burns."))
    if amount_fen > limit.amount_fen:
        raise Refused(
            _("At most %(limit)s may be given at once here (%(source)s). Give that now, and apply for the rest.")
            % {"limit": money(limit.amount_fen), "source": limit.source}
        )


def _pay(relief: UrgentRelief, by: Staff) -> None:
    fund, left = held_fund(town_of(relief.area_id))
    if relief.amount_fen > left:
        raise Refused(
            _("Only %(left)s are left in the town's reserve fund. Give that now, and have the fund filled up.") % {"left": money(left)}
        )
    enter(fund, EntryKind.RELIEF, -relief.amount_fen, relief, by)


def _clocks(relief: UrgentRelief, by: Staff) -> None:
    today, found = timezone.localdate(), timezone.localtime(relief.found_at).replace(tzinfo=None, microsecond=0)
    first = running.start(ReliefClock, "LS-FIRST", found, by=by, relief=relief)
    running.stop(first, today, by=by)
    _owe(relief, running.start(ReliefClock, "LS-AFTER", today, by=by, relief=relief).due_on)


def _owe(relief: UrgentRelief, due_on: date) -> None:
    relief.due_on = due_on
    relief.save(update_fields=["due_on"])


def _step(relief: UrgentRelief, name: str, was: str, facts: dict[str, str], by: Staff) -> ReliefStep:
    return ReliefStep.objects.create(relief=relief, move=name, from_state=was, to_state=relief.state, facts=facts, by=by)


@transaction.atomic
def complete(relief: UrgentRelief, papers: str, *, signed: bool, by: Staff) -> UrgentRelief:
    """Signatures and papers are there; somebody else than who gave it answers for that."""
    held = _held(relief, "complete_papers", {"signed": signed, "papers": papers.strip()}, by)
    if held.given_by_id == by.pk:
        raise MoveRefused(_("You gave it: a colleague completes the papers."))
    _demand_no_relative(held.person, by)
    held.papers, held.approved_by, held.completed_on = papers.strip(), by, timezone.localdate()
    return _end(held, "complete_papers", {"papers": papers.strip()}, by)


@transaction.atomic
def take_back(relief: UrgentRelief, because: str, *, by: Staff) -> UrgentRelief:
    """It did not reach anybody, or came back: what it cost returns to the fund."""
    held = _held(relief, "take_back", {"because": because.strip()}, by)
    paid = FundEntry.objects.filter(relief=held, kind=EntryKind.RELIEF).first()
    if paid:
        fund, _left = held_fund(paid.fund.area_id)
        enter(fund, EntryKind.RETURNED, -paid.amount_fen, held, by)
    return _end(held, "take_back", {"because": because.strip()}, by)


def _held(relief: UrgentRelief, name: str, said: dict[str, object], by: Staff) -> UrgentRelief:
    row = RELIEF.move(name)
    demand_in(by, row.permission, relief.area_id)
    held = UrgentRelief.objects.select_for_update().get(pk=relief.pk)
    if held.state not in row.sources:
        raise NotFromHere(_("“%(move)s” is not possible now: %(state)s.") % {"move": row.label, "state": held.get_state_display()})
    row.demand(frozenset(key for key, value in said.items() if value), frozenset())
    return held


def _end(held: UrgentRelief, name: str, facts: dict[str, str], by: Staff) -> UrgentRelief:
    was, held.state = held.state, ReliefState(RELIEF.move(name).target)
    for clock in held.clocks.filter(stopped_on=None):
        running.stop(clock, timezone.localdate(), by=by)
    held.due_on = FAR
    held.save()
    step = _step(held, name, was, facts, by)
    record(Act.RELIEF_MOVED, by=by, subject=held.ref, detail={"move": name, "step": step.pk})
    return held


def count_again(first: date, by: Staff | None, because: str) -> int:
    """The running deadlines of relief, after the calendar has changed."""
    changed = recount_open(ReliefClock, first, by, because)
    for clock in changed:
        _owe(clock.relief, clock.due_on)
    return len(changed)
