"""Made-up lists of a made-up district, for tests: their people, their workbooks, and their way into the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import xlsxwriter
from stdnum.cn.ric import calc_check_digit

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.scope import Scope, scope_of
from huajie.areas.models import Area, AreaName, Level
from huajie.areas.naming import names_of, short_name
from huajie.intake.models import Delivery, ListRow
from huajie.intake.services.deliveries import deliver
from huajie.intake.services.running import work_on

DISTRICT, EAST, WEST = "440190", "440190101", "440190102"
LAKE, RIDGE, CLOUD = "440190101201", "440190102201", "440190101001"
NAMES = {
    DISTRICT: ("试区", Level.COUNTY),
    EAST: ("东山镇", Level.TOWN),
    WEST: ("西山镇", Level.TOWN),
    LAKE: ("东湖村委会", Level.VILLAGE),
    RIDGE: ("西岭村委会", Level.VILLAGE),
    CLOUD: ("云台居委会", Level.VILLAGE),
}
LEDGER = ("序号", "排查日期", "村(社区)", "当事人姓名", "身份证号码", "联系电话", "住址", "对方当事人", "纠纷类型", "纠纷简要情况")


_SAVED = count()


def id_number(born: str, serial: int) -> str:
    """A made-up ID number of a county that does not exist, with its check digit."""
    digits = f"440190{born}{serial:03d}"
    return f"{digits}{calc_check_digit(f'{digits}0')}"


@dataclass(frozen=True)
class Line:
    """One row of a dispute ledger."""

    name: str
    id_number: str
    phone: str
    text: str
    village: str = "东湖村"
    other: str = ""
    date: str = "2021-03-05"
    address: str = "东湖村3社12号"

    def cells(self, number: int) -> list[str | int]:
        """As it stands in the ledger."""
        kind = "邻里纠纷"
        return [number, self.date, self.village, self.name, self.id_number, self.phone, self.address, self.other, kind, self.text]


WEI = Line("陈伟", id_number("19880312", 11), "15400000011", "楼上卫生间漏水致楼下天花发霉,赔偿谈不拢", other="黎二妹")
LAN = Line("黄小兰", id_number("19751120", 22), "15400000022", "工伤后用人单位未按时支付医疗费2万元", address="东湖村5社7号")
GUI = Line(
    "冯桂", id_number("19620607", 31), "15400000033", "外嫁女分红资格长期未落实,要求村里答复", village="云台社区", address="云台社区8号"
)
NOBODY = Line("", "", "", "")
FUTURE = replace(GUI, name="谢未来", id_number=id_number("19900101", 51), phone="15400000055", date="2121-03-05")


def make_district() -> Unit:
    """Two towns, three villages, and the unit that hands lists in."""
    Area.objects.bulk_create(
        Area(code=code, name=name, short_name=short_name(name, level), level=level) for code, (name, level) in NAMES.items()
    )
    AreaName.objects.bulk_create(
        AreaName(area_id=code, name=each) for code, (name, level) in NAMES.items() for each in sorted(names_of(name, level))
    )
    return Unit.objects.create(code="district-440190", name="试区", kind=UnitKind.BUREAU, area_id=DISTRICT)


def make_coordinator(unit: Unit, area_code: str = DISTRICT) -> Staff:
    """Somebody who may hand in lists and answer questions there."""
    staff = Staff.objects.create(username=f"liang-{area_code}", display_name="梁协调", language="en")
    role = Role.DISTRICT_COORDINATOR if area_code == DISTRICT else Role.TOWN_COORDINATOR
    Posting.objects.create(staff=staff, unit=unit, role=role, area_id=area_code, since="2021-01-01")
    return staff


def scope_in(unit: Unit, area_code: str) -> Scope:
    """What a coordinator of that area may do."""
    return scope_of(make_coordinator(unit, area_code))


def write_ledger(path: Path, lines: Sequence[Line], extra: Mapping[str, Sequence[str]] | None = None) -> Path:
    """A dispute ledger as .xlsx: title, header, rows from line 3 on; `extra` adds columns."""
    more = extra or {}
    rows: list[Sequence[str | int]] = [["东山镇矛盾纠纷排查台账"], [*LEDGER, *more]]
    rows += [[*line.cells(number), *(values[number - 1] for values in more.values())] for number, line in enumerate(lines, start=1)]
    return write_sheet(path, "东山镇", rows)


def write_sheet(path: Path, name: str, rows: Sequence[Sequence[str | int]]) -> Path:
    """A workbook of one sheet, saved at a moment of its own: no two have the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"created": datetime(2021, 4, 1, tzinfo=UTC) + timedelta(minutes=next(_SAVED))})
    page = book.add_worksheet(name)
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return path


def hand_in(unit: Unit, *paths: Path, by: Staff | None = None, confirm_unsure: bool = False) -> Delivery:
    """A delivery, brought as far as it goes."""
    delivery = deliver(paths, unit=unit, by=by, confirm_unsure=confirm_unsure)
    work_on(delivery.pk)
    delivery.refresh_from_db()
    return delivery


def row_of(delivery: Delivery, number: int) -> ListRow:
    """The row at that line of the only sheet."""
    return ListRow.objects.select_related("person__root", "household", "matter__root").get(file__delivery=delivery, number=number)
