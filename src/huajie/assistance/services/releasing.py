"""Claims that end without help: released by somebody, by time, or because the organisation's registration has ended."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.assistance.models import Claim, ClaimClock, Organisation
from huajie.assistance.services.steps import begun, locked, written
from huajie.assistance.states_referral import CLAIM, CONSEQUENCE, REFERRAL, RUNNING, STARTS, ClaimState, OrganisationState
from huajie.audit.acts import Act
from huajie.audit.services import SYSTEM, Actor, record
from huajie.deadlines.services import running
from huajie.deadlines.services.recounting import recount_open

_OPEN = sorted(RUNNING)


def moved(claim: Claim, name: str, by: Actor, facts: dict[str, str]) -> None:
    """What every move of a held claim brings about: its row, the next term, and where its referral stands. The caller records the act."""
    was_given = claim.state in {ClaimState.GIVEN, ClaimState.REPORTED}
    written(claim, CLAIM, name, by, facts)
    today, staff = timezone.localdate(), by if isinstance(by, Staff) else None
    for clock in claim.clocks.filter(stopped_on=None):
        running.stop(clock, today, by=staff)
    if name in STARTS:
        running.start(ClaimClock, STARTS[name], today, by=staff, claim=claim)
    if name in CONSEQUENCE:
        follow = "left_over" if name == "release" and was_given else CONSEQUENCE[name]
        written(locked(claim.referral), REFERRAL, follow, by, {})


def end_claim(claim: Claim, why: str, by: Actor) -> None:
    """The same for a claim that ends because something else did: its referral is led by whoever calls."""
    written(claim, CLAIM, "release", by, {"why": why})
    for clock in claim.clocks.filter(stopped_on=None):
        running.stop(clock, timezone.localdate(), by=by if isinstance(by, Staff) else None)


@transaction.atomic
def release(claim: Claim, because: str, *, by: Staff) -> None:
    """The adviser takes a family back."""
    said = {"because": because.strip()}
    locked(claim.referral)
    held = begun(claim, CLAIM, "release", claim.referral.area_id, by, said)
    moved(held, "release", by, said)
    record(Act.CLAIM_MOVED, by=by, subject=f"referral:{held.referral_id}", detail={"move": "release", "claim": held.pk})
    claim.refresh_from_db()


def release_overdue() -> int:
    """Every claim whose term is over, or whose organisation may claim no longer. Gives how many; each is one act of the system."""
    today = timezone.localdate()
    lapsed = ~Q(organisation__state=OrganisationState.VERIFIED) | Q(organisation__registered_until__lt=today)
    due = Q(clocks__stopped_on=None, clocks__due_on__lt=today)
    keys = Claim.objects.filter(due | lapsed | Q(organisation__unit__active=False), state__in=_OPEN).exclude(state=ClaimState.REPORTED)
    return sum(_release_if_due(key) for key in keys.values_list("pk", flat=True).distinct())


@transaction.atomic
def _release_if_due(key: int) -> bool:
    """Looked at once more under the lock: meanwhile somebody may have acted."""
    found = Claim.objects.select_related("referral").get(pk=key)
    locked(found.referral)
    held, today = locked(found), timezone.localdate()
    is_over = held.clocks.filter(stopped_on=None, due_on__lt=today).exists()
    runs = held.organisation.may_claim_on(today)
    if held.state not in RUNNING or (runs and not is_over):
        return False
    moved(held, "release", SYSTEM, {"why": "term" if runs else "lapsed"})
    record(Act.CLAIM_MOVED, by=SYSTEM, subject=f"referral:{held.referral_id}", detail={"move": "release", "claim": held.pk})
    return True


def release_all_of(organisation: Organisation, by: Actor) -> int:
    """What an organisation has claimed, within the act that lets it lapse. Gives how many. What was reported waits for the family."""
    claims = Claim.objects.filter(organisation=organisation, state__in=_OPEN).exclude(state=ClaimState.REPORTED)
    found = list(claims.select_related("referral").order_by("referral_id"))
    for claim in found:
        locked(claim.referral)
        moved(locked(claim), "release", by, {"why": "lapsed"})
    return len(found)


def count_again(first: date, by: Staff | None, because: str) -> int:
    """The running terms, after the calendar has changed."""
    return len(recount_open(ClaimClock, first, by, because))
