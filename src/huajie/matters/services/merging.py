"""Merging two matters that are one, and undoing it at any later time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.linkage.records import Evidence
from huajie.matters.models import Matter, MatterMerge
from huajie.matters.services import clocks
from huajie.matters.services.counting import recount
from huajie.matters.services.indexing import reindex
from huajie.matters.since import Recorded, recorded_since
from huajie.people.services.merging import AlreadyUndone, join, part, staff_of, written


@dataclass(frozen=True, slots=True)
class Undone:
    """A merge that holds no more, and what was recorded since on the side that was kept: it stays there."""

    merge: MatterMerge
    stays: tuple[Recorded, ...]


@transaction.atomic
def merge_matters(kept: Matter, absorbed: Matter, *, by: Actor, because: str, evidence: Sequence[Evidence] = ()) -> MatterMerge:
    """From now on `kept` stands for `absorbed`, too: its tellings and parties are shown with those of `kept`."""
    join(Matter.objects.all(), kept, absorbed)
    merge = MatterMerge.objects.create(kept=kept, absorbed=absorbed, by=staff_of(by), because=because[:200], evidence=written(evidence))
    _renew(kept)
    record(Act.MATTERS_MERGED, by=by, subject=kept.ref, detail={"absorbed": absorbed.ref, "merge": merge.pk})
    return merge


@transaction.atomic
def undo(merge: MatterMerge, *, by: Actor, found_different: bool = True) -> Undone:
    """Both matters stand for themselves again, as two that are different unless the question is merely put once more.

    What was told since stays with the one that was kept.
    """
    merge = MatterMerge.objects.select_for_update(of=("self",)).select_related("kept", "absorbed").get(pk=merge.pk)
    if merge.undone_at:
        raise AlreadyUndone(_("This merge has been undone already."))
    undone = Undone(merge, tuple(recorded_since(merge)))
    merge.undone_at, merge.undone_by, merge.found_different = timezone.now(), staff_of(by), found_different
    merge.save(update_fields=["undone_at", "undone_by", "found_different"])
    part(Matter.objects.all(), merge.absorbed)
    _renew(merge.kept, merge.absorbed)
    detail = {"absorbed": merge.absorbed.ref, "merge": merge.pk, "recorded_since": len(undone.stays)}
    record(Act.MATTERS_MERGE_UNDONE, by=by, subject=merge.kept.ref, detail=detail)
    return undone


def _renew(*matters: Matter) -> None:
    keys = [matter.pk for matter in matters]
    recount(keys)
    reindex(keys)
    clocks.refresh(keys)
    for matter in matters:
        matter.refresh_from_db()
