"""Many matters at once: each is an act of its own, done or refused by itself, and nothing is skipped silently."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import scope_of
from huajie.core.errors import Refused
from huajie.matters.models import BulkAct, BulkRun, LeaderNode, Matter
from huajie.matters.queries import matter_for
from huajie.matters.services.leaders import assign_leader
from huajie.matters.services.moving import move
from huajie.matters.services.planning import set_task

MOST = 500


@transaction.atomic
def prepare(refs: Sequence[str], act: BulkAct, said: Mapping[str, str], *, by: Staff) -> BulkRun:
    """What is to be done, written down before the first of it is done."""
    scope_of(by).demand(Permission.ROUTE_MATTERS)
    chosen = list(dict.fromkeys(refs))
    if not chosen:
        raise Refused(_("Choose at least one matter."))
    if len(chosen) > MOST:
        raise Refused(_("Choose %(most)s matters at most.") % {"most": MOST})
    return BulkRun.objects.create(staff=by, act=act, said=dict(said), refs=chosen)


def carry_out(run: BulkRun) -> None:
    """Do what is left of it. Each act and its answer are written together: who dies in between goes on where it stopped."""
    with translation.override(run.staff.language):
        for ref in run.refs:
            if ref not in run.answers:
                _do(run, ref)
    run.ended_at = timezone.now()
    run.save(update_fields=["ended_at"])


def _do(run: BulkRun, ref: str) -> None:
    try:
        with transaction.atomic():
            ACTS[BulkAct(run.act)](matter_for(scope_of(run.staff), ref), run.said, run.staff)
            _answer(run, ref, "")
    except Matter.DoesNotExist:
        _answer(run, ref, _("It is not found in your area."))
    except Refused as refused:
        _answer(run, ref, str(refused.message))


def _answer(run: BulkRun, ref: str, why: str) -> None:
    run.answers[ref] = why
    run.save(update_fields=["answers"])


def _to_unit(matter: Matter, said: Mapping[str, str], by: Staff) -> None:
    move(matter, "assign", by=by, because=said.get("because", ""), facts={"unit": said["unit"], "due_on": said.get("due_on", "")})


def _to_leader(matter: Matter, said: Mapping[str, str], by: Staff) -> None:
    assign_leader(matter, LeaderNode.objects.get(pk=said["leader"]), by=by)


def _task(matter: Matter, said: Mapping[str, str], by: Staff) -> None:
    set_task(matter, said["text"], Staff.objects.get(username=said["assignee"]), date.fromisoformat(said["due_on"]), by=by)


ACTS: dict[BulkAct, Callable[[Matter, Mapping[str, str], Staff], None]] = {
    BulkAct.UNIT: _to_unit,
    BulkAct.LEADER: _to_leader,
    BulkAct.TASK: _task,
}
