"""Many matters at once: chosen on a worklist, one act for all, and what became of each."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.matters.forms.bulk import BulkForm, LeaderForm, TaskForm, UnitForm
from huajie.matters.forms.lists import MatterFilterForm
from huajie.matters.models import BulkAct, BulkRun
from huajie.matters.queries import seen_of
from huajie.matters.services.bulk import MOST, carry_out, prepare
from huajie.matters.tasks import carry_out_bulk
from huajie.matters.worklists import listed

AT_ONCE = 50  # more than these are worked on in the background
FORMS: dict[BulkAct, type[UnitForm] | type[LeaderForm] | type[TaskForm]] = {
    BulkAct.UNIT: UnitForm,
    BulkAct.LEADER: LeaderForm,
    BulkAct.TASK: TaskForm,
}
NEEDS = {BulkAct.LEADER: Permission.SET_LEADERS}  # beside ROUTE_MATTERS


@permitted(Permission.ROUTE_MATTERS)
@require_POST
def choose(request: StaffRequest) -> HttpResponseBase:
    """What to do with the chosen matters; then it is done."""
    refs = _chosen(request)
    act = request.POST.get("act", "")
    forms: dict[BulkAct, BulkForm] = {
        one: form(request.scope, request.POST if one.value == act else None)
        for one, form in FORMS.items()
        if request.scope.may(NEEDS.get(one, Permission.ROUTE_MATTERS))
    }
    if act in forms and forms[BulkAct(act)].is_valid():
        return _begun(prepare(refs, BulkAct(act), forms[BulkAct(act)].said(), by=request.user))
    context = {
        "refs": refs,
        "matters": seen_of(request.scope, refs[:AT_ONCE]),
        "more": max(0, len(refs) - AT_ONCE),
        "forms": list(forms.items()),
        "most": MOST,
    }
    return render(request, "matters/bulk.html", context)


def _chosen(request: StaffRequest) -> list[str]:
    """The references that were ticked, or all of the worklist up to MOST."""
    if "every" not in request.POST:
        return list(dict.fromkeys(request.POST.getlist("ref")))[:MOST]
    form = MatterFilterForm(request.POST)
    return list(listed(request.scope, form.chosen(), form.filters(), form.order()).every().values_list("ref", flat=True)[:MOST])


def _begun(run: BulkRun) -> HttpResponseBase:
    if run.total <= AT_ONCE:
        carry_out(run)
    else:
        carry_out_bulk.enqueue(run.pk)
    return redirect("matters:bulk_run", run.pk)


@permitted(Permission.ROUTE_MATTERS)
def report(request: StaffRequest, pk: int) -> HttpResponseBase:
    """How far it is, and each that was refused with its reason."""
    run = BulkRun.objects.filter(staff=request.user, pk=pk).first()
    if run is None:
        raise Http404
    template = "matters/_bulk_progress.html" if request.headers.get("HX-Request") else "matters/bulk_run.html"
    return render(request, template, {"run": run})
