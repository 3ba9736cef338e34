"""Payment lists: drawn up for a town and a month, confirmed by somebody else, and fetched for the bank with its purpose recorded."""

from collections.abc import Iterator
from datetime import date
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.scope import demand_in
from huajie.areas.models import Area, Level
from huajie.assistance.bank_file import BANK_FILE
from huajie.assistance.grant_queries import payable
from huajie.assistance.grant_states import PAYMENTS, ListState
from huajie.assistance.models import Payment, PaymentList
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.core.exports import workbook
from huajie.core.lifecycle import MoveRefused, NotFromHere
from huajie.people.services.revealing import SHORTEST_PURPOSE, PurposeMissing


@transaction.atomic
def draw_up(town: Area, month: date, *, by: Staff) -> PaymentList:
    """Everything that the town pays for the month, as aid and accounts stand now; a list that is not confirmed is drawn up anew."""
    demand_in(by, PAYMENTS.move("draw_up").permission, town.code)
    if town.level != Level.TOWN:
        raise Refused(_("A payment list is drawn up for a town."))
    first = month.replace(day=1)
    found, _made = PaymentList.objects.select_for_update().get_or_create(town=town, month=first, defaults={"drawn_by": by})
    if found.state not in PAYMENTS.move("draw_up").sources:
        raise NotFromHere(_("This month was confirmed for payment already."))
    found.drawn_by, found.drawn_at = by, timezone.now()
    found.save(update_fields=["drawn_by", "drawn_at"])
    found.payments.all().delete()
    Payment.objects.bulk_create(_payments(found), batch_size=1000)
    record(Act.PAYMENTS_MOVED, by=by, subject=town.code, detail={"list": found.pk, "move": "draw_up", "payments": found.payments.count()})
    return found


def _payments(found: PaymentList) -> Iterator[Payment]:
    for grant in payable(found.town_id, found.month):
        amount = grant.amount_in(found.month)
        if amount:
            account, holder = grant.account, grant.account_holder
            yield Payment(list=found, grant=grant, month=found.month, amount_fen=amount, account=account, account_holder=holder)


@transaction.atomic
def confirm(found: PaymentList, *, by: Staff) -> PaymentList:
    """A named person, not who drew it up, confirms what is paid."""
    row = PAYMENTS.move("confirm")
    demand_in(by, row.permission, found.town_id)
    held = PaymentList.objects.select_for_update().get(pk=found.pk)
    if held.state not in row.sources:
        raise NotFromHere(_("This month was confirmed for payment already."))
    if held.drawn_by_id == by.pk:
        raise MoveRefused(_("You drew it up: somebody else confirms it."))
    held.state, held.confirmed_by, held.confirmed_at = ListState(row.target), by, timezone.now()
    held.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    record(Act.PAYMENTS_MOVED, by=by, subject=held.town_id, detail={"list": held.pk, "move": "confirm"})
    return held


@transaction.atomic
def file_for_bank(found: PaymentList, purpose: str, *, by: Staff) -> IO[bytes]:
    """The workbook with whole accounts. Who fetched it, and what for, stands in the record."""
    demand_in(by, PAYMENTS.move("confirm").permission, found.town_id)
    if found.state != ListState.CONFIRMED:
        raise Refused(_("It is fetched once it is confirmed for payment."))
    said = " ".join(purpose.split())
    if len(said) < SHORTEST_PURPOSE:
        raise PurposeMissing(_("Say in at least four characters what you need the value for."))
    rows = [row for row in found.payments.select_related("grant__asked__application__applicant__root") if row.account]
    record(Act.PAYMENTS_EXPORTED, by=by, subject=found.town_id, purpose=said[:200], detail={"list": found.pk, "payments": len(rows)})
    return workbook(BANK_FILE, rows)
