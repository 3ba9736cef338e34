"""What "the same" leads to: two people become one, then the households and the matters that are one because of it; and the way back."""

from collections.abc import Sequence
from typing import TypeVar

from django.conf import settings

from huajie.accounts.models import Staff
from huajie.intake.services.rulings import Rulings, settled
from huajie.linkage.households import link_households
from huajie.linkage.matters import link_matters
from huajie.linkage.records import Evidence
from huajie.matters.known import known_matter_records
from huajie.matters.models import Matter, MatterMerge, Party
from huajie.matters.services import merging as matters_merging
from huajie.people.known import known_households
from huajie.people.models import Household, Merge, Person
from huajie.people.models.records import MergeableRecord
from huajie.people.services import merging as people_merging
from huajie.people.trees import within

M = TypeVar("M", bound=MergeableRecord)
MergesMade = list[tuple[str, int]]  # [subject, primary key of the merge], in the order in which they were made


def join_people(left: Person, right: Person, *, by: Staff, because: str, evidence: Sequence[Evidence]) -> MergesMade:
    """Merge the younger record into the older, then their households and matters where these are certain to be one."""
    kept, absorbed = _by_age(left, right)
    if kept.pk == absorbed.pk:
        return []
    their_matters = set(Party.objects.filter(within("person", [absorbed.pk])).values_list("matter__ref", flat=True))
    merge = people_merging.merge_people(kept, absorbed, by=by, because=because, evidence=evidence)
    rulings = settled()
    made: MergesMade = [("person", merge.pk)]
    made += _join_homes(kept, rulings, by=by, because=because)
    return made + _join_told(kept, their_matters, rulings, by=by, because=because)


def join_households(left: Household, right: Household, *, by: Staff, because: str, evidence: Sequence[Evidence]) -> MergesMade:
    """Merge the younger record into the older."""
    kept, absorbed = _by_age(left, right)
    if kept.pk == absorbed.pk:
        return []
    return [("household", people_merging.merge_households(kept, absorbed, by=by, because=because, evidence=evidence).pk)]


def join_matters(left: Matter, right: Matter, *, by: Staff, because: str, evidence: Sequence[Evidence]) -> MergesMade:
    """Merge the younger record into the older."""
    kept, absorbed = _by_age(left, right)
    if kept.pk == absorbed.pk:
        return []
    merge = matters_merging.merge_matters(kept, absorbed, by=by, because=because, evidence=evidence)
    return [("matter", merge.pk)]


def part(subject: str, merge: int, *, by: Staff) -> None:
    """Undo one merge, unless somebody has undone it already. Whether the two are one is an open question again."""
    if subject == "matter":
        told = MatterMerge.objects.filter(pk=merge, undone_at__isnull=True).first()
        if told:
            matters_merging.undo(told, by=by, found_different=False)
        return
    known = Merge.objects.filter(pk=merge, undone_at__isnull=True).first()
    if known:
        people_merging.undo(known, by=by, found_different=False)


def _by_age(left: M, right: M) -> tuple[M, M]:
    """The records that stand for both now, the one known longer first."""
    standing = [left.standing, right.standing]
    first, second = sorted(standing, key=lambda record: record.pk)
    return first, second


def _join_homes(person: Person, rulings: Rulings, *, by: Staff, because: str) -> MergesMade:
    """The person stood in two households: one, if linkage is certain of it and nobody has found them different."""
    homes = sorted(known_households([person.ref]), key=lambda home: home.key)
    if len(homes) < 2:
        return []
    known, *others = homes
    clusters = link_households(others, [known], ruled=rulings.homes).clusters
    records = Household.objects.in_bulk([home.key for home in homes], field_name="ref")
    made: MergesMade = []
    for home in others:
        if clusters[home.key] == known.key:
            merge = people_merging.merge_households(records[known.key], records[home.key], by=by, because=because)
            made.append(("household", merge.pk))
    return made


def _join_told(person: Person, refs: set[str], rulings: Rulings, *, by: Staff, because: str) -> MergesMade:
    """What the absorbed side told may be what the kept side had told before, unless somebody has found them different."""
    told = known_matter_records([], [person.ref])
    new = [record for record in told if record.key in refs]
    known = [record for record in told if record.key not in refs]
    if not new or not known:
        return []
    linkage = link_matters(new, known, ruled=rulings.matters, memory_mib=settings.LINKAGE_MEMORY_MIB)
    known_refs = {record.key for record in known}
    records = Matter.objects.in_bulk([record.key for record in told], field_name="ref")
    made: MergesMade = []
    for record in new:
        kept = linkage.clusters[record.key]
        if kept in known_refs:
            evidence = linkage.evidence.get((record.key, kept), ())
            merge = matters_merging.merge_matters(records[kept], records[record.key], by=by, because=because, evidence=evidence)
            made.append(("matter", merge.pk))
    return made
