"""What the staff of the demo do with one matter at each stage of its life, and what befalls some."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.demo.courses import TOWN
from huajie.matters.duties import SETTLING
from huajie.matters.handovers import is_of_unit, lead_of
from huajie.matters.models import ConfirmedBy, FollowUp, Kind, Matter, MatterClock, NoteKind, Notice, OutcomeKind, PetitionClass, ServedBy
from huajie.matters.next_routes import next_route_of
from huajie.matters.outcomes import Draft
from huajie.matters.services.answering import sign
from huajie.matters.services.confirming import Answer, record_answer
from huajie.matters.services.extending import ask_extension
from huajie.matters.services.following_up import record_follow_up
from huajie.matters.services.moving import move
from huajie.matters.services.noting import add_note
from huajie.matters.services.outcomes import write_outcome
from huajie.matters.services.planning import set_task
from huajie.matters.services.serving import serve
from huajie.matters.services.teams import NewMember, appoint
from huajie.matters.states import NoticeKind
from huajie.matters.teams import concerned_by

ON_TEAMS = ("mediator", "grid-worker", "community-worker", "assistance-worker", "civil-affairs-clerk", "assistance-adviser")
SIGNERS = ("unit-head", "legal-service-clerk", "town-coordinator", "district-coordinator")
_DUTIES = (("联络", "每周一次"), ("救助", "每月一次"), ("陪伴", "长期"))
_TASKS = ("上门核实情况并记录", "联系当事人补齐材料", "约双方到村委会面谈", "核对补助是否到账")
_TASKED = 0.6
_SOON, _LATE = 14, 3
"""A task of today ends within so many days, or ended before so many."""
_OUTCOMES = {
    Kind.DISPUTE: (OutcomeKind.AGREEMENT, "双方在调解员主持下达成协议，约定本月内履行。", "《中华人民共和国人民调解法》第二十八条"),
    Kind.HARDSHIP: (OutcomeKind.RELIEVED, "符合临时救助条件，救助金已发放，救助顾问每月探访。", "《社会救助暂行办法》第四十七条"),
    Kind.PETITION: (OutcomeKind.SUPPORTED, "诉求合理，责任单位已整改，并书面答复当事人。", "《信访工作条例》第三十二条"),
}


@dataclass(slots=True)
class Case:
    """A matter on its course: who is to lead, the days after each stage, and what befalls it at last."""

    matter: Matter
    unit: str
    days: list[int]
    then: str
    rng: Random

    @property
    def lead(self) -> Staff:
        """Who leads the team."""
        return Staff.objects.get(team_places__team=self.matter.team, team_places__is_lead=True)


def _named(username: str) -> Staff:
    return Staff.objects.get(username=username)


def _accept(case: Case) -> None:
    kind = PetitionClass.REPORT if case.then == "report" else PetitionClass.APPEAL
    facts = {"petition_class": kind.value} if case.matter.kind == Kind.PETITION else {}
    move(case.matter, "accept", by=_named("district-coordinator"), facts=facts)


def _assign(case: Case) -> None:
    unit = case.matter.territorial_unit if case.unit == TOWN else case.matter.sector_unit
    facts = {"unit": unit.code} if unit else {}
    move(case.matter, "assign", by=_named("district-coordinator"), facts=facts, because="请依职责办理，按期反馈")


def _start(case: Case) -> None:
    """The unit signs, three are appointed, and the first of them calls, unless it is to stay silent."""
    handover = lead_of(case.matter)
    if handover is None:
        raise LookupError(f"{case.matter.ref} was handed to no unit")
    signers = (_named(username) for username in SIGNERS)
    sign(handover, by=next(signer for signer in signers if is_of_unit(signer, handover.unit_id) or signer.username == SIGNERS[-1]))
    _serve(case.matter, NoticeKind.ACCEPTANCE)
    three = [_named(username) for username in case.rng.sample(ON_TEAMS, len(_DUTIES))]
    members = [NewMember(staff, duty, staff is three[0], rhythm=rhythm) for staff, (duty, rhythm) in zip(three, _DUTIES, strict=True)]
    appoint(case.matter, members, by=_named("district-coordinator"), whom=next(iter(concerned_by(case.matter)), None))
    move(case.matter, "start", by=three[0])
    if case.then != "silence":
        add_note(case.matter, NoteKind.CALL, "已电话联系本人，约定上门时间。", by=three[0], with_resident=True)
    if len(case.days) == 3 and case.rng.random() < _TASKED:
        days = case.days[-1] + case.rng.randrange(-_LATE, _SOON)
        due_on = timezone.localdate() + timedelta(days=max(days, 0))
        set_task(case.matter, case.rng.choice(_TASKS), case.rng.choice(three), due_on, by=three[0])


def _resolve(case: Case) -> None:
    lead = case.lead
    add_note(case.matter, NoteKind.VISIT, "入户了解情况，听取诉求，会同有关单位商定办法。", by=lead, with_resident=True)
    kind, opinion, law = _OUTCOMES[Kind(case.matter.kind)]
    facts = "经入户调查核实，所反映情况属实，已会同有关单位研究处理。"
    said = Draft(kind, case.matter.summary, facts, opinion, law, next_route_of(case.matter, timezone.localdate()))
    record = f"{case.matter.ref}\n{facts}{opinion}\n"
    write_outcome(case.matter, said, by=lead, evidence=((io.BytesIO(record.encode()), "调查核实记录.txt"),))
    move(case.matter, "resolve", by=lead)
    _serve(case.matter, NoticeKind.OUTCOME)


def _serve(matter: Matter, kind: NoticeKind) -> None:
    clerk = _named("window-clerk")
    for notice in Notice.objects.filter(matter=matter, kind=kind, served_on=None):
        serve(notice, by=clerk, on=timezone.localdate(), way=ServedBy.HAND)


def _confirm(case: Case) -> None:
    said = Answer(ConfirmedBy.CALL_BACK, settled=True, words="问题解决了，没有意见", satisfied=case.rng.choice((4, 5, 5)))
    record_answer(case.matter, said, by=_named("hotline-operator"))


def _follow_up(case: Case) -> None:
    lead = case.lead
    for look in FollowUp.objects.filter(matter=case.matter, done_on=None):
        record_follow_up(look, by=lead, holds=True, text="上门回访，情况稳定，没有反复。")
    move(case.matter, "follow_up", by=lead)


def _archive(case: Case) -> None:
    move(case.matter, "archive", by=_named("district-coordinator"), facts={"retention": "10"})


def _send_back(case: Case) -> None:
    move(case.matter, "return", by=_named("unit-head"), because="当事人户籍和居住地都不在本区，建议由镇街先核实")


def _suspend(case: Case) -> None:
    until = timezone.localdate() + timedelta(days=_SOON)
    facts = {"until": until.isoformat(), "ground": "supplement"}
    move(case.matter, "suspend", by=_named("district-coordinator"), because="等待申请人补齐住院费用清单", facts=facts)


def _ask_for_time(case: Case) -> None:
    clock = MatterClock.objects.get(matter=case.matter, code__in=SETTLING, stopped_on=None)
    ask_extension(clock, 10, by=case.lead, because="等待医院出具费用结算单")


def _object(case: Case) -> None:
    record_answer(case.matter, Answer(ConfirmedBy.WINDOW, settled=False, words="救助金还没有到账"), by=_named("window-clerk"))


def _nothing(_case: Case) -> None:
    """A report was withheld as it was accepted; a silence is what was not done."""


STAGE_OF: dict[str, Callable[[Case], None]] = {
    "accept": _accept,
    "assign": _assign,
    "start": _start,
    "resolve": _resolve,
    "confirm": _confirm,
    "follow_up": _follow_up,
    "archive": _archive,
}
THEN: dict[str, Callable[[Case], None]] = {
    "return": _send_back,
    "suspend": _suspend,
    "extend": _ask_for_time,
    "object": _object,
    "report": _nothing,
    "silence": _nothing,
}
