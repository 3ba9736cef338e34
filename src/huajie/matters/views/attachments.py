"""Files of a case: attached, opened, withdrawn."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.uploads import ACCEPTED_ENDINGS, download_response
from huajie.matters.access import is_on_team
from huajie.matters.forms.working import AttachForm
from huajie.matters.models import Attachment, Matter, NoteKind
from huajie.matters.services.attaching import record_reading, withdraw_attachment
from huajie.matters.views.records import matter_or_404
from huajie.matters.views.working import attach_all
from huajie.people.trees import within


@permitted(Permission.WORK_MATTERS)
def attach_file(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Attach files to the case."""
    found = matter_or_404(request, reference)
    form = AttachForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        count = attach_all(request, found, request.FILES.getlist("attached"), purpose=form.cleaned_data["purpose"])
        if count:
            messages.success(request, ngettext("%(count)s file was attached.", "%(count)s files were attached.", count) % {"count": count})
        return redirect("matters:matter", found.ref)
    context = {"matter": found, "form": form, "endings": ", ".join(sorted(ACCEPTED_ENDINGS))}
    return render(request, "matters/attach.html", context, status=422 if form.errors else 200)


@permitted(Permission.SEE_MATTERS)
@require_POST
def download(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """One file. Who opened it is on record."""
    found = matter_or_404(request, reference)
    file = _file_of(request, found, pk)
    record_reading(file, by=request.user)
    return download_response(file.key, name=file.name, content_type=file.content_type, inline=True)


@permitted(Permission.WORK_MATTERS)
def withdraw(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """What withdrawing a file does, and on confirmation the withdrawing."""
    found = matter_or_404(request, reference)
    file = _file_of(request, found, pk)
    if request.method == "POST":
        withdraw_attachment(file, by=request.user, because=request.POST.get("because", ""))
        messages.success(request, _("The file counts no longer."))
        return redirect("matters:matter", found.ref)
    return render(request, "matters/withdraw_attachment.html", {"matter": found, "file": file})


def _file_of(request: StaffRequest, found: Matter, pk: int) -> Attachment:
    """A file of the case; one that hangs on a comment within the team is the team's alone."""
    files = Attachment.objects.filter(within("matter", [found.pk]))
    if not is_on_team(request.scope, found):
        files = files.exclude(note__kind=NoteKind.COMMENT)
    return get_object_or_404(files, pk=pk)
