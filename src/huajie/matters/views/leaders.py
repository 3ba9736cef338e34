"""The order of responsible leaders: its picture, its places, and which matters a leader answers for."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.areas.models import Area
from huajie.core.errors import Refused
from huajie.matters.leading.forms import BulkForm, PlaceForm, choices_of
from huajie.matters.leading.queries import leader_tree, leaders_on, lists_for
from huajie.matters.models import LeaderLevel, LeaderNode, Matter
from huajie.matters.queries import MatterFilters, matters_list
from huajie.matters.services.leaders import (
    MOST_AT_ONCE,
    add_place,
    assign_leader,
    assign_leader_to_many,
    change_place,
    close_place,
    make_top,
)
from huajie.matters.views.records import matter_or_404
from huajie.people.places import towns_in

_SHOWN = 20


@permitted(Permission.SEE_MATTERS)
def index(request: StaffRequest) -> HttpResponseBase:
    """The whole order on one page."""
    may_set = request.scope.may(Permission.SET_LEADERS)
    return render(request, "matters/leaders.html", {"tree": leader_tree(request.scope), "may_set": may_set, "levels": LeaderLevel.choices})


@permitted(Permission.SET_LEADERS)
def add(request: StaffRequest, level: str) -> HttpResponseBase:
    """One more place."""
    if level not in LeaderLevel.values:
        raise Http404
    kind = LeaderLevel(level)
    form = PlaceForm(leaders_on(request.scope), kind, request.POST or None, initial={"parent": request.GET.get("beneath")})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            area = Area.objects.get(pk=request.scope.prefixes[Permission.SET_LEADERS][0])
            node = add_place(kind, told["name"], area, by=request.user, parent=told.get("parent"), leader=told["leader"])
        except Refused as wrong:
            form.add_error(None, str(wrong.message))
        else:
            messages.success(request, _("The place is added."))
            return redirect("matters:leader_place", node.pk)
    return render(request, "matters/leader_add.html", {"form": form, "level": kind.label}, status=422 if form.errors else 200)


@permitted(Permission.SET_LEADERS)
def place(request: StaffRequest, pk: int) -> HttpResponseBase:
    """One place: its lists, and on sending another name, leader or place above."""
    node = _to_set(request, pk)
    first = {"name": node.name, "leader": node.leader_id, "parent": node.parent_id}
    form = PlaceForm(leaders_on(request.scope), LeaderLevel(node.level), request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            change_place(node, name=told["name"], leader=told["leader"], parent=told.get("parent"), by=request.user)
        except Refused as wrong:
            form.add_error(None, str(wrong.message))
        else:
            messages.success(request, _("The place is changed."))
            return redirect("matters:leaders")
    context = {"node": node, "form": form, "lists": lists_for(request.scope).filter(node=node)}
    return render(request, "matters/leader_place.html", context, status=422 if form.errors else 200)


@permitted(Permission.SET_LEADERS)
@require_POST
def top(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Make a district leader the top leader."""
    make_top(_to_set(request, pk), by=request.user)
    messages.success(request, _("This leader approves the lists and extensions of all the others from now on."))
    return redirect("matters:leaders")


@permitted(Permission.SET_LEADERS)
@require_POST
def close(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Close a place that is no more."""
    close_place(_to_set(request, pk), by=request.user)
    messages.success(request, _("The place is closed. Its lists stay."))
    return redirect("matters:leaders")


@permitted(Permission.SET_LEADERS)
def assign_many(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The open matters without a leader that pass the filters, and on sending their assignment."""
    node = _to_set(request, pk)
    form = BulkForm(request.POST or request.GET)
    rows = _without_leader(request, form)
    if request.method == "POST":
        done = assign_leader_to_many(list(rows[:MOST_AT_ONCE]), node, by=request.user)
        text = ngettext("%(count)s matter is assigned.", "%(count)s matters are assigned.", done.count) % {"count": done.count}
        left = _("Left out: %(count)s, to be assigned one by one.") % {"count": done.left_out} if done.left_out else ""
        messages.success(request, f"{text} {left}".strip())
        return redirect("matters:leaders")
    shown = list(rows[: MOST_AT_ONCE + 1])
    context = {
        "node": node,
        "form": form,
        "matters": shown[:_SHOWN],
        "count": min(len(shown), MOST_AT_ONCE),
        "more": len(shown) > MOST_AT_ONCE,
        "towns": towns_in(request.scope, Permission.SET_LEADERS),
    }
    return render(request, "matters/leader_assign_many.html", context)


def _without_leader(request: StaffRequest, form: BulkForm) -> QuerySet[Matter]:
    form.is_valid()
    said = {name: value for name, value in form.cleaned_data.items() if value}
    rows = matters_list(request.scope, MatterFilters(**said)).filter(is_open=True, leader_node=None)
    return request.scope.narrow(rows, Permission.SET_LEADERS, "area_id").order_by("due_on", "pk")


@permitted(Permission.SET_LEADERS)
def assign(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Choose the leader of one matter."""
    found = matter_or_404(request, reference)
    if not request.scope.may_in(Permission.SET_LEADERS, found.area_id):
        raise Http404
    if request.method == "POST":
        key = request.POST.get("node", "")
        node = get_object_or_404(LeaderNode, pk=key) if key.isdigit() else None
        version = request.POST.get("version", "")
        assign_leader(found, node, by=request.user, version=int(version) if version.isdigit() else None)
        messages.success(
            request, _("The leader is chosen, and sees the matter from now on.") if node else _("No leader answers for it now.")
        )
        return redirect("matters:matter", found.ref)
    context = {"matter": found, "places": choices_of(leader_tree(request.scope))}
    return render(request, "matters/leader_assign.html", context)


def _to_set(request: StaffRequest, pk: int) -> LeaderNode:
    rows = LeaderNode.objects.filter(active=True).select_related("leader", "area", "parent")
    return get_object_or_404(request.scope.narrow(rows, Permission.SET_LEADERS, "area_id"), pk=pk)
