"""Legal aid by the table: the seven and three days, material asked for once, reasons and routes, who decides on an objection."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Missing, MoveRefused, NotFromHere, Overtaken
from huajie.people.models import Person
from huajie.people.tests.making import DISTRICT, OTHER_TOWN, TOWN, make_staff, register
from huajie.reception.models import Consultation, LegalAid, NeedGround
from huajie.reception.services.legal_aid import apply_for_aid, move_aid
from huajie.reception.states import LEGAL_AID, STARTS, STOPS, AidState
from huajie.reception.tests.making import recorded, window_clerk

SAID = {"because": "属于请求支付劳动报酬", "law": "法律援助法第三十一条", "next_route": "可以向司法局提出异议", "helper": "某某律师事务所"}
SAID |= {"material": "劳动合同或者工资记录", "urgent": "limitation"}


def clerk(area: str = TOWN) -> Staff:
    return make_staff(Role.LEGAL_SERVICE_CLERK, area)


def an_aid(state: AidState = AidState.APPLIED) -> LegalAid:
    """A request as it stands; what led there is not told."""
    matter = recorded().matter
    aid = apply_for_aid(matter, Person.objects.get(), "追讨工资", NeedGround.WAGES, by=window_clerk(), received_on=timezone.localdate())
    if state != AidState.APPLIED:
        LegalAid.objects.filter(pk=aid.pk).update(state=state)
        aid.refresh_from_db()
    return aid


def due(aid: LegalAid, code: str) -> tuple[date, bool | None]:
    clock = aid.clocks.get(code=code)
    return clock.target_on, clock.met


def test_a_request_is_decided_in_seven_days_and_assigned_in_three() -> None:
    today = timezone.localdate()
    aid = an_aid()
    assert due(aid, "LA-DECIDE") == (today + timedelta(days=7), None)

    move_aid(aid, "grant", by=clerk(), facts=SAID)
    assert due(aid, "LA-DECIDE")[1]
    assert due(aid, "LA-ASSIGN") == (today + timedelta(days=3), None)

    move_aid(aid, "assign", by=clerk(), facts=SAID)
    assert due(aid, "LA-ASSIGN")[1]
    assert [entry.detail["move"] for entry in Entry.objects.filter(act=Act.LEGAL_AID_MOVED.value)] == ["apply", "grant", "assign"]


def test_missing_material_is_asked_for_once_and_the_days_stand_still_meanwhile() -> None:
    aid = an_aid()

    move_aid(aid, "ask_material", by=clerk(), facts=SAID)
    assert aid.clocks.get().suspended_since
    move_aid(aid, "supplement", by=window_clerk())
    assert aid.clocks.get().suspended_since is None

    with pytest.raises(MoveRefused, match="once"):
        move_aid(aid, "ask_material", by=clerk(), facts=SAID)


def test_whoever_refused_does_not_decide_on_the_objection() -> None:
    aid, other = an_aid(), clerk(DISTRICT)
    move_aid(aid, "refuse", by=clerk(), facts=SAID)
    move_aid(aid, "object", by=window_clerk(), facts=SAID)

    with pytest.raises(MoveRefused):
        move_aid(aid, "overturn", by=clerk(), facts=SAID)
    move_aid(aid, "overturn", by=other, facts=SAID)

    assert aid.state == AidState.GRANTED
    assert due(aid, "LA-OBJECT")[1]
    assert aid.clocks.filter(code="LA-ASSIGN", stopped_on=None).exists()


@pytest.mark.parametrize("row", [row for row in LEGAL_AID.moves if row.name != "apply"], ids=lambda row: row.name)
def test_every_move_starts_from_its_states_only_and_demands_its_facts(row) -> None:  # type: ignore[no-untyped-def]  # a row of the table
    state = min(row.sources)
    aid = an_aid(AidState(state))
    if row.needs:
        with pytest.raises(Missing):
            move_aid(aid, row.name, by=clerk())
    elsewhere = next(each for each in AidState if each not in row.sources)
    LegalAid.objects.filter(pk=aid.pk).update(state=elsewhere)
    with pytest.raises(Overtaken):
        move_aid(aid, row.name, by=clerk(), facts=SAID)
    aid.refresh_from_db()
    with pytest.raises(NotFromHere):
        move_aid(aid, row.name, by=clerk(), facts=SAID)
    LegalAid.objects.filter(pk=aid.pk).update(state=state)
    aid.refresh_from_db()
    assert move_aid(aid, row.name, by=clerk(), facts=SAID).to_state == row.target


def test_every_clock_that_starts_is_stopped_by_some_move() -> None:
    assert set(STARTS.values()) == set(STOPS.values())


def test_income_is_stated_or_the_ground_named() -> None:
    matter, today = recorded().matter, timezone.localdate()
    wei = Person.objects.get()
    with pytest.raises(Refused, match="income"):
        apply_for_aid(matter, wei, "追讨工资", NeedGround.STATED, by=window_clerk(), received_on=today)
    with pytest.raises(Refused, match="concerns"):
        apply_for_aid(matter, register("李四"), "追讨工资", NeedGround.WAGES, by=window_clerk(), received_on=today)
    with pytest.raises(Refused):
        apply_for_aid(matter, wei, "追讨工资", NeedGround.WAGES, by=window_clerk(), received_on=today + timedelta(days=1))
    assert not LegalAid.objects.exists()


def test_only_the_legal_service_of_the_area_decides() -> None:
    aid = an_aid()
    for stranger in (window_clerk(), clerk(OTHER_TOWN)):
        with pytest.raises(NotPermitted):
            move_aid(aid, "grant", by=stranger, facts=SAID)


def test_the_pages_lead_from_the_matter_to_the_decision() -> None:
    matter = recorded().matter
    window, legal, stranger = Client(), Client(), Client()
    window.force_login(window_clerk())
    legal.force_login(clerk())
    stranger.force_login(clerk(OTHER_TOWN))
    today = timezone.localdate().isoformat()
    person = Person.objects.get().pk

    panel = window.get(f"/reception/legal/of-matter/{matter.ref}/").content.decode()
    assert f"/reception/legal/aid/{matter.ref}/new/" in panel
    sent = {"person": person, "purpose": "追讨工资", "need": "stated", "income": "900", "received_on": today}
    address = window.post(f"/reception/legal/aid/{matter.ref}/new/", sent).headers["Location"]
    window.post(f"/reception/legal/consult/{matter.ref}/", {"on": today, "question": "能告吗", "answer": "可以", "person": person})

    assert "追讨工资" in legal.get("/reception/legal/").content.decode()
    legal.post(f"{address}refuse/", SAID)
    assert SAID["because"] in legal.get(address).content.decode()
    assert legal.get(f"{address}decision/").content.startswith(b"%PDF")
    assert legal.post(f"{address}apply/").status_code == 404
    assert stranger.get(address).status_code == 404
    assert Consultation.objects.get().answer in window.get(f"/reception/legal/of-matter/{matter.ref}/").content.decode()
    assert LegalAid.objects.get().income_fen_per_month == 90_000
