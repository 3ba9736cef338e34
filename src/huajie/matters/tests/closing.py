"""Matters on their way to a closing, for tests."""

import io
import struct
import zlib
from datetime import date
from random import Random

from django.utils import timezone

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.matters.models import ConfirmedBy, Handover, HandoverState, Kind, Matter, Notice, OutcomeKind, ServedBy, Team, TeamMember
from huajie.matters.outcomes import Draft
from huajie.matters.services.confirming import Answer
from huajie.matters.services.moving import move
from huajie.matters.services.opening import open_matter
from huajie.matters.services.outcomes import write_outcome
from huajie.matters.services.serving import serve
from huajie.matters.states import NoticeKind
from huajie.matters.tests.making import new_matter
from huajie.people.models import Person
from huajie.people.tests.making import TOWN, make_staff

APPEAL = {"kind": Kind.PETITION, "petition_class": "appeal"}
YES = Answer(ConfirmedBy.WINDOW, settled=True, words="已经修好了,没有意见", satisfied=5)
NO = Answer(ConfirmedBy.TOLD, settled=False, words="还在漏水")


class Always(Random):
    """A source that draws everybody."""

    def randrange(self, *_limits: int) -> int:  # type: ignore[override]  # of one limit
        return 0


def clerk() -> Staff:
    return make_staff(Role.WINDOW_CLERK, TOWN)


def coordinator() -> Staff:
    return make_staff(Role.TOWN_COORDINATOR, TOWN)


def worker(name: str = "何网格") -> Staff:
    """Somebody who works on matters of the town."""
    staff, made = Staff.objects.get_or_create(username=name, defaults={"display_name": name, "language": "en"})
    if made:
        unit = make_staff(Role.GRID_WORKER, TOWN).postings.get().unit
        Posting.objects.create(staff=staff, unit=unit, role=Role.GRID_WORKER, area_id=TOWN, since=date(2021, 1, 1))
    return staff


def team() -> Team:
    """何网格 leads, 刘调解 and 谢社工 are on it."""
    made = Team.objects.create()
    for name in ("何网格", "刘调解", "谢社工"):
        TeamMember.objects.create(
            team=made, staff=worker(name), is_lead=name == "何网格", duty="联络", since=date(2021, 1, 1), accepted_at=timezone.now()
        )
    return made


def in_progress(*people: Person, kind: Kind = Kind.DISPUTE, petition_class: str = "") -> Matter:
    """A matter that a team works on."""
    matter = open_matter(new_matter(*people, kind=kind, told_on=date(2026, 11, 20)), by=clerk(), petition_class=petition_class)
    unit, _made = Unit.objects.get_or_create(code="jsj", defaults={"name": "住建局", "kind": UnitKind.BUREAU, "area_id": TOWN[:6]})
    move(matter, "accept", by=clerk())
    move(matter, "assign", by=coordinator(), facts={"unit": unit.code})
    Handover.objects.filter(matter=matter).update(state=HandoverState.RECEIVED)
    Matter.objects.filter(pk=matter.pk).update(team=team())
    move(matter, "start", by=worker())
    return matter


def said(kind: OutcomeKind = OutcomeKind.AGREEMENT) -> Draft:
    """A whole outcome."""
    elements = {
        "request": "请楼上修好防水",
        "facts": "2026年11月21日入户查看,楼上同意修理",
        "opinion": "双方达成协议,12月1日前修好",
        "law": "《民法典》第二百八十八条",
        "next_route": "协议没有履行的,可以向人民法院起诉",
    }
    return Draft(kind, **elements)


def resolved(*people: Person, kind: Kind = Kind.DISPUTE, petition_class: str = "", told: bool = True) -> Matter:
    """A matter whose outcome waits for the resident's answer; they have it in writing unless `told` is False."""
    matter = in_progress(*people, kind=kind, petition_class=petition_class)
    outcome = OutcomeKind.SUPPORTED if kind == Kind.PETITION else OutcomeKind.RELIEVED if kind == Kind.HARDSHIP else OutcomeKind.AGREEMENT
    write_outcome(matter, said(outcome), by=worker(), evidence=((io.BytesIO(png()), "photo.png"),))
    move(matter, "resolve", by=worker())
    if told:
        serve_outcome(matter)
    return matter


def serve_outcome(matter: Matter) -> None:
    """The statement of the outcome is handed over."""
    notice = Notice.objects.get(matter=matter, kind=NoticeKind.OUTCOME, served_on=None)
    serve(notice, by=worker(), on=timezone.localdate(), way=ServedBy.HAND)


def png(*, drawn: bool = True) -> bytes:
    """A canvas of 8 × 2 dots, as a browser writes it: with one black dot, or empty."""
    dot = b"\x00\x00\x00\xff" if drawn else b"\x00" * 4
    rows = b"\x00" + dot + b"\x00" * 28 + b"\x00" + b"\x00" * 32
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 8, 2, 8, 6, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
