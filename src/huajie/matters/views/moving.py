"""One page for every move: what will happen, to whom it is told, what it needs."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.errors import Refused
from huajie.core.lifecycle import Move
from huajie.matters.forms.moving import MoveForm
from huajie.matters.models import Matter
from huajie.matters.outsiders import FROM_OUTSIDE, why_not
from huajie.matters.readiness import Offered, offered_moves
from huajie.matters.services.moving import move
from huajie.matters.states import LIFECYCLE, NoticeKind
from huajie.matters.views.records import matter_or_404
from huajie.matters.withheld import is_hidden

OWN_PAGES = {"confirm": "matters:answer", "object": "matters:answer", "archive": "matters:archive"}
"""Moves that have a page of their own, where more is asked than facts: name → address."""


@permitted(Permission.SEE_MATTERS)
def move_matter(request: StaffRequest, reference: str, name: str) -> HttpResponseBase:
    """What the move does, and on confirmation the move."""
    found = matter_or_404(request, reference)
    offered = _offered(request, found, name)
    if name in OWN_PAGES:
        return redirect(OWN_PAGES[name], found.ref)
    form = MoveForm(found, offered.move, request.POST or None)
    if request.method == "POST" and form.is_valid() and _made(request, found, offered.move, form):
        return redirect("matters:index") if is_hidden(request.scope, found) else redirect("matters:matter", found.ref)
    context = {
        "matter": found,
        "offered": offered,
        "form": form,
        "notice": _notice(offered.move),
        "why_not": why_not(found, request.user) if name in FROM_OUTSIDE else "",
    }
    return render(request, "matters/move.html", context, status=422 if form.errors else 200)


def _offered(request: StaffRequest, found: Matter, name: str) -> Offered:
    """The move, if it leads away from here and the reader may make it; a page without one says where the matter stands."""
    if name not in LIFECYCLE:
        raise Http404
    for offered in offered_moves(request.scope, found):
        if offered.move.name == name:
            return offered
    told = {"move": LIFECYCLE.move(name).label, "state": found.get_state_display()}
    raise Refused(_("“%(move)s” is not yours to do, or not possible for a matter that stands as “%(state)s”.") % told)


def _made(request: StaffRequest, found: Matter, row: Move[Permission], form: MoveForm) -> bool:
    """Make the move. What speaks against it stands above the form, with everything that was typed."""
    because, version = form.cleaned_data["because"], form.cleaned_data["version"]
    try:
        move(found, row.name, by=request.user, version=version, because=because, facts=form.facts())
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return False
    messages.success(
        request, _("Done: %(move)s. The matter stands as “%(state)s”.") % {"move": row.label, "state": found.get_state_display()}
    )
    return True


def _notice(row: Move[Permission]) -> str:
    return str(NoticeKind(row.notice).label) if row.notice else ""
