"""The towns' reserve funds, and what a town may give at once."""

from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.areas.models import Area, Level
from huajie.assistance.models import DelegatedLimit, EntryKind, FundEntry, ReserveFund, UrgentRelief
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused


@transaction.atomic
def fill_fund(town: Area, amount_fen: int, because: str, *, by: Actor) -> FundEntry:
    """Money for a town's fund."""
    demand_in(by, Permission.DECIDE_AID, town.code)
    if town.level != Level.TOWN:
        raise Refused(_("Reserve funds lie with the towns."))
    if amount_fen <= 0:
        raise Refused(_("An amount above zero is needed."))
    fund, _made = ReserveFund.objects.get_or_create(area=town)
    entry = FundEntry.objects.create(
        fund=fund,
        kind=EntryKind.FILLED,
        amount_fen=amount_fen,
        on=timezone.localdate(),
        because=because.strip()[:200],
        by=by if isinstance(by, Staff) else None,
    )
    record(Act.FUND_ENTERED, by=by, subject=town.code, detail={"fund": fund.pk, "amount_fen": amount_fen})
    return entry


@transaction.atomic
def set_limit(area: Area, amount_fen: int, since: date, source: str, *, by: Actor, provisional: bool = True) -> DelegatedLimit:
    """From a day on this much may be given at once in the area. An earlier limit stays for the days before."""
    demand_in(by, Permission.DECIDE_AID, area.code)
    if amount_fen <= 0:
        raise Refused(_("An amount above zero is needed."))
    if not source.strip():
        raise Refused(_("Name the document that sets the limit."))
    limit, _made = DelegatedLimit.objects.update_or_create(
        area=area,
        since=since,
        defaults={
            "amount_fen": amount_fen,
            "source": source.strip()[:200],
            "provisional": provisional,
            "set_by": by if isinstance(by, Staff) else None,
        },
    )
    record(Act.RELIEF_LIMIT_SET, by=by, subject=area.code, detail={"amount_fen": amount_fen, "since": since.isoformat()})
    return limit


def held_fund(town_code: str) -> tuple[ReserveFund, int]:
    """A town's fund, held until the transaction ends, and what is left of it. Refused if the town has none."""
    fund = ReserveFund.objects.select_for_update().filter(area=town_code).first()
    if fund is None:
        raise Refused(_("This town has no reserve fund yet. Ask the district's approver to fill it."))
    return fund, fund.entries.aggregate(left=Sum("amount_fen"))["left"] or 0


def enter(fund: ReserveFund, kind: EntryKind, amount_fen: int, relief: UrgentRelief, by: Staff) -> None:
    """One entry for relief that was given or taken back; part of that act."""
    FundEntry.objects.create(fund=fund, kind=kind, amount_fen=amount_fen, on=timezone.localdate(), relief=relief, by=by)
