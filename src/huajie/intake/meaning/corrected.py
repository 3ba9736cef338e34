"""When a row is an earlier one corrected, and which of its people are the same: who, when and what, of which two must have stayed."""

from collections.abc import Iterator
from typing import NamedTuple

from huajie.intake.reading.fields import Field
from huajie.intake.reading.typed import PersonAsTyped, ReadRow


class Pair(NamedTuple):
    """Positions of one person in the row as it is now and as it was. `by_place`: nothing but the place says that they are one."""

    now: int
    before: int
    by_place: bool


def is_corrected(now: ReadRow, before: ReadRow, *, mostly_unchanged: bool) -> bool:
    """True if and only if two of three stayed: the person, the day, the words.

    What neither row states has stayed only in a list of which most is unchanged: next month's list has no days either.
    """
    days = (_days(now), _days(before))
    words = (now.text, before.text)
    stayed = [one == other and (bool(one) or mostly_unchanged) for one, other in (days, words)]
    return sum([_is_known_person(now.subject, before.subject), *stayed]) >= 2


def has_anything_of(now: ReadRow, before: ReadRow) -> bool:
    """True if and only if a row that was refused can be meant: its person or its words stand there, or it had neither."""
    if _is_known_person(now.subject, before.subject) or (now.text and now.text == before.text):
        return True
    return before.subject.is_empty or not before.text


def paired_people(now: ReadRow, before: ReadRow) -> list[Pair]:
    """The people of the row beside those of the earlier one: by number, by name, then by their place among those of the same role."""
    left, there = _people(now), _people(before)
    found: list[Pair] = []
    for is_same, by_place in ((_same_number, False), (_same_name, False), (_may_be_renamed, True)):
        for position, person in sorted(left.items()):
            others = [other for other, held in there.items() if held.role == person.role and is_same(person, held)]
            if by_place:
                others = [other for other in others if _place(position, person, now) == _place(other, there[other], before)]
            if others:
                found.append(Pair(position, others[0], by_place))
                del left[position], there[others[0]]
    return found


def _people(row: ReadRow) -> dict[int, PersonAsTyped]:
    return {position: person for position, person in enumerate(_typed(row)) if not person.is_empty}


def _typed(row: ReadRow) -> tuple[PersonAsTyped, ...]:
    return (row.subject, *row.others, *row.members)


def _place(position: int, person: PersonAsTyped, row: ReadRow) -> int:
    """Which of those of the same role."""
    return sum(other.role == person.role for other in _typed(row)[:position])


def _days(row: ReadRow) -> tuple[str, ...]:
    return tuple(_isoformats(row))


def _isoformats(row: ReadRow) -> Iterator[str]:
    for field in (Field.FOUND_ON, Field.VISITED_ON):
        if stated := row.date_of(field):
            yield stated.day.isoformat()


def _is_known_person(one: PersonAsTyped, other: PersonAsTyped) -> bool:
    """True if and only if number, name or a phone stayed; a phone alone, where two numbers do not say otherwise."""
    if _same_number(one, other) or _same_name(one, other):
        return True
    return _may_be_renamed(one, other) and not {phone.digits for phone in one.phones}.isdisjoint(phone.digits for phone in other.phones)


def _same_number(one: PersonAsTyped, other: PersonAsTyped) -> bool:
    return bool(one.id_number and other.id_number and one.id_number.value == other.id_number.value)


def _same_name(one: PersonAsTyped, other: PersonAsTyped) -> bool:
    return bool(one.name) and one.name == other.name


def _may_be_renamed(one: PersonAsTyped, other: PersonAsTyped) -> bool:
    """True unless two different numbers speak against it."""
    return not (one.id_number and other.id_number)
