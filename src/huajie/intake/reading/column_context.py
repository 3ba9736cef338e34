"""Settles by its neighbours whose detail a bare header (身份证, 电话, 住址 …) is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huajie.intake.reading.content import Content, Holds
from huajie.intake.reading.fields import Field
from huajie.intake.reading.header_search import Header
from huajie.intake.reading.headers import HeaderReading
from huajie.intake.reading.whose import What, Whose, field_of

# Reasons for a field that nobody needs to look at.
_SETTLED = {"column_by_words", "column_by_values", "column_by_neighbour", "column_by_kind"}
_STAFF = {Whose.LEADER, Whose.OWNER, Whose.FINDER, Whose.VISITOR, Whose.TEAM}
_OF_STAFF = {What.PHONE, What.POST, What.OCCUPATION}


@dataclass(slots=True)
class Draft:
    """A column while it is being settled. Several candidates mean unsure; `reason` is the code of why."""

    header: Header
    reading: HeaderReading
    content: Content
    candidates: tuple[Field, ...]
    reason: str
    whose: Whose | None = None  # for person headers, after looking at the neighbours

    @property
    def settled(self) -> Field | None:
        """The field, if the column is sure of it."""
        return self.candidates[0] if len(self.candidates) == 1 and self.reason in _SETTLED and self.reading.drop is None else None

    @property
    def what(self) -> What | None:
        return self.reading.person.what if self.reading.person else None

    @property
    def words(self) -> str:
        return self.reading.wording.words


def settle_people(drafts: Sequence[Draft]) -> None:
    """Gives each person header its owner, in place."""
    _take_owner_from_the_left(drafts)
    _promote_to_subject(drafts)
    for draft in drafts:
        person = draft.reading.person
        if person is None or draft.whose is None:
            continue
        if person.named or person.what is What.NAME or draft.whose is Whose.SUBJECT:
            field = field_of(draft.whose, person.what)
            draft.candidates = (field,) if field else ()
            draft.reason = "column_by_words" if field else "column_no_place"
        else:
            _settle_bare(draft, drafts, person.what)
    _settle_second_names(drafts)


def _take_owner_from_the_left(drafts: Sequence[Draft]) -> None:
    """A bare header belongs to the person named last in the same run of person columns."""
    owner = Whose.SUBJECT
    previous = -2
    for draft in drafts:
        person = draft.reading.person
        if person is None:
            if draft.reading.drop is None:
                owner = Whose.SUBJECT
            continue
        if person.named:
            owner = person.whose
        elif person.what is What.NAME or draft.header.index > previous + 4:
            owner = Whose.SUBJECT
        draft.whose = owner
        previous = draft.header.index


def _promote_to_subject(drafts: Sequence[Draft]) -> None:
    """Where nobody else is named, the head of the household (or the single named member) is whom the row is about."""
    for stand_in in (Whose.HEAD, Whose.MEMBER, Whose.OTHER):
        if any(draft.whose is Whose.SUBJECT and draft.what is What.NAME for draft in drafts):
            return
        names = [draft for draft in drafts if draft.whose is stand_in and draft.what is What.NAME]
        is_one_name = all(draft.content.holds is not Holds.FAMILY and draft.content.share(Holds.NAME) >= 0.5 for draft in names)
        if not names or (stand_in is not Whose.HEAD and not is_one_name) or stand_in is Whose.OTHER:
            continue
        if stand_in is Whose.HEAD and any(
            draft.whose is Whose.MEMBER
            and draft.what is What.NAME
            and draft.content.holds is Holds.NAME
            and draft.header.joined != "家庭成员"
            for draft in drafts
        ):
            continue
        for draft in drafts:
            if draft.whose is stand_in:
                draft.whose = Whose.SUBJECT


def _settle_bare(draft: Draft, drafts: Sequence[Draft], what: What) -> None:
    """“电话” right of another person's name: that person's if the subject has one elsewhere, else it could be either's."""
    owner = draft.whose
    assert owner is not None  # noqa: S101 -- the caller has checked
    own = field_of(Whose.SUBJECT, what)
    theirs = field_of(owner, what)
    if owner in _STAFF and what not in _OF_STAFF:
        draft.candidates, draft.reason = ((own,) if own else ()), "column_by_words"
        return
    subject_has_one = any(other is not draft and other.what is what and other.whose is Whose.SUBJECT for other in drafts)
    if subject_has_one:
        draft.candidates = (theirs,) if theirs else ()
        draft.reason = "column_by_neighbour" if theirs else "column_no_place"
    elif what in {What.POST, What.OCCUPATION} and theirs:
        draft.candidates, draft.reason = (theirs,), "column_by_neighbour"
    else:
        draft.candidates = tuple(dict.fromkeys(field for field in (own, theirs) if field))
        draft.reason = "column_whose"
        if own is theirs:
            draft.reason = "column_by_words"
            return
        if len(draft.candidates) == 1:
            draft.candidates = (*draft.candidates, Field.REMARK)


def _settle_second_names(drafts: Sequence[Draft]) -> None:
    """Two names for the subject: a contact is someone in passing; otherwise the second could be the other party."""
    names = [draft for draft in drafts if draft.candidates == (Field.NAME,)]
    if len(names) < 2:
        return
    contacts = [draft for draft in names if "联系人" in draft.words]
    for draft in contacts if len(contacts) < len(names) else []:
        draft.candidates, draft.reason = (), "column_no_place"
        names.remove(draft)
    for draft in names[1:]:
        draft.candidates, draft.reason = (Field.OTHER_NAME, Field.NAME), "column_whose"
