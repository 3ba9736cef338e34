"""Recognises each column of a table: by its words, its neighbours, its values, and what this unit chose before."""

from __future__ import annotations

import enum
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from huajie.intake.reading.column_context import Draft, settle_people
from huajie.intake.reading.content import Content, Holds, content_of, fits
from huajie.intake.reading.essentials import find_essentials
from huajie.intake.reading.fields import MAY_REPEAT, Field
from huajie.intake.reading.forbidden import reason_to_drop_unknown, says_urgency
from huajie.intake.reading.header_search import Header
from huajie.intake.reading.headers import HeaderReading, read_header
from huajie.intake.reading.kinds import ListKind
from huajie.intake.reading.masking import mask
from huajie.intake.reading.messages import Message
from huajie.intake.reading.tables import RawRow, Table
from huajie.intake.reading.text import as_text
from huajie.intake.reading.values import ABSENT
from huajie.intake.reading.whose import Whose
from huajie.intake.reading.wording import wording_of

_SAMPLES = 3
# Every text in the column 问题 of a returned list begins with this mark, so that the column is known when the list comes again.
RETURNED_MARK = "※ "
KEEP_AS_NOTE = "-"  # as a choice: keep the column with the row as a note


class Certainty(enum.Enum):
    SURE = "sure"
    REMEMBERED = "remembered"
    UNSURE = "unsure"
    DROPPED = "dropped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `field` of an unsure column is only the first guess; `used` is what rows are read by."""

    index: int
    header: str
    key: str  # what a choice is remembered under: the header's words, numbered where they repeat
    field: Field | None
    certainty: Certainty
    because: Message
    candidates: tuple[Field, ...] = ()
    samples: tuple[str, ...] = ()
    yuan: int = 1

    @property
    def used(self) -> Field | None:
        return self.field if self.certainty in {Certainty.SURE, Certainty.REMEMBERED} else None


def header_signature(table: Table) -> str:
    """The same for lists with the same headers in the same order, however they are spaced."""
    return signature_of([header.joined for header in table.columns])


def signature_of(headers: Sequence[str]) -> str:
    """The same of headers given in their order, each with its group."""
    words = "|".join(wording_of(header).words for header in headers)
    return hashlib.blake2b(words.encode(), digest_size=12).hexdigest()


def recognise_columns(
    table: Table,
    kind: ListKind,
    *,
    remembered: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None,
    known_places: frozenset[str] = frozenset(),
    of_form: Mapping[str, str] | None = None,
    reference_prefix: str = "",
    sample: Sequence[RawRow] | None = None,
) -> tuple[Column, ...]:
    """Every column of the table. `remembered`, `chosen` and `of_form` map a header (or a column's key) to a field's value, or to "-".

    `of_form` is what the definition of a form of ours says; `reference_prefix` is what our own references of matters begin with.
    """
    rows = table.sample() if sample is None else sample
    drafts = [_draft(header, rows, known_places, kind) for header in table.columns]
    settle_people(drafts)
    for draft in drafts:
        _check_against_values(draft, drafts)
    _settle_by_kind(drafts, kind)
    find_essentials(drafts, kind, rows, known_places)
    if reference_prefix:
        _find_reference(drafts, rows, re.compile(rf"{re.escape(reference_prefix)}-\d{{4}}-\d{{6,}}"))
    _settle_repeats(drafts)
    keys = keys_of([draft.words for draft in drafts])
    settled = _Settled(chosen or {}, of_form or {}, remembered or {})
    return tuple(_column(draft, key, rows, settled, unsure_table=table.ambiguous) for draft, key in zip(drafts, keys, strict=True))


