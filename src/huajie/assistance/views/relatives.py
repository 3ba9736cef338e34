"""The register of relatives of staff and of village cadres."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.assistance.fields import colleagues_in
from huajie.assistance.models import StaffRelative
from huajie.assistance.services.relatives import end_relative, file_relative
from huajie.core.errors import Refused
from huajie.core.paging import page
from huajie.people.queries import opened_by
from huajie.people.views.records import person_or_404


class RelativeForm(forms.Form):
    """Whose relative somebody is."""

    staff = forms.ModelChoiceField(
        label=gettext_lazy("Of the staff"), queryset=Staff.objects.none(), required=False, empty_label=gettext_lazy("Nobody of the staff")
    )
    cadre = forms.CharField(label=gettext_lazy("Or of a cadre: name and post"), max_length=80, required=False)
    relation = forms.CharField(label=gettext_lazy("Relation"), max_length=40)


@permitted(Permission.HANDLE_AID)
def index(request: StaffRequest) -> HttpResponseBase:
    """Everybody who is filed where the reader handles aid, newest first."""
    rows = request.scope.narrow(StaffRelative.objects.filter(ended_on=None), Permission.HANDLE_AID, "person__area_id")
    shown = page(
        rows.select_related("person__root", "person__area", "staff", "filed_by"), by="-filed_on", cursor=request.GET.get("after", "")
    )
    opened = opened_by(request.scope, [row.person.standing for row in shown.rows])
    return render(request, "assistance/relatives.html", {"page": shown, "opened": opened})


@permitted(Permission.PREPARE_AID)
def file(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Filing one person."""
    person = person_or_404(request, reference)
    form = RelativeForm(request.POST or None)
    form.fields["staff"].queryset = colleagues_in(person.area_id)  # type: ignore[attr-defined]  # a choice of records
    if form.is_valid():
        told = form.cleaned_data
        try:
            file_relative(person, told["relation"], by=request.user, staff=told["staff"], cadre=told["cadre"])
            messages.success(request, _("Filed. The county visits the home before it decides on aid for this family."))
            return redirect("people:person", person.ref)
        except Refused as refused:
            form.add_error(None, str(refused.message))
    return render(request, "assistance/relative_form.html", {"person": person, "form": form}, status=422 if form.errors else 200)


@require_POST
@permitted(Permission.HANDLE_AID)
def end(request: StaffRequest, pk: int) -> HttpResponseBase:
    """An entry that does not hold any more."""
    rows = request.scope.narrow(StaffRelative.objects.all(), Permission.HANDLE_AID, "person__area_id")
    end_relative(get_object_or_404(rows, pk=pk), by=request.user)
    messages.success(request, _("The entry has ended. It is kept."))
    return redirect("assistance:relatives")
