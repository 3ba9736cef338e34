"""What was told and noted, and who joined, after a merge, on the kept side: it stays there when the merge is undone."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huajie.matters.models import CaseNote, Matter, MatterMerge, Party, Telling
from huajie.people.since import Recorded
from huajie.people.trees import branch_ids

__all__ = ["Recorded", "recorded_since"]


def recorded_since(merge: MatterMerge) -> list[Recorded]:
    """Oldest first."""
    rows = Matter.objects.all()
    mine = set(branch_ids(rows, merge.kept_id)) - set(branch_ids(rows, merge.absorbed_id))
    return sorted(_recorded(Q(matter__in=mine, recorded_at__gt=merge.merged_at)), key=lambda one: one.at)


def _recorded(since: Q) -> Iterable[Recorded]:
    for telling in Telling.objects.filter(since, withdrawn=False):
        yield Recorded(telling.get_channel_display(), telling.text, telling.source, telling.recorded_at)
    for note in CaseNote.objects.filter(since, withdrawn_because="").select_related("by"):
        yield Recorded(note.get_kind_display(), note.text, f"staff:{note.by.username}" if note.by else "", note.recorded_at)
    for party in Party.objects.filter(since).select_related("person"):
        yield Recorded(_("Party"), party.person.name, party.source, party.recorded_at)
