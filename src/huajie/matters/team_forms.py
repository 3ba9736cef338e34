"""The forms with which teams are appointed, places handed on and leaves entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from huajie.accounts.models import Staff
from huajie.matters.models import Matter, TeamMember
from huajie.matters.readiness import TEAM_SIZE
from huajie.matters.services.teams import NewMember
from huajie.matters.teams import Along, Candidate, Concerned
from huajie.people.models import Household
from huajie.ui.templatetags.huajie import day

DUTIES = (_("Keeps in touch"), _("Arranges aid"), _("Accompanies"), _("Mediates"), _("Explains the rules"), _("Visits at home"))
RHYTHMS = (_("Every week"), _("Every two weeks"), _("Every month"), _("As long as it is needed"))
Choices = list[tuple[Any, Any]]  # Any: as Django takes them, grouped or not


@dataclass(frozen=True, slots=True)
class Seat:
    """The fields for one of the three."""

    number: int
    staff: BoundField
    duty: BoundField
    due_on: BoundField
    rhythm: BoundField
    leads: bool


def by_unit(found: Sequence[Candidate]) -> Choices:
    """Candidates under their units, each with what they have to do already."""
    groups = groupby(found, lambda candidate: "、".join(candidate.units))
    return [("", "—"), *[(units, [(str(one.staff.pk), said(one)) for one in group]) for units, group in groups]]


def said(candidate: Candidate) -> str:
    """A name with the numbers to plan by."""
    load = candidate.load
    parts = [ngettext("%(count)s open matter", "%(count)s open matters", load.open_matters) % {"count": load.open_matters}]
    if load.tasks_due:
        parts.append(ngettext("%(count)s task due", "%(count)s tasks due", load.tasks_due) % {"count": load.tasks_due})
    if load.away_until:
        parts.append(_now("away until %(day)s") % {"day": day(load.away_until)})
    return f"{candidate.staff} · {' · '.join(parts)}"


def key_of(whom: Concerned) -> str:
    """How a form names a person or a household."""
    return f"{'household' if isinstance(whom, Household) else 'person'}-{whom.ref}"


class _Staff(forms.ModelChoiceField[Staff]):
    """Somebody of the staff: whether they can be chosen, the service says with its reason."""

    def __init__(self, **given: Any) -> None:  # Any: as the parent's
        super().__init__(queryset=Staff.objects.all(), **given)


def _day() -> forms.DateField:
    return forms.DateField(label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class TeamForm(forms.Form):
    """Three people, each with a duty and a day or a rhythm; whom they are for; and what goes along."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    whom = forms.ChoiceField(label=_("Whom the team is for"), required=False, widget=forms.RadioSelect)
    lead = forms.TypedChoiceField(label=_("Leads"), choices=[(number, number) for number in range(1, TEAM_SIZE + 1)], coerce=int)
    along = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, whom: Sequence[Concerned], found: Sequence[Candidate], along: Sequence[Along], *args: Any, **kwargs: Any
    ) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self._set("whom", [(key_of(one), "") for one in whom])
        self.fields["whom"].required = bool(whom)
        self._set("along", [(one.matter.ref, one.matter.shown_title) for one in along])
        for number in range(1, TEAM_SIZE + 1):
            self.fields[f"staff{number}"] = staff = _Staff(label=_("Person on the team"))
            staff.widget.choices = by_unit(found)
            self.fields[f"duty{number}"] = forms.CharField(label=_("Duty"), max_length=80, widget=forms.TextInput(attrs={"list": "duties"}))
            self.fields[f"due{number}"] = _day()
            self.fields[f"rhythm{number}"] = forms.CharField(
                label=_("or how often"), max_length=40, required=False, widget=forms.TextInput(attrs={"list": "rhythms"})
            )

    def _set(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # they are choice fields

    @property
    def seats(self) -> list[Seat]:
        """The fields of the three."""
        leads = str(self["lead"].value() or 1)
        return [
            Seat(number, self[f"staff{number}"], self[f"duty{number}"], self[f"due{number}"], self[f"rhythm{number}"], leads == str(number))
            for number in range(1, TEAM_SIZE + 1)
        ]

    def members(self) -> list[NewMember]:
        """The three as they were filled in."""
        told = self.cleaned_data
        return [
            NewMember(
                told[f"staff{number}"],
                told[f"duty{number}"],
                told["lead"] == number,
                told[f"due{number}"],
                told[f"rhythm{number}"],
            )
            for number in range(1, TEAM_SIZE + 1)
        ]


def filled_from(members: Sequence[TeamMember], matter: Matter, whom: Sequence[Concerned], along: Sequence[Along]) -> dict[str, object]:
    """What the form says before anything was typed: those who are on the team now, the household first, everything along but reports."""
    told: dict[str, object] = {"version": matter.version, "lead": 1, "along": [one.matter.ref for one in along if not one.is_report]}
    if whom:
        told["whom"] = key_of(whom[0])
    for number, member in enumerate(members[:TEAM_SIZE], start=1):
        told |= {f"staff{number}": member.staff_id, f"duty{number}": member.duty, f"rhythm{number}": member.rhythm}
        told[f"due{number}"] = member.due_on
    return told


class HandOnForm(forms.Form):
    """Who is asked to take a place over, by when, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    to = _Staff(label=_("Who is asked to take over"))
    due_on = _day()
    because = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, found: Sequence[Candidate], *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["to"].widget.choices = by_unit(found)


class LeaveForm(forms.Form):
    """Who is away from when to when, and who stands in."""

    staff = _Staff(label=_("Who is away"))
    since = forms.DateField(label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Last day away"), widget=forms.DateInput(attrs={"type": "date"}))
    substitute = _Staff(label=_("Who stands in"), help_text=_("Somebody of the same unit, who is not away on these days."))
    because = forms.CharField(label=_("Remark"), max_length=120, required=False)

    def __init__(self, away: Choices, substitutes: Choices, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["staff"].widget.choices = away
        self.fields["substitute"].widget.choices = substitutes
