"""Who leads, who assists, with which part and by when."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Unit
from huajie.matters.routing import Choice, Load
from huajie.matters.services.assisting import Part
from huajie.matters.services.moving import LONGEST_REASON

ASSISTING = 3  # rows on one page; more can be asked afterwards
LISTED = "units"  # the one list on the page from which each unit is found


class UnitField(forms.CharField):
    """One unit, found by typing a part of its name: its name or its code is understood."""

    def __init__(self, **kwargs: Any) -> None:  # Any: as the parent's
        shown = forms.TextInput(attrs={"list": LISTED, "autocomplete": "off", "placeholder": _("Type a part of the name")})
        super().__init__(widget=shown, required=False, **kwargs)
        self.units: Mapping[str, Unit] = {}

    def clean(self, value: Any) -> Unit | None:  # Any: as the parent's
        said = super().clean(value)
        if said and said not in self.units:
            raise forms.ValidationError(_("No unit has this name. Choose one from the list."))
        return self.units.get(said)


class RoutingForm(forms.Form):
    """The unit that leads: one of those named, or another; and rows for units that assist."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    unit = forms.ChoiceField(label=_("Lead unit"), required=False)
    other = UnitField(label=_("Or another unit"), help_text=_("A unit named here leads, whichever is ticked above."))
    task = forms.CharField(label=_("What it is asked to do"), max_length=200, required=False)
    due_on = forms.DateField(label=_("By when"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    because = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_REASON}), max_length=LONGEST_REASON
    )

    def __init__(self, choices: Sequence[Choice], named: str, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.listed = _listed(choices)
        self.named = [choice for choice in choices if choice.reasons or choice.unit.code == named]
        self.lead = self["unit"].value() or named
        self.fields["unit"].choices = [(choice.unit.code, choice.unit.name) for choice in choices]  # type: ignore[attr-defined]  # it is a ChoiceField
        for row in range(ASSISTING):
            self.fields[f"assist{row}_unit"] = UnitField(label=_("Unit"))
            self.fields[f"assist{row}_task"] = forms.CharField(label=_("What it is asked to do"), max_length=200, required=False)
            day = forms.DateField(label=_("By when"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
            self.fields[f"assist{row}_due_on"] = day
        units = {choice.unit.code: choice.unit for choice in choices} | {line.name: line.unit for line in self.listed}
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.units = units

    def clean(self) -> dict[str, Any]:  # Any: as the parent's
        """Whichever unit leads stands as `unit`."""
        said = super().clean() or self.cleaned_data
        if said.get("other"):
            said["unit"] = said["other"].code
        elif not said.get("unit") and "other" not in self.errors:
            self.add_error("other", _("Choose the unit that leads."))
        return said

    @cached_property
    def assisting(self) -> list[list[forms.BoundField]]:
        """The rows for units that assist, each with its three fields."""
        return [[self[f"assist{row}_{name}"] for name in ("unit", "task", "due_on")] for row in range(ASSISTING)]

    def parts(self) -> list[Part]:
        """The rows in which a unit was named."""
        said = self.cleaned_data
        return [
            Part(said[f"assist{row}_unit"], said[f"assist{row}_task"], said[f"assist{row}_due_on"])
            for row in range(ASSISTING)
            if said[f"assist{row}_unit"]
        ]

    def facts(self) -> dict[str, str]:
        """What the unit that leads is asked, and by when."""
        day = self.cleaned_data["due_on"]
        return {"task": self.cleaned_data["task"], "due_on": day.isoformat() if day else ""}


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit as the list offers it: under its name, with its code where others have the same name."""

    name: str
    unit: Unit
    load: Load


def _listed(choices: Sequence[Choice]) -> list[Listed]:
    times = Counter(choice.unit.name for choice in choices)
    return [
        Listed(choice.unit.name if times[choice.unit.name] == 1 else f"{choice.unit.name} {choice.unit.code}", choice.unit, choice.load)
        for choice in choices
    ]
