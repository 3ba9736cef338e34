"""The canonical fields that a column of a list can hold, each with its label and the shape of its values."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Shape(enum.Enum):
    """How the cells of a field are read."""

    TEXT = "text"
    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    SEX = "sex"
    DATE = "date"
    MONEY = "money"  # integer fen
    COUNT = "count"  # whole number
    YES_NO = "yes_no"
    PLACE = "place"  # name of a town, village or grid
    ADDRESS = "address"
    FAMILY = "family"  # several people in one cell
    NUMBER = "number"  # running number or reference


class Field(enum.Enum):
    # members are singletons; Enum's own hash is computed in Python and told in the time of large lists
    __hash__ = object.__hash__

    ROW_NO = "row_no"
    REFERENCE = "reference"  # our own number of a matter, on a sheet that the register filled
    TICKET_NO = "ticket_no"

    REPORT_UNIT = "report_unit"
    TOWN = "town"
    VILLAGE = "village"
    GRID = "grid"
    SITE = "site"  # where it happened

    FOUND_ON = "found_on"
    FINDER = "finder"
    STAFF_PHONE = "staff_phone"

    NAME = "name"
    SEX = "sex"
    AGE = "age"
    BIRTH_DATE = "birth_date"
    ID_TYPE = "id_type"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    ADDRESS = "address"
    HUKOU_PLACE = "hukou_place"
    OCCUPATION = "occupation"

    OTHER_NAME = "other_name"
    OTHER_SEX = "other_sex"
    OTHER_AGE = "other_age"
    OTHER_ID_NUMBER = "other_id_number"
    OTHER_PHONE = "other_phone"
    OTHER_ADDRESS = "other_address"

    HEAD_NAME = "head_name"
    HEAD_ID_NUMBER = "head_id_number"
    HEAD_PHONE = "head_phone"
    RELATION_TO_HEAD = "relation_to_head"
    FAMILY_MEMBERS = "family_members"
    HOUSEHOLD_SIZE = "household_size"
    FAMILY_SITUATION = "family_situation"

    TITLE = "title"
    SUMMARY = "summary"
    REQUEST = "request"
    CATEGORY = "category"
    SUB_CATEGORY = "sub_category"
    CHANNEL = "channel"
    URGENCY = "urgency"
    PEOPLE_INVOLVED = "people_involved"
    AMOUNT = "amount"

    INCOME_MONTHLY = "income_monthly"
    INCOME_YEARLY = "income_yearly"
    INCOME_PER_HEAD_MONTHLY = "income_per_head_monthly"
    INCOME_PER_HEAD_YEARLY = "income_per_head_yearly"
    INCOME_SOURCE = "income_source"
    CAUSE = "cause"
    BENEFITS = "benefits"
    AID_AMOUNT = "aid_amount"
    HEALTH = "health"
    DISABILITY = "disability"
    HOUSING = "housing"
    BANK_ACCOUNT = "bank_account"

    LEADER = "leader"
    LEADER_POST = "leader_post"
    LEADER_PHONE = "leader_phone"
    UNIT_LEAD = "unit_lead"
    UNIT_ASSIST = "unit_assist"
    OWNER = "owner"
    TEAM = "team"
    DEADLINE = "deadline"
    MEASURES = "measures"
    PROGRESS = "progress"
    RESULT = "result"
    CLOSED_ON = "closed_on"

    VISITED_ON = "visited_on"
    VISITORS = "visitors"
    ANSWER_GIVEN = "answer_given"
    NEXT_STEP = "next_step"

    REGISTERED_RESIDENCE = "registered_residence"
    ARRIVED_ON = "arrived_on"
    INTENDED_HELPER = "intended_helper"
    SATISFACTION = "satisfaction"
    REMARK = "remark"

    @property
    def label(self) -> _StrPromise:
        return LABELS[self]

    @property
    def shape(self) -> Shape:
        return SHAPES.get(self, Shape.TEXT)


LABELS: dict[Field, _StrPromise] = {
    Field.ROW_NO: _("Row number"),
    Field.REFERENCE: _("Our reference of the matter"),
    Field.TICKET_NO: _("Reference in the source"),
    Field.REPORT_UNIT: _("Reporting unit"),
    Field.TOWN: _("Town"),
    Field.VILLAGE: _("Village or community"),
    Field.GRID: _("Grid"),
    Field.SITE: _("Place of the matter"),
    Field.FOUND_ON: _("Found on"),
    Field.FINDER: _("Found by"),
    Field.STAFF_PHONE: _("Staff member's phone"),
    Field.NAME: pgettext_lazy("person", "Name"),
    Field.SEX: _("Sex"),
    Field.AGE: _("Age"),
    Field.BIRTH_DATE: _("Date of birth"),
    Field.ID_TYPE: _("Type of document"),
    Field.ID_NUMBER: _("ID number"),
    Field.PHONE: _("Phone"),
    Field.ADDRESS: _("Address"),
    Field.HUKOU_PLACE: _("Registered home"),
    Field.OCCUPATION: _("Occupation"),
    Field.OTHER_NAME: _("Other party: name"),
    Field.OTHER_SEX: _("Other party: sex"),
    Field.OTHER_AGE: _("Other party: age"),
    Field.OTHER_ID_NUMBER: _("Other party: ID number"),
    Field.OTHER_PHONE: _("Other party: phone"),
    Field.OTHER_ADDRESS: _("Other party: address"),
    Field.HEAD_NAME: _("Head of household: name"),
    Field.HEAD_ID_NUMBER: _("Head of household: ID number"),
    Field.HEAD_PHONE: _("Head of household: phone"),
    Field.RELATION_TO_HEAD: _("Relation to head of household"),
    Field.FAMILY_MEMBERS: _("Family members"),
    Field.HOUSEHOLD_SIZE: _("Household size"),
    Field.FAMILY_SITUATION: _("Family situation"),
    Field.TITLE: _("Title"),
    Field.SUMMARY: _("What happened"),
    Field.REQUEST: _("What is asked for"),
    Field.CATEGORY: _("Category"),
    Field.SUB_CATEGORY: _("Sub-category"),
    Field.CHANNEL: _("Channel"),
    Field.URGENCY: _("Urgency of the matter"),
    Field.PEOPLE_INVOLVED: _("People involved"),
    Field.AMOUNT: _("Amount in dispute"),
    Field.INCOME_MONTHLY: _("Household income per month"),
    Field.INCOME_YEARLY: _("Household income per year"),
    Field.INCOME_PER_HEAD_MONTHLY: _("Income per head and month"),
    Field.INCOME_PER_HEAD_YEARLY: _("Income per head and year"),
    Field.INCOME_SOURCE: _("Source of income"),
    Field.CAUSE: _("Cause of hardship"),
    Field.BENEFITS: _("Aid received"),
    Field.AID_AMOUNT: _("Amount of aid"),
    Field.HEALTH: _("Health"),
    Field.DISABILITY: _("Disability"),
    Field.HOUSING: _("Housing"),
    Field.BANK_ACCOUNT: _("Bank account"),
    Field.LEADER: _("Responsible leader"),
    Field.LEADER_POST: _("Responsible leader: post"),
    Field.LEADER_PHONE: _("Responsible leader: phone"),
    Field.UNIT_LEAD: _("Responsible unit"),
    Field.UNIT_ASSIST: _("Assisting unit"),
    Field.OWNER: _("Responsible person"),
    Field.TEAM: _("Team"),
    Field.DEADLINE: _("Deadline"),
    Field.MEASURES: _("Measures"),
    Field.PROGRESS: _("Progress"),
    Field.RESULT: _("Result"),
    Field.CLOSED_ON: _("Settled on"),
    Field.VISITED_ON: _("Visited on"),
    Field.VISITORS: _("Visited by"),
    Field.ANSWER_GIVEN: _("Answer given on the spot"),
    Field.NEXT_STEP: _("Next step"),
    Field.REGISTERED_RESIDENCE: _("Residence registered"),
    Field.ARRIVED_ON: _("Arrived on"),
    Field.INTENDED_HELPER: _("Intended helper"),
    Field.SATISFACTION: _("Satisfaction"),
    Field.REMARK: _("Remark"),
}

_FIELDS_OF_SHAPE: dict[Shape, tuple[Field, ...]] = {
    Shape.NUMBER: (Field.ROW_NO, Field.REFERENCE, Field.TICKET_NO, Field.BANK_ACCOUNT),
    Shape.NAME: (Field.NAME, Field.OTHER_NAME, Field.HEAD_NAME),
    Shape.ID_NUMBER: (Field.ID_NUMBER, Field.OTHER_ID_NUMBER, Field.HEAD_ID_NUMBER),
    Shape.PHONE: (Field.PHONE, Field.OTHER_PHONE, Field.HEAD_PHONE, Field.LEADER_PHONE, Field.STAFF_PHONE),
    Shape.SEX: (Field.SEX, Field.OTHER_SEX),
    Shape.DATE: (Field.FOUND_ON, Field.BIRTH_DATE, Field.DEADLINE, Field.CLOSED_ON, Field.VISITED_ON, Field.ARRIVED_ON),
    Shape.MONEY: (
        Field.AMOUNT,
        Field.AID_AMOUNT,
        Field.INCOME_MONTHLY,
        Field.INCOME_YEARLY,
        Field.INCOME_PER_HEAD_MONTHLY,
        Field.INCOME_PER_HEAD_YEARLY,
    ),
    Shape.COUNT: (Field.AGE, Field.OTHER_AGE, Field.HOUSEHOLD_SIZE, Field.PEOPLE_INVOLVED),
    Shape.YES_NO: (Field.REGISTERED_RESIDENCE,),
    Shape.PLACE: (Field.TOWN, Field.VILLAGE, Field.GRID),
    Shape.ADDRESS: (Field.ADDRESS, Field.OTHER_ADDRESS, Field.HUKOU_PLACE, Field.SITE),
    Shape.FAMILY: (Field.FAMILY_MEMBERS,),
}

SHAPES: dict[Field, Shape] = {field: shape for shape, fields in _FIELDS_OF_SHAPE.items() for field in fields}

# Fields of which several columns may well speak: their values are joined.
MAY_REPEAT = frozenset(
    {
        Field.PHONE,
        Field.OTHER_PHONE,
        Field.STAFF_PHONE,
        Field.LEADER,
        Field.LEADER_POST,
        Field.OWNER,
        Field.TEAM,
        Field.FINDER,
        Field.VISITORS,
        Field.UNIT_LEAD,
        Field.UNIT_ASSIST,
        Field.SUMMARY,
        Field.REQUEST,
        Field.MEASURES,
        Field.PROGRESS,
        Field.RESULT,
        Field.NEXT_STEP,
        Field.ANSWER_GIVEN,
        Field.REMARK,
        Field.BENEFITS,
        Field.HEALTH,
        Field.DISABILITY,
        Field.HOUSING,
        Field.CAUSE,
        Field.INCOME_SOURCE,
        Field.OCCUPATION,
        Field.FAMILY_SITUATION,
        Field.SATISFACTION,
        Field.LEADER_PHONE,
        Field.INTENDED_HELPER,
    }
)
