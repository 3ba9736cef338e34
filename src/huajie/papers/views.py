"""Templates: the list, one document's versions and fields, downloads, previews with made-up data, adding and withdrawing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.documents import DOCUMENTS, DocumentKind
from huajie.core.documents.paper import typeset
from huajie.core.documents.rendering import fill
from huajie.core.documents.samples import sample
from huajie.core.documents.versions import Version, built_in
from huajie.core.errors import Refused
from huajie.core.models import OfficeTemplate
from huajie.core.uploads.serving import guarded
from huajie.papers.forms import TemplateForm
from huajie.papers.queries import history, leaves_out, lines
from huajie.papers.services import add_template, withdraw_template

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS = {"docx": _DOCX, "pdf": "application/pdf"}


@permitted(Permission.EDIT_TEMPLATES)
def index(request: StaffRequest) -> HttpResponse:
    """Every kind of document, and the template of today."""
    return render(request, "papers/index.html", {"lines": lines(timezone.localdate())})


@permitted(Permission.EDIT_TEMPLATES)
def document_page(request: StaffRequest, kind: DocumentKind) -> HttpResponse:
    """One kind of document: its versions, its fields, and a form for the office's own."""
    return _page(request, kind, TemplateForm())


@permitted(Permission.EDIT_TEMPLATES)
@require_POST
def template_add(request: StaffRequest, kind: DocumentKind) -> HttpResponse:
    """Put the office's own template in place from a day on."""
    form = TemplateForm(request.POST, request.FILES)
    if form.is_valid():
        file, since = form.cleaned_data["file"], form.cleaned_data["since"]
        try:
            add_template(kind, file, file.name, since, by=request.user)
        except Refused as wrong:
            form.add_error("file", str(wrong.message))
        else:
            messages.success(request, _("The template is added. Look at its preview once."))
            return redirect("papers:document", kind)
    return _page(request, kind, form)


@permitted(Permission.EDIT_TEMPLATES)
@require_POST
def template_withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Let the template before it hold again."""
    template = get_object_or_404(OfficeTemplate, pk=pk)
    withdraw_template(template, by=request.user)
    messages.success(request, _("The template is withdrawn. The one before it holds again."))
    return redirect("papers:document", template.kind)


@permitted(Permission.EDIT_TEMPLATES)
def download_built_in(request: StaffRequest, kind: DocumentKind) -> HttpResponse:
    """The template that comes with the house."""
    return _file(built_in(kind).content(), f"{DOCUMENTS[kind].label}.docx", "docx")


@permitted(Permission.EDIT_TEMPLATES)
def download_own(request: StaffRequest, pk: int) -> HttpResponse:
    """The office's own template, as it was handed in."""
    template = get_object_or_404(OfficeTemplate, pk=pk)
    return _file(_own(template).content(), template.name, "docx")


@permitted(Permission.EDIT_TEMPLATES)
def preview_built_in(request: StaffRequest, kind: DocumentKind, form: str) -> HttpResponse:
    """The built-in template with made-up data."""
    return _preview(built_in(kind), form)


@permitted(Permission.EDIT_TEMPLATES)
def preview_own(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """The office's own template with made-up data."""
    return _preview(_own(get_object_or_404(OfficeTemplate, pk=pk)), form)


def _page(request: StaffRequest, kind: DocumentKind, form: TemplateForm) -> HttpResponse:
    today = timezone.localdate()
    versions = history(kind, today)
    shown = {"document": DOCUMENTS[kind], "versions": versions, "form": form, "today": today}
    shown["left_out"] = [what for each in versions if each.holds or each.waits for what in leaves_out(each.version)]
    return render(request, "papers/document.html", shown, status=422 if form.errors else 200)


def _own(template: OfficeTemplate) -> Version:
    return Version(DocumentKind(template.kind), template.since, template)


def _preview(version: Version, form: str) -> HttpResponse:
    if form not in _FORMS:
        raise Http404
    document = DOCUMENTS[version.kind]
    content = fill(version.content(), document, sample(version.kind))
    return _file(typeset(content) if form == "pdf" else content, f"{document.label}.{form}", form)


def _file(content: bytes, name: str, form: str) -> HttpResponse:
    return guarded(HttpResponse(content, content_type=_FORMS[form]), name, inline=True)
