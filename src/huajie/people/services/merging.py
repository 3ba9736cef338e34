"""Merging two people, or two households, and undoing it at any later time.

A merge moves nothing: it is one edge from the absorbed record to the kept one. What was recorded on either side stays
where it was recorded, so undoing is cutting the edge, in any order, also after further edits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused
from huajie.linkage.records import Evidence
from huajie.people.models import Household, Merge, Person
from huajie.people.models.records import MergeableRecord
from huajie.people.services.mentioning import reindex
from huajie.people.since import Recorded, recorded_since
from huajie.people.trees import branch_ids

M = TypeVar("M", bound=MergeableRecord)


class AlreadyMerged(Refused):
    """One of the two does not stand for itself."""


class AlreadyUndone(Refused):
    """The merge does not hold any more."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A merge that holds no more, and what was recorded since on the side that was kept: it stays there."""

    merge: Merge
    stays: tuple[Recorded, ...]


@transaction.atomic
def merge_people(kept: Person, absorbed: Person, *, by: Actor, because: str, evidence: Sequence[Evidence] = ()) -> Merge:
    """From now on `kept` stands for `absorbed`, too."""
    join(Person.objects.all(), kept, absorbed)
    merge = Merge.objects.create(
        kept_person=kept, absorbed_person=absorbed, by=staff_of(by), because=because[:200], evidence=written(evidence)
    )
    reindex([kept.pk])
    record(Act.PEOPLE_MERGED, by=by, subject=kept.ref, detail={"absorbed": absorbed.ref, "merge": merge.pk})
    return merge


@transaction.atomic
def merge_households(kept: Household, absorbed: Household, *, by: Actor, because: str, evidence: Sequence[Evidence] = ()) -> Merge:
    """From now on `kept` stands for `absorbed`, too."""
    join(Household.objects.all(), kept, absorbed)
    merge = Merge.objects.create(
        kept_household=kept, absorbed_household=absorbed, by=staff_of(by), because=because[:200], evidence=written(evidence)
    )
    record(Act.HOUSEHOLDS_MERGED, by=by, subject=kept.ref, detail={"absorbed": absorbed.ref, "merge": merge.pk})
    return merge


@transaction.atomic
def undo(merge: Merge, *, by: Actor, found_different: bool = True) -> Undone:
    """Both sides stand for themselves again, as two who are different unless the question is merely put once more.

    What was recorded since stays with the one that was kept.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        raise AlreadyUndone(_("This merge has been undone already."))
    undone = Undone(merge, tuple(recorded_since(merge)))
    merge.undone_at, merge.undone_by, merge.found_different = timezone.now(), staff_of(by), found_different
    merge.save(update_fields=["undone_at", "undone_by", "found_different"])
    detail = {"merge": merge.pk, "recorded_since": len(undone.stays)}
    if merge.absorbed_person and merge.kept_person:
        part(Person.objects.all(), merge.absorbed_person)
        reindex([merge.kept_person.pk, merge.absorbed_person.pk])
        record(Act.PEOPLE_MERGE_UNDONE, by=by, subject=merge.kept_person.ref, detail=detail | {"absorbed": merge.absorbed_person.ref})
    elif merge.absorbed_household and merge.kept_household:
        part(Household.objects.all(), merge.absorbed_household)
        record(
            Act.HOUSEHOLDS_MERGE_UNDONE, by=by, subject=merge.kept_household.ref, detail=detail | {"absorbed": merge.absorbed_household.ref}
        )
    return undone


def join(rows: QuerySet[M], kept: M, absorbed: M) -> None:
    """Let `kept` stand for `absorbed` and for everything that `absorbed` stood for. Both must stand for themselves."""
    standing = {row.pk: row for row in rows.select_for_update().filter(pk__in=[kept.pk, absorbed.pk]).order_by("pk")}
    if len(standing) != 2:
        raise AlreadyMerged(_("Two different records are needed for a merge."))
    for row in standing.values():
        if row.is_merged:
            raise AlreadyMerged(_("%(ref)s has been merged already. Merge the record that stands for it.") % {"ref": row.ref})
    rows.filter(root=absorbed.pk).update(root=kept.pk)
    rows.filter(pk=absorbed.pk).update(merged_into=kept.pk, root=kept.pk)
    kept.refresh_from_db()
    absorbed.refresh_from_db()


def part(rows: QuerySet[M], absorbed: M) -> None:
    """Let `absorbed` stand for itself again, and for everything that had been merged into it."""
    rows.filter(pk__in=branch_ids(rows, absorbed.pk)).update(root=absorbed.pk)
    rows.filter(pk=absorbed.pk).update(merged_into=None, root=None)


def staff_of(by: Actor) -> Staff | None:
    """The member of staff, if it was one."""
    return by if isinstance(by, Staff) else None


def written(evidence: Sequence[Evidence]) -> list[dict[str, object]]:
    """Evidence as it is kept beside a merge: reasons and weights, no values."""
    return [{"reason": one.reason.value, "weight": round(one.weight, 2)} for one in evidence]
