"""The forms of urgent relief, funds and limits. In one sitting: what happened, what is given, done."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import Area
from huajie.assistance.fields import DayField, WordsField, YuanField
from huajie.assistance.models import EmergencyKind, Given
from huajie.assistance.services.relieving import Need
from huajie.linkage.normalise.phones import read_phones
from huajie.people.models import Household, Person

_MOMENT = {"type": "datetime-local"}


class ReliefForm(forms.Form):
    """What happened, to whom, and what is given now."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=80, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    area = forms.CharField(label=_("Where it happened"), max_length=15)
    kind = forms.ChoiceField(label=_("What happened"), choices=EmergencyKind.choices)
    words = WordsField(label=_("What is needed"))
    found_at = forms.DateTimeField(
        label=_("Found or reported at"), widget=forms.DateTimeInput(attrs=_MOMENT, format="%Y-%m-%dT%H:%M"), initial=timezone.localtime
    )
    given = forms.ChoiceField(label=_("What is given"), choices=Given.choices)
    amount = YuanField(
        label=pgettext_lazy("aid", "Amount"), required=False, help_text=_("In yuan; for goods what they cost, for a referral nothing.")
    )
    what = forms.CharField(label=_("Which goods, or where to"), max_length=200, required=False)

    def __init__(self, scope: Scope, person: Person | None, sent: QueryDict | None = None, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(sent, **kwargs)
        self.scope, self.person = scope, person
        if person:
            del self.fields["name"], self.fields["phone"]

    def clean_area(self) -> str:
        """A place where the reader may give relief."""
        code = str(self.cleaned_data["area"])
        if not self.scope.may_in(Permission.GIVE_URGENT_RELIEF, code) or not Area.objects.filter(pk=code, active=True).exists():
            raise forms.ValidationError(_("Choose the place from the list."))
        return code

    def need(self, home: Household | None, matter: Any = None) -> Need:  # Any: a matter or none
        """The valid form as the act takes it."""
        told = self.cleaned_data
        return Need(
            area_code=told["area"],
            kind=EmergencyKind(told["kind"]),
            words=told["words"],
            given=Given(told["given"]),
            found_at=told["found_at"],
            person=self.person,
            name=told.get("name", ""),
            phones=read_phones((told.get("phone", ""),)),
            amount_fen=told["amount"] or 0,
            what=told["what"],
            household=home,
            matter=matter,
        )


class CompleteForm(forms.Form):
    """The papers are there."""

    signed = forms.BooleanField(label=_("Whoever received it has signed, or somebody for them"))
    papers = WordsField(label=_("Which papers are there"))


class TakeBackForm(forms.Form):
    """It did not reach anybody."""

    because = WordsField(label=_("Reason"))


class FillForm(forms.Form):
    """Money for a fund."""

    amount = YuanField(label=pgettext_lazy("aid", "Amount"))
    because = forms.CharField(label=_("Where it comes from"), max_length=200)


class LimitForm(forms.Form):
    """What may be given at once."""

    limit = YuanField(label=_("May be given at once, at most"))
    since = DayField(label=_("From"), initial=timezone.localdate)
    source = forms.CharField(label=_("By which document"), max_length=200)
    checked = forms.BooleanField(label=_("Compared with the document itself"), required=False)
