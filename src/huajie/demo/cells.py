"""What stands in each cell of one row, column by column."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from huajie.demo import values
from huajie.demo.answerable import bureau_for, hotline_class_for
from huajie.demo.identity import ORIGINS, mobile
from huajie.demo.matters import Telling
from huajie.demo.mess import Mess
from huajie.demo.population import Household
from huajie.demo.telling import short_title
from huajie.demo.values import Cell

POSTS = ["镇党委书记", "镇长", "党工委副书记", "政法委员", "副镇长", "街道办主任", "人大主席", "武装部长", "副主任"]
LEADERS = ["区领导A", "区领导B", "书记甲", "镇长乙", "副书记丙", "委员丁", "主任戊"]
STAFF = [
    "网格员甲",
    "网格员乙",
    "网格员丙",
    "网格员丁",
    "社工小何",
    "社工小林",
    "帮扶队员一",
    "帮扶队员二",
    "帮扶队员三",
    "调解员老周",
    "调解员阿芳",
]

GRIDS = 5
"""So many grids has every village of the lists."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How the clerk of one file types."""

    date_shape: str
    family_style: int
    leader: str
    phone_of_leader: str
    unit: str
    staff: tuple[str, ...]
    town: str


@dataclass(slots=True)
class Line:
    """One row to be: what is told, by whom, in whose file."""

    telling: Telling
    household: Household
    text: str
    number: int
    habits: Habits
    rng: Random
    mess: Mess

    def pick(self, *words: str | int | None) -> Cell:
        return self.rng.choice(words)

    def day(self, after_days: int = 0) -> Cell:
        return values.date_cell(self.rng, self.telling.day + timedelta(days=after_days), self.habits.date_shape, self.mess)


def made_habits(rng: Random, town: str) -> Habits:
    return Habits(
        date_shape=rng.choice(values.DATE_SHAPES),
        family_style=rng.randrange(7),
        leader=rng.choice(LEADERS),
        phone_of_leader=mobile(rng),
        unit=rng.choice((town, f"{town}司法所", f"{town}综治中心", f"{town}社会事务办", f"{town}民政办")),
        staff=tuple(rng.sample(STAFF, 4)),
        town=town,
    )


def name_of(line: Line) -> Cell:
    write = values.caller_cell if line.telling.list_kind == "hotline" else values.name_cell
    return write(line.rng, line.telling.teller, line.household, line.mess)


def id_of(line: Line) -> Cell:
    person = line.telling.teller
    if person is not line.household.head and line.rng.random() < line.mess.id_of_relative:
        person = line.household.head
    return values.id_cell(line.rng, person.idno, line.mess)


def phone_of(line: Line) -> Cell:
    return values.phone_cell(line.rng, line.telling.teller, line.household, line.mess)


def found_day(line: Line) -> Cell:
    """Hotline exports carry the time; people do not."""
    if line.telling.list_kind == "hotline":
        moment = datetime.combine(line.telling.day, time(line.rng.randint(7, 22), line.rng.randint(0, 59)))
        return f"{moment:%Y-%m-%d %H:%M:%S}" if line.habits.family_style % 2 else f"{moment:%Y/%m/%d %H:%M}"
    return line.day()


def other_name(line: Line) -> Cell:
    """The other side; where the other side tells, it is the person first concerned."""
    matter = line.telling.matter
    if line.telling.teller.hid != matter.person.hid:
        return matter.person.name
    return matter.other.name if matter.other else None


def other_phone(line: Line) -> Cell:
    matter = line.telling.matter
    if line.telling.teller.hid != matter.person.hid:
        return matter.person.phone or None
    return matter.other.phone or None if matter.other and line.rng.random() < 0.8 else None


def other_id(line: Line) -> Cell:
    other = line.telling.matter.other
    if other is None or other.resident is None or line.telling.teller.hid != line.telling.matter.person.hid or line.rng.random() < 0.4:
        return None
    return values.id_cell(line.rng, other.resident.idno, line.mess)


def other_address(line: Line) -> Cell:
    other = line.telling.matter.other
    if other is None or other.home is None or line.telling.teller.hid != line.telling.matter.person.hid:
        return None
    return values.address_cell(line.rng, other.home, line.mess)


def hukou(line: Line) -> Cell:
    origin = line.household.origin
    return line.rng.choice(ORIGINS[origin]) if origin else f"{line.household.place.district}{line.household.place.town}"


def size(line: Line) -> Cell:
    count = len(line.household.members)
    return line.pick(count, count, f"{count}人", str(count), f"{count}口人")


def amount(line: Line) -> Cell:
    yuan = line.telling.matter.amount_yuan
    return values.money_cell(line.rng, yuan, line.mess) if yuan else line.pick(None, None, "无", "/", 0)


def money(low: int, high: int) -> Callable[[Line], Cell]:
    return lambda line: values.money_cell(line.rng, line.rng.randint(low, high), line.mess)


def choice(*words: str | int | None) -> Callable[[Line], Cell]:
    return lambda line: line.rng.choice(words)


def disability(line: Line) -> Cell:
    details = line.telling.matter
    return details.details["残"] if details.story.category == "因残" else line.pick(None, "无", "否", "/")


def ticket(line: Line) -> Cell:
    prefix = "XF" if line.telling.list_kind == "petitions" else "HX"
    return f"{prefix}{line.telling.day.year}{line.number:05d}"


