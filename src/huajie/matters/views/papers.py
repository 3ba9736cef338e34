"""Notices: looked at, downloaded, and entered as served."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.documents import pdf
from huajie.core.documents import render as render_document
from huajie.core.errors import Refused
from huajie.matters.access import may
from huajie.matters.forms.closing import ServedForm
from huajie.matters.models import Matter, Notice, ServedBy
from huajie.matters.papers import Paper, closing_report, paper_of, proof_of
from huajie.matters.services.serving import serve
from huajie.matters.views.records import matter_or_404

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@permitted(Permission.WORK_MATTERS)
def served(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """A notice with its papers, and the form on which is entered that it reached the resident."""
    found, notice = _notice(request, reference, pk)
    form = ServedForm(request.POST or None, initial={"on": timezone.localdate(), "way": ServedBy.HAND})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            serve(notice, by=request.user, on=said["on"], way=ServedBy(said["way"]), note=said["note"])
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("Entered as served: %(notice)s.") % {"notice": notice.get_kind_display()})
            return redirect("matters:answer" if request.GET.get("then") == "answer" else "matters:matter", found.ref)
    context = {"matter": found, "notice": notice, "form": form, "paper": paper_of(notice, found)}
    return render(request, "matters/served.html", context, status=422 if form.errors else 200)


@permitted(Permission.WORK_MATTERS)
def paper(request: StaffRequest, reference: str, pk: int, which: str, ending: str) -> HttpResponse:
    """The notice or its proof of delivery, as .docx or PDF."""
    found, notice = _notice(request, reference, pk)
    made = {"notice": paper_of, "proof": proof_of}.get(which)
    if made is None:
        raise Http404
    return given(made(notice, found), found, ending)


@permitted(Permission.ARCHIVE_MATTERS)
def report(request: StaffRequest, reference: str, ending: str) -> HttpResponse:
    """The closing report."""
    found = matter_or_404(request, reference)
    if not may(request.scope, Permission.ARCHIVE_MATTERS, found):
        raise Http404
    return given(closing_report(found), found, ending)


def _notice(request: StaffRequest, reference: str, pk: int) -> tuple[Matter, Notice]:
    found = matter_or_404(request, reference)
    if not may(request.scope, Permission.WORK_MATTERS, found):
        raise Http404
    return found, get_object_or_404(Notice.objects.select_related("step__by", "recorded_by"), pk=pk, matter=found)


def given(paper: Paper, matter: Matter, ending: str) -> HttpResponse:
    """The document as a file; a PDF is shown by the browser."""
    today = timezone.localdate()
    if ending not in {"docx", "pdf"}:
        raise Http404
    content = pdf(paper.kind, paper.data, on=today) if ending == "pdf" else render_document(paper.kind, paper.data, on=today).docx
    response = HttpResponse(content, content_type="application/pdf" if ending == "pdf" else _DOCX)
    name = f"{matter.ref} {paper.label}.{ending}"
    response["Content-Disposition"] = content_disposition_header(ending == "docx", name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
