"""What comes next on a matter: its next step, and tasks for people."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.access import demand
from huajie.matters.models import Matter, Task
from huajie.matters.services.moving import lock
from huajie.matters.withheld import demand_not_reported, is_hidden


@transaction.atomic
def set_next_step(matter: Matter, text: str, on: date, *, by: Staff) -> None:
    """What is next and by when. It stands until the next move, or until another is set."""
    found = lock(matter)
    demand(by, Permission.WORK_MATTERS, found)
    _demand_open(found)
    _demand_text(text)
    _demand_not_past(on)
    found.next_step, found.next_step_on = text.strip()[:200], on
    found.save(update_fields=["next_step", "next_step_on"])
    record(Act.NEXT_STEP_SET, by=by, subject=found.ref, detail={"on": on.isoformat()})


@transaction.atomic
def set_task(matter: Matter, text: str, assignee: Staff, due_on: date, *, by: Staff) -> Task:
    """Something that one person does by a day. They see the matter from now on, if they did not before."""
    found = lock(matter)
    demand(by, Permission.WORK_MATTERS, found)
    _demand_open(found)
    _demand_text(text)
    _demand_not_past(due_on)
    _demand_able(assignee, found)
    task = Task.objects.create(matter=found, text=text.strip()[:200], assignee=assignee, due_on=due_on, set_by=by)
    record(Act.TASK_SET, by=by, subject=found.ref, detail={"task": task.pk, "assignee": assignee.username})
    return task


@transaction.atomic
def finish_task(task: Task, *, by: Staff, result: str) -> None:
    """Done: by the one who was asked, or by somebody else who works on the matter."""
    task = Task.objects.select_for_update(of=("self",)).select_related("matter", "assignee").get(pk=task.pk)
    if task.done_on:
        raise Refused(_("This task was finished already, on %(day)s.") % {"day": task.done_on})
    if task.assignee_id != by.pk:
        demand(by, Permission.WORK_MATTERS, task.matter)
    task.done_on, task.done_by, task.result = timezone.localdate(), by, result.strip()[:200]
    task.save(update_fields=["done_on", "done_by", "result"])
    record(Act.TASK_FINISHED, by=by, subject=task.matter.ref, detail={"task": task.pk})


def _demand_able(assignee: Staff, matter: Matter) -> None:
    """Somebody who works on matters today, whom this one does not report, and from whom it is not withheld."""
    scope = scope_of(assignee)
    if not assignee.is_active or not scope.may(Permission.SEE_MATTERS):
        raise Refused(_("%(who)s works on no matters at present. Choose somebody who does.") % {"who": assignee})
    demand_not_reported(matter, people=[assignee])
    if is_hidden(scope, matter):
        raise NotPermitted(_("Choose somebody else for this task."))


def _demand_open(matter: Matter) -> None:
    if not matter.is_open:
        raise Refused(_("This matter is closed. Open it again first."))


def _demand_text(text: str) -> None:
    if not text.strip():
        raise Refused(_("Say what is to be done."))


def _demand_not_past(day: date) -> None:
    if day < timezone.localdate():
        raise Refused(_("Choose today or a later day."))
