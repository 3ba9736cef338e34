"""What a document can be filled with. A field means the same in every document that declares it."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Form(Enum):
    """How the value of a field is given, and how it stands in the document."""

    TEXT = "text"  # lines become paragraphs
    DAY = "day"  # a date: 2026年9月20日
    CODE = "code"  # a text that is drawn as a QR code
    ROWS = "rows"  # mappings of texts and days, for a loop of the template


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a template: {{ name }}. Where it is not needed, the document is whole without it."""

    name: str
    label: str | Promise
    form: Form = Form.TEXT
    needed: bool = True


_FIELDS = (
    Field("reference", _("Reference of the matter")),
    Field("number", _("Number of the document")),
    Field("title", _("What the matter is about")),
    Field("resident", _("Resident to whom it is written")),
    Field("office", _("Unit that issues the document")),
    Field("issued_on", _("Day of issue"), Form.DAY),
    Field("phone", _("Telephone for questions")),
    Field("clerk", _("Who deals with it")),
    Field("channel", _("How it was told")),
    Field("received_on", _("Day received"), Form.DAY),
    Field("accepted_on", _("Day accepted"), Form.DAY),
    Field("answer_by", _("Latest day of the next answer"), Form.DAY),
    Field("code", _("Code for following it")),
    Field("link", _("Address for following it, as a QR code"), Form.CODE),
    Field("unit", _("Unit that works on it")),
    Field("part", _("What the unit does: lead, or assist")),
    Field("procedure", _("Way and procedure")),
    Field("due_on", _("Day by which it is to be settled"), Form.DAY),
    Field("new_due_on", _("New day by which it is to be settled"), Form.DAY),
    Field("until", _("Day on which it is looked at again"), Form.DAY),
    Field("words", _("The resident's words")),
    Field("approved_by", _("Who approved it")),
    Field("reason", _("Reason")),
    Field("law", _("Laws and rules it rests on")),
    Field("next_route", _("Next legal route")),
    Field("transferred_on", _("Day passed on"), Form.DAY),
    Field("claims", pgettext_lazy("document", "What is asked for")),
    Field("facts", _("Facts and reasons")),
    Field("opinion", _("Opinion on handling it")),
    Field("earlier_unit", _("Unit that gave the earlier opinion")),
    Field("earlier_on", _("Day of the earlier opinion"), Form.DAY),
    Field("requirements", _("What is required")),
    Field("units", _("Units with duty and day (unit, duty, due_on)"), Form.ROWS),
    Field("served_document", _("Document that is served")),
    Field("way", _("Way of serving")),
    Field("place", _("Place")),
    Field("served_on", _("Day served"), Form.DAY),
    Field("received_by", _("Who received it, and how related")),
    Field("remark", _("Remark")),
    Field("decision", _("Decision")),
    Field("parties", _("Parties")),
    Field("closed_on", _("Day settled"), Form.DAY),
    Field("confirmation", _("How the resident confirmed it")),
    Field("follow_up", _("Follow-ups arranged")),
    Field("applicant", _("Applicant")),
    Field("members_count", _("Number of members")),
    Field("members", _("Members of the household (name, relation, income, work, health)"), Form.ROWS),
    Field("address", _("Where they live")),
    Field("cause", _("Cause of hardship")),
    Field("housing", _("Housing")),
    Field("programmes", _("Programmes that are asked for")),
    Field("account", _("Bank account, masked")),
    Field("brought_by", _("Who brings the application")),
    Field("mandate", _("On whose word it is brought")),
    Field("commitment", _("Commitment of the family")),
    Field("authorisation", _("Authorisation to check their means")),
    Field("checked", _("Answer of the check of information")),
    Field("surveyed_on", _("Day of the survey"), Form.DAY),
    Field("surveyors", _("Who surveyed the home")),
    Field("findings", _("What was found at home")),
    Field("published", _("What is made public (applicant, members, amount)"), Form.ROWS),
    Field("public_since", _("First day of publicity"), Form.DAY),
    Field("public_until", _("Last day of publicity"), Form.DAY),
    Field("objections_to", _("Where to object")),
    Field("objections", _("Objections, and what came of them")),
    Field("decided", _("Each programme with its decision (programme, proposed, decision, by)"), Form.ROWS),
    Field("emergency", _("Kind of emergency")),
    Field("need", _("What happened and what is needed")),
    Field("given", _("What was given, and how much")),
    Field("given_on", _("Day on which it was given"), Form.DAY),
    Field("given_by", _("Who gave it")),
    Field("earlier", _("Earlier relief within a year")),
    Field("papers_by", _("Day by which the papers follow"), Form.DAY),
    Field("papers", _("Papers that are there now")),
    Field("completed_on", _("Day on which the papers were complete"), Form.DAY),
)
FIELDS = {field.name: field for field in _FIELDS}
