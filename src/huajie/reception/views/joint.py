"""Joint reception of several units on one matter."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.matters.access import may
from huajie.matters.models import Matter
from huajie.matters.queries import matter_for
from huajie.matters.views.records import matter_or_404
from huajie.reception.legal_forms import AgreedForm, JointForm
from huajie.reception.legal_queries import joint_of
from huajie.reception.models import JointReception
from huajie.reception.services.joint import call_off_joint, hold_joint, plan_joint
from huajie.reception.states import JointState


@permitted(Permission.ROUTE_MATTERS)
def plan(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Invite units to receive the resident together."""
    matter = matter_or_404(request, reference)
    form = JointForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        told = form.cleaned_data
        made = plan_joint(matter, list(told["units"]), told["on"], told["place"], by=request.user)
        messages.success(request, _("The joint reception is planned. Invite the units by letter or phone."))
        return redirect("reception:joint", made.pk)
    return render(request, "reception/joint_plan.html", {"matter": matter, "form": form}, status=422 if form.errors else 200)


@permitted(Permission.SEE_MATTERS)
def joint(request: StaffRequest, pk: int) -> HttpResponse:
    """One joint reception: whom it brings together, and once it was held what was agreed."""
    found = _joint(request, pk)
    return _shown(request, found, [AgreedForm(one) for one in found.invited.select_related("unit")])


@require_POST
@permitted(Permission.ROUTE_MATTERS)
def hold(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Record who came and what was agreed."""
    found = _joint(request, pk)
    forms = [AgreedForm(one, request.POST) for one in found.invited.select_related("unit")]
    if any(form.errors for form in forms):
        return _shown(request, found, forms)
    results = {form.invited.pk: form.agreed() for form in forms}
    hold_joint(found, request.POST.get("agreed", "")[:4000], results, by=request.user)
    messages.success(request, _("Recorded. It stands on the page of the matter."))
    return redirect("reception:joint", pk)


@require_POST
@permitted(Permission.ROUTE_MATTERS)
def call_off(request: StaffRequest, pk: int) -> HttpResponseBase:
    """It does not take place."""
    call_off_joint(_joint(request, pk), request.POST.get("because", ""), by=request.user)
    messages.success(request, _("The joint reception is called off. Tell the units."))
    return redirect("reception:joint", pk)


@permitted(Permission.SEE_MATTERS)
def of_matter(request: StaffRequest, reference: str) -> HttpResponse:
    """The panel on a matter's page."""
    matter = matter_or_404(request, reference)
    context = {"matter": matter, "receptions": joint_of(matter), "may_plan": may(request.scope, Permission.ROUTE_MATTERS, matter)}
    return render(request, "reception/_joint_panel.html", context)


def _joint(request: StaffRequest, pk: int) -> JointReception:
    """A joint reception whose matter the reader finds."""
    try:
        found = JointReception.objects.select_related("matter", "called_by").get(pk=pk)
        matter_for(request.scope, found.matter.ref)
    except (JointReception.DoesNotExist, Matter.DoesNotExist) as missing:
        raise Http404 from missing
    return found


def _shown(request: StaffRequest, found: JointReception, forms: list[AgreedForm]) -> HttpResponse:
    may_write = found.state == JointState.PLANNED and may(request.scope, Permission.ROUTE_MATTERS, found.matter)
    context = {
        "joint": found,
        "matter": found.matter.standing,
        "forms": forms,
        "may_write": may_write,
        "agreed": request.POST.get("agreed", ""),
    }
    return render(request, "reception/joint.html", context, status=422 if any(form.errors for form in forms) else 200)
