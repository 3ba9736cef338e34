"""People of seven roles follow every link and fragment from their desk on: each is found, and each page closes what it opens."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.services.grids import add_grid
from huajie.areas.models import Area
from huajie.assistance.models import EmergencyKind, Given
from huajie.assistance.services.applying import apply
from huajie.assistance.services.funds import fill_fund, set_limit
from huajie.assistance.services.relieving import Need, give
from huajie.assistance.tests.making import filled
from huajie.audit.services import SYSTEM
from huajie.intake.models import Answer, Delivery, DeliveryState, ListRow, Question
from huajie.intake.services.deliveries import deliver
from huajie.intake.services.questions import answer, join_by_hand
from huajie.intake.services.withdrawing import withdraw
from huajie.intake.tests.making import (
    DISTRICT,
    EAST,
    FUTURE,
    GUI,
    LAKE,
    LAN,
    LEDGER,
    RIDGE,
    WEI,
    Line,
    hand_in,
    make_coordinator,
    make_district,
    row_of,
    write_ledger,
    write_sheet,
)
from huajie.matters.services.withholding import withhold
from huajie.people.models import Household
from tests.journeys.walker import Walker

UNSURE = replace(WEI, id_number="", phone="", text="外嫁女分红资格长期未落实,要求村里答复", other="")
MOVED = replace(WEI, village="西岭村", address="西岭村2社3号", text="承包鱼塘到期,押金未退")
NEIGHBOUR = Line("谢西", "", "15400000077", "地界不清,双方各执一词", village="西岭村", address="西岭村2社9号")
WALKERS = {
    Role.DISTRICT_COORDINATOR: DISTRICT,
    Role.TOWN_COORDINATOR: EAST,
    Role.COMMUNITY_WORKER: LAKE,
    Role.GRID_WORKER: LAKE,
    Role.RESPONSIBLE_LEADER: DISTRICT,
    Role.AUDITOR: DISTRICT,
    Role.WINDOW_CLERK: EAST,
}
WHOLE, PART = 7, 2  # pages of a kind: whoever sees all of the district meets every sort of row, the others the same with less on it
LEAST_PAGES = {Role.RESPONSIBLE_LEADER: 8, Role.AUDITOR: 8}


@pytest.fixture(autouse=True)
def _storage(tmp_path: Path) -> Iterator[None]:
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "storage"}}
    with override_settings(STORAGES={**settings.STORAGES, "default": default}):
        yield


@pytest.fixture
def unit(db: None, tmp_path: Path) -> Unit:
    """A district in which everything has happened once: told twice, in two towns, unsure, joined, withheld, refused, stopped, withdrawn."""
    unit = make_district()
    liang = make_coordinator(unit)
    add_grid(Area.objects.get(pk=LAKE), "第一网格", by=SYSTEM)
    first = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN, GUI, FUTURE]), by=liang)
    cells = [line.cells(number) for number, line in enumerate((MOVED, NEIGHBOUR), start=1)]
    west = hand_in(unit, write_sheet(tmp_path / "西.xlsx", "西山镇", [LEDGER, *cells]), by=liang)
    hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [UNSURE]), by=liang)
    hand_in(unit, write_ledger(tmp_path / "又一份.xlsx", [replace(UNSURE, name="黄小兰", address=LAN.address)]), by=liang)
    answer(Question.objects.earliest("pk"), Answer.UNKNOWN, by=liang)
    _join(row_of(first, 4), row_of(first, 5), liang)
    told = row_of(west, 3).matter
    assert told is not None
    withhold(told, [], by=SYSTEM, because="报告干部")
    office = Unit.objects.create(code="east", name="东山镇", kind=UnitKind.TOWN_OFFICE, area_id=EAST)
    _posted(Role.MEDIATOR, office, RIDGE)
    hand_in(office, write_ledger(tmp_path / "镇.xlsx", [LAN, MOVED, FUTURE]), by=liang)
    hand_in(office, write_ledger(tmp_path / "待认.xlsx", [LAN], {"意见": ["愿意协商"]}), by=liang, confirm_unsure=True)
    withdraw(deliver([write_ledger(tmp_path / "错交.xlsx", [GUI])], unit=office, by=liang), by=liang)
    stopped = deliver([write_ledger(tmp_path / "停.xlsx", [LAN, GUI])], unit=office, by=liang)
    _aid(liang)
    Delivery.objects.filter(pk=stopped.pk).update(state=DeliveryState.FAILED, fault="somewhere")
    return unit


def _aid(by: Staff) -> None:
    """A household that applied, a grant that began, and relief that was given."""
    home = Household.objects.filter(root=None, memberships__isnull=False).first()
    assert home is not None
    apply(home, filled(home, counted_because="共同生活"), by=by)
    town = Area.objects.get(pk=EAST)
    fill_fund(town, 100_000, "拨付", by=SYSTEM)
    set_limit(town, 100_000, timezone.localdate(), "文件", by=SYSTEM)
    moment = timezone.now() - timedelta(hours=1)
    give(Need(LAKE, EmergencyKind.FIRE, "失火", Given.MONEY, moment, name="老林", amount_fen=50_000), by=by, form_key=uuid4())


def _posted(role: Role, unit: Unit, area: str) -> Staff:
    staff = Staff.objects.create(username=role.value, display_name=str(role.label))
    Posting.objects.create(staff=staff, unit=unit, role=role, area_id=area, since="2021-01-01")
    return staff


def _join(left: ListRow, right: ListRow, by: Staff) -> None:
    """Two people who were one all along, and what they told."""
    assert left.person and right.person and left.matter and right.matter
    join_by_hand(left.person, right.person, by=by)
    join_by_hand(left.matter, right.matter, by=by)


def test_everyone_finds_whatever_their_pages_link_to(unit: Unit) -> None:
    broken = {}
    for role, area in WALKERS.items():
        client = Client(raise_request_exception=False)
        client.force_login(_posted(role, unit, area))
        walker = Walker(client, WHOLE if role == Role.DISTRICT_COORDINATOR else PART)
        walker.walk()
        assert len(walker.seen) >= LEAST_PAGES.get(role, 30), f"{role}: {len(walker.seen)} pages"
        broken[role.value] = walker.broken
    assert {role: found for role, found in broken.items() if found} == {}