def _draft(header: Header, rows: Sequence[RawRow], known_places: frozenset[str], kind: ListKind) -> Draft:
    cells = [row.cells[header.index] for row in rows if header.index < len(row.cells) and header.index not in row.filled]
    content = content_of(cells, known_places)
    reading = _reading(header)
    drop = reading.drop
    if reading.wording.words == "问题" and all(str(cell).startswith(RETURNED_MARK) for cell in cells if cell != ""):
        drop = "column_returned" if content.filled else drop
    if drop is None and (not reading.understood or reading.candidates == (Field.BENEFITS,)):
        texts = [as_text(cell) for cell in cells]
        if kind is ListKind.HOTLINE and says_urgency(reading.wording.words, texts):
            understood = replace(reading, candidates=(Field.URGENCY,), understood=True)
            return Draft(header, understood, content, understood.candidates, "column_by_values")
        drop = reason_to_drop_unknown(reading.wording.words, texts)
    if drop is not None:
        return Draft(header, HeaderReading(reading.wording, drop=drop), content, (), drop)
    sure = reading.understood and len(reading.candidates) == 1
    return Draft(
        header,
        reading,
        content,
        reading.candidates,
        "column_by_words" if sure else "column_two_meanings" if reading.understood else "column_not_understood",
    )


def _reading(header: Header) -> HeaderReading:
    """The header with its group, else the header alone: a group such as 基本信息 adds nothing, 乙方信息 says whose."""
    joined = read_header(header.joined)
    alone = read_header(header.text)
    if alone.candidates == (Field.RELATION_TO_HEAD,):
        return alone
    if joined.is_header_like or not header.upper:
        return joined
    if not alone.understood:
        return alone if alone.candidates else joined
    for group_words in ("情况", "信息", "基本信息", "基本情况", "资料"):
        bare = wording_of(header.upper).words.removesuffix(group_words)
        grouped = read_header(f"{bare} {header.text}")
        if bare and grouped.understood:
            return grouped
    return alone


def _check_against_values(draft: Draft, drafts: Sequence[Draft]) -> None:
    """Header and values must agree; where the header says too little, plain values may speak."""
    if draft.reading.drop is not None:
        return
    if len(draft.candidates) == 1 and draft.reading.understood:
        if draft.candidates == (Field.ROW_NO,) and draft.content.holds not in _MAY_NUMBER_ROWS:
            draft.candidates, draft.reason = (Field.TICKET_NO,), "column_by_values"
        elif draft.candidates == (Field.FAMILY_MEMBERS,) and _names_nobody(draft):
            draft.candidates, draft.reason = (Field.FAMILY_SITUATION,), "column_by_values"
        elif not fits(draft.candidates[0], draft.content):
            draft.candidates, draft.reason = _instead(draft), "column_contradicted"
        return
    if not draft.reading.understood:
        by_values = _by_values(draft.content, drafts)
        if by_values is not None and not _SOMEBODY_ELSES.intersection(draft.candidates[:1]):
            draft.candidates, draft.reason = (by_values,), "column_by_values"
        elif by_values is None and draft.candidates:
            draft.candidates = (*(field for field in draft.candidates if fits(field, draft.content)),) or draft.candidates
            draft.reason = "column_not_understood"


# A header that hints at one of these asks for the number of staff.
_SOMEBODY_ELSES = {Field.UNIT_LEAD, Field.OWNER}


def _names_nobody(draft: Draft) -> bool:
    """True for 家庭人员情况 over “家中4人”, and for 家庭人口情况 unless members stand there."""
    like_members = (Holds.FAMILY,) if "人口" in draft.words else (Holds.FAMILY, Holds.NAME, Holds.NAMES)
    return not draft.content.share(*like_members) and (draft.content.filled > 0 or "人口" in draft.words)


_MAY_NUMBER_ROWS = {Holds.SERIAL, Holds.COUNT, Holds.MONEY, Holds.YES_NO, Holds.NOTHING}
_PLAIN: dict[Holds, tuple[Field, float]] = {
    Holds.ID_NUMBER: (Field.ID_NUMBER, 0.7),
    Holds.PHONE: (Field.PHONE, 0.8),
    Holds.SEX: (Field.SEX, 0.95),
    Holds.FAMILY: (Field.FAMILY_MEMBERS, 0.7),
}


