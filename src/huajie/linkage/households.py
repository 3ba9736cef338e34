"""Which households are one: shared members decide; an address alone speaks only for people of whom no family is listed."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from huajie.linkage.blocking import MOST_SHARERS
from huajie.linkage.decisions import Case, Judged, decide
from huajie.linkage.engine import ScoredPair
from huajie.linkage.normalise.addresses import are_apart, read_places
from huajie.linkage.normalise.names import read_names
from huajie.linkage.normalise.phones import read_phones
from huajie.linkage.normalise.texts import read_telling
from huajie.linkage.reasons import Reason
from huajie.linkage.records import HouseholdRecord, Linkage, Rulings
from huajie.linkage.verdicts import Verdict

# In bits, as for persons; they only order the merges and fill the screen, the rules below decide.
_PRIOR = -4.0
_WEIGHTS = {
    Reason.HEAD_SHARED: 12.0,
    Reason.MEMBERS_SHARED: 10.0,
    Reason.SAME_DOOR_AND_GROUP: 9.0,
    Reason.SAME_DOOR: 6.0,
    Reason.OTHER_DOOR: -6.0,
    Reason.OTHER_VILLAGE: -8.0,
}
_MOST_AT_DOOR = 12  # single mentions at one door; more is a hostel or an office


def link_households(new: Sequence[HouseholdRecord], known: Sequence[HouseholdRecord] = (), *, ruled: Rulings | None = None) -> Linkage:
    """Clusters of households and the questions that remain.

    One shared member makes two records one household, unless they live at different doors and share no second member: two families may list
    the same married daughter, so that is a question.
    """
    homes = [_Home(record) for part in (new, known) for record in sorted(part, key=lambda each: each.key)]
    weighed = (_judge(left, right, homes[left], homes[right]) for left, right in _candidates(homes, len(new)))
    judged = [(pair, verdict) for pair, verdict in weighed if verdict is not Verdict.APART]
    keys = [home.record.key for home in homes]
    return decide(Case(keys, [record.key for record in new], [{}] * len(homes), judged, ruled or {}, lambda left, right: False))


class _Home:
    """A household with its doors read."""

    __slots__ = ("full_doors", "phones", "places", "record", "surnames", "telling")

    def __init__(self, record: HouseholdRecord) -> None:
        self.record = record
        self.places = tuple(place for place in read_places(record.addresses) if place.door_and_room)
        self.full_doors = frozenset(place.suite or place.full_door for place in self.places if place.full_door)
        self.surnames = frozenset(name.surname for name in read_names(record.names))
        self.phones = frozenset(read_phones(record.phones))
        self.telling = read_telling(record.told)

    @property
    def door_tokens(self) -> list[tuple[str, str]]:
        """Where a household of one listed member may meet its other members."""
        village = self.record.village
        return [(village, door) for door in self.full_doors] if village and len(self.record.members) == 1 else []


def _candidates(homes: Sequence[_Home], new_rows: int) -> list[tuple[int, int]]:
    """Pairs that share a member, or single mentions at one full door; at least one of them new."""
    by_member: dict[str, list[int]] = defaultdict(list)
    by_door: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, home in enumerate(homes):
        for member in home.record.members:
            by_member[member].append(row)
        for token in home.door_tokens:
            by_door[token].append(row)
    by_phone: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, home in enumerate(homes):
        for phone in home.phones if home.record.village else ():
            by_phone[home.record.village or "", phone].append(row)
    blocks = [rows for rows in by_member.values() if len(rows) <= MOST_SHARERS]
    blocks += [rows for rows in by_door.values() if len(rows) <= _MOST_AT_DOOR]
    blocks += [rows for rows in by_phone.values() if len(rows) <= _MOST_AT_DOOR]
    return sorted({pair for rows in blocks for pair in combinations(rows, 2) if pair[0] < new_rows})


def _judge(left: int, right: int, one: _Home, other: _Home) -> Judged:
    reasons = {reason: _WEIGHTS[reason] for reason in _reasons(one, other)}
    pair = ScoredPair(left, right, _PRIOR + sum(reasons.values()), {reason.value: (reason, weight) for reason, weight in reasons.items()})
    if Reason.MEMBERS_SHARED not in reasons:
        return pair, Verdict.MERGE if _are_kin(one, other) else Verdict.APART
    shared = len(one.record.members & other.record.members)
    is_contained = shared == min(len(one.record.members), len(other.record.members))
    lives_elsewhere = Reason.OTHER_DOOR in reasons or Reason.OTHER_VILLAGE in reasons
    is_one = shared >= 2 or is_contained or Reason.HEAD_SHARED in reasons or not lives_elsewhere
    return pair, Verdict.CERTAIN if is_one else Verdict.ASK


def _are_kin(one: _Home, other: _Home) -> bool:
    """True if and only if two households without a common member are one: single mentions at one door, or one phone and one surname.

    Of migrants a door says little and a surname nothing: they need one phone, or the same words, as well.
    """
    is_near = not one.full_doors.isdisjoint(other.full_doors) and len(one.record.members) == len(other.record.members) == 1
    has_one_phone = not one.phones.isdisjoint(other.phones) and not are_apart(one.places, other.places)
    has_one_surname = not one.surnames.isdisjoint(other.surnames)
    has_same_words = one.telling is not None and one.telling == other.telling
    if one.record.is_migrant or other.record.is_migrant:
        return (is_near and (has_one_phone or has_same_words)) or (has_one_phone and has_same_words)
    return is_near or (has_one_phone and (has_one_surname or has_same_words))


def _reasons(one: _Home, other: _Home) -> list[Reason]:
    found = [Reason.MEMBERS_SHARED] if one.record.members & other.record.members else []
    if one.record.head is not None and one.record.head == other.record.head:
        found.append(Reason.HEAD_SHARED)
    if one.record.village and other.record.village and one.record.village != other.record.village:
        found.append(Reason.OTHER_VILLAGE)
    elif one.full_doors & other.full_doors:
        found.append(Reason.SAME_DOOR_AND_GROUP)
    elif one.places and other.places:
        found.append(Reason.OTHER_DOOR if are_apart(one.places, other.places) else Reason.SAME_DOOR)
    return found
