"""What a reader narrows a list of matters to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huajie.matters.models import Channel, Kind
from huajie.matters.queries import MatterFilters

ORDERS = {"newest": "-found_on", "oldest": "found_on"}


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
