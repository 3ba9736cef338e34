"""Who leads, who assists, with which part and by when."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from huajie.matters.models import Matter
from huajie.matters.routing import Choice
from huajie.matters.services.assisting import Part
from huajie.matters.services.moving import LONGEST_REASON

ASSISTING = 3  # rows on one page; more can be asked afterwards


class RoutingForm(forms.Form):
    """The unit that leads, and rows for units that assist."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    unit = forms.ChoiceField(label=_("Lead unit"))
    task = forms.CharField(label=_("What it is asked to do"), max_length=200, required=False)
    due_on = forms.DateField(label=_("By when"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    because = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_REASON}), max_length=LONGEST_REASON
    )

    def __init__(self, matter: Matter, choices: Sequence[Choice], *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.units = {choice.unit.code: choice.unit for choice in choices}
        named = _options(choices)
        self.fields["unit"].choices = named  # type: ignore[attr-defined]  # it is a ChoiceField
        for row in range(ASSISTING):
            self.fields[f"assist{row}_unit"] = forms.ChoiceField(label=_("Unit"), choices=[("", "—"), *named], required=False)
            self.fields[f"assist{row}_task"] = forms.CharField(label=_("What it is asked to do"), max_length=200, required=False)
            day = forms.DateField(label=_("By when"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
            self.fields[f"assist{row}_due_on"] = day

    @cached_property
    def assisting(self) -> list[list[forms.BoundField]]:
        """The rows for units that assist, each with its three fields."""
        return [[self[f"assist{row}_{name}"] for name in ("unit", "task", "due_on")] for row in range(ASSISTING)]

    def parts(self) -> list[Part]:
        """The rows in which a unit was chosen."""
        said = self.cleaned_data
        return [
            Part(self.units[said[f"assist{row}_unit"]], said[f"assist{row}_task"], said[f"assist{row}_due_on"])
            for row in range(ASSISTING)
            if said[f"assist{row}_unit"]
        ]

    def facts(self) -> dict[str, str]:
        """What the unit that leads is asked, and by when."""
        day = self.cleaned_data["due_on"]
        return {"task": self.cleaned_data["task"], "due_on": day.isoformat() if day else ""}


def _options(choices: Sequence[Choice]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those with a reason first, as a group of their own."""
    first = [(choice.unit.code, f"{_named(choice)} · {choice.load.said}") for choice in choices if choice.reasons]
    others = [(choice.unit.code, f"{_named(choice)} · {choice.load.said}") for choice in choices if not choice.reasons]
    return [(str(group), rows) for group, rows in ((_("Named by area or table"), first), (_("Other units"), others)) if rows]


def _named(choice: Choice) -> str:
    return f"{choice.unit.name} ({'; '.join(choice.reasons)})" if choice.reasons else choice.unit.name
