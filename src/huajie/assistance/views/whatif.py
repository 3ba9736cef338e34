"""What another number of the rules would mean: how many families more or fewer, by town, at what cost."""

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.assistance.in_force import rules
from huajie.assistance.telling import number_said
from huajie.assistance.whatif import Numbers, WhatIf, number_names, value_of, what_if
from huajie.core.errors import Refused
from huajie.deadlines.said import told
from huajie.people.models import Household
from huajie.rules.eligibility.explaining import number
from huajie.rules.eligibility.programmes import PROGRAMMES

MOST = 20_000  # households that a page waits for; beyond it the command does it


class WhatIfForm(forms.Form):
    """One number, another value, and the month from which it would hold."""

    name = forms.ChoiceField(label=_("Number"))
    value = forms.CharField(max_length=20, label=_("Would be"))
    month = forms.DateField(
        input_formats=["%Y-%m"], label=_("From the month"), widget=forms.DateInput(format="%Y-%m", attrs={"type": "month"})
    )

    def __init__(self, month: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Form takes them
        numbers = [number(rules(), name, month) for name in number_names()]
        self.fields["name"].choices = [(one.name, f"{told(one.words)} · {number_said(one.value)}") for one in numbers]  # type: ignore[attr-defined]


@permitted(Permission.HANDLE_AID)
def index(request: StaffRequest) -> HttpResponse:
    """The question, and its answer for the reader's area."""
    this_month = timezone.localdate().replace(day=1)
    form = WhatIfForm(this_month, request.GET or None, initial={"name": "low_income.standard", "month": this_month})
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        context |= _answer(request, form)
    return render(request, "assistance/what_if.html", context)


def _answer(request: StaffRequest, form: WhatIfForm) -> dict[str, object]:
    households = request.scope.narrow(Household.objects.filter(root=None), Permission.HANDLE_AID, "area_id")
    try:
        if households.count() > MOST:
            raise Refused(_("These are too many households for a page. The operator finds out with: huajie programmes whatif"))
        asked = form.cleaned_data
        found = what_if(households, {asked["name"]: value_of(asked["name"], asked["value"])}, asked["month"])
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return {}
    return {"found": found, "programmes": _programmes(found), "towns": list(found.by_town.items()), "most": _most(found)}


def _programmes(found: WhatIf) -> list[tuple[str, Numbers]]:
    return [(told(PROGRAMMES[code].name), numbers) for code, numbers in found.by_programme.items() if numbers != Numbers()]


def _most(found: WhatIf) -> int:
    """The end of the scale on which towns are drawn."""
    return max((max(numbers.fen_at_most, numbers.fen_at_most_then) for numbers in found.by_town.values()), default=0) or 1
