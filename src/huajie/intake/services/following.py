"""What would follow from the questions about people: if two are one, then so are matters that each of them told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.conf import settings

from huajie.linkage.matters import link_matters
from huajie.linkage.records import MatterRecord, Question, Rulings
from huajie.matters.known import known_matter_records

Following = dict[int, list[str]]  # by row: rows and references of matters that its own would be


def following_of(
    told: Sequence[MatterRecord], people: Mapping[str, str], matters: Mapping[int, str], doubts: Sequence[Question], ruled: Rulings
) -> Following:
    """Link the matters of doubtful people once more as if every doubt were answered "the same", and tell what that would join.

    What a person has ruled to be different is left out.
    """
    ones = _ones(people, doubts)
    if not ones:
        return {}
    new = [_as_one(record, ones) for record in told if record.people & ones.keys()]
    known = [_as_one(record, ones) for record in known_matter_records([], ones.keys() - people.keys())]
    joined: dict[str, list[str]] = defaultdict(list)
    for key, cluster in link_matters(new, known, memory_mib=settings.LINKAGE_MEMORY_MIB).clusters.items():
        joined[cluster].append(key)
    found: Following = {}
    for cluster, keys in joined.items():
        sides = {matters[int(key)]: key for key in keys} | ({} if cluster.isdigit() else {cluster: cluster})
        for key in keys:
            own = matters[int(key)]
            found[int(key)] = [other for matter, other in sides.items() if matter != own and ruled.get(frozenset((matter, own)), True)]
    return found


def _ones(people: Mapping[str, str], doubts: Iterable[Question]) -> dict[str, str]:
    """Every person in doubt, with the one who would stand for all that are joined with them."""
    ones: dict[str, str] = {}
    for doubt in doubts:
        sides = [people.get(side, side) for side in (doubt.left, doubt.right)]
        left, right = (ones.get(side, side) for side in sides)
        ones |= {each: left for each, one in ones.items() if one == right} | dict.fromkeys(sides, left)
    return ones


def _as_one(record: MatterRecord, ones: Mapping[str, str]) -> MatterRecord:
    return replace(
        record,
        people=frozenset(ones.get(person, person) for person in record.people),
        others=frozenset(ones.get(person, person) for person in record.others),
    )
