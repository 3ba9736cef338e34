"""The forms of this room: they normalise and explain, and decide nothing."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huajie.deadlines.announcements import Announcement, Days, NotRead, read, written
from huajie.deadlines.models import CalendarDay
from huajie.rules.clocks.calendar import DayKind

_LINES = {"rows": 9, "spellcheck": "false"}


class DayForm(forms.Form):
    """What a day is, and why."""

    kind = forms.ChoiceField(label=_("What the day is"), choices=CalendarDay.KINDS)
    name = forms.CharField(label=_("Name of the holiday"), max_length=60, required=False, help_text=_("Such as 国庆节. It may stay empty."))
    because = forms.CharField(label=_("Reason"), max_length=200, help_text=_("It stands beside the day, and in the record of acts."))


class YearForm(forms.Form):
    """A year as it was announced."""

    announced = forms.BooleanField(label=_("The holidays of this year have been announced"), required=False)
    source = forms.CharField(label=_("Notice that announced them"), max_length=200, required=False)
    holidays = forms.CharField(
        label=_("Holidays"),
        required=False,
        widget=forms.Textarea(attrs=_LINES),
        help_text=_("A line for each: 2027-02-05..2027-02-12 春节"),
    )
    make_up = forms.CharField(
        label=_("Make-up workdays"),
        required=False,
        widget=forms.Textarea(attrs=_LINES),
        help_text=_("Weekends on which one works: 2027-02-14 春节"),
    )

    def __init__(self, year: int, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self.year = year

    @classmethod
    def of(cls, year: int, known: Announcement, *, announced: bool) -> "YearForm":
        """The form with what is known of the year."""
        texts = {"holidays": written(known.days, DayKind.HOLIDAY), "make_up": written(known.days, DayKind.MAKE_UP)}
        return cls(year, initial={"announced": announced, "source": known.source, **texts})

    @property
    def days(self) -> Days:
        """The days that a valid form names."""
        told = self.cleaned_data
        holidays = {day: (DayKind.HOLIDAY, name) for day, name in told["holidays"].items()}
        return holidays | {day: (DayKind.MAKE_UP, name) for day, name in told["make_up"].items()}

    def clean_holidays(self) -> dict[date, str]:
        return self._days("holidays")

    def clean_make_up(self) -> dict[date, str]:
        days = self._days("make_up")
        both = sorted(days.keys() & self.cleaned_data.get("holidays", {}).keys())
        if both:
            raise forms.ValidationError(gettext("%(day)s is named as a holiday, too.") % {"day": both[0]})
        return days

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("announced") and not told.get("source"):
            self.add_error("source", gettext("Name the notice that announced the holidays."))
        return told

    def _days(self, field: str) -> dict[date, str]:
        try:
            days = read(self.cleaned_data[field])
        except NotRead as line:
            said = {"number": line.number, "line": line.line}
            raise forms.ValidationError(
                _("Line %(number)s (%(line)s) names no day. Write it as 2027-02-05..2027-02-12 春节.") % said
            ) from None
        outside = [day for day in days if day.year != self.year]
        if outside:
            raise forms.ValidationError(gettext("%(day)s does not lie in %(year)s.") % {"day": outside[0], "year": self.year})
        return days
