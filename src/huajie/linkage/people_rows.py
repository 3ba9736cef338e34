"""Persons' traits as the table that the engine compares."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import pyarrow

from huajie.linkage.normalise.id_numbers import Soundness
from huajie.linkage.normalise.texts import content_columns
from huajie.linkage.traits import PersonTraits

_RARE_BELOW = 0.002  # a text told by a smaller share of the records is rare
_RARE_AT_MOST = 3  # and so is one told by so few, however short the list
_MOST_OWNERS = 8
_BATCH = 10_000  # rows turned into columns at a time, to spare memory
_TEXT, _TEXTS, _NUMBERS = pyarrow.string(), pyarrow.list_(pyarrow.string()), pyarrow.list_(pyarrow.int32())
_SCHEMA = pyarrow.schema(
    [
        ("row", pyarrow.int32()),
        ("name", _TEXT),
        ("names", _TEXTS),
        ("sounds", _TEXTS),
        ("surname", _TEXT),
        ("ids", _TEXTS),
        ("id_any", _TEXT),
        ("id_sound", _TEXT),
        ("id_rough", _TEXT),
        ("id_part", _TEXT),
        ("born", _TEXT),
        ("phones", _TEXTS),
        ("village", _TEXT),
        ("groups", _TEXTS),
        ("doors", _TEXTS),
        ("flats", _TEXTS),
        ("bare_flats", _TEXTS),
        ("group_doors", _TEXTS),
        ("suites", _TEXTS),
        ("bare_suites", _TEXTS),
        ("spots", _TEXTS),
        ("group_spots", _TEXTS),
        ("spot_groups", _TEXTS),
        ("sex", _TEXT),
        ("mates", _TEXTS),
        ("home", _TEXT),
        ("told", _TEXTS),
        ("told_rare", _TEXTS),
        ("characters", _NUMBERS),
        ("quantities", _TEXTS),
        ("units", _TEXTS),
        ("opponents", _TEXTS),
        ("opponent_phones", _TEXTS),
    ]
)


def people_table(people: Sequence[PersonTraits]) -> pyarrow.Table:
    """One row a person, numbered from 0 in the order given; what is not known is null."""
    tellers = Counter(telling.key for person in people for telling in person.tellings)
    most = max(_RARE_AT_MOST, int(len(people) * _RARE_BELOW))
    rare = frozenset(key for key, count in tellers.items() if count <= most)
    public = _public_phones(people)
    batches = (
        [
            {"row": row, **_who(person), **_where(person, public), **_about(person), **_what(person, rare)}
            for row, person in enumerate(people[start : start + _BATCH], start)
        ]
        for start in range(0, len(people), _BATCH)
    )
    return pyarrow.Table.from_batches([pyarrow.RecordBatch.from_pylist(batch, schema=_SCHEMA) for batch in batches], schema=_SCHEMA)


def _public_phones(people: Sequence[PersonTraits]) -> frozenset[str]:
    """Numbers given by so many people that they are an office's or a shop's, not a family's."""
    names: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for phone in person.phones:
            names[phone].update(person.full_names)
    return frozenset(phone for phone, owners in names.items() if len(owners) > _MOST_OWNERS)


def _who(person: PersonTraits) -> dict[str, object]:
    name = person.names[0] if person.names else None
    by_soundness = {number.soundness: number.text for number in reversed(person.id_numbers)}
    whole = [number.text for number in person.id_numbers if number.soundness is not Soundness.PARTIAL]
    return {
        "name": name.text if name and name.is_full else None,
        "names": sorted(person.full_names),
        "sounds": sorted({each.sound for each in person.names if each.is_full}),
        "surname": name.sounds[0] if name else None,
        "ids": whole or None,
        "id_any": person.id_numbers[0].text if person.id_numbers else None,
        "id_sound": by_soundness.get(Soundness.SOUND),
        "id_rough": by_soundness.get(Soundness.DAMAGED),
        "id_part": by_soundness.get(Soundness.PARTIAL),
        "born": person.birth_date.isoformat() if person.birth_date else None,
        "sex": person.sex,
        "mates": sorted(person.mates) or None,
        "home": person.home,
    }


def _where(person: PersonTraits, public: frozenset[str]) -> dict[str, object]:
    doors = [place for place in person.places if place.door_and_room]
    return {
        "phones": [phone for phone in person.phones if phone not in public] or None,
        "village": person.village,
        "groups": [place.group for place in person.places if place.group] or None,
        "doors": [place.door_and_room for place in doors] or None,
        "flats": [place.flat for place in doors if place.room] or None,
        "bare_flats": [place.flat for place in doors if place.is_bare_flat],
        "group_doors": [place.full_door for place in doors if place.full_door] or None,
        "suites": [place.suite for place in doors if place.suite] or None,
        "bare_suites": [place.suite for place in doors if place.suite and not place.door],
    }


def _about(person: PersonTraits) -> dict[str, object]:
    """Where it happened, which may be at home, and against whom."""
    spots = [place for place in (*person.places, *person.sites) if place.door_and_room]
    return {
        "spots": [place.door_and_room for place in spots] or None,
        "group_spots": [place.full_door for place in spots if place.full_door] or None,
        "spot_groups": [place.group for place in spots if place.group] or None,
        "opponents": sorted(person.opponents) or None,
        "opponent_phones": list(person.opponent_phones) or None,
    }


def _what(person: PersonTraits, rare: frozenset[str]) -> dict[str, object]:
    keys = [telling.key for telling in person.tellings]
    return {
        "told": keys or None,
        "told_rare": [key for key in keys if key in rare],
        **content_columns(person.tellings),
    }
