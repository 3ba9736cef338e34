"""Making a made-up matter older than it is, so that a demo of today has deadlines that pass. Nothing of it is for real registers."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from huajie.accounts.queries import is_demo
from huajie.core.errors import Refused
from huajie.deadlines.services import running
from huajie.matters.models import CallBack, CaseNote, Handover, Matter, MatterClock, MatterClockChange, Notice, Step
from huajie.matters.services.clocks import refresh


@transaction.atomic
def set_back(matters: Iterable[Matter], days: int) -> None:
    """What happened on these matters happened so many days earlier; their deadlines are counted anew. The record of acts stays as it is."""
    if not is_demo():
        raise Refused("only a demo is set back")
    keys, span = [matter.pk for matter in matters], timedelta(days=days)
    Matter.objects.filter(pk__in=keys).update(created_at=F("created_at") - span)
    Step.objects.filter(matter__in=keys).update(at=F("at") - span)
    Handover.objects.filter(matter__in=keys).update(sent_at=F("sent_at") - span)
    Handover.objects.filter(matter__in=keys, answered_at__isnull=False).update(answered_at=F("answered_at") - span)
    for note in CaseNote.objects.filter(matter__in=keys):
        CaseNote.objects.filter(pk=note.pk).update(on=note.on - span, recorded_at=note.recorded_at - span)
    for notice in Notice.objects.filter(matter__in=keys):
        served = notice.served_on - span if notice.served_on else None
        Notice.objects.filter(pk=notice.pk).update(owed_since=notice.owed_since - span, made_at=notice.made_at - span, served_on=served)
    for call in CallBack.objects.filter(matter__in=keys):
        CallBack.objects.filter(pk=call.pk).update(due_on=call.due_on - span)
    for matter in Matter.objects.filter(pk__in=keys, last_contact_on__isnull=False):
        Matter.objects.filter(pk=matter.pk).update(last_contact_on=(matter.last_contact_on or matter.found_on) - span)
    _set_clocks_back(keys, span)
    refresh(keys)


def _set_clocks_back(keys: list[int], span: timedelta) -> None:
    for clock in MatterClock.objects.filter(matter__in=keys):
        started = clock.started_on - span
        ends = running.counted(clock.code, started)
        MatterClock.objects.filter(pk=clock.pk).update(
            started_on=started,
            target_on=ends.target_on,
            due_on=ends.due_on,
            half_on=ends.half_on,
            provisional=ends.provisional,
            stopped_on=clock.stopped_on - span if clock.stopped_on else None,
        )
    for change in MatterClockChange.objects.filter(clock__matter__in=keys):
        MatterClockChange.objects.filter(pk=change.pk).update(on=change.on - span)
