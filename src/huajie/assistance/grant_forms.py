"""What each act on aid that was granted asks for, and the forms of payment lists."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import Area, Level
from huajie.assistance.fields import DayField, WordsField, YuanField
from huajie.assistance.models import Finding, Grant
from huajie.assistance.services import granting

_MONTH = {"type": "month"}


class MonthField(forms.DateField):
    """A month, as its first day."""

    def __init__(self, **kwargs: Any) -> None:  # Any: as the parent's
        widget = forms.DateInput(attrs=_MONTH, format="%Y-%m")
        super().__init__(widget=widget, input_formats=["%Y-%m", "%Y-%m-%d"], **kwargs)


class GrantForm(forms.Form):
    """What is said with an act."""

    def __init__(self, name: str, sent: QueryDict | None = None) -> None:
        super().__init__(sent, auto_id=f"{name}-%s")


class ChangeForm(GrantForm):
    amount = YuanField(label=_("Amount a month, from the next month on"))
    because = WordsField(label=_("Reason"), help_text=_("The family is told it in writing."))


class ExitForm(GrantForm):
    until = MonthField(label=_("Last month"))
    because = WordsField(label=_("Reason"), help_text=_("The family is told it in writing."))


class EndForm(GrantForm):
    because = WordsField(label=_("Reason"), help_text=_("The family is told it in writing."))
    law = forms.CharField(label=_("Law"), max_length=400)
    next_route = forms.CharField(label=_("Next legal route"), max_length=400)


class AccountForm(GrantForm):
    account = forms.CharField(label=_("Bank account"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    holder = forms.CharField(label=_("Account holder"), max_length=80)


class ReviewForm(GrantForm):
    on = DayField(label=_("Day"), initial=timezone.localdate)
    finding = forms.ChoiceField(label=_("What it comes to"), choices=Finding.choices)
    words = WordsField(label=_("What was found"))


@dataclass(frozen=True, slots=True)
class Acting:
    """The form of an act, and what happens with a valid one."""

    form: type[GrantForm]
    act: Callable[[Grant, dict[str, Any], Staff], object]  # Any: as the fields give it


ACTS: dict[str, Acting] = {
    "set_account": Acting(AccountForm, lambda grant, told, by: granting.set_account(grant, told["account"], told["holder"], by=by)),
    "change": Acting(ChangeForm, lambda grant, told, by: granting.change(grant, told["amount"], told["because"], by=by)),
    "exit_gradually": Acting(ExitForm, lambda grant, told, by: granting.exit_gradually(grant, told["until"], told["because"], by=by)),
    "end": Acting(EndForm, lambda grant, told, by: granting.end(grant, told["because"], told["law"], told["next_route"], by=by)),
}


class TownChoice(forms.ModelChoiceField[Area]):
    """A town by name."""

    def label_from_instance(self, town: Area) -> str:
        return town.name


class DrawUpForm(forms.Form):
    """A town and a month."""

    town = TownChoice(label=_("Town"), queryset=Area.objects.none(), empty_label=None)
    month = MonthField(label=_("Month"))

    def __init__(self, scope: Scope, sent: QueryDict | None = None) -> None:
        super().__init__(sent, initial={"month": timezone.localdate})
        towns = scope.narrow(Area.objects.filter(level=Level.TOWN, active=True), Permission.HANDLE_AID, "code")
        self.fields["town"].queryset = towns.order_by("code")  # type: ignore[attr-defined]  # a choice of records


class PurposeForm(forms.Form):
    """What the file is fetched for."""

    purpose = forms.CharField(label=_("What you need the file for"), max_length=200, min_length=4)
