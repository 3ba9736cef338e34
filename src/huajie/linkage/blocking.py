"""Tokens that two records of one person, or of one matter, are likely to share: few, and selective."""

from itertools import chain

from huajie.linkage.normalise.id_numbers import Soundness
from huajie.linkage.normalise.texts import read_telling
from huajie.linkage.records import MatterRecord, PersonRecord
from huajie.linkage.traits import PersonTraits, traits_of

MOST_TOKENS = 7
MOST_SHARERS = 60  # a token shared by more records says nothing and is ignored, here and where the register looks for candidates
_MOST_PARTIES = 5
_WHOLE = (Soundness.SOUND, Soundness.DAMAGED, Soundness.DOCUMENT)


def person_tokens(record: PersonRecord) -> frozenset[str]:
    """At most seven tokens for a person; none is a bare surname or a bare village."""
    return tokens_of(traits_of(record))


def tokens_of(traits: PersonTraits) -> frozenset[str]:
    """The same tokens from traits already read, the most telling kept when there are too many."""
    phones = [f"p|{phone}" for phone in traits.phones[:2]]
    ranked = chain(_of_id_numbers(traits), phones[:1], _of_village(traits), _of_tellings(traits), phones[1:], _of_id_tails(traits))
    return frozenset(list(dict.fromkeys(ranked))[:MOST_TOKENS])


def matter_tokens(record: MatterRecord) -> frozenset[str]:
    """At most seven tokens for a matter: its parties on either side, and its text in its village."""
    tokens = [f"w|{person}" for person in (*sorted(record.people), *sorted(record.others))[:_MOST_PARTIES]]
    telling = read_telling(record.text)
    if telling and record.village:
        tokens.append(f"x|{record.village}|{telling.key}")
    if not record.people:
        tokens.extend(f"h|{household}" for household in sorted(record.households)[:1])
    return frozenset(tokens)


def _of_id_numbers(traits: PersonTraits) -> list[str]:
    return [f"i|{number.text}" for number in traits.id_numbers if number.soundness in _WHOLE][:2]


def _of_village(traits: PersonTraits) -> list[str]:
    """The name as it sounds in the village, and the surname as it sounds at the door."""
    if not traits.village or not traits.names:
        return []
    name = traits.names[0]
    surname = name.sounds[0]
    tokens = [f"n|{traits.village}|{name.sound}"] if name.is_full else []
    doors = [place.door or place.flat for place in traits.places if place.door or place.room]
    return tokens + [f"d|{traits.village}|{door}|{surname}" for door in doors[:1]]


def _of_tellings(traits: PersonTraits) -> list[str]:
    """The surname with the text in the village, and the name with the text anywhere."""
    if not traits.tellings or not traits.names:
        return []
    name, key = traits.names[0], traits.tellings[0].key
    tokens = [f"s|{traits.village}|{name.sounds[0]}|{key}"] if traits.village else []
    return tokens + ([f"t|{name.sound}|{key}"] if name.is_full else [])


def _of_id_tails(traits: PersonTraits) -> list[str]:
    """The name with the last four characters of the ID number, for masked ones, or with the birth date, for cut ones."""
    if not traits.names or not traits.names[0].is_full:
        return []
    sound = traits.names[0].sound
    tails = [f"m|{sound}|{number.text[-4:]}" for number in traits.id_numbers if len(number.text.rpartition("%")[2]) >= 4][:1]
    return tails + ([f"b|{sound}|{traits.birth_date:%Y%m%d}"] if traits.birth_date else [])
