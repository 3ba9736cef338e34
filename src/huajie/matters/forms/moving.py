"""What a move asks for, built from its row in the table."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.core.lifecycle import Given, Move
from huajie.deadlines.said import told
from huajie.matters.models import Kind, Matter, MatterClock, PetitionClass, PetitionRoute
from huajie.matters.retention import periods
from huajie.matters.services.moving import LONGEST_REASON
from huajie.people.trees import within
from huajie.rules.clocks.duties import duty

WAYS = [("in_person", _("In person")), ("in_writing", _("In writing")), ("by_phone", _("By phone")), ("online", _("Online"))]
Builder = Callable[[Matter], forms.Field]


class MoveForm(forms.Form):
    """The facts that one move needs said, and a reason that may always be given."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, matter: Matter, move: Move[Permission], *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        kwargs.setdefault("initial", {"version": matter.version})
        super().__init__(*args, **kwargs)
        for need in move.needs:
            if need.given is Given.SAID and need.name in _BUILD:
                self.fields[need.name] = _BUILD[need.name](matter)
                self.fields[need.name].label = str(need.label)
        self.fields |= _asked_beside(move.name, matter)
        if "because" not in self.fields:
            self.fields["because"] = _text(required=False, label=_("Remark"))

    def facts(self) -> Mapping[str, str]:
        """What was said, by name; days as YYYY-MM-DD."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in {"version", "because"} and value}
        return {name: value.isoformat() if hasattr(value, "isoformat") else str(value) for name, value in said.items()}


def _text(*, required: bool = True, label: Any = None, rows: int = 3) -> forms.Field:  # Any: a text or its promise
    return forms.CharField(
        max_length=LONGEST_REASON, required=required, label=label, widget=forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_REASON})
    )


def _day() -> forms.Field:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


_BUILD: dict[str, Builder] = {
    "because": lambda _matter: _text(),
    "next_route": lambda _matter: _text(),
    "words": lambda _matter: _text(),
    "body": lambda _matter: forms.CharField(max_length=80),
    "until": lambda _matter: _day(),
    "way": lambda _matter: forms.ChoiceField(choices=WAYS),
    "unit": lambda _matter: forms.CharField(max_length=40),
    "retention": lambda _matter: forms.ChoiceField(choices=[(period.code, period.label) for period in periods()]),
}


def _asked_beside(name: str, matter: Matter) -> dict[str, forms.Field]:
    """What a move asks beside its needs: the class and route of a petition, the ground of a suspension."""
    if name == "accept" and matter.kind == Kind.PETITION:
        chosen = forms.ChoiceField(label=_("Class of the petition"), choices=PetitionClass.choices, initial=matter.petition_class or None)
        route = forms.ChoiceField(
            label=_("How it is handled (appeals and requests)"),
            choices=PetitionRoute.choices,
            initial=matter.petition_route or PetitionRoute.PETITION,
            required=False,
            help_text=_(
                "Only the petition's own procedure has the 60 days of 信访工作条例 §34; the others lead to the procedure they name."
            ),
        )
        return {"petition_class": chosen, "petition_route": route}
    if name == "suspend" and (grounds := _grounds(matter)):
        hint = _("Deadlines whose own rule does not know the ground run on.")
        choices = [("", _("None of these: every deadline runs on")), *grounds]
        return {"ground": forms.ChoiceField(label=_("Ground"), choices=choices, required=False, help_text=hint)}
    return {}


def _grounds(matter: Matter) -> list[tuple[str, str]]:
    """The grounds that some running deadline knows."""
    clocks = MatterClock.objects.filter(within("matter", [matter.pk]), stopped_on=None)
    known = {ground.code: told(ground.name) for clock in clocks for ground in duty(clock.code, clock.started_on).suspends}
    return sorted(known.items())
