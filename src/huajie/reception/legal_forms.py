"""The forms of legal consultation, legal aid and joint reception."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.models import Unit, UnitKind
from huajie.intake.reading.money import NoAmount, read_fen
from huajie.people.models import Person
from huajie.reception.forms import AtTheDesk
from huajie.reception.models import InvitedUnit, NeedGround
from huajie.reception.services.joint import Agreed

_DAY = {"type": "date"}


class PartyChoice(forms.ModelChoiceField[Person]):
    """Someone whom the matter concerns, by name."""

    def label_from_instance(self, person: Person) -> str:
        return f"{person.shown_name} {person.ref}"


class SaidForm(forms.Form):
    """What was asked and what was answered."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    question = forms.CharField(label=_("Question"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    answer = forms.CharField(label=pgettext_lazy("consultation", "Answer"), max_length=8000, widget=forms.Textarea(attrs={"rows": 5}))
    law = forms.CharField(label=_("Law"), max_length=400, required=False)
    answered_by = forms.CharField(
        label=_("Answered by"), max_length=80, required=False, help_text=_("Leave it empty if it was you; otherwise the lawyer on duty.")
    )


class QuestionForm(AtTheDesk, SaidForm):
    """A question alone: without a matter, and without a name."""

    field_order = ("question", "answer", "law", "answered_by", "on")


class ConsultationForm(SaidForm):
    """A question about a matter, by one of those whom it concerns."""

    person = PartyChoice(label=_("Who asked"), queryset=Person.objects.none(), required=False, empty_label=_("Without a name"))
    field_order = ("person",)

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = _these(people)  # type: ignore[attr-defined]  # it is a ModelChoiceField


class AidForm(forms.Form):
    """A request for legal aid."""

    person = PartyChoice(label=_("Applicant"), queryset=Person.objects.none())
    purpose = forms.CharField(label=_("What the aid is for"), max_length=200)
    need = forms.ChoiceField(label=_("How the economic condition is met"), choices=NeedGround.choices)
    income = forms.CharField(
        label=_("Income per person and month, as stated"),
        required=False,
        max_length=40,
        help_text=_("In yuan. Only with an income statement; of the other grounds nothing is checked."),
    )
    received_on = forms.DateField(label=_("Received on"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = _these(people)  # type: ignore[attr-defined]  # it is a ModelChoiceField

    def clean_income(self) -> int | None:
        """In fen."""
        try:
            return read_fen(str(self.cleaned_data["income"]))
        except NoAmount:
            raise ValidationError(_("Give the amount in yuan, for example 1120.")) from None


class JointForm(forms.Form):
    """Which units receive the resident together, when and where."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    place = forms.CharField(label=_("Place"), max_length=100)
    units = forms.ModelMultipleChoiceField(
        label=_("Units"),
        queryset=Unit.objects.filter(active=True).exclude(kind=UnitKind.CHARITY),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least two."),
    )

    def clean_on(self) -> object:
        """Nobody is invited to yesterday."""
        day = self.cleaned_data["on"]
        if day < timezone.localdate():
            raise ValidationError(_("This day has passed."))
        return day


class AgreedForm(forms.Form):
    """What became of one invited unit."""

    came = forms.BooleanField(label=_("Came"), required=False)
    who = forms.CharField(label=_("Who spoke for it"), required=False, max_length=80)
    duty = forms.CharField(label=_("What it takes on"), required=False, max_length=200)
    due_on = forms.DateField(label=_("To be done by"), required=False, widget=forms.DateInput(attrs=_DAY))

    def __init__(self, invited: InvitedUnit, sent: QueryDict | None = None) -> None:
        super().__init__(sent, prefix=str(invited.pk), initial={"came": True})
        self.invited = invited

    def agreed(self) -> Agreed:
        """The valid form as the act takes it."""
        return Agreed(**self.cleaned_data)


def _these(people: Iterable[Person]) -> Any:  # Any: a queryset of people
    return Person.objects.filter(pk__in=[person.pk for person in people]).order_by("pk")
