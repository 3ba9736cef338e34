"""Leaves: one's own, and those of the people for whom one appoints teams."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.errors import Refused
from huajie.matters.absences import colleagues_in, leaves_to_see, people_to_send_away
from huajie.matters.services.leaves import end_leave, enter_leave
from huajie.matters.team_forms import LeaveForm


@permitted(Permission.WORK_MATTERS)
def leaves(request: StaffRequest) -> HttpResponseBase:
    """Who is away and who stands in; and on sending one more leave."""
    people = people_to_send_away(request.scope)
    form = LeaveForm(people, colleagues_in(request.scope), request.POST or None, initial={"staff": request.user.pk})
    if request.method == "POST" and form.is_valid():
        try:
            enter_leave(by=request.user, **form.cleaned_data)
        except Refused as wrong:
            form.add_error(None, str(wrong.message))
        else:
            messages.success(request, _("The leave is entered. The substitute sees and does the work on these days."))
            return redirect("matters:leaves")
    context = {"form": form, "leaves": leaves_to_see(request.scope)}
    return render(request, "matters/leaves.html", context, status=422 if form.errors else 200)


@permitted(Permission.WORK_MATTERS)
@require_POST
def end(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Back early."""
    end_leave(get_object_or_404(leaves_to_see(request.scope), pk=pk), by=request.user)
    messages.success(request, _("The leave has ended. Nobody stands in any more."))
    return redirect("matters:leaves")
