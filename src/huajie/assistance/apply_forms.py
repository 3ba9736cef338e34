"""The one form for several programmes: what the household asks for, and a row for each member, filled from the register."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.assistance.fields import DayField, WordsField, YuanField
from huajie.assistance.known import known_of
from huajie.assistance.models import Way
from huajie.assistance.programmes import APPLIED_FOR, called, is_personal
from huajie.assistance.services.applying import Declared, Filled
from huajie.matters.models import Matter
from huajie.people.dossier import Member
from huajie.people.models import Person


def _choices(*, personal: bool) -> list[tuple[str, str]]:
    return [(code, called(code)) for code in APPLIED_FOR if is_personal(code) is personal]


class MemberForm(forms.Form):
    """One member: whether they count, what they state, and what is asked for them alone."""

    counts = forms.BooleanField(label=_("Counts"), required=False)
    income = YuanField(label=_("Income per month"), required=False, help_text="")
    work = forms.CharField(label=_("Work or school"), max_length=100, required=False)
    health = forms.CharField(label=_("Health"), max_length=100, required=False)
    programmes = forms.MultipleChoiceField(label=_("For this member"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, member: Member, known: dict[str, str], sent: QueryDict | None) -> None:
        super().__init__(sent, prefix=f"m{member.person.pk}", initial={"counts": True, **known})
        self.fields["programmes"].choices = _choices(personal=True)  # type: ignore[attr-defined]  # it is a choice
        self.member = member

    def declared(self) -> Declared:
        """The valid row as the act takes it."""
        told = self.cleaned_data
        return Declared(self.member.person, self.member.relation, told["income"], told["work"], told["health"])


class PersonChoice(forms.ModelChoiceField[Person]):
    """Somebody by name."""

    def label_from_instance(self, person: Person) -> str:
        return person.shown_name


class ApplyForm(forms.Form):
    """What the household asks for."""

    programmes = forms.MultipleChoiceField(label=_("Programmes"), required=False, widget=forms.CheckboxSelectMultiple)
    applicant = PersonChoice(label=_("Applicant"), queryset=Person.objects.none(), empty_label=None)
    received_on = DayField(label=_("Received on"), initial=timezone.localdate)
    way = forms.ChoiceField(label=_("Who brings it"), choices=Way.choices)
    mandate = forms.CharField(
        label=_("On whose word"),
        max_length=200,
        required=False,
        help_text=_("If no member brings it: who of them asked for it, and when."),
    )
    cause = WordsField(label=_("Cause of hardship"), required=False)
    housing = forms.CharField(label=_("Housing"), max_length=200, required=False)
    account = forms.CharField(
        label=_("Bank account"), max_length=40, required=False, help_text=_("Kept encrypted; shown to nobody but in the file for the bank.")
    )
    account_holder = forms.CharField(label=_("Account holder"), max_length=80, required=False)
    counted_because = forms.CharField(
        label=_("Why they count here"), max_length=200, required=False, help_text=_("If a member stands in another household, too.")
    )

    def __init__(self, members: Sequence[Member], sent: QueryDict | None = None, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(sent, **kwargs)
        keys = [member.person.pk for member in members]
        self.fields["programmes"].choices = _choices(personal=False)  # type: ignore[attr-defined]  # it is a choice
        self.fields["applicant"].queryset = Person.objects.filter(pk__in=keys).order_by("pk")  # type: ignore[attr-defined]  # as above
        known = known_of(keys)
        self.rows = [MemberForm(member, known.get(member.person.pk, {}), sent) for member in members]

    def is_valid(self) -> bool:
        """True if and only if the form and every row of it are."""
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def filled(self, matter: Matter | None) -> Filled:
        """The valid form as the act takes it."""
        told = dict(self.cleaned_data)
        counted = [row for row in self.rows if row.cleaned_data["counts"]]
        asked = {
            code: people
            for code, _name in _choices(personal=True)
            if (people := tuple(row.member.person for row in counted if code in row.cleaned_data["programmes"]))
        }
        programmes = (*told.pop("programmes"), *asked)
        told["way"] = Way(told["way"])
        return Filled(members=tuple(row.declared() for row in counted), programmes=programmes, people_of=asked, matter=matter, **told)
