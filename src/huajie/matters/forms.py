"""What a reader narrows a list of matters to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Unit
from huajie.matters.models import Channel, Kind, Matter
from huajie.matters.queries import MatterFilters, units_over

ORDERS = {"newest": "-found_on", "oldest": "found_on"}


class WithholdForm(forms.Form):
    """Which units a report of misconduct concerns, and why it is taken for one."""

    units = forms.ModelMultipleChoiceField(
        label=_("Units that it reports"), queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    because = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units_over(matter)  # type: ignore[attr-defined]  # it is a ModelMultipleChoiceField


class MatterFilterForm(forms.Form):
    """The filters above the list. What does not make sense narrows nothing."""

    words = forms.CharField(required=False, max_length=100)
    kind = forms.ChoiceField(required=False, choices=Kind.choices)
    category = forms.CharField(required=False, max_length=40)
    area = forms.RegexField(r"^\d{2,15}$", required=False)
    channel = forms.ChoiceField(required=False, choices=Channel.choices)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    sort = forms.ChoiceField(required=False, choices=[("newest", _("Newest first")), ("oldest", _("Oldest first"))])

    def filters(self) -> MatterFilters:
        """What the fields that make sense say."""
        self.is_valid()
        said: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value and name != "sort"}
        return MatterFilters(**said)

    def order(self) -> str:
        """The column to sort by."""
        self.is_valid()
        return ORDERS[self.cleaned_data.get("sort") or "newest"]

    def query(self) -> dict[str, str]:
        """The question as an address may carry it."""
        self.is_valid()
        return {name: str(self.data[name]) for name, value in self.cleaned_data.items() if value}
