"""Everything that a column of a sheet can hold, each under the name by which the list reader knows it, with what fills it.

A name that the reader does not know (`is_read` false) is written only; when such a sheet comes back, the column is passed over.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.core.masking import masked_account
from huajie.matters import noted
from huajie.matters.models import Kind
from huajie.matters.next_steps import next_step_of
from huajie.matters.states import State
from huajie.people.models import FactKind, Sex
from huajie.sheets.decided import in_chinese
from huajie.sheets.models import Format
from huajie.sheets.records import Number, SheetRecord, Someone, fact_of

Filled = str | int | bool | date | None  # money in fen
Fill = Callable[[SheetRecord], Filled]
_BETWEEN = "、"


class Shape(Enum):
    """What a field holds; days, answers and money can be written in several ways. The first format is the usual one."""

    TEXT = ("text",)  # an empty tuple is no value for every Python 3.11
    COUNT = ("count",)
    DAY = (Format.DAY_DASHED, Format.DAY_DOTTED, Format.DAY_WORDED)
    ANSWER = (Format.ANSWER_WORD, Format.ANSWER_TICK, Format.ANSWER_HAS)
    MONEY = (Format.YUAN, Format.TEN_THOUSAND_YUAN)

    @property
    def formats(self) -> tuple[Format, ...]:
        """The ways in which it can be written, if there are several."""
        return tuple(each for each in self.value if isinstance(each, Format))


class Part(Enum):
    """Under which heading a field stands where fields are chosen."""

    MATTER = "matter"
    SUBJECT = "subject"
    OTHER = "other"
    HOME = "home"
    WORK = "work"


PART_LABELS: dict[Part, Promise | str] = {
    Part.MATTER: _("The matter"),
    Part.SUBJECT: _("The person concerned"),
    Part.OTHER: _("The other party"),
    Part.HOME: _("The household"),
    Part.WORK: _("Who works on it, and how far it is"),
}


@dataclass(frozen=True, slots=True)
class SheetField:
    """One thing that a column can hold."""

    name: str
    label: Promise | str
    part: Part
    fill: Fill
    shape: Shape = Shape.TEXT
    is_read: bool = True

    @property
    def has_numbers(self) -> bool:
        """True if and only if it holds numbers that are masked unless they are asked for with a purpose."""
        return self.name in _MASKED


_MASKED = {"id_number", "phone", "other_id_number", "other_phone", "head_id_number", "head_phone", "bank_account"}


def _of_subject(fill: Callable[[Someone], Filled]) -> Fill:
    return lambda record: fill(record.subject) if record.subject else None


def _of_others(fill: Callable[[Someone], str]) -> Fill:
    return lambda record: _joined(map(fill, record.others))


def _of_head(fill: Callable[[Someone, SheetRecord], Filled]) -> Fill:
    return lambda record: fill(head, record) if (head := _head(record)) else None


def _head(record: SheetRecord) -> Someone | None:
    """The head of the household, else the person concerned."""
    home = record.home
    head = home.household.head if home else None
    found = [one for one in home.members if head and one.person.pk == head.standing_id] if home else []
    return found[0] if found else record.subject


def _joined(texts: Iterator[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(text for text in texts if text))


def _numbers(numbers: tuple[Number, ...], record: SheetRecord, most: int) -> str:
    return _BETWEEN.join(number.value if record.in_full else number.masked for number in numbers[:most])


def _of_the_first(numbers: str, most: int) -> Fill:
    return lambda record: _numbers(getattr(record.subject, numbers), record, most) if record.subject else ""


def _id_number(one: Someone, record: SheetRecord) -> str:
    return _numbers(one.id_numbers, record, 1)


def _phone(one: Someone, record: SheetRecord) -> str:
    return _numbers(one.phones, record, 1)


def _sex(one: Someone) -> str:
    return {Sex.MALE.value: "男", Sex.FEMALE.value: "女"}.get(one.person.sex, "")


def _age(one: Someone) -> int | None:
    born, today = one.person.birth_date, timezone.localdate()
    if born:
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    stated = fact_of(one.facts, FactKind.AGE)
    return int(stated) if stated.isdigit() else None


def _others(record: SheetRecord) -> str:
    """Residents and bodies on the other side."""
    return _joined(iter([*(one.person.name for one in record.others), noted.latest(record.tellings, "other_organisation")]))


def _family(record: SheetRecord) -> str:
    """妻:李四;子:王五. Everyone at home but the person concerned."""
    if not record.home:
        return ""
    concerned = {one.person.pk for one in record.subjects}
    members = [one for one in record.home.members if one.person.pk not in concerned and one.person.name]
    return ";".join(f"{one.relation}:{one.person.name}" if one.relation else one.person.name for one in members)


def _stated(kind: FactKind) -> Fill:
    return lambda record: fact_of(record.subject.facts, kind) if record.subject else ""


def _stated_of_home(kind: FactKind) -> Fill:
    return lambda record: fact_of(record.home.facts, kind) if record.home else ""


def _counted(fill: Fill) -> Fill:
    return lambda record: int(text) if (text := str(fill(record) or "")).isdigit() else None


def _dated(fill: Fill) -> Fill:
    def day(record: SheetRecord) -> date | None:
        try:
            return date.fromisoformat(str(fill(record) or ""))
        except ValueError:
            return None

    return day


def _answered(record: SheetRecord) -> bool | None:
    return {"yes": True, "no": False}.get(str(_stated(FactKind.RESIDENCE_REGISTERED)(record)))


def _account(record: SheetRecord) -> str:
    number = str(_stated(FactKind.BANK_ACCOUNT)(record) or "")
    return number if record.in_full else masked_account(number)


def _noted(key: str) -> Fill:
    return lambda record: noted.latest(record.tellings, key)


def _of_matter() -> Iterator[SheetField]:
    part = Part.MATTER
    yield SheetField("row_no", _("Row number"), part, lambda record: record.number, Shape.COUNT)
    yield SheetField("reference", _("Our reference of the matter"), part, lambda record: record.matter.ref)
    yield SheetField("ticket_no", _("Reference in the source"), part, _noted("ticket_no"))
    yield SheetField("town", _("Town"), part, lambda record: record.town)
    yield SheetField("village", _("Village or community"), part, lambda record: record.village)
    yield SheetField("grid", _("Grid"), part, lambda record: record.grid)
    yield SheetField("site", _("Place of the matter"), part, lambda record: record.matter.place)
    yield SheetField("found_on", _("First told on"), part, lambda record: record.matter.first_told_on, Shape.DAY)
    yield SheetField("kind", _("Kind of matter"), part, lambda record: in_chinese(Kind(record.matter.kind).label), is_read=False)
    yield SheetField("category", _("Category"), part, lambda record: record.matter.category)
    yield SheetField("title", _("Title"), part, lambda record: record.matter.title)
    yield SheetField("summary", _("What happened"), part, lambda record: record.matter.summary)
    yield SheetField("amount", _("Amount in dispute"), part, lambda record: record.matter.amount_fen, Shape.MONEY)
    yield SheetField("people_involved", _("People involved"), part, _counted(_noted("people_involved")), Shape.COUNT)
    yield SheetField("channel", _("Channel, as the list says"), part, _noted("channel"))
    yield SheetField("urgency", _("Urgency of the matter"), part, _noted("urgency"))
    yield SheetField("report_unit", _("Reporting unit"), part, _noted("report_unit"))
    yield SheetField("finder", _("Found by"), part, _noted("finder"))
    yield SheetField("times_told", _("Times told"), part, lambda record: record.matter.times_told, Shape.COUNT, is_read=False)


def _of_the_subject() -> Iterator[SheetField]:
    part = Part.SUBJECT
    yield SheetField("name", pgettext_lazy("person", "Name"), part, lambda record: _joined(one.person.name for one in record.subjects))
    yield SheetField("sex", _("Sex"), part, _of_subject(_sex))
    yield SheetField("age", _("Age"), part, _of_subject(_age), Shape.COUNT)
    yield SheetField("birth_date", _("Born on"), part, _of_subject(lambda one: one.person.birth_date), Shape.DAY)
    yield SheetField("id_number", _("ID number"), part, _of_the_first("id_numbers", 1))
    yield SheetField("phone", _("Phone"), part, _of_the_first("phones", 2))
    yield SheetField("address", _("Address"), part, _of_subject(lambda one: next(iter(one.addresses), "")))
    yield SheetField("hukou_place", _("Registered home"), part, _stated(FactKind.HUKOU_PLACE))
    yield SheetField("occupation", _("Occupation"), part, _stated(FactKind.EMPLOYMENT))
    yield SheetField("health", _("Health"), part, _stated(FactKind.HEALTH))
    yield SheetField("disability", _("Disability"), part, _stated(FactKind.DISABILITY))
    yield SheetField("registered_residence", _("Residence registered"), part, _answered, Shape.ANSWER)
    yield SheetField("arrived_on", _("Arrived on"), part, _dated(_stated(FactKind.ARRIVED_ON)), Shape.DAY)
    yield SheetField("bank_account", _("Bank account"), part, _account)


def _of_the_other() -> Iterator[SheetField]:
    part = Part.OTHER
    yield SheetField("other_name", _("Other party: name"), part, _others)
    yield SheetField("other_id_number", _("Other party: ID number"), part, lambda record: _first_other(record, "id_numbers"))
    yield SheetField("other_phone", _("Other party: phone"), part, lambda record: _first_other(record, "phones"))
    yield SheetField("other_address", _("Other party: address"), part, _of_others(lambda one: next(iter(one.addresses), "")))


def _first_other(record: SheetRecord, numbers: str) -> str:
    return _numbers(getattr(record.others[0], numbers), record, 1) if record.others else ""


def _of_the_home() -> Iterator[SheetField]:
    part = Part.HOME
    yield SheetField("head_name", _("Head of household: name"), part, _of_head(lambda head, record: head.person.name))
    yield SheetField("head_id_number", _("Head of household: ID number"), part, _of_head(_id_number))
    yield SheetField("head_phone", _("Head of household: phone"), part, _of_head(_phone))
    yield SheetField("relation_to_head", _("Relation to head of household"), part, _of_subject(lambda one: one.relation))
    yield SheetField("family_members", _("Family members"), part, _family)
    yield SheetField("household_size", _("Household size"), part, _counted(_stated_of_home(FactKind.HOUSEHOLD_SIZE)), Shape.COUNT)
    yield SheetField("family_situation", _("Family situation"), part, _stated_of_home(FactKind.FAMILY_SITUATION))
    yield SheetField("cause", _("Cause of hardship"), part, _stated_of_home(FactKind.HARDSHIP_CAUSE))
    yield SheetField("benefits", _("Aid received"), part, _stated_of_home(FactKind.BENEFITS))
    yield SheetField("housing", _("Housing"), part, _stated_of_home(FactKind.HOUSING))
    yield SheetField("income_monthly", _("Household income per month"), part, _counted(_stated_of_home(FactKind.INCOME)), Shape.MONEY)
    per_head = _counted(_stated_of_home(FactKind.INCOME_PER_CAPITA))
    yield SheetField("income_per_head_monthly", _("Income per head and month"), part, per_head, Shape.MONEY)
    yield SheetField("income_source", _("Source of income"), part, _stated_of_home(FactKind.INCOME_SOURCE))
    yield SheetField("aid_amount", _("Amount of aid"), part, _counted(_noted("aid_amount")), Shape.MONEY)


def _decided(key: str) -> Fill:
    """What the register decided; where it decided nothing, what the lists say."""
    return lambda record: getattr(record.decided, key) or noted.latest(record.tellings, key)


def _deadline(record: SheetRecord) -> str:
    """Once a unit leads, the nearest hard limit; before, the day that a list names for settling it, if one does."""
    own, said = record.decided.deadline, noted.latest(record.tellings, "deadline")
    return own or said if record.matter.lead_unit_id else said or own


def _next_day(record: SheetRecord) -> date | None:
    step = next_step_of(record.matter)
    return step.on if step else None


def _of_the_work() -> Iterator[SheetField]:
    part = Part.WORK
    yield SheetField("leader", _("Responsible leader"), part, _decided("leader"))
    yield SheetField("leader_post", _("Responsible leader: post"), part, _decided("leader_post"))
    yield SheetField("unit_lead", _("Responsible unit"), part, _decided("unit_lead"))
    yield SheetField("unit_assist", _("Assisting unit"), part, _decided("unit_assist"))
    yield SheetField("owner", _("Responsible person"), part, _decided("owner"))
    yield SheetField("team", _("Team"), part, _decided("team"))
    yield SheetField("deadline", _("Deadline"), part, _dated(_deadline), Shape.DAY)
    yield SheetField("state", _("State"), part, lambda record: in_chinese(State(record.matter.state).label), is_read=False)
    yield SheetField("last_contact_on", _("Last contact"), part, lambda record: record.matter.last_contact_on, Shape.DAY, is_read=False)
    yield SheetField("measures", _("Measures"), part, _noted("measures"))
    yield SheetField("progress", _("Progress"), part, _decided("progress"))
    yield SheetField("next_step", _("Next step"), part, _decided("next_step"))
    yield SheetField("next_step_on", _("Next step by"), part, _next_day, Shape.DAY, is_read=False)
    yield SheetField("result", _("Result"), part, _decided("result"))
    yield SheetField("closed_on", _("Settled on"), part, _dated(_decided("closed_on")), Shape.DAY)
    yield SheetField("visitors", _("Visited by"), part, _noted("visitors"))
    yield SheetField("answer_given", _("Answer given on the spot"), part, _noted("answer_given"))
    yield SheetField("intended_helper", _("Intended helper"), part, _noted("intended_helper"))
    yield SheetField("satisfaction", _("Satisfaction"), part, _noted("satisfaction"))
    yield SheetField("remark", _("Remark"), part, _noted("remark"))


FIELDS: dict[str, SheetField] = {
    field.name: field for fields in (_of_matter(), _of_the_subject(), _of_the_other(), _of_the_home(), _of_the_work()) for field in fields
}
