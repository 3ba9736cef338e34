"""The people of a row as the people room takes them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from huajie.intake.models import RowRole
from huajie.intake.reading.fields import Field
from huajie.intake.reading.typed import IdNumber, IdStatus, PersonAsTyped, Precision, ReadRow, Role
from huajie.linkage.normalise.addresses import read_place
from huajie.people.models import IdentifierType, Validity
from huajie.people.newcomers import NewIdentifier, NewPerson

_VALIDITY = {
    IdStatus.VALID: Validity.VALID,
    IdStatus.BAD_CHECK: Validity.CHECK_FAILS,
    IdStatus.OLD_15: Validity.UNCHECKED,
    IdStatus.MASKED: Validity.MASKED,
    IdStatus.DIGITS_LOST: Validity.DIGITS_LOST,
    IdStatus.WRONG_LENGTH: Validity.INCOMPLETE,
    IdStatus.OTHER_DOCUMENT: Validity.UNCHECKED,
}
_ROLES = {
    Role.SUBJECT: RowRole.SUBJECT,
    Role.ALONGSIDE: RowRole.ALONGSIDE,
    Role.OTHER_PARTY: RowRole.OTHER_PARTY,
    Role.HEAD: RowRole.MEMBER,
    Role.MEMBER: RowRole.MEMBER,
}
_OF_ANOTHER_HOME = frozenset({Role.OTHER_PARTY, Role.ALONGSIDE})
_AT_HOME = frozenset({Role.SUBJECT, Role.HEAD, Role.MEMBER})
_FACING = {
    Role.SUBJECT: frozenset({Role.OTHER_PARTY}),
    Role.ALONGSIDE: frozenset({Role.OTHER_PARTY}),
    Role.OTHER_PARTY: frozenset({Role.SUBJECT, Role.ALONGSIDE}),
}
_ORGANISATION = re.compile(
    r".{2,}(?:公司|集团|厂|店|商行|商场|超市|市场|酒店|餐厅|中心|委员会|居委会|村委会?|办事处|街道办|政府|局|法院|派出所|医院|诊所|门诊部"
    r"|学校|小学|中学|幼儿园|银行|物业|管理处|服务部|合作社|经济社|联社|工地|项目部|协会|商会|基金会|工作室|事务所)"
)
_HK_MACAU = re.compile(r"[HM]\d{8,10}")
_TAIWAN = re.compile(r"\d{8}|T\d{8,9}")


@dataclass(frozen=True, slots=True)
class Mention:
    """One person of one row; `position` is their place among the people of the row, the subject being 0."""

    position: int
    role: RowRole
    relation: str
    is_head: bool
    person: NewPerson


def is_organisation(person: PersonAsTyped) -> bool:
    """True if and only if the other party is a company, an office or another body: those are no residents."""
    return person.role is Role.OTHER_PARTY and person.id_number is None and bool(_ORGANISATION.fullmatch(person.name))


def mentions_of(row: ReadRow, *, area_code: str, source: str, is_visit: bool = False) -> Iterator[Mention]:
    """Every resident named in the row. Other parties and those named together stand alone; the rest are mates of one household.

    A visit without an address was paid where the people live, if its place is a door.
    """
    typed = (row.subject, *row.others, *row.members)
    home = [person.name for person in typed if person.role not in _OF_ANOTHER_HOME and person.name]
    headed = any(person.role is Role.HEAD for person in typed)
    site_is_home = is_visit and not row.subject.address and bool(read_place(row.place.site).door_and_room)
    home_address = row.place.site if site_is_home else row.subject.address
    site = () if site_is_home or not row.place.site else (row.place.site,)
    told = (row.text,) if row.text else ()
    for position, person in enumerate(typed):
        if person.is_empty or is_organisation(person):
            continue
        opponents = _opponents_of(person, typed)
        mates = () if person.role in _OF_ANOTHER_HOME else tuple(name for name in home if name != person.name)
        yield Mention(
            position=position,
            role=_ROLES[person.role],
            relation=person.relation[:20],
            is_head=person.role is Role.HEAD or (person.role is Role.SUBJECT and not headed),
            person=replace(
                _new_person(row, person, area_code, source, home_address),
                told=() if person.role is Role.OTHER_PARTY else told,
                mates=mates,
                sites=site if person.role is Role.SUBJECT else (),
                opponents=tuple(other.name for other in opponents if other.name),
                opponent_phones=tuple(phone.digits for other in opponents for phone in other.phones),
            ),
        )


def _opponents_of(person: PersonAsTyped, typed: Sequence[PersonAsTyped]) -> list[PersonAsTyped]:
    """The residents on the other side of the dispute, if the person is a party to it."""
    facing = _FACING.get(person.role, frozenset())
    return [other for other in typed if other.role in facing and not is_organisation(other)]


def _new_person(row: ReadRow, person: PersonAsTyped, area_code: str, source: str, home_address: str) -> NewPerson:
    address = home_address if person.role in _AT_HOME and not person.address else person.address
    exact = person.birth is not None and person.birth.precision is Precision.DAY
    return NewPerson(
        names=(person.name,) if person.name else (),
        area_code=area_code,
        source=source,
        sex=person.sex.value if person.sex else "",
        birth_date=person.birth.day if person.birth and exact else None,
        identifiers=(_identifier(row, person.id_number, person.role),) if person.id_number else (),
        phones=tuple(phone.digits for phone in person.phones),
        addresses=((address, area_code if len(area_code) >= 12 else None),) if address else (),
    )


def _identifier(row: ReadRow, number: IdNumber, role: Role) -> NewIdentifier:
    kind = IdentifierType.ID_CARD
    if number.status is IdStatus.OTHER_DOCUMENT or (number.status is IdStatus.WRONG_LENGTH and role is Role.SUBJECT):
        kind = _document(row.text_of(Field.ID_TYPE), number.value, number.status)
    return NewIdentifier(type=kind, value=number.value[:40], validity=_VALIDITY[number.status])


def _document(stated: str, value: str, status: IdStatus) -> IdentifierType:
    """By what the list states, else by the shape of the number."""
    if "台" in stated or (not stated and status is IdStatus.OTHER_DOCUMENT and _TAIWAN.fullmatch(value)):
        return IdentifierType.TAIWAN_PERMIT
    if "港" in stated or "澳" in stated or (not stated and _HK_MACAU.fullmatch(value)):
        return IdentifierType.HK_MACAU_PERMIT
    if "护照" in stated or status is IdStatus.OTHER_DOCUMENT:
        return IdentifierType.PASSPORT
    return IdentifierType.ID_CARD
