"""Work on a matter: notes, the next step, tasks."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.errors import Refused
from huajie.matters.access import is_on_team, may
from huajie.matters.forms.working import NextStepForm, NoteForm, TaskForm
from huajie.matters.models import Attachment, CaseNote, Matter, NoteKind, Task
from huajie.matters.next_steps import next_step_of
from huajie.matters.services.attaching import attach
from huajie.matters.services.noting import add_note, take_note_back
from huajie.matters.services.planning import finish_task, set_next_step, set_task
from huajie.matters.views.records import matter_or_404
from huajie.matters.workers import able_to_work_on
from huajie.people.trees import within


@permitted(Permission.WORK_MATTERS)
def note(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Write down a call, a visit, a meeting, a note; with files if there are any."""
    found = matter_or_404(request, reference)
    form = NoteForm(
        request.POST or None,
        request.FILES or None,
        on_team=is_on_team(request.scope, found),
        initial={"on": timezone.localdate(), "kind": NoteKind.CALL},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            written = add_note(
                found, NoteKind(said["kind"]), said["text"], by=request.user, on=said["on"], with_resident=said["with_resident"]
            )
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            attach_all(request, found, request.FILES.getlist("attached"), note=written)
            messages.success(request, _("Written down."))
            return redirect("matters:matter", found.ref)
    return render(request, "matters/note.html", {"matter": found, "form": form}, status=422 if form.errors else 200)


def attach_all(
    request: StaffRequest, found: Matter, files: Iterable[UploadedFile[Any]], *, purpose: str = "evidence", note: CaseNote | None = None
) -> int:
    """Attach each file; one that is refused is named with the reason and stops no other. How many were attached."""
    attached = 0
    for file in files:
        try:
            attach(found, file, file.name or "", by=request.user, purpose=purpose, note=note)
            attached += 1
        except Refused as refused:
            messages.error(request, _("%(name)s was not attached: %(why)s") % {"name": file.name, "why": refused.message})
    return attached


@permitted(Permission.WORK_MATTERS)
def take_back(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """What taking a note back does, and on confirmation the taking back."""
    found = matter_or_404(request, reference)
    written = get_object_or_404(CaseNote.objects.filter(within("matter", [found.pk])), pk=pk, by=request.user)
    if request.method == "POST":
        take_note_back(written, by=request.user, because=request.POST.get("because", ""))
        messages.success(request, _("The note is shown as taken back."))
        return redirect("matters:matter", found.ref)
    return render(request, "matters/take_note_back.html", {"matter": found, "note": written})


@permitted(Permission.WORK_MATTERS)
def next_step(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Say what is next, and by when."""
    found = matter_or_404(request, reference)
    now = next_step_of(found)
    form = NextStepForm(request.POST or None, initial={"text": now.text if now else "", "on": now.on if now else None})
    if request.method == "POST" and form.is_valid():
        try:
            set_next_step(found, form.cleaned_data["text"], form.cleaned_data["on"], by=request.user)
            messages.success(request, _("What is next is set."))
            return redirect("matters:matter", found.ref)
        except Refused as refused:
            form.add_error(None, str(refused.message))
    return render(request, "matters/next_step.html", {"matter": found, "form": form}, status=422 if form.errors else 200)


@permitted(Permission.SEE_MATTERS)
def panel(request: StaffRequest, reference: str) -> HttpResponse:
    """Tasks and files of a matter, as a panel of its page. Two queries, and those that say who reads."""
    found = matter_or_404(request, reference)
    hanging = within("matter", [found.pk])
    files = Attachment.objects.filter(hanging).select_related("added_by")
    context = {
        "matter": found,
        "tasks": Task.objects.filter(hanging).select_related("assignee", "done_by").order_by("done_on", "due_on", "pk"),
        "files": files if is_on_team(request.scope, found) else files.exclude(note__kind=NoteKind.COMMENT),
        "may_work": may(request.scope, Permission.WORK_MATTERS, found),
        "today": timezone.localdate(),
    }
    return render(request, "matters/_work.html", context)


@permitted(Permission.WORK_MATTERS)
def task(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Ask somebody to do something by a day."""
    found = matter_or_404(request, reference)
    form = TaskForm(able_to_work_on(found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            set_task(found, said["text"], said["assignee"], said["due_on"], by=request.user)
            messages.success(request, _("The task stands on the desk of %(who)s.") % {"who": said["assignee"]})
            return redirect("matters:matter", found.ref)
        except Refused as refused:
            form.add_error(None, str(refused.message))
    return render(request, "matters/task.html", {"matter": found, "form": form}, status=422 if form.errors else 200)


@permitted(Permission.SEE_MATTERS)
@require_POST
def finish(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """A task is done."""
    found = matter_or_404(request, reference)
    asked = get_object_or_404(Task.objects.filter(within("matter", [found.pk])), pk=pk)
    finish_task(asked, by=request.user, result=request.POST.get("result", ""))
    messages.success(request, _("The task is done."))
    return redirect("matters:matter", found.ref)