def _by_values(content: Content, drafts: Sequence[Draft]) -> Field | None:
    """The field that the values alone make plain, if no other column claims it and nobody else's it could be."""
    field, share = _PLAIN.get(content.holds, (None, 1.0))
    if field is None or content.filled < 3 or content.share(content.holds) < share:
        return None
    others = any(draft.whose in {Whose.OTHER, Whose.HEAD, Whose.MEMBER} for draft in drafts)
    staff = field is Field.PHONE and any(draft.whose not in {None, Whose.SUBJECT} for draft in drafts)
    claimed = any(field in draft.candidates for draft in drafts if draft.reading.understood)
    return None if claimed or staff or (others and field is not Field.FAMILY_MEMBERS) else field


def _instead(draft: Draft) -> tuple[Field, ...]:
    """The header's own field first, then what the values look like."""
    like = {
        Holds.ID_NUMBER: Field.ID_NUMBER,
        Holds.PHONE: Field.PHONE,
        Holds.DATE: Field.FOUND_ON,
        Holds.NAME: Field.NAME,
        Holds.SEX: Field.SEX,
        Holds.FAMILY: Field.FAMILY_MEMBERS,
        Holds.ADDRESS: Field.ADDRESS,
        Holds.PLACE: Field.VILLAGE,
        Holds.LONG_TEXT: Field.SUMMARY,
    }.get(draft.content.holds)
    return tuple(dict.fromkeys(field for field in (draft.candidates[0], like or Field.REMARK) if field))


_OF_MATTERS = {ListKind.DISPUTE, ListKind.PETITION, ListKind.HOTLINE}


def _settle_by_kind(drafts: Sequence[Draft], kind: ListKind) -> None:
    """What a date or a staff column means depends on the kind of list, where only one of the two stands there."""
    visit = kind is ListKind.VISIT
    pairs = (
        ((Field.FOUND_ON, Field.VISITED_ON), (Field.FINDER, Field.VISITORS))
        if visit
        else ((Field.VISITED_ON, Field.FOUND_ON), (Field.VISITORS, Field.FINDER))
    )
    for said, meant in pairs:
        if not any(draft.candidates == (meant,) for draft in drafts):
            for draft in drafts:
                if draft.candidates == (said,):
                    draft.candidates, draft.reason = (meant,), "column_by_kind"
                    break
    if kind in _OF_MATTERS and any(draft.settled in {Field.SUMMARY, Field.REQUEST} for draft in drafts):
        for draft in drafts:
            if draft.candidates == (Field.PROGRESS, Field.SUMMARY) and draft.reading.understood:
                draft.candidates, draft.reason = (Field.PROGRESS,), "column_by_kind"
    if kind in {ListKind.HARDSHIP, ListKind.MIGRANT_HARDSHIP} and not any(draft.candidates == (Field.HOUSEHOLD_SIZE,) for draft in drafts):
        for draft in drafts:
            if draft.candidates == (Field.PEOPLE_INVOLVED,) and draft.words in {"人数", "总人数"}:
                draft.candidates, draft.reason = (Field.HOUSEHOLD_SIZE,), "column_by_kind"


def _settle_repeats(drafts: Sequence[Draft]) -> None:
    """A field that can have one column only goes to the plainest; the others are unsure."""
    taken: dict[Field, Draft] = {}
    for draft in sorted(drafts, key=lambda draft: (draft.content.holds is Holds.NOTHING, len(draft.words) < 3, draft.header.index)):
        if len(draft.candidates) != 1 or draft.candidates[0] in MAY_REPEAT or draft.reading.drop:
            continue
        field = draft.candidates[0]
        if field not in taken:
            taken[field] = draft
        elif field is Field.ROW_NO:
            draft.candidates, draft.reason = (), "column_no_place"
        else:
            draft.candidates, draft.reason = (field, Field.REMARK), "column_repeats"


