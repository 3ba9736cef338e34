"""The forms with which the order of responsible leaders and their lists are kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.core.lifecycle import Given, Move
from huajie.matters.leading.queries import Branch
from huajie.matters.models import Kind, LeaderLevel, LeaderNode, Matter

_LONG = frozenset({"plan", "coordination", "result"})


class PlaceForm(forms.Form):
    """The name of a place, who holds it, and the place above."""

    name = forms.CharField(label=_("Name of the place"), max_length=80, help_text=_("Such as “Third leading group”."))
    leader = forms.ModelChoiceField(
        label=_("Leader"), queryset=Staff.objects.none(), required=False, help_text=_("Everybody who is posted as a responsible leader.")
    )
    parent = forms.ModelChoiceField(label=_("Beneath"), queryset=LeaderNode.objects.none(), required=False)

    def __init__(self, leaders: Sequence[Staff], level: LeaderLevel, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = Staff.objects.filter(pk__in=[staff.pk for staff in leaders])  # type: ignore[attr-defined]
        above = {LeaderLevel.LEADING_GROUP: LeaderLevel.DISTRICT, LeaderLevel.WORKING_GROUP: LeaderLevel.LEADING_GROUP}.get(level)
        if above is None:
            del self.fields["parent"]
        else:
            self.fields["parent"].queryset = LeaderNode.objects.filter(level=above, active=True)  # type: ignore[attr-defined]
            self.fields["parent"].required = True


class ListForm(forms.Form):
    """A list's place, title and period."""

    node = forms.ModelChoiceField(label=_("Leader"), queryset=LeaderNode.objects.filter(active=True).order_by("-is_top", "level", "pk"))
    title = forms.CharField(label=_("Title"), max_length=80)
    period = forms.CharField(label=_("Period"), max_length=20, help_text=_("Such as 2026, or 2026 third quarter."))


class CasesForm(forms.Form):
    """Which matters are put on a list, and by when each is to be finished."""

    matters = forms.ModelMultipleChoiceField(label=_("Matters"), queryset=Matter.objects.none(), widget=forms.CheckboxSelectMultiple)
    due_on = forms.DateField(
        label=_("To be finished by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Three months is local practice (provisional); no national text sets a limit. Statutory deadlines run beside it."),
    )


class MoveForm(forms.Form):
    """What a move needs said."""

    def __init__(self, move: Move[Permission], *args: Any, due_on: date | None = None, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        for need in move.needs:
            if need.given is Given.SAID:
                self.fields[need.name] = _field_for(need.name, str(need.label), str(need.advice), due_on)


def _field_for(name: str, label: str, advice: str, due_on: date | None) -> forms.Field:
    if name == "due_on":
        return forms.DateField(
            label=label, help_text=advice, initial=due_on, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        )
    if name in _LONG:
        return forms.CharField(label=label, help_text=advice, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    return forms.CharField(label=label, help_text=advice, max_length=400)


class BulkForm(forms.Form):
    """Which open matters a leader is assigned at once. What does not make sense narrows nothing."""

    area = forms.RegexField(r"^\d{2,15}$", required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "—"), *Kind.choices])
    category = forms.CharField(required=False, max_length=40)


def choices_of(branches: Sequence[Branch], depth: int = 0) -> list[tuple[str, str]]:
    """The places in their order, indented, each with its leader: for a select."""
    found = []
    for branch in branches:
        leader = f" · {branch.node.leader}" if branch.node.leader else ""
        found.append((str(branch.node.pk), f"{'　' * depth}{branch.node.name}{leader} ({branch.own})"))
        found += choices_of(branch.below, depth + 1)
    return found