CELLS: dict[str, Callable[[Line], Cell]] = {
    "seq": lambda line: line.number,
    "case_no": ticket,
    "ticket_no": ticket,
    "report_unit": lambda line: line.habits.unit,
    "town": lambda line: line.household.place.town,
    "village": lambda line: values.village_cell(line.rng, line.household.place, line.mess),
    "grid": lambda line: f"{line.household.place.stem}第{line.household.group % GRIDS + 1}网格",
    "found_date": found_day,
    "finder": lambda line: line.rng.choice(line.habits.staff),
    "name": name_of,
    "sex": lambda line: None if line.rng.random() < line.mess.sex_missing else line.telling.teller.sex,
    "age": lambda line: line.pick(line.telling.teller.age, line.telling.teller.age, f"{line.telling.teller.age}岁"),
    "birth": lambda line: values.shaped_date(line.telling.teller.born, line.habits.date_shape),
    "id_no": id_of,
    "phone": phone_of,
    "address": lambda line: values.address_cell(line.rng, line.household, line.mess),
    "hukou": hukou,
    "other_name": other_name,
    "other_id": other_id,
    "other_phone": other_phone,
    "other_address": other_address,
    "party_count": choice(2, 2, 3, 4, "2人", "5人以上", None),
    "type": lambda line: line.telling.matter.story.category,
    "class1": lambda line: hotline_class_for(line.rng, line.telling.matter.story.category),
    "title": lambda line: short_title(line.rng, line.telling, line.text),
    "summary": lambda line: line.text,
    "amount": amount,
    "channel": choice("群众来访", "电话", "来信", "网上", "网格员上报", "主动排查", "上级转办", "12345分流"),
    "times": lambda line: line.rng.randint(1, 9),
    "measure": choice("已安排调解员上门", "约谈双方", "现场调解", "转司法所跟进", "协助申请救助", "召开协调会", None),
    "leader": lambda line: line.habits.leader,
    "leader_post": lambda line: POSTS[len(line.habits.town + line.habits.leader) % len(POSTS)],
    "leader_phone": lambda line: line.habits.phone_of_leader,
    "unit_lead": lambda line: bureau_for(line.rng, line.telling.matter.story.category),
    "unit_assist": lambda line: bureau_for(line.rng, line.telling.matter.story.category) if line.rng.random() < 0.6 else None,
    "owner": lambda line: line.rng.choice(line.habits.staff),
    "team": lambda line: "、".join(line.habits.staff[:3]),
    "deadline": lambda line: line.day(after_days=line.rng.choice((15, 30, 60))),
    "result": choice("已化解", "正在化解", "化解中", "未化解", "跟进中", "办结", "已办结", "办理中", None),
    "household_size": size,
    "family": lambda line: values.family_cell(line.rng, line.telling.teller, line.household, line.habits.family_style, line.mess),
    "relation": lambda line: line.pick("户主", "本人") if line.telling.teller is line.household.head else line.telling.teller.relation,
    "income_month": money(200, 6800),
    "income_month_head": money(100, 2600),
    "income_year": money(3000, 58000),
    "income_source": choice("务工", "务农", "养老金", "低保金", "亲友接济", "零工", "无"),
    "cause": lambda line: line.telling.matter.story.category if line.telling.matter.kind in ("hardship", "migrant") else "其他",
    "health": choice("良好", "一般", "较差", "重病", "慢性病", "健康", None),
    "disability": disability,
    "housing": choice("自建房", "公租房", "租房", "危房", "借住", "商品房", "平房60平方"),
    "policy": choice("否", "否", "无", "低保", "低保边缘", "特困", "是", "/", None),
    "dibao_no": lambda line: f"DB{line.rng.randrange(10**6):06d}" if line.rng.random() < 0.2 else None,
    "aid_amount": money(200, 3000),
    "bank_account": lambda line: f"6200{line.rng.randrange(10**14):014d}" if line.rng.random() < 0.6 else None,
    "bank": choice("农商行", "农业银行", "建设银行", "邮储银行", None),
    "need": choice("临时救助", "医疗救助", "助学", "就业推荐", "辅具", "上门探访", "助餐", "住房安置", None),
    "occupation": choice("务工", "务农", "无业", "退休", "个体", "学生", None),
    "workplace": lambda line: f"{line.habits.town.removesuffix('镇').removesuffix('街道')}{line.telling.matter.details['厂']}",
    "place": lambda line: line.pick("家中", "村委会", "社区党群服务中心", f"{line.household.place.short_name}"),
    "visit_mode": choice("入户", "电话", "约谈", "上门"),
    "household_note": lambda line: line.pick(
        f"{len(line.household.members)}口人", f"家庭{len(line.household.members)}人", "与家人同住", "一般家庭", None
    ),
    "answer": choice("已解释政策", "现场协助申请", "已记录反馈", None, "当场答复可申请临时救助"),
    "plan": choice("申请临时救助", "转街道跟进", "下周回访", "联系调委会", None, "交相关部门处理"),
    "recorder": lambda line: line.habits.staff[3],
    "satisfaction": choice("满意", "基本满意", "不满意", None, "未回访"),
    "arrived": lambda line: values.date_cell(
        line.rng, line.telling.matter.arose - timedelta(days=line.rng.randint(200, 4200)), line.habits.date_shape, line.mess
    ),
    "registered": choice("是", "否", "已办理", "未办理", "√", "×", "有", "无"),
    "permit_no": lambda line: f"JZ{line.rng.randrange(10**9):09d}" if line.rng.random() < 0.4 else None,
    "helper_unit": choice("区慈善会", "商会", "义工联", "社工站", "爱心企业", None),
    "urgency": choice("一般", "一般", "紧急", "普通", "加急"),
    "note": choice(None, None, None, None, "已电话联系", "重复件", "待核实", "节前已慰问"),
    "forbidden": choice("是", "否", "高", "中", "低", "专人负责", "无", None),
    "unknown": choice(1, 2, 3, "A", "B", "已录", None),
}
