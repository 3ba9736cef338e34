"""Marking a report of misconduct."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff, Unit
from huajie.matters.models import Matter, Withholding
from huajie.matters.queries import staff_over, units_over


class _People(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # it takes none when it runs
    def label_from_instance(self, obj: Any) -> str:  # Any: a Staff, with the units loaded in which they work
        return f"{obj} · {'、'.join(dict.fromkeys(posting.unit.name for posting in obj.postings.all() if posting.holds))}"


class WithholdForm(forms.Form):
    """Which units and which members of staff a report of misconduct concerns, and why it is taken for one."""

    units = forms.ModelMultipleChoiceField(
        label=_("Units that it reports"), queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    people = _People(
        label=_("Members of staff that it reports"),
        queryset=Staff.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They will not see it in whatever unit they work, and it cannot be given to them."),
    )
    because = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        held = Withholding.objects.filter(matter=matter).first()
        if held:
            kwargs.setdefault("initial", {"units": held.units.all(), "people": held.people.all()})
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units_over(matter)  # type: ignore[attr-defined]  # it is a ModelMultipleChoiceField
        self.fields["people"].queryset = staff_over(matter)  # type: ignore[attr-defined]  # as above
