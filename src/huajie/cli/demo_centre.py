"""A morning at the one-stop centre of the demo: its desks, a few tickets, and what was asked for at them."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from huajie.accounts.models import Staff, Unit
from huajie.audit.services import SYSTEM
from huajie.demo.district import DemoPlan
from huajie.matters.models import Channel, Kind, Matter
from huajie.reception.asked import Asked, Named
from huajie.reception.models import Desk, DeskKind, NeedGround, Request
from huajie.reception.services.consulting import record_consultation
from huajie.reception.services.desks import set_desk
from huajie.reception.services.legal_aid import apply_for_aid
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
    """Three people were served, one is at a desk, three wait."""
    centre, clerk = Unit.objects.get(code="ywzx"), Staff.objects.get(username="window-clerk")
    desks = {kind: set_desk(centre, kind, by=SYSTEM, place=place) for kind, place in _PLACES.items()}
    for desk, kind, text, name, phone in _TOLD:
        told = _serve(desks[desk], _asked(plan, kind, text, name, phone), clerk)
        if desk is DeskKind.LEGAL_SERVICE:
            _advise(told.matter, clerk)
    _answer_a_question(desks[DeskKind.LEGAL_SERVICE], plan, clerk)
    for desk in (DeskKind.PETITIONS, DeskKind.PETITIONS, DeskKind.LITIGATION, DeskKind.CIVIL_AFFAIRS):
        take_ticket(desks[desk], by=clerk)
    call_next(desks[DeskKind.PETITIONS], by=clerk)


def _serve(desk: Desk, asked: Asked, clerk: Staff) -> Request:
    take_ticket(desk, by=clerk)
    ticket = call_next(desk, by=clerk)
    told = record_request(asked, by=clerk, form_key=uuid4(), ticket=ticket)
    move_ticket(ticket, "serve", by=clerk)
    return told


def _answer_a_question(desk: Desk, plan: DemoPlan, clerk: Staff) -> None:
    """Somebody only asks, and gives no name."""
    take_ticket(desk, by=clerk)
    ticket = call_next(desk, by=clerk)
    question, answer = "租房合同到期,房东不退押金怎么办?", "先书面催告并保留证据;协商不成,可以到社区调解,也可以起诉。"
    area, law = plan.places[0].code, "民法典第五百七十七条"
    record_consultation(question, answer, by=clerk, on=timezone.localdate(), area_code=area, law=law, ticket=ticket)
    move_ticket(ticket, "serve", by=clerk)


def _advise(matter: Matter, clerk: Staff) -> None:
    """What the lawyer on duty answered, and the request for legal aid that followed."""
    today, person = timezone.localdate(), matter.parties.get().person
    question, answer = "老板没有签劳动合同,能不能要回工资?", "可以。工资条、考勤和同事证言都是证据,先申请劳动仲裁,一年内提出。"
    record_consultation(
        question,
        answer,
        by=clerk,
        on=today,
        area_code=matter.area_id,
        answered_by="演示·值班律师",
        law="劳动争议调解仲裁法第二十七条",
        matter=matter,
        person=person,
    )
    apply_for_aid(matter, person, "追讨拖欠的工资", NeedGround.WAGES, by=clerk, received_on=today)


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
