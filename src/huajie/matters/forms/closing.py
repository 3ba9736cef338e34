"""What closing a matter asks for: the outcome, the resident's answer, serving, follow-ups, reviews."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.matters.drawings import png_of
from huajie.matters.forms.working import ManyFilesField
from huajie.matters.models import ConfirmedBy, Matter, ServedBy
from huajie.matters.outcomes import Draft, kinds_for
from huajie.matters.retention import periods
from huajie.matters.services.confirming import Answer
from huajie.matters.services.reviewing import Opinion

YES_NO = [("yes", _("Yes, it is settled")), ("no", _("No, it is not settled"))]
ACCORD = [("yes", _("Yes, of their own accord")), ("no", _("No: open the matter again"))]
HOLDS = [("yes", _("It holds")), ("no", _("It does not hold: open the matter again"))]


def _lines(rows: int, **kwargs: Any) -> forms.CharField:  # Any: as the field's
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def _day(**kwargs: Any) -> forms.DateField:  # Any: as the field's
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class OutcomeForm(forms.Form):
    """The four elements of 信访工作条例 §32, the next legal route, and the files that show it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Outcome"))
    request = _lines(3, label=_("What is asked for"))
    facts = _lines(5, label=_("Facts and reasons"))
    opinion = _lines(4, label=_("Opinion on handling it"))
    law = _lines(2, label=_("Laws and rules it rests on"))
    next_route = _lines(3, label=_("Next legal route"), help_text=_("Whatever the outcome, the resident is told what stays open to them."))
    evidence = ManyFilesField(label=_("Evidence"), required=False, allow_empty_file=True)

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds_for(matter)]  # type: ignore[attr-defined]  # it is a ChoiceField

    def draft(self) -> Draft:
        """The outcome as it was typed."""
        return Draft(**{name: self.cleaned_data[name] for name in ("kind", "request", "facts", "opinion", "law", "next_route")})


class AnswerForm(forms.Form):
    """Whether it is settled, in the resident's own way and words."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    settled = forms.ChoiceField(label=_("Is it settled?"), choices=YES_NO, widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("How the resident answers"), choices=ConfirmedBy.choices, widget=forms.RadioSelect)
    words = _lines(2, label=_("The resident's words"), required=False, max_length=400)
    satisfied = forms.TypedChoiceField(
        label=_("Satisfied with the service"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Not asked, or rather not said")), *((number, str(number)) for number in range(5, 0, -1))],
        help_text=_("5: very satisfied; 1: not at all. It is about the service, never about the person."),
    )
    code = forms.CharField(label=_("Code that the resident reads out"), required=False, max_length=12)
    signature = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, ways: list[ConfirmedBy], *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(way.value, way.label) for way in ways]  # type: ignore[attr-defined]  # it is a ChoiceField

    def answer(self) -> Answer:
        """What the resident said."""
        said = self.cleaned_data
        return Answer(
            ConfirmedBy(said["way"]),
            said["settled"] == "yes",
            said["words"],
            said.get("satisfied"),
            png_of(said["signature"]),
            said["code"],
        )


class AccordForm(AnswerForm):
    """Whether the resident withdrew of their own accord."""

    settled = forms.ChoiceField(label=_("Did the resident withdraw of their own accord?"), choices=ACCORD, widget=forms.RadioSelect)
    satisfied = None  # type: ignore[assignment]  # it is not asked here


class ServedForm(forms.Form):
    """On which day and how a notice reached the resident."""

    on = _day(label=_("Served on"))
    way = forms.ChoiceField(label=_("How"), choices=ServedBy.choices)
    note = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=200,
        help_text=_("Who received it, if it was another person; who witnessed it, if it was left; why it cannot be served."),
    )


class FollowUpForm(forms.Form):
    """What was found, some time after closing."""

    holds = forms.ChoiceField(label=_("Does it hold?"), choices=HOLDS, widget=forms.RadioSelect)
    text = _lines(2, label=_("What was found"), max_length=400)


class AskReviewForm(forms.Form):
    """When the review was asked for, of which body, and in which words."""

    on = _day(label=_("Asked on"))
    body = forms.CharField(label=_("Body that reviews it"), max_length=80)
    words = _lines(3, label=_("The resident's words"), required=False)


class DecideReviewForm(forms.Form):
    """What the body decided, as its statement says it."""

    on = _day(label=_("Decided on"))
    upheld = forms.ChoiceField(
        label=pgettext_lazy("review", "Decision"),
        choices=[("yes", _("The outcome is upheld")), ("no", _("It is not upheld: work on it again"))],
        widget=forms.RadioSelect,
    )
    facts = _lines(3, label=_("Facts and reasons"))
    opinion = _lines(3, label=_("Opinion on handling it"))
    law = _lines(2, label=_("Laws and rules it rests on"))
    next_route = _lines(3, label=_("Next legal route"))

    def opinion_given(self) -> Opinion:
        """The decision as it was typed."""
        said = self.cleaned_data
        return Opinion(said["on"], said["upheld"] == "yes", said["facts"], said["opinion"], said["law"], said["next_route"])


class HearingForm(forms.Form):
    """The days of a hearing, which do not count."""

    first = _day(label=_("Hearing from"))
    last = _day(label=_("until"))


class ArchiveForm(forms.Form):
    """How long the file is kept."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    retention = forms.ChoiceField(label=_("Retention period"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.fields["retention"].choices = [(period.code, period.label) for period in periods()]  # type: ignore[attr-defined]  # it is a ChoiceField