_REFERENCES = 0.9
_MAY_BE_REFERENCE = {(), (Field.ROW_NO,), (Field.TICKET_NO,)}


def _find_reference(drafts: Sequence[Draft], rows: Sequence[RawRow], ours: re.Pattern[str]) -> None:
    """The first column of numbers whose cells are references of ours: the list comes from the register."""
    for draft in drafts:
        if draft.reading.drop is None and draft.candidates in _MAY_BE_REFERENCE and draft.content.filled:
            cells = [as_text(row.cells[draft.header.index]) for row in rows if draft.header.index < len(row.cells)]
            if sum(ours.fullmatch(cell) is not None for cell in cells) >= _REFERENCES * draft.content.filled:
                draft.candidates, draft.reason = (Field.REFERENCE,), "column_by_values"
                return


def keys_of(words: Sequence[str]) -> list[str]:
    """The key of each column by the words of its header: the words themselves, numbered where they repeat."""
    seen: dict[str, int] = {}
    keys = []
    for said in words:
        count = seen[said] = seen.get(said, 0) + 1
        keys.append(said if count == 1 else f"{said}#{count}")
    return keys


@dataclass(frozen=True, slots=True)
class _Settled:
    """What was said of columns beforehand, by key or header: what counts first stands first."""

    chosen: Mapping[str, str]
    of_form: Mapping[str, str]
    remembered: Mapping[str, str]


def _column(draft: Draft, key: str, rows: Sequence[RawRow], settled: _Settled, *, unsure_table: bool) -> Column:
    header = draft.header.joined
    field = draft.candidates[0] if draft.candidates else None
    samples = _samples(draft, rows)
    yuan = draft.reading.wording.yuan
    if draft.reading.drop is not None:
        return Column(draft.header.index, header, key, None, Certainty.DROPPED, Message(draft.reading.drop, header=header))
    for said, code in ((settled.chosen, "column_chosen"), (settled.of_form, "column_of_form")):
        choice = _choice(said, key, header)
        if choice is not None:
            certainty = Certainty.SURE if choice != KEEP_AS_NOTE else Certainty.UNKNOWN
            return Column(draft.header.index, header, key, _field(choice), certainty, Message(code), samples=samples, yuan=yuan)
    choice = _choice(settled.remembered, key, header)
    if choice is not None:
        known = _field(choice)
        if known is None:
            return Column(draft.header.index, header, key, None, Certainty.UNKNOWN, Message("column_remembered"), samples=samples)
        agrees = fits(known, draft.content)
        certainty = Certainty.REMEMBERED if agrees else Certainty.UNSURE
        because = Message("column_remembered" if agrees else "column_contradicted", header=header)
        return Column(draft.header.index, header, key, known, certainty, because, (known,), samples, yuan)
    certainty = _certainty(draft, unsure_table=unsure_table)
    return Column(draft.header.index, header, key, field, certainty, Message(draft.reason, header=header), draft.candidates, samples, yuan)


def _certainty(draft: Draft, *, unsure_table: bool) -> Certainty:
    if not draft.candidates:
        return Certainty.UNKNOWN
    return Certainty.SURE if draft.settled and not unsure_table else Certainty.UNSURE


def _choice(choices: Mapping[str, str], key: str, header: str) -> str | None:
    for name in (key, header, header.replace("\n", "").replace(" ", "")):
        if name in choices:
            return choices[name]
    return None


def _field(value: str) -> Field | None:
    return None if value in {KEEP_AS_NOTE, ""} else Field(value)


def _samples(draft: Draft, rows: Sequence[RawRow]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in rows:
        text = as_text(row.cells[draft.header.index]) if draft.header.index < len(row.cells) else ""
        if text not in ABSENT:
            found[mask(text, draft.content)] = None
        if len(found) == _SAMPLES:
            break
    return tuple(found)
