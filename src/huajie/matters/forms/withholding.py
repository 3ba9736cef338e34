"""Marking a report of misconduct."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Unit
from huajie.matters.models import Matter
from huajie.matters.queries import units_over


class WithholdForm(forms.Form):
    """Which units a report of misconduct concerns, and why it is taken for one."""

    units = forms.ModelMultipleChoiceField(
        label=_("Units that it reports"), queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    because = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units_over(matter)  # type: ignore[attr-defined]  # it is a ModelMultipleChoiceField
