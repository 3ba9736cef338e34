"""Aid that was granted: how it begins, changes, leaves gradually and ends, each with its own notice; and looking at it again."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.assistance.fairness import is_relative
from huajie.assistance.grant_states import GRANT, REVIEWS, GrantState
from huajie.assistance.models import Asked, Finding, Grant, GrantClock, GrantStep, Review
from huajie.assistance.programmes import family_of, is_monthly
from huajie.assistance.services.moving import demand_not_ahead
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.core.lifecycle import STAYS, MoveRefused, NotFromHere
from huajie.deadlines.services import running
from huajie.deadlines.services.recounting import recount_open
from huajie.matters.models import FAR
from huajie.people.trees import within
from huajie.rules.clocks.duties import duty

YEARLY, HALF_YEARLY = 12, 6


def begin(asked: Asked, *, by: Staff, unsteady: bool) -> Grant:
    """Aid from the month after the decision on; part of the decision, which leaves the entry. `unsteady`: it is reviewed twice a year."""
    application, family = asked.application, family_of(asked.programme)
    demand_no_running(application.household_id, [asked.programme])
    grant = Grant.objects.create(
        asked=asked,
        household_id=application.household_id,
        area_id=application.area_id,
        programme=asked.programme,
        amount_fen=asked.amount_fen or None,
        monthly=is_monthly(asked.programme),
        from_month=asked.from_month or _next_month(timezone.localdate()),
        account=application.statement.account,
        account_holder=application.statement.account_holder,
        review_months=(HALF_YEARLY if unsteady else YEARLY) if family == "DB" else 0,
    )
    today = timezone.localdate()
    if grant.review_months:
        _review_again(grant, today, by)
    if family == "GX":
        grant.until = running.start(GrantClock, "GX-VALID", today, by=by, grant=grant).due_on.replace(day=1)
        grant.save(update_fields=["until"])
    _step(grant, "begin", "", {}, by)
    return grant


def demand_no_running(household_id: int, programmes: list[str]) -> None:
    """Refuse what the household receives already. Aid that has ended bars nothing."""
    this_month = timezone.localdate().replace(day=1)
    held = Grant.objects.filter(within("household", [household_id]), programme__in=programmes, monthly=True)
    held = held.exclude(state=GrantState.ENDED).exclude(until__lt=this_month)
    for grant in held:
        raise Refused(_("The household receives %(programme)s already: change that instead.") % {"programme": grant.called})


def _review_again(grant: Grant, on: date, by: Staff) -> None:
    clock = running.start(GrantClock, REVIEWS[grant.review_months], on, by=by, grant=grant)
    grant.due_on = clock.due_on
    grant.save(update_fields=["due_on"])


@transaction.atomic
def change(grant: Grant, amount_fen: int, because: str, *, by: Staff) -> GrantStep:
    """Another amount from the next month on."""
    held = _held(grant, "change", {"amount": amount_fen > 0, "because": because.strip()}, by)
    if not held.monthly:
        raise Refused(_("It is given once: nothing is paid month by month."))
    following = _next_month(timezone.localdate())
    held.amount_fen = held.amount_in(timezone.localdate().replace(day=1))
    held.next_amount_fen, held.next_from = amount_fen, following
    return _moved(held, "change", {"because": because.strip(), "amount_fen": amount_fen, "from": following.isoformat()}, by)


@transaction.atomic
def exit_gradually(grant: Grant, until: date, because: str, *, by: Staff) -> GrantStep:
    """It is paid until a month, and no longer (§33)."""
    held = _held(grant, "exit_gradually", {"until": until, "because": because.strip()}, by)
    if until < timezone.localdate().replace(day=1):
        raise Refused(_("This month is over. Name the last month that is paid."))
    held.until = until.replace(day=1)
    return _moved(held, "exit_gradually", {"because": because.strip(), "until": held.until.isoformat()}, by)


@transaction.atomic
def end(grant: Grant, because: str, law: str, next_route: str, *, by: Staff) -> GrantStep:
    """This month is the last that is paid."""
    facts: dict[str, object] = {"because": because.strip(), "law": law.strip(), "next_route": next_route.strip()}
    held = _held(grant, "end", facts, by)
    today = timezone.localdate()
    this_month = today.replace(day=1)
    held.until = min(held.until, this_month) if held.until else this_month
    held.due_on = FAR
    for clock in held.clocks.filter(stopped_on=None):
        running.stop(clock, today, by=by)
    return _moved(held, "end", facts, by)


@transaction.atomic
def set_account(grant: Grant, account: str, holder: str, *, by: Staff) -> GrantStep:
    """Where it is paid to from the next list on."""
    held = _held(grant, "set_account", {"account": account.strip()}, by)
    held.account, held.account_holder = "".join(account.split()), holder.strip()[:80]
    return _moved(held, "set_account", {}, by)


def _held(grant: Grant, name: str, said: dict[str, object], by: Staff) -> Grant:
    row = GRANT.move(name)
    demand_in(by, row.permission, grant.area_id)
    held = Grant.objects.select_for_update().get(pk=grant.pk)
    if held.state not in row.sources:
        raise NotFromHere(_("“%(move)s” is not possible now: %(state)s.") % {"move": row.label, "state": held.get_state_display()})
    row.demand(frozenset(key for key, value in said.items() if value), frozenset())
    if is_relative(held.asked.application, by):
        raise MoveRefused(_("You are filed as a relative of this family: somebody else does this (§11)."))
    return held


def _moved(held: Grant, name: str, facts: dict[str, object], by: Staff) -> GrantStep:
    was, target = held.state, GRANT.move(name).target
    if target != STAYS:
        held.state = GrantState(target)
    held.save()
    step = _step(held, name, was, facts, by)
    record(Act.GRANT_MOVED, by=by, subject=held.asked.application.ref, detail={"grant": held.pk, "move": name, "step": step.pk})
    return step


def _step(grant: Grant, name: str, was: str, facts: dict[str, object], by: Staff) -> GrantStep:
    owed = name != "begin" and bool(GRANT.move(name).notice)  # the decision itself is told with the application
    return GrantStep.objects.create(grant=grant, move=name, from_state=was, to_state=grant.state, facts=facts, by=by, owed=owed)


@transaction.atomic
def serve_notice(step: GrantStep, how: str, *, by: Staff) -> GrantStep:
    """The written notice of a change has reached the family."""
    demand_in(by, Permission.HANDLE_AID, step.grant.area_id)
    held = GrantStep.objects.select_for_update().get(pk=step.pk)
    if not held.owed or held.told_on:
        raise Refused(_("No notice is owed for this."))
    if not how.strip():
        raise Refused(_("Say how the written notice reached the family."))
    held.told_on, held.told_how = timezone.localdate(), how.strip()[:200]
    held.save(update_fields=["told_on", "told_how"])
    record(Act.NOTICE_OF_AID_SERVED, by=by, subject=held.grant.asked.application.ref, detail={"step": held.pk})
    return held


@transaction.atomic
def review(grant: Grant, finding: Finding, words: str, *, on: date, by: Staff) -> Review:
    """Somebody looked again. What should change is proposed here and decided by the approver; the next review is counted from this day."""
    demand_in(by, Permission.HANDLE_AID, grant.area_id)
    demand_not_ahead(on)
    if is_relative(grant.asked.application, by):
        raise MoveRefused(_("You are filed as a relative of this family: somebody else does this (§11)."))
    held = Grant.objects.select_for_update().get(pk=grant.pk)
    if held.state == GrantState.ENDED:
        raise NotFromHere(_("This aid has ended: there is nothing to look at again."))
    if not words.strip():
        raise Refused(_("Write down what was found."))
    for clock in held.clocks.filter(stopped_on=None, code__in=REVIEWS.values()):
        running.stop(clock, on, by=by)
    if held.review_months:
        _review_again(held, on, by)
    made = Review.objects.create(grant=held, on=on, by=by, finding=finding, words=words.strip())
    record(Act.GRANT_REVIEWED, by=by, subject=held.asked.application.ref, detail={"grant": held.pk, "finding": finding.value})
    return made


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def count_again(first: date, by: Staff | None, because: str) -> int:
    """The running deadlines of aid, after the calendar has changed."""
    changed = recount_open(GrantClock, first, by, because)
    for clock in changed:
        if not duty(clock.code, clock.started_on).is_right:
            Grant.objects.filter(pk=clock.grant_id).update(due_on=clock.due_on)
    return len(changed)
