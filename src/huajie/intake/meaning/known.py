"""Whether a row adds anything to what the register would write of its matter."""

from collections.abc import Callable, Collection

from huajie.intake.reading.fields import Field
from huajie.intake.reading.typed import PersonAsTyped, PlaceAsTyped, ReadRow, TypedDate, Value

_NUMBERS_THE_ROW = {Field.ROW_NO, Field.REFERENCE}
Said = Callable[[str], Collection[str]]  # everything that was ever noted under the name of a field


def adds_nothing(row: ReadRow, written: ReadRow, said: Said, passed_over: Collection[str]) -> bool:
    """True if and only if everything that the row says is written in the register, or was noted of the matter before.

    An age says nothing of a person whom the register knows. Columns that the register alone writes are passed over.
    """
    return (
        all(_is_written(field, value, written, said) for field, value in row.values.items() if field not in _NUMBERS_THE_ROW)
        and all(written.kept.get(header) == text for header, text in row.kept.items() if header not in passed_over)
        and all(_is_among(person, people_in(written)) for person in people_in(row))
        and _is_there(row.place, written.place)
    )


def people_in(row: ReadRow) -> tuple[PersonAsTyped, ...]:
    """Everybody whom a row names."""
    return tuple(person for person in (row.subject, *row.others, *row.members) if not person.is_empty)


def _is_written(field: Field, value: Value, written: ReadRow, said: Said) -> bool:
    if _plain(value) == _plain(written.values.get(field, "")):
        return True
    return str(_plain(value)) in said(field.value)


def _plain(value: Value) -> str | int | bool:
    """A day without how exactly it was typed."""
    return value.day.isoformat() if isinstance(value, TypedDate) else value


def _is_among(person: PersonAsTyped, known: Collection[PersonAsTyped]) -> bool:
    return any(_adds_nothing_to(person, other) for other in known)


def _adds_nothing_to(person: PersonAsTyped, known: PersonAsTyped) -> bool:
    """True if and only if all that is typed of the person is known of the other. A different role is something new."""
    return (
        person.role is known.role
        and person.name in ("", known.name)
        and person.id_number in (None, known.id_number)
        and set(person.phones) <= set(known.phones)
        and person.sex in (None, known.sex)
        and (person.birth is None or (known.birth is not None and person.birth.day == known.birth.day))
        and (person.age is None or known.age is not None)
        and person.address in ("", known.address)
        and person.hukou_place in ("", known.hukou_place)
        and person.relation in ("", known.relation)
    )


def _is_there(place: PlaceAsTyped, written: PlaceAsTyped) -> bool:
    """True if and only if the row names no other place. A town may come from above the table: it counts where the register writes one."""
    return (
        place.site in ("", written.site)
        and place.grid in ("", written.grid)
        and place.village in ("", written.village)
        and (not written.town or place.town in ("", written.town))
    )
