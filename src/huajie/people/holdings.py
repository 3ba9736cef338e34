"""The rows that a mention of a person becomes: names, identifiers, phones, addresses, link tokens, search text."""

from collections.abc import Iterable
from datetime import date

from huajie.core.crypto import blind_index, blind_tokens
from huajie.core.masking import masked_id_number, masked_phone
from huajie.linkage.blocking import tokens_of
from huajie.linkage.normalise.id_numbers import Soundness
from huajie.linkage.normalise.names import Name, read_name
from huajie.linkage.records import PersonRecord
from huajie.linkage.traits import PersonTraits, traits_of
from huajie.people.models import Address, Identifier, Person, PersonName, Phone
from huajie.people.newcomers import NewIdentifier, NewPerson

SEARCH_TABLE = "people_person_search"
_VILLAGE_DIGITS = 12
_NAME_LENGTH, _PINYIN_LENGTH, _ADDRESS_LENGTH, _MASK_LENGTH = 80, 120, 200, 40


def identifier_index(value: str) -> str:
    """The blind index of an identifier, whatever its type."""
    return blind_index(value.upper(), "identifier")


def phone_index(digits: str) -> str:
    """The blind index of a phone number."""
    return blind_index(digits, "phone")


def sorting_key(name: str) -> str:
    """The pinyin by which people are listed. Those without a name come after all others, in any collation."""
    return pinyin_of(name) or "zzzz"


def best_name(names: Iterable[str]) -> str:
    """The fullest of several names: one with a given name before a bare surname with a title."""
    return max(names, key=lambda name: (_is_full(name), len(name) <= _NAME_LENGTH), default="")[:_NAME_LENGTH]


def pinyin_of(name: str) -> str:
    """Toneless syllables separated by spaces, surnames read as surnames; characters without a reading stay."""
    read = read_name(name)
    return " ".join(read.sounds)[:_PINYIN_LENGTH] if read else name.lower()[:_PINYIN_LENGTH]


def is_better_name(new: str, held: str) -> bool:
    """True if and only if `new` has a given name and `held` has none."""
    return _is_full(new) and not _is_full(held)


def _is_full(name: str) -> bool:
    read: Name | None = read_name(name)
    return read is not None and read.is_full


def search_text(names: Iterable[str]) -> str:
    """What a person is found by: each name, its syllables, the syllables joined, and their first letters."""
    parts: list[str] = []
    for name in dict.fromkeys(names):
        sounds = pinyin_of(name).split()
        parts += [name, *sounds, "".join(sounds), "".join(sound[0] for sound in sounds)]
    return " ".join(dict.fromkeys(parts))


def name_rows(person: Person, names: Iterable[str], source: str) -> list[PersonName]:
    """One row for each distinct name."""
    return [PersonName(person=person, name=name[:_NAME_LENGTH], source=source) for name in dict.fromkeys(names)]


def identifier_rows(person: Person, identifiers: Iterable[NewIdentifier], source: str) -> list[Identifier]:
    """One row for each distinct number, with its index and its mask."""
    return [
        Identifier(
            person=person,
            type=new.type,
            value=new.value,
            value_index=identifier_index(new.value),
            masked=masked_id_number(new.value)[:_MASK_LENGTH],
            validity=new.validity,
            source=source,
        )
        for new in dict.fromkeys(identifiers)
    ]


def phone_rows(person: Person, phones: Iterable[str], source: str) -> list[Phone]:
    """One row for each distinct number, with its index and its mask."""
    return [
        Phone(person=person, value=digits, value_index=phone_index(digits), masked=masked_phone(digits)[:20], source=source)
        for digits in dict.fromkeys(phones)
    ]


def address_rows(person: Person, addresses: Iterable[tuple[str, str | None]], source: str) -> list[Address]:
    """One row for each distinct address."""
    return [
        Address(person=person, text=text[:_ADDRESS_LENGTH], area_id=area_code, source=source)
        for text, area_code in dict.fromkeys(addresses)
    ]


def traits(mention: NewPerson) -> PersonTraits:
    """A mention with every value in its compared form."""
    return traits_of(as_record("", mention))


def link_tokens(read: PersonTraits) -> set[int]:
    """The keyed tokens by which linkage finds the person of a mention again."""
    return set(blind_tokens(tokens_of(read)))


def sex_and_birth_date(mention: NewPerson, read: PersonTraits) -> tuple[str, date | None]:
    """What a sound ID number says, which outranks what is stated beside it; else what is stated."""
    for number in read.id_numbers:
        if number.soundness is Soundness.SOUND:
            return number.sex or mention.sex, number.birth_date
    return mention.sex, mention.birth_date


def as_record(key: str, mention: NewPerson) -> PersonRecord:
    """A mention as linkage reads it."""
    return PersonRecord(
        key=key,
        names=mention.names,
        id_numbers=tuple(identifier.value for identifier in mention.identifiers),
        phones=mention.phones,
        village=village_of(mention.area_code),
        addresses=tuple(text for text, _area in mention.addresses),
        sex=mention.sex or None,
        birth_date=mention.birth_date,
        mates=mention.mates,
        told=mention.told,
        sites=mention.sites,
        opponents=mention.opponents,
        opponent_phones=mention.opponent_phones,
    )


def village_of(area_code: str) -> str | None:
    """The 12-digit village of an area code, if it reaches that far down."""
    return area_code[:_VILLAGE_DIGITS] if len(area_code) >= _VILLAGE_DIGITS else None
