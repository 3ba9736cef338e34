"""What a reader narrows lists of people to, and what staff correct and record."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.linkage.normalise.id_numbers import Soundness, read_id_number
from huajie.linkage.normalise.phones import read_phones
from huajie.people.dossier import MONEY_KINDS
from huajie.people.models import FactKind, Sex
from huajie.people.services.correcting import Correction

MOST_FEN = 10**15  # ten billion yuan: more is a slip of the finger


class PeopleFilterForm(forms.Form):
    """The filters above the list. What does not make sense narrows nothing."""

    words = forms.CharField(required=False, max_length=100)
    area = forms.RegexField(r"^\d{2,15}$", required=False)
    sort = forms.ChoiceField(required=False, choices=[("name", _("By name")), ("newest", _("Newest first"))])
    orders: ClassVar[dict[str, str]] = {"name": "pinyin", "newest": "-id"}

    def narrowed(self) -> dict[str, str]:
        """What the fields that narrow the list and make sense say."""
        return {name: value for name, value in self.query().items() if name != "sort"}

    def query(self) -> dict[str, str]:
        """The question as an address may carry it."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    def order(self) -> str:
        """The column to sort by."""
        return self.orders[self.query().get("sort") or next(iter(self.orders))]


class HouseholdFilterForm(PeopleFilterForm):
    """The same for households, which have no name of their own."""

    sort = forms.ChoiceField(required=False, choices=[("oldest", _("Oldest first")), ("newest", _("Newest first"))])
    orders: ClassVar[dict[str, str]] = {"oldest": "id", "newest": "-id"}


class CorrectionForm(forms.Form):
    """What is right. What was read before stays, with its source."""

    name = forms.CharField(required=False, max_length=80, label=pgettext_lazy("person", "Name"))
    id_number = forms.CharField(
        required=False, max_length=40, label=pgettext_lazy("person", "ID number"), help_text=_("18 characters, as they stand on the card.")
    )
    sex = forms.ChoiceField(required=False, choices=[("", _("As before")), *Sex.choices[:2]], label=_("Sex"))
    phones = forms.CharField(required=False, max_length=100, label=_("Phone"), help_text=_("Several are separated by commas."))
    address = forms.CharField(required=False, max_length=200, label=_("Address"))

    def clean_name(self) -> str:
        """The name without spaces inside."""
        return "".join(str(self.cleaned_data["name"]).split())

    def clean_id_number(self) -> str:
        """A number whose check digit and birth date are right."""
        typed = self.cleaned_data["id_number"]
        read = read_id_number(typed) if typed else None
        if typed and (read is None or read.soundness is not Soundness.SOUND):
            raise ValidationError(_("The check digit does not agree. Compare the number with the card, digit by digit."))
        return read.text if read else ""

    def clean_phones(self) -> tuple[str, ...]:
        """Digits only."""
        typed = self.cleaned_data["phones"]
        found = read_phones((typed,))
        if typed and not found:
            raise ValidationError(_("Give a mobile number of 11 digits, or a landline with its area code."))
        return found

    def correction(self) -> Correction:
        """The valid form as the act takes it."""
        told = self.cleaned_data
        return Correction(**told)


class FactForm(forms.Form):
    """A statement and the day on which it was learnt."""

    kind = forms.ChoiceField(choices=FactKind.choices, label=_("What"))
    value = forms.CharField(max_length=500, label=_("Statement"), help_text=_("Money in yuan."))
    observed_on = forms.DateField(label=_("Learnt on"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:  # Any: as Django's own
        """Money becomes whole fen; nothing is learnt in the future."""
        told = super().clean() or {}
        if told.get("kind") in MONEY_KINDS and "value" in told:
            told["value"] = self._fen(str(told["value"]))
        if told.get("observed_on", date.min) > timezone.localdate():
            self.add_error("observed_on", _("This day has not come yet."))
        return told

    def _fen(self, typed: str) -> str:
        try:
            fen = Decimal(typed.replace(",", "").replace(",", "").removesuffix("元").strip()).scaleb(2)
        except InvalidOperation:
            fen = Decimal(-1)
        if not fen.is_finite() or not 0 <= fen < MOST_FEN or fen != fen.to_integral_value():
            self.add_error("value", _("Give the amount in yuan, for example 1120."))
            return ""
        return str(int(fen))
