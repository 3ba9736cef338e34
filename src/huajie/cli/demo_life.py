"""The demo district at work: matters on their way, some late, some resolved, some unsigned. All of it by the ordinary services."""

import io
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.audit.services import SYSTEM
from huajie.core.qr import qr_png
from huajie.demo.services.ageing import set_back
from huajie.matters.models import (
    ConfirmedBy,
    Handover,
    HandoverState,
    Kind,
    Matter,
    MatterClock,
    NoteKind,
    Notice,
    OutcomeKind,
    ServedBy,
    TeamMember,
)
from huajie.matters.outcomes import Draft
from huajie.matters.services.answering import sign
from huajie.matters.services.confirming import Answer, record_answer
from huajie.matters.services.extending import ask_extension
from huajie.matters.services.moving import move
from huajie.matters.services.noting import add_note
from huajie.matters.services.outcomes import write_outcome
from huajie.matters.services.planning import set_next_step, set_task
from huajie.matters.services.serving import serve
from huajie.matters.states import State

_WAITING = 12
_LATE, _SOON, _SILENT = 60, 38, 25  # days since they were taken up
_TASKS = {
    "mediator": "约双方到调委会谈一次",
    "grid-worker": "上门看看近况",
    "community-worker": "把申请表送到家",
    "assistance-worker": "陪同到镇里办手续",
    "civil-affairs-clerk": "核对已享受的救助",
    "assistance-adviser": "列出可申请的项目",
}


@transaction.atomic
def live_in_demo() -> None:
    """Some thirty matters move; nothing else of the register does."""
    office = Staff.objects.get(username="district-coordinator")
    open_ones = Matter.objects.filter(merged_into=None, state=State.REGISTERED, withholding=None)
    teamed = list(open_ones.exclude(team=None).exclude(leader_node__lists__isnull=False).order_by("pk"))
    waiting = list(open_ones.filter(team=None, leader_node=None, kind=Kind.HARDSHIP).order_by("pk")[:_WAITING])
    for matter in teamed:
        _begun(matter, office)
    for number, matter in enumerate(waiting):
        move(matter, "accept", by=office)
        if number % 2:
            move(matter, "assign", by=office, facts={"unit": "mzj"}, because="民政职责")
    third = max(1, len(teamed) // 3)
    _resolve(teamed[-third:], office)
    _ask(teamed[0])
    _set_tasks(teamed, office)
    set_back({matter.pk: _LATE for matter in teamed[:third]})
    set_back({matter.pk: _SOON for matter in teamed[third : third + 3]})
    set_back({matter.pk: _SILENT for matter in teamed[third + 3 : -third]})
    set_back({matter.pk: _SILENT for matter in waiting[:4]})


def _begun(matter: Matter, office: Staff) -> None:
    """Accepted, handed to a unit that signs for it, and taken up by its team."""
    facts = {"petition_class": "appeal", "petition_route": "petition"} if matter.kind == Kind.PETITION else {}
    move(matter, "accept", by=office, facts=facts)
    unit = "mzj" if matter.kind == Kind.HARDSHIP else f"town-{matter.area_id[:9]}"
    move(matter, "assign", by=office, facts={"unit": unit}, because="属其职责")
    sign(Handover.objects.get(matter=matter, state=HandoverState.SENT), by=SYSTEM)
    move(matter, "start", by=_lead(matter))
    add_note(matter, NoteKind.VISIT, "上门了解情况,当事人愿意配合。", by=_lead(matter), with_resident=bool(matter.pk % 3))
    set_next_step(matter, "约当事人到村(社区)面谈", timezone.localdate() + timedelta(days=5), by=_lead(matter))


def _lead(matter: Matter) -> Staff:
    return TeamMember.objects.select_related("staff").get(team=matter.team_id, is_lead=True, until=None).staff


def _resolve(matters: Sequence[Matter], office: Staff) -> None:
    """Resolved; of four one is confirmed, one objected to, and two wait for the resident."""
    for number, matter in enumerate(matters):
        lead = _lead(matter)
        paper = (io.BytesIO(qr_png(matter.ref)), "办理凭证.png")
        write_outcome(matter, _outcome(matter), by=lead, evidence=(paper,))
        move(matter, "resolve", by=lead)
        for notice in Notice.objects.filter(matter=matter, served_on=None):
            serve(notice, by=lead, on=timezone.localdate(), way=ServedBy.HAND)
        if number % 4 == 0:
            record_answer(matter, Answer(ConfirmedBy.CALL_BACK, settled=True, words="问题解决了,谢谢"), by=office)
        elif number % 4 == 1:
            record_answer(matter, Answer(ConfirmedBy.TOLD, settled=False, words="答应的事还没做完"), by=office)


def _outcome(matter: Matter) -> Draft:
    kinds = {Kind.HARDSHIP: OutcomeKind.RELIEVED, Kind.DISPUTE: OutcomeKind.AGREEMENT, Kind.PETITION: OutcomeKind.SUPPORTED}
    route = "对结果有异议的,可以提出,也可以依法申请复查、复议或者诉讼。"
    return Draft(
        kinds[Kind(matter.kind)],
        matter.title or matter.summary[:40],
        "已走访核实,情况属实。",
        "按有关规定办理并已落实。",
        "有关法律法规规定",
        route,
    )


def _ask(matter: Matter) -> None:
    """One request for more time waits for the head of the unit."""
    clock = MatterClock.objects.filter(matter=matter, stopped_on=None, code__in=("HD-SETTLE", "HD-RELIEF", "XF-CLOSE")).first()
    if clock:
        ask_extension(clock, 10, by=_lead(matter), because="等待第三方鉴定")


def _set_tasks(matters: Sequence[Matter], office: Staff) -> None:
    today = timezone.localdate()
    for number, (username, text) in enumerate(_TASKS.items()):
        set_task(matters[number % len(matters)], text, Staff.objects.get(username=username), today + timedelta(days=number), by=office)
