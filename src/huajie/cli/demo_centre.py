"""A morning at the one-stop centre of the demo: its desks, a few tickets, and what was asked for at them."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from huajie.accounts.models import Staff, Unit
from huajie.audit.services import SYSTEM
from huajie.demo.district import DemoPlan
from huajie.matters.models import Channel, Kind
from huajie.reception.asked import Asked, Named
from huajie.reception.models import Desk, DeskKind
from huajie.reception.services.desks import set_desk
from huajie.reception.services.recording import record_request
from huajie.reception.services.tickets import call_next, move_ticket, take_ticket

_PLACES = {
    DeskKind.GOVERNANCE: "一楼 1 号窗口",
    DeskKind.LITIGATION: "一楼 2 号窗口",
    DeskKind.LEGAL_SERVICE: "一楼 3 号窗口",
    DeskKind.PETITIONS: "一楼 4 号窗口",
    DeskKind.CIVIL_AFFAIRS: "一楼 5 号窗口",
}
_TOLD = (
    (DeskKind.LEGAL_SERVICE, Kind.DISPUTE, "老板拖欠三个月工资共 18600 元,想请律师帮忙", "演示·来访甲", "15400099001"),
    (DeskKind.CIVIL_AFFAIRS, Kind.HARDSHIP, "丈夫住院两个月,家里没有收入,想申请临时救助", "演示·来访乙", "15400099002"),
)


@transaction.atomic
def open_demo_centre(plan: DemoPlan) -> None:
    """Two people were served, one is at a desk, three wait."""
    centre, clerk = Unit.objects.get(code="ywzx"), Staff.objects.get(username="window-clerk")
    desks = {kind: set_desk(centre, kind, by=SYSTEM, place=place) for kind, place in _PLACES.items()}
    for desk, kind, text, name, phone in _TOLD:
        _serve(desks[desk], _asked(plan, kind, text, name, phone), clerk)
    for desk in (DeskKind.PETITIONS, DeskKind.PETITIONS, DeskKind.LITIGATION, DeskKind.CIVIL_AFFAIRS):
        take_ticket(desks[desk], by=clerk)
    call_next(desks[DeskKind.PETITIONS], by=clerk)


def _serve(desk: Desk, asked: Asked, clerk: Staff) -> None:
    take_ticket(desk, by=clerk)
    ticket = call_next(desk, by=clerk)
    record_request(asked, by=clerk, form_key=uuid4(), ticket=ticket)
    move_ticket(ticket, "serve", by=clerk)


def _asked(plan: DemoPlan, kind: Kind, text: str, name: str, phone: str) -> Asked:
    return Asked(
        kind=kind,
        text=text,
        channel=Channel.WINDOW,
        told_on=timezone.localdate(),
        is_oral=True,
        area_code=plan.places[0].code,
        teller=Named(name=name, phones=(phone,)),
    )
