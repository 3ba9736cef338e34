"""Papers of aid, as .docx and PDF, for those who may open what they tell of."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.assistance.papers import Offer, papers_of, papers_of_relief
from huajie.assistance.queries import applications_for, sees_statement
from huajie.assistance.relief_queries import relief_for
from huajie.assistance.services.printing import printed

_TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@require_POST
@permitted(Permission.SEE_PEOPLE)
def of_application(request: StaffRequest, reference: str, name: str, ending: str) -> HttpResponse:
    """One paper of an application."""
    found = get_object_or_404(applications_for(request.user, request.scope), ref=reference)
    offers = papers_of(found, sees=sees_statement(request.user, request.scope, found))
    return _given(request, offers, reference, name, ending)


@require_POST
@permitted(Permission.SEE_PEOPLE)
def of_relief(request: StaffRequest, reference: str, name: str, ending: str) -> HttpResponse:
    """One paper of urgent relief."""
    found = get_object_or_404(relief_for(request.user, request.scope).distinct(), ref=reference)
    return _given(request, papers_of_relief(found), reference, name, ending)


def _given(request: StaffRequest, offers: Iterable[Offer], reference: str, name: str, ending: str) -> HttpResponse:
    """The paper as a file; a PDF is shown by the browser."""
    offer = next((one for one in offers if one.name == name), None)
    if offer is None or ending not in _TYPES:
        raise Http404
    made = printed(offer, reference, as_pdf=ending == "pdf", by=request.user)
    response = HttpResponse(made, content_type=_TYPES[ending])
    called = f"{reference} {offer.label}.{ending}"
    response["Content-Disposition"] = content_disposition_header(ending == "docx", called) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
