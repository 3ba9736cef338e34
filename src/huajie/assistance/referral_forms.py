"""What each move of an organisation, a referral and a claim asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Unit
from huajie.accounts.roles import Permission
from huajie.assistance.deidentified import Named
from huajie.assistance.fields import DayField, WordsField, YuanField
from huajie.assistance.models import ConsentWay, GiftKind, NeedKind, Shared
from huajie.assistance.models.referrals import MOST_WORDS
from huajie.assistance.services.claiming import Given
from huajie.assistance.services.referring import Need
from huajie.core.errors import Refused
from huajie.core.lifecycle import Move
from huajie.core.uploads import ACCEPTED_ENDINGS
from huajie.people.models import Person


class NeedForm(forms.Form):
    """What is needed, as the board will show it."""

    kind = forms.ChoiceField(label=_("Kind of need"), choices=NeedKind.choices)
    words = WordsField(
        label=_("What is needed"),
        max_length=MOST_WORDS,
        help_text=_("No name, phone, number, address, village, school, hospital or employer: ages, and what they are to each other."),
    )
    amount = YuanField(label=_("Amount, if money helps"), required=False)

    def need(self) -> Need:
        """The valid form as the act takes it."""
        told = self.cleaned_data
        return Need(NeedKind(told["kind"]), told["words"], told["amount"])


class PersonField(forms.ModelChoiceField[Person]):
    """One of the household, by name."""

    def label_from_instance(self, person: Person) -> str:
        return person.shown_name


class ConsentForm(forms.Form):
    """What one of the family allows to be told. Nothing is ticked beforehand."""

    person = PersonField(label=_("Who consents"), queryset=Person.objects.none(), empty_label=None)
    fields_told = forms.MultipleChoiceField(label=_("What may be told"), choices=Shared.choices, widget=forms.CheckboxSelectMultiple)
    how = forms.ChoiceField(label=_("How it was given"), choices=ConsentWay.choices)
    on = DayField(label=_("Day"), initial=timezone.localdate)

    def __init__(self, people: QuerySet[Person], *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # it is a ModelChoiceField


class GiftForm(forms.Form):
    """What was given, with its proof."""

    kind = forms.ChoiceField(label=_("What kind"), choices=GiftKind.choices)
    what = WordsField(label=_("What was given"), max_length=400)
    amount = YuanField(label=_("Amount or worth"), required=False)
    on = DayField(label=_("Day"), initial=timezone.localdate)
    proof = forms.FileField(
        label=_("Proof"),
        help_text=_("A signed receipt, a transfer slip, a photograph of the thing. No face is needed."),
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED_ENDINGS)}),
    )

    def given(self) -> Given:
        """The valid form as the act takes it."""
        told = self.cleaned_data
        proof = told["proof"]
        return Given(GiftKind(told["kind"]), told["what"], told["on"], proof.file, proof.name, told["amount"])


class EnterForm(forms.Form):
    """A charity's unit with its code."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), help_text=_("A unit of the kind charity, added under settings.")
    )
    credit_code = forms.CharField(
        label=_("Unified social credit code"), max_length=24, help_text=_("18 digits and letters, beginning with 51, 52 or 53.")
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # it is a ModelChoiceField


class VerifyForm(forms.Form):
    """That somebody looked at the registration, and until when it runs."""

    seen = forms.CharField(label=_("What you looked at"), max_length=200)
    until = DayField(label=_("Registered until"))


class SaidForm(forms.Form):
    """The words that a move needs, whichever they are."""

    said = WordsField()

    def __init__(self, move: Move[Permission], *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["said"].label, self.fields["said"].help_text = str(move.needs[0].label), str(move.needs[0].advice)


class TermsForm(forms.Form):
    """The terms of a claim, accepted as a whole."""

    said = forms.BooleanField(
        label=_(
            "We use it for this help alone, tell it to nobody, publish nothing of the family, ask nothing of it in return,"
            " and delete it when the help has ended."
        )
    )


class BareForm(forms.Form):
    """Nothing but the decision to make the move."""


@dataclass(frozen=True, slots=True)
class ActRow:
    """A move that is possible now, with its form, as a page shows it."""

    name: str
    label: Promise | str
    explains: Promise | str
    basis: str
    form: forms.Form
    url: str
    is_open: bool = False

    @property
    def is_multipart(self) -> bool:
        """True if and only if a file goes with it."""
        return self.form.is_multipart()


def words_form(move: Move[Permission], sent: QueryDict | None) -> forms.Form:
    """The form of a move that needs nothing but words."""
    auto_id = f"{move.name}-%s"
    if move.name == "take_on":
        return TermsForm(sent, auto_id=auto_id)
    if any(need.given.value == "said" for need in move.needs):
        return SaidForm(move, sent, auto_id=auto_id)
    return BareForm(sent, auto_id=auto_id)


def act_row(move: Move[Permission], form: forms.Form, url: str) -> ActRow:
    """One row; a form that was sent and came back stands open."""
    return ActRow(move.name, move.label, move.explains, move.basis, form, url, is_open=bool(form.errors))


def complain(form: forms.Form, refused: Refused) -> None:
    """Put a refusal on the form; of words that name somebody each is shown, with what to write instead."""
    said: Iterable[str] = [str(refused.message)]
    if isinstance(refused, Named):
        said = [_g("“%(found)s”: %(advice)s") % {"found": one.found, "advice": one.advice} for one in refused.telltales]
    for line in said:
        form.add_error(None, line)
