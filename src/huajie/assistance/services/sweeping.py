"""Holding households against the programmes, and keeping who may be entitled and has not applied."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huajie.assistance.household_facts import families_of
from huajie.assistance.in_force import rules, stamp
from huajie.assistance.models import Asked, Certainty, Decision, Prospect, ProspectState, Sweep
from huajie.assistance.prospects import Likely, likely
from huajie.assistance.states import OPEN
from huajie.audit.acts import Act
from huajie.audit.services import SYSTEM, Actor, record
from huajie.core.bulk import insert, update
from huajie.people.models import Household
from huajie.people.services.registering import chunks
from huajie.people.trees import within
from huajie.rules.eligibility.roster import Roster
from huajie.rules.eligibility.verdicts import Judgement, Verdict, judge

AT_ONCE = 2000  # households in one transaction
Engine = Callable[[Roster], Judgement]
_Key = tuple[int, str, int | None]
_CERTAINTY = {Verdict.ENTITLED: Certainty.ENTITLED, Verdict.DEPENDS: Certainty.DEPENDS}
_KEPT = ("certainty", "state", "low_fen", "high_fen", "checked_at")


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep found: households, those with a prospect, and prospects that are new."""

    households: int
    with_prospect: int
    new: int


def here(roster: Roster) -> Judgement:
    """This month's verdicts, in this process."""
    return judge(rules(), roster, this_month())


def sweep(*, by: Actor = SYSTEM, engine: Engine = here, at_once: int = AT_ONCE, tell: Callable[[int], None] = lambda done: None) -> Swept:
    """Every standing household; `tell` hears how many are done. Each piece is kept whole or not at all."""
    keys = list(Household.objects.filter(root=None).order_by("pk").values_list("pk", flat=True))
    found = Swept(0, 0, 0)
    for chunk in chunks(keys, at_once):
        found = _sum(found, sweep_some(chunk, engine))
        tell(found.households)
    with transaction.atomic():
        month = this_month()
        Sweep.objects.create(month=month, rules=stamp(), households=found.households, whole=True)
        record(Act.SWEPT_FOR_AID, by=by, detail={"households": found.households, "new": found.new, "month": month.isoformat()})
    return found


def sweep_if_due() -> bool:
    """Sweep all if the month or the rules are others than at the last whole sweep; True if it was done."""
    last = Sweep.objects.filter(whole=True).order_by("-pk").first()
    if last and (last.month, last.rules) == (this_month(), stamp()):
        return False
    sweep()
    return True


def this_month() -> date:
    """Its first day."""
    return timezone.localdate().replace(day=1)


@transaction.atomic
def sweep_some(keys: Sequence[int], engine: Engine = here) -> Swept:
    """Some standing households, by primary key; held meanwhile, for the worker and an answer may look at one at the same moment."""
    households = list(Household.objects.select_for_update().filter(pk__in=keys, root=None).order_by("pk"))
    families = families_of(households)
    if not families.families:
        return Swept(len(households), 0, _keep(households, []))
    found = list(likely(families, engine(families.roster)))
    return Swept(len(households), len({one.household.pk for one in found}), _keep(households, found))


def _keep(households: Sequence[Household], found: Sequence[Likely]) -> int:
    """Bring what is kept of these households in line with what was found; how many are new."""
    keys = [household.pk for household in households]
    held = {(one.household_id, one.programme, one.person_id): one for one in Prospect.objects.filter(household__in=keys)}
    applied, now = _applied(keys), timezone.now()
    wanted = {one.key: one for one in found}
    changed = []
    for key, prospect in held.items():
        before = (prospect.state, prospect.certainty, prospect.low_fen, prospect.high_fen)
        _bring(prospect, wanted.get(key), applied=key in applied)
        prospect.checked_at = now
        if before != (prospect.state, prospect.certainty, prospect.low_fen, prospect.high_fen):
            changed.append(prospect)
    update(changed, _KEPT)
    new = [_prospect(one, applied=key in applied) for key, one in wanted.items() if key not in held]
    insert(new)
    return sum(one.state == ProspectState.OPEN for one in new)


def _bring(prospect: Prospect, found: Likely | None, *, applied: bool) -> None:
    """What the family decided stays decided, until it is no longer likely at all."""
    if found:
        prospect.certainty = _CERTAINTY[found.verdict]
        prospect.low_fen, prospect.high_fen = found.low_fen, found.high_fen
    if applied:
        prospect.state = ProspectState.APPLIED
    elif found is None:
        prospect.state = ProspectState.PAST
    elif prospect.state != ProspectState.DECLINED:
        prospect.state = ProspectState.OPEN


def _prospect(found: Likely, *, applied: bool) -> Prospect:
    return Prospect(
        household=found.household,
        person=found.person,
        area_id=found.household.area_id,
        programme=found.programme.code,
        certainty=_CERTAINTY[found.verdict],
        state=ProspectState.APPLIED if applied else ProspectState.OPEN,
        low_fen=found.low_fen,
        high_fen=found.high_fen,
    )


def _applied(keys: Sequence[int]) -> set[_Key]:
    """What was applied for and runs, or was granted: for the household, and for those whom it is for."""
    counts = Q(application__state__in=sorted(OPEN)) | Q(decision=Decision.GRANTED)
    rows = Asked.objects.filter(counts, within("application__household", keys))
    told = rows.values_list("application__household_id", "application__household__root_id", "programme", "people", "people__root_id")
    return {(root or home, programme, person_root or person) for home, root, programme, person, person_root in told}


def _sum(one: Swept, other: Swept) -> Swept:
    return Swept(one.households + other.households, one.with_prospect + other.with_prospect, one.new + other.new)


def households_of(people: Iterable[int], households: Iterable[int]) -> list[int]:
    """The standing households of some people, and some households themselves, by primary key."""
    homes = Household.objects.filter(Q(pk__in=list(households)) | Q(memberships__person__in=list(people)))
    return sorted({root or key for key, root in homes.values_list("pk", "root_id")})
