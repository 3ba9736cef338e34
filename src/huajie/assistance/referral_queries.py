"""Reading referrals, the board and claims. What is fetched here may be shown to the one who asks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import UnitKind
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.assistance.models import Claim, ClaimStep, Organisation, OrganisationStep, Referral, ReferralStep
from huajie.assistance.states_referral import (
    CLAIM,
    ORGANISATION,
    REFERRAL,
    RUNNING,
    ClaimState,
    ReferralState,
)
from huajie.core.lifecycle import Move
from huajie.matters.withheld import hidden_from
from huajie.people.hidden import veiled
from huajie.people.models import Household
from huajie.people.trees import within

P = Permission
WHY: dict[str, Promise | str] = {
    "term": _("The term is over, and nothing happened."),
    "lapsed": _("The organisation's registration has ended."),
    "consent": _("The family has withdrawn its consent."),
}
_BY_THEMSELVES = frozenset({"claimed", "returned", "left_over", "finished", "draft"})


@dataclass(frozen=True, slots=True)
class Line:
    """One move in the course of a record, as a page shows it. `by` is empty for the system."""

    label: Promise | str
    on: date
    by: str
    said: tuple[Promise | str, ...]


def referrals_for(scope: Scope) -> QuerySet[Referral]:
    """Referrals where the reader refers families, without households and matters that are kept from them."""
    rows = Referral.objects.exclude(matter__in=hidden_from(scope)).exclude(matter__root__in=hidden_from(scope))
    rows = rows.filter(household__in=veiled(Household.objects.all(), scope))
    return scope.narrow(rows, P.REFER_FAMILIES, "area_id").select_related(
        "household__root", "household__head", "town", "matter__root", "adviser"
    )


def waiting(scope: Scope) -> QuerySet[Referral]:
    """Those on which the adviser's side has something to do: a draft, an offer to bring to the family, an outcome, a family come back."""
    asked = Q(claims__state__in=[ClaimState.OFFERED, ClaimState.REPORTED])
    come_back = Q(state=ReferralState.CONSENTED)
    return referrals_for(scope).filter(asked | come_back | Q(state=ReferralState.DRAFT)).distinct()


def of_household(scope: Scope, household: Household) -> QuerySet[Referral]:
    """The referrals of a household, the latest first."""
    return referrals_for(scope).filter(within("household", [household.standing_id])).order_by("-pk")


def organisations_of(scope: Scope) -> QuerySet[Organisation]:
    """The organisations whose people the reader is one of."""
    return Organisation.objects.filter(unit__in=scope.unit_ids, unit__kind=UnitKind.CHARITY).select_related("unit")


def claiming_for(scope: Scope) -> Organisation | None:
    """The organisation for which the reader may claim today; None: theirs is not verified, or its registration has ended. One query."""
    today = timezone.localdate()
    return next((one for one in organisations_of(scope) if one.may_claim_on(today)), None)


def board(scope: Scope, organisation: Organisation) -> QuerySet[Referral]:
    """What stands open in the reader's area, but for families that declined this organisation. Nothing of it says whose it is."""
    return _reachable(scope, organisation).filter(state=ReferralState.ON_BOARD)


def _reachable(scope: Scope, organisation: Organisation) -> QuerySet[Referral]:
    """The same with those that somebody else has just claimed: whoever was slower is told so, and does not find nothing."""
    declined = Claim.objects.filter(organisation=organisation, state=ClaimState.DECLINED)
    rows = Referral.objects.exclude(pk__in=declined.values("referral")).select_related("town")
    return scope.narrow(rows, P.CLAIM_FAMILIES, "town_id")


def claimable(scope: Scope, organisation: Organisation) -> QuerySet[Referral]:
    """What the reader may try to claim."""
    return _reachable(scope, organisation).filter(state__in=[ReferralState.ON_BOARD, ReferralState.CLAIMED])


def claims_of(scope: Scope) -> QuerySet[Claim]:
    """The claims of the reader's organisations, as long as these may claim; what runs first. Two queries."""
    today = timezone.localdate()
    running = [one.pk for one in organisations_of(scope) if one.may_claim_on(today)]
    return _with_term(Claim.objects.filter(organisation__in=running)).select_related("referral__town", "organisation__unit")


def claims_on(referral: Referral) -> QuerySet[Claim]:
    """The claims of a referral with what was given, the latest first."""
    return _with_term(referral.claims.all()).select_related("organisation__unit").prefetch_related("gifts", "steps__by")


def _with_term(rows: QuerySet[Claim]) -> QuerySet[Claim]:
    return rows.annotate(due_on=Min("clocks__due_on", filter=Q(clocks__stopped_on=None))).order_by("-pk")


def is_running(claim: Claim) -> bool:
    """True if and only if nobody else can claim the family because of it."""
    return claim.state in RUNNING


def organisations_in(scope: Scope) -> QuerySet[Organisation]:
    """The organisations whose registration the reader answers for."""
    rows = scope.narrow(Organisation.objects.all(), P.VERIFY_ORGANISATIONS, "unit__area_id")
    return rows.select_related("unit__area", "verified_by").order_by("unit__name", "pk")


def moves_of_referral(scope: Scope, referral: Referral) -> list[Move[P]]:
    """What the reader may do with a referral now. What follows a claim happens by itself."""
    rows = REFERRAL.from_state(referral.state)
    return [row for row in rows if row.name not in _BY_THEMSELVES and scope.may_in(row.permission, referral.area_id)]


def moves_of_claim(claim: Claim, side: P) -> list[Move[P]]:
    """What one side may do with a claim now."""
    return [row for row in CLAIM.from_state(claim.state) if row.permission is side and row.name != "look"]


def moves_of_organisation(organisation: Organisation) -> list[Move[P]]:
    """What can be done with an organisation now."""
    return list(ORGANISATION.from_state(organisation.state))


def course_of(referral: Referral) -> list[Line]:
    """Every move of a referral. One query."""
    return [_line(step, REFERRAL.move(step.move).label, sees=True) for step in referral.steps.select_related("by")]


def course_of_claim(claim: Claim, side: P) -> list[Line]:
    """Every move of a claim. The organisation reads the reasons of its own moves alone, the adviser those of both."""
    moves = ((step, CLAIM.move(step.move)) for step in claim.steps.select_related("by"))
    return [_line(step, move.label, sees=side in {P.REFER_FAMILIES, move.permission}) for step, move in moves]


def course_of_organisation(organisation: Organisation) -> list[Line]:
    """Every move of an organisation. One query."""
    return [_line(step, ORGANISATION.move(step.move).label, sees=True) for step in organisation.steps.select_related("by")]


def _line(step: ReferralStep | ClaimStep | OrganisationStep, label: Promise | str, *, sees: bool) -> Line:
    said = [WHY[why]] if (why := step.facts.get("why")) else []
    reasons = [step.facts[name] for name in ("because", "how", "seen") if step.facts.get(name)] if sees else []
    return Line(label, timezone.localdate(step.at), str(step.by or ""), (*said, *reasons))
