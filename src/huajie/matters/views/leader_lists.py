"""The lists of responsible leaders: mine, those of the district, one with its cases, and every move of it."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Lifecycle, Move
from huajie.matters.leading.forms import CasesForm, ListForm, MoveForm
from huajie.matters.leading.queries import (
    case_lines,
    is_top,
    list_offers,
    lists_for,
    lists_of_leader,
    may_make,
    steps_of,
    to_list,
    who_is,
)
from huajie.matters.leading.states import CASE_LIFECYCLE, LIST_LIFECYCLE, CaseState, ListState
from huajie.matters.models import LeaderCase, LeaderList
from huajie.matters.services.leading import draw_up, leave_out, move_case, move_list, put_on
from huajie.matters.withheld import hidden_from

_USUAL_DAYS = 90  # local practice, provisional: leading/forms.py says so
_MOST_OFFERED = 200


@permitted(Permission.SEE_MATTERS)
def lists(request: StaffRequest) -> HttpResponseBase:
    """My lists, what waits for my approval, and the lists of the district."""
    scope = request.scope
    found, decides, every = lists_for(scope), is_top(scope), LeaderCase.objects.all()
    context = {
        "mine": lists_of_leader(scope),
        "to_approve": found.filter(state=ListState.DRAFTED, pk__in=every.values("list")) if decides else [],
        "asked": found.filter(pk__in=every.filter(state=CaseState.EXTENSION_ASKED).values("list")) if decides else [],
        "lists": found,
        "may_draw_up": scope.may(Permission.SET_LEADERS),
    }
    return render(request, "matters/leader_lists.html", context)


@permitted(Permission.SET_LEADERS)
def new_list(request: StaffRequest) -> HttpResponseBase:
    """Draw up a list for one leader."""
    first = {"node": request.GET.get("node"), "period": str(timezone.localdate().year), "title": _("Leader's case list")}
    form = ListForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            drawn = draw_up(told["node"], told["title"], told["period"], by=request.user)
        except Refused as wrong:
            form.add_error(None, str(wrong.message))
        else:
            return redirect("matters:add_cases", drawn.pk)
    return render(request, "matters/leader_list_add.html", {"form": form}, status=422 if form.errors else 200)


@permitted(Permission.SEE_MATTERS)
def one_list(request: StaffRequest, pk: int) -> HttpResponseBase:
    """One list with its cases, and what the reader may do with each."""
    found = _list_for(request, pk)
    seats = who_is(request.scope, found.node)
    lines = case_lines(request.scope, found, seats)
    context = {
        "list": found,
        "lines": lines,
        "offers": list_offers(request.scope, found, seats),
        "steps": steps_of(found, [line.case for line in lines]),
        "may_edit": found.state == ListState.DRAFTED and request.scope.may_in(Permission.SET_LEADERS, found.node.area_id),
    }
    return render(request, "matters/leader_list.html", context)


@permitted(Permission.SET_LEADERS)
def add_cases(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Put matters of the leader on a draft."""
    found = _list_for(request, pk)
    rows = to_list(request.scope, found)
    form = CasesForm(request.POST or None, initial={"due_on": timezone.localdate() + timedelta(days=_USUAL_DAYS)})
    form.fields["matters"].queryset = rows  # type: ignore[attr-defined]  # it is a ModelMultipleChoiceField
    if request.method == "POST" and form.is_valid():
        try:
            put_on(found, list(form.cleaned_data["matters"]), form.cleaned_data["due_on"], by=request.user)
        except Refused as wrong:
            form.add_error(None, str(wrong.message))
        else:
            messages.success(request, _("The cases are on the list."))
            return redirect("matters:leader_list", found.pk)
    context = {"list": found, "form": form, "matters": rows[:_MOST_OFFERED]}
    return render(request, "matters/leader_cases_add.html", context, status=422 if form.errors else 200)


@permitted(Permission.SET_LEADERS)
@require_POST
def drop_case(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Leave a case out of a draft."""
    case = _case_for(request, pk)
    leave_out(case, by=request.user)
    messages.success(request, _("The case is not on the list any more."))
    return redirect("matters:leader_list", case.list_id)


@permitted(Permission.SEE_MATTERS)
def list_move(request: StaffRequest, pk: int, name: str) -> HttpResponseBase:
    """What a move of the list will do and needs, and on sending the move."""
    found = _list_for(request, pk)
    row = _row(request, LIST_LIFECYCLE, name, found)
    form = MoveForm(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        move_list(found, name, by=request.user, because=facts.pop("because", ""), facts=facts)
        messages.success(request, _("Done: %(move)s.") % {"move": row.label})
        return redirect("matters:leader_list", found.pk)
    context = {"list": found, "row": row, "form": form, "lines": case_lines(request.scope, found, frozenset())}
    return render(request, "matters/leader_move.html", context, status=422 if form.errors else 200)


@permitted(Permission.SEE_MATTERS)
def case_move(request: StaffRequest, pk: int, name: str) -> HttpResponseBase:
    """What a move of the case will do and needs, and on sending the move."""
    case = _case_for(request, pk)
    row = _row(request, CASE_LIFECYCLE, name, case.list)
    form = MoveForm(row, request.POST if request.method == "POST" else None, due_on=case.asked_until)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        move_case(case, name, by=request.user, because=facts.pop("because", ""), facts=facts)
        messages.success(request, _("Done: %(move)s.") % {"move": row.label})
        return redirect("matters:leader_list", case.list_id)
    context = {"list": case.list, "case": case, "row": row, "form": form}
    return render(request, "matters/leader_move.html", context, status=422 if form.errors else 200)


def _list_for(request: StaffRequest, pk: int) -> LeaderList:
    return get_object_or_404(lists_for(request.scope), pk=pk)


def _case_for(request: StaffRequest, pk: int) -> LeaderCase:
    rows = LeaderCase.objects.filter(list__in=lists_for(request.scope).values("pk")).exclude(matter__in=hidden_from(request.scope))
    return get_object_or_404(rows.select_related("list__node", "matter"), pk=pk)


def _row(request: StaffRequest, table: Lifecycle[Permission], name: str, found: LeaderList) -> Move[Permission]:
    if name not in table:
        raise Http404
    row = table.move(name)
    if not may_make(request.scope, name, row.permission, who_is(request.scope, found.node)):
        raise NotPermitted(_("This belongs to somebody else's part of the list."))
    return row
