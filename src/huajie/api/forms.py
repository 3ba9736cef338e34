"""The forms of this room: they normalise and explain, and decide nothing."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.forms import AreaChoice
from huajie.accounts.labels import permission_label
from huajie.accounts.models import Staff, Unit
from huajie.accounts.queries import staff_in, units_in
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.api.events import EVENTS
from huajie.api.offered import OFFERED
from huajie.areas.models import Area

_USUAL_DAYS = 180


def _in_half_a_year() -> str:
    return (timezone.localdate() + timedelta(days=_USUAL_DAYS)).isoformat()


class TokenForm(forms.Form):
    """A new token: as whom, for what, where, how long."""

    name = forms.CharField(
        label=_("Name of the other system"), max_length=80, help_text=_("Every act that comes through it bears this name in the record.")
    )
    staff = forms.ModelChoiceField(
        label=_("Counts as a person"),
        queryset=Staff.objects.none(),
        required=False,
        help_text=_("It may never do more than this person may at the moment of the call."),
    )
    unit = forms.ModelChoiceField(
        label=_("or as a unit"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("A unit's token only reads, within the unit's area."),
    )
    permissions = forms.MultipleChoiceField(label=_("What it may do"), widget=forms.CheckboxSelectMultiple)
    area = AreaChoice(label=_("Area"), queryset=Area.objects.none(), help_text=_("It reads and does nothing outside of it."))
    expires_on = forms.DateField(
        label=_("Last day"),
        initial=_in_half_a_year,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Within a year. Make a new token before then."),
    )

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = staff_in(scope).filter(is_active=True)  # type: ignore[attr-defined]  # it is a ModelChoiceField
        self.fields["unit"].queryset = units_in(scope).filter(active=True)  # type: ignore[attr-defined]
        self.fields["area"].queryset = scope.narrow(Area.objects.filter(active=True), Permission.EDIT_TOKENS, "code")  # type: ignore[attr-defined]
        self.fields["permissions"].choices = [(one.value, permission_label(one)) for one in OFFERED]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:  # Any: as the parent's
        """Exactly one of person and unit."""
        said = super().clean() or {}
        if bool(said.get("staff")) == bool(said.get("unit")):
            raise forms.ValidationError(_("Choose either a person or a unit."))
        return said


class WebhookForm(forms.Form):
    """A new address, and of what it is told."""

    url = forms.CharField(label=_("Address that is told"), max_length=500, widget=forms.URLInput(attrs={"placeholder": "https://"}))
    events = forms.MultipleChoiceField(label=_("Events"), choices=list(EVENTS.items()), widget=forms.CheckboxSelectMultiple)
