"""What a reader narrows a list of matters to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huajie.matters.models import Channel, Kind, PetitionClass
from huajie.matters.queries import MatterFilters
from huajie.matters.states import State
from huajie.matters.worklists import TABLE, Worklist

SORTS = [("deadline", _("Deadline first")), ("newest", _("Newest first")), ("oldest", _("Oldest first"))]
_NO_FILTERS = {"worklist", "sort"}
_UNFOLDED = {"words", "kind", "state", "area"}


class MatterFilterForm(forms.Form):
    """The worklist and the filters above it. What does not make sense narrows nothing."""

    worklist = forms.ChoiceField(required=False, choices=Worklist.choices)
    words = forms.CharField(required=False, max_length=100)
    kind = forms.ChoiceField(required=False, choices=Kind.choices)
    area = forms.RegexField(r"^\d{2,15}$", required=False)
    state = forms.ChoiceField(required=False, choices=State.choices)
    category = forms.CharField(required=False, max_length=40)
    petition_class = forms.ChoiceField(required=False, choices=PetitionClass.choices)
    channel = forms.ChoiceField(required=False, choices=Channel.choices)
    unit = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    leader = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    due_since = forms.DateField(required=False)
    due_until = forms.DateField(required=False)
    silent = forms.BooleanField(required=False)
    sort = forms.ChoiceField(required=False, choices=SORTS)

    @property
    def said(self) -> dict[str, Any]:
        """The fields that make sense and say something."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chosen(self) -> Worklist:
        """The whole register, unless another is asked for."""
        return Worklist(self.said.get("worklist") or Worklist.ALL)

    def order(self) -> str:
        """The order asked for, if the worklist can be read in it; otherwise its own."""
        row, asked = TABLE[self.chosen()], self.said.get("sort", "")
        return asked if asked in row.orders else row.order

    def orders(self) -> list[tuple[str, Any]]:
        """The orders in which the worklist can be read."""
        return [(value, label) for value, label in SORTS if value in TABLE[self.chosen()].orders]

    def filters(self) -> MatterFilters:
        """What the fields that make sense say."""
        return MatterFilters(**{name: value for name, value in self.said.items() if name not in _NO_FILTERS})

    def narrows(self) -> bool:
        """True if and only if some filter is set: the worklist and its order are none."""
        return bool(self.said.keys() - _NO_FILTERS)

    def narrows_more(self) -> bool:
        """True if and only if one of the filters is set that stand folded beneath the others."""
        return bool(self.said.keys() - _NO_FILTERS - _UNFOLDED)

    def query(self) -> dict[str, str]:
        """The question as an address may carry it."""
        return {name: str(self.data[name]) for name in self.said}
