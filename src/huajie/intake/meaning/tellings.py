"""What a row tells: the matter that it would open, and this telling of it."""

import re
from dataclasses import dataclass
from datetime import date

from huajie.intake.meaning.mentions import is_organisation
from huajie.intake.reading.fields import Field
from huajie.intake.reading.typed import ReadRow, TypedDate
from huajie.matters.models import Channel, Kind
from huajie.matters.newcomers import Reported

_TITLE_LENGTH = 40
_SHORTEST_TITLE = 6
_CLAUSE = re.compile(r"[,，。;；!！\n]")
_OPENING = re.compile(r"^(?:据?(?:网格员|群众|村民|居民|来电人|来访人|信访人|当事人|其)?(?:来电|来访|来信)?反映[:：,，\s]*)+")
_NOTED = (
    Field.TICKET_NO, Field.REPORT_UNIT, Field.FINDER, Field.CHANNEL, Field.URGENCY, Field.PEOPLE_INVOLVED, Field.LEADER, Field.LEADER_POST,
    Field.UNIT_LEAD, Field.UNIT_ASSIST, Field.OWNER, Field.TEAM, Field.DEADLINE, Field.MEASURES, Field.PROGRESS, Field.RESULT,
    Field.CLOSED_ON, Field.VISITORS, Field.ANSWER_GIVEN, Field.NEXT_STEP, Field.INTENDED_HELPER, Field.SATISFACTION, Field.REMARK,
    Field.AID_AMOUNT,
)  # fmt: skip
# Where a telling's text is found: the first of these that the row has.
_TEXTS = (
    (Field.SUMMARY, Field.REQUEST), (Field.TITLE,), (Field.FAMILY_SITUATION,), (Field.SUB_CATEGORY,), (Field.CATEGORY,), (Field.CAUSE,),
)  # fmt: skip
# What a row without such a text is called by.
_INSTEAD = (Field.MEASURES, Field.PROGRESS, Field.NEXT_STEP, Field.ANSWER_GIVEN, Field.RESULT, Field.REMARK)
_HOME = {Field.ADDRESS, Field.HEAD_NAME, Field.HEAD_ID_NUMBER, Field.HEAD_PHONE}
_DISPUTE_WORDS = re.compile(r"纠纷|争议|争执|漏水|扰民|赔偿|拖欠|分红|征地|拆迁|欠薪|工资")
_MISCONDUCT_WORDS = re.compile(r"检举|控告")  # the class of petitions that 信访工作条例 §30 keeps from those reported
_HARDSHIP_WORDS = re.compile(
    r"救助|困难|低保|特困|残疾|因病|因残|因学|因灾|失业|孤寡|独居|重病|癌|慢性病|学费|受灾|屋顶坍塌|无人照料|医疗费|照料"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A telling, with what its matter is called when it is the first."""

    kind: Kind
    channel: Channel
    category: str
    title: str
    text: str
    told_on: date | None
    place: str
    amount_fen: int | None
    noted: dict[str, str]
    reported: Reported | None = None


def told_by(row: ReadRow, channel: Channel) -> Told:
    """The telling of a row that came on a channel."""
    category = row.text_of(Field.SUB_CATEGORY) or row.text_of(Field.CATEGORY) or row.text_of(Field.CAUSE)
    text = row.text or row.text_of(Field.FAMILY_SITUATION) or category
    return Told(
        kind=_kind(row, channel, f"{category} {text}"),
        channel=channel,
        category=category[:40],
        title=title_of(row.title or text or next(filter(None, map(row.text_of, _INSTEAD)), "")),
        text=text,
        told_on=_told_on(row),
        place=(row.place.site or row.subject.address)[:200],
        amount_fen=row.amount_fen,
        noted=_noted(row),
        reported=_reported(row),
    )


def goes_on_from_above(row: ReadRow) -> bool:
    """True if and only if one merged cell, or a ditto mark, gives the row both the home and the words of the row above it."""
    told: set[Field] = next((found for fields in _TEXTS if (found := {*row.values} & {*fields})), set())
    return bool(told) and told <= row.filled and not _HOME.isdisjoint(row.filled)


def _kind(row: ReadRow, channel: Channel, said: str) -> Kind:
    """The list's own kind. A hotline, a visit and an unknown list bring all kinds: then the words decide."""
    own = {
        Channel.LEDGER: Kind.DISPUTE,
        Channel.SURVEY: Kind.HARDSHIP,
        Channel.MIGRANT_SURVEY: Kind.HARDSHIP,
        Channel.PETITION_LIST: Kind.PETITION,
    }
    if channel in own:
        return own[channel]
    if row.others or _DISPUTE_WORDS.search(said):
        return Kind.DISPUTE
    if channel is Channel.VISIT or _HARDSHIP_WORDS.search(said):
        return Kind.HARDSHIP
    return Kind.PETITION


def _told_on(row: ReadRow) -> date | None:
    for field in (Field.FOUND_ON, Field.VISITED_ON):
        if date_told := row.date_of(field):
            return date_told.day
    return None


def title_of(text: str) -> str:
    """What it is about: the first clause without "so-and-so reports", with the next if it is too short; as much as a list shows."""
    said = _OPENING.sub("", text.strip()) or text.strip()
    first, *rest = [clause.strip() for clause in _CLAUSE.split(said) if clause.strip()] or [""]
    if len(first) < _SHORTEST_TITLE and rest:
        first = f"{first}，{rest[0]}"
    return first if len(first) <= _TITLE_LENGTH else first[: _TITLE_LENGTH - 1] + "…"


def _noted(row: ReadRow) -> dict[str, str]:
    """What the list says beside it; a body that is the other party stands here, for it is no resident."""
    noted = {field.value: _text(value) for field in _NOTED if (value := row.values.get(field)) not in (None, "")}
    bodies = "、".join(_bodies(row))
    return noted | ({"other_organisation": bodies} if bodies else {})


def _bodies(row: ReadRow) -> tuple[str, ...]:
    return tuple(other.name for other in row.others if is_organisation(other))


def _reported(row: ReadRow) -> Reported | None:
    """Told if and only if the list's own class of the row is one of reports of misconduct; words in the text do not decide."""
    classes = (row.text_of(field) for field in (Field.SUB_CATEGORY, Field.CATEGORY, Field.CAUSE))
    called = next((said for said in classes if _MISCONDUCT_WORDS.search(said)), "")
    people = tuple(other.name for other in row.others if other.name and not is_organisation(other))
    return Reported(called, _bodies(row), people) if called else None


def _text(value: str | int | bool | TypedDate | None) -> str:
    if isinstance(value, TypedDate):
        return value.day.isoformat()
    return str(value)
