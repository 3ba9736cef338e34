"""A person's record with every value in its compared form."""

from dataclasses import dataclass
from datetime import date

from huajie.linkage.normalise.addresses import Place, read_places
from huajie.linkage.normalise.id_numbers import IdNumber, Soundness, read_id_numbers
from huajie.linkage.normalise.names import Name, read_names
from huajie.linkage.normalise.phones import read_phones
from huajie.linkage.normalise.texts import Telling, read_tellings
from huajie.linkage.records import PersonRecord


@dataclass(frozen=True, slots=True)
class PersonTraits:
    """What is compared of one person record."""

    key: str
    names: tuple[Name, ...]
    id_numbers: tuple[IdNumber, ...]
    phones: tuple[str, ...]
    village: str | None
    places: tuple[Place, ...]
    sex: str | None
    birth_date: date | None
    mates: frozenset[str]
    tellings: tuple[Telling, ...]
    sites: tuple[Place, ...]
    opponents: frozenset[str]
    opponent_phones: tuple[str, ...]
    home: str | None

    @property
    def full_names(self) -> frozenset[str]:
        """The names with a given name."""
        return frozenset(name.text for name in self.names if name.is_full)

    @property
    def sound_ids(self) -> frozenset[str]:
        """The ID numbers that can be trusted."""
        return frozenset(number.text for number in self.id_numbers if number.soundness is Soundness.SOUND)


def traits_of(record: PersonRecord) -> PersonTraits:
    """The record, read. A sound ID number outranks the sex and birth date that the record states."""
    names = read_names(record.names)
    id_numbers = read_id_numbers(record.id_numbers)
    return PersonTraits(
        key=record.key,
        names=names,
        id_numbers=id_numbers,
        phones=read_phones(record.phones),
        village=record.village,
        places=read_places(record.addresses),
        sex=_sex(record, names, id_numbers),
        birth_date=next((number.birth_date for number in id_numbers if number.birth_date), record.birth_date),
        mates=_full_names(record.mates),
        tellings=read_tellings(record.told),
        sites=read_places(record.sites),
        opponents=_full_names(record.opponents),
        opponent_phones=read_phones(record.opponent_phones),
        home=record.home,
    )


def _full_names(raw: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.text for name in read_names(raw) if name.is_full)


def _sex(record: PersonRecord, names: tuple[Name, ...], id_numbers: tuple[IdNumber, ...]) -> str | None:
    stated = [number.sex for number in id_numbers] + [record.sex] + [name.sex for name in names]
    return next((sex for sex in stated if sex), None)
