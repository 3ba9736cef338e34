"""What each move of an application asks for, and the act that it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.models import Staff
from huajie.assistance.fields import DayField, PeopleField, WordsField, YuanField, colleagues_in
from huajie.assistance.models import Application, Asked, Decision
from huajie.assistance.programmes import is_monthly
from huajie.assistance.services import deciding, inquiring, moving, publishing
from huajie.people.models import Person


class MoveForm(forms.Form):
    """What is said with a move. Without fields: nothing but the decision to make it."""

    def __init__(self, application: Application, name: str, sent: QueryDict | None = None) -> None:
        super().__init__(sent, auto_id=f"{name}-%s")
        self.application = application


class BecauseForm(MoveForm):
    because = WordsField(label=_("Reason"))


class NotAcceptForm(BecauseForm):
    law = forms.CharField(label=_("Law"), max_length=400)
    next_route = forms.CharField(label=_("Next legal route"), max_length=400)


class MaterialForm(MoveForm):
    material = WordsField(label=_("What is missing"), help_text=_("Everything at once: it is asked for once."))


class AuthoriseForm(MoveForm):
    people = PeopleField(label=_("Who signed"), queryset=Person.objects.none())
    signed_on = DayField(label=_("Signed on"), initial=timezone.localdate)

    def __init__(self, application: Application, name: str, sent: QueryDict | None = None) -> None:
        super().__init__(application, name, sent)
        members = application.members.values("person")
        self.fields["people"].queryset = Person.objects.filter(pk__in=members).order_by("pk")  # type: ignore[attr-defined]  # a choice of records


class WordsForm(MoveForm):
    words = WordsField(label=_("What was said"))


class ObjectionForm(WordsForm):
    by_whom = forms.CharField(
        label=pgettext_lazy("objection", "By whom"),
        max_length=80,
        required=False,
        help_text=_("May stay empty. It is kept encrypted and told to nobody."),
    )


class SurveyForm(MoveForm):
    staff = forms.ModelMultipleChoiceField(
        label=_("Who was there"),
        queryset=Staff.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("At least two, none of them a relative of the family."),
    )
    on = DayField(label=_("Day"), initial=timezone.localdate)
    findings = WordsField(label=_("What was found"), max_length=8000)
    signed = forms.BooleanField(label=_("Signed by the family and by everybody of the staff"))

    def __init__(self, application: Application, name: str, sent: QueryDict | None = None) -> None:
        super().__init__(application, name, sent)
        self.fields["staff"].queryset = colleagues_in(application.area_id)  # type: ignore[attr-defined]  # a choice of records


class OpinionForm(MoveForm):
    """The opinion, with an amount for each programme that is asked for."""

    opinion = WordsField(label=_("Opinion"))

    def __init__(self, application: Application, name: str, sent: QueryDict | None = None) -> None:
        super().__init__(application, name, sent)
        for asked in application.asked.all():
            label = _("%(programme)s: amount a month") if is_monthly(asked.programme) else _("%(programme)s: amount")
            self.fields[asked.programme] = YuanField(label=label % {"programme": asked.called}, required=False)

    def amounts(self) -> dict[str, int | None]:
        return {name: value for name, value in self.cleaned_data.items() if name != "opinion"}


class PlaceForm(MoveForm):
    place = forms.CharField(label=_("Place"), max_length=100, help_text=_("Where the notice hangs."))


class LongerForm(BecauseForm):
    days = forms.IntegerField(label=_("Working days more"), min_value=1, max_value=15)

    def __init__(self, application: Application, name: str, sent: QueryDict | None = None) -> None:
        super().__init__(application, name, sent)
        self.order_fields(["days", "because"])


class AskedChoice(forms.ModelChoiceField[Asked]):
    """A programme by its name."""

    def label_from_instance(self, asked: Asked) -> str:
        return asked.called


class DecideForm(MoveForm):
    asked = AskedChoice(label=_("Programme"), queryset=Asked.objects.none(), empty_label=None)
    decision = forms.ChoiceField(label=_("Decision"), choices=[(one.value, one.label) for one in (Decision.GRANTED, Decision.REFUSED)])
    amount = YuanField(
        label=pgettext_lazy("aid", "Amount"),
        required=False,
        help_text=_("In yuan, a month or once as the programme gives it."),
    )
    unsteady = forms.BooleanField(label=_("Income is unsteady, or somebody can work: look again twice a year"), required=False)
    because = WordsField(label=_("Reason"), help_text=_("The family is told it in writing."))
    law = forms.CharField(label=_("Law"), max_length=400)
    next_route = forms.CharField(
        label=_("Next legal route"),
        max_length=400,
        required=False,
        help_text=_("With a refusal: which route is open, where, and until when."),
    )

    def __init__(self, application: Application, name: str, sent: QueryDict | None = None) -> None:
        super().__init__(application, name, sent)
        self.fields["asked"].queryset = application.asked.filter(decision=Decision.NONE)  # type: ignore[attr-defined]  # a choice of records

    def verdict(self) -> deciding.Verdict:
        """The valid form as the act takes it."""
        told = self.cleaned_data
        reasons, law, route = told["because"], told["law"], told["next_route"]
        return deciding.Verdict(Decision(told["decision"]), reasons, law, route, told["amount"], told["unsteady"])


class HowForm(MoveForm):
    how = forms.CharField(label=_("How they were told"), max_length=200, help_text=_("Handed over, by post, left at home with a witness …"))


@dataclass(frozen=True, slots=True)
class Acting:
    """The form of a move, and what happens with a valid one."""

    form: type[Any]  # Any: a form of its own for each act
    act: Callable[[Application, Any, Staff], object]


def _simply(name: str) -> Callable[[Application, Any, Staff], object]:
    """A move that needs nothing but words."""

    def act(application: Application, form: MoveForm, by: Staff) -> object:
        facts: Mapping[str, str] = {field: str(value) for field, value in form.cleaned_data.items()}
        return moving.move(application, name, by=by, facts=facts)

    return act


def _told(form: MoveForm, *names: str) -> list[Any]:  # Any: as the fields give them
    """The valid fields, in the order that an act takes them."""
    return [form.cleaned_data[name] for name in names]


def _found(form: SurveyForm) -> inquiring.Found:
    told = form.cleaned_data
    return inquiring.Found(list(told["staff"]), told["on"], told["findings"], told["signed"])


ACTS: dict[str, Acting] = {
    "ask_material": Acting(MaterialForm, lambda one, form, by: moving.ask_material(one, form.cleaned_data["material"], by=by)),
    "complete": Acting(MoveForm, _simply("complete")),
    "accept": Acting(MoveForm, _simply("accept")),
    "not_accept": Acting(NotAcceptForm, _simply("not_accept")),
    "authorise": Acting(AuthoriseForm, lambda one, form, by: inquiring.authorise(one, *_told(form, "people", "signed_on"), by=by)),
    "check": Acting(MoveForm, lambda one, form, by: inquiring.ask_check(one, by=by)),
    "checked": Acting(WordsForm, lambda one, form, by: inquiring.enter_check(one, form.cleaned_data["words"], by=by)),
    "survey": Acting(SurveyForm, lambda one, form, by: inquiring.survey(one, _found(form), by=by)),
    "opine": Acting(OpinionForm, lambda one, form, by: inquiring.opine(one, form.cleaned_data["opinion"], form.amounts(), by=by)),
    "publish": Acting(PlaceForm, lambda one, form, by: publishing.publish(one, form.cleaned_data["place"], by=by)),
    "object": Acting(ObjectionForm, lambda one, form, by: publishing.record_objection(one, *_told(form, "words", "by_whom"), by=by)),
    "re_investigate": Acting(WordsForm, lambda one, form, by: inquiring.re_investigate(one, form.cleaned_data["words"], by=by)),
    "submit": Acting(MoveForm, _simply("submit")),
    "visit": Acting(SurveyForm, lambda one, form, by: inquiring.visit(one, _found(form), by=by)),
    "extend": Acting(LongerForm, lambda one, form, by: moving.take_longer(one, *_told(form, "days", "because"), by=by)),
    "decide": Acting(DecideForm, lambda one, form, by: deciding.decide(form.cleaned_data["asked"], form.verdict(), by=by)),
    "notify": Acting(HowForm, lambda one, form, by: deciding.notify(one, form.cleaned_data["how"], by=by)),
    "close": Acting(MoveForm, _simply("close")),
    "withdraw": Acting(BecauseForm, _simply("withdraw")),
}
