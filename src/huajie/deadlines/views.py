"""The calendar of working days, under settings: a year at a glance, one day, and a year as it was announced."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.deadlines.announcements import announcement_of
from huajie.deadlines.forms import DayForm, YearForm
from huajie.deadlines.models import CalendarDay, CalendarYear
from huajie.deadlines.queries import calendar as current_calendar
from huajie.deadlines.services.editing import FIRST_YEAR, LAST_YEAR, set_day, set_year
from huajie.deadlines.shown import year_shown
from huajie.rules.clocks.calendar import DayKind


@permitted(Permission.EDIT_CALENDAR)
def calendar(request: StaffRequest) -> HttpResponse:
    """This year."""
    return redirect("deadlines:year", timezone.localdate().year)


@permitted(Permission.EDIT_CALENDAR)
def calendar_year(request: StaffRequest, year: int) -> HttpResponse:
    """A year as twelve months."""
    _demand_kept(year)
    shown = {"shown": year_shown(year), "before": max(year - 1, FIRST_YEAR), "after": min(year + 1, LAST_YEAR)}
    return render(request, "deadlines/year.html", shown)


@permitted(Permission.EDIT_CALENDAR)
def day_edit(request: StaffRequest, year: int, month: int, day: int) -> HttpResponse:
    """Decide what one day is."""
    on = _day(year, month, day)
    held = CalendarDay.objects.filter(pk=on).first()
    kind = current_calendar().kind_of(on)
    form = DayForm(request.POST or None, initial={"kind": kind.value, "name": held.name if held else ""})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        moved = set_day(on, DayKind(told["kind"]), by=request.user, because=told["because"], name=told["name"])
        messages.success(request, _saved(moved))
        return redirect("deadlines:year", year)
    return render(request, "deadlines/day.html", {"form": form, "on": on, "held": held}, status=422 if form.errors else 200)


@permitted(Permission.EDIT_CALENDAR)
def year_edit(request: StaffRequest, year: int) -> HttpResponse:
    """Enter a year as it was announced, or take that back."""
    _demand_kept(year)
    known, kept = announcement_of(year), CalendarYear.objects.filter(pk=year, announced=True).exists()
    form = YearForm(year, request.POST) if request.method == "POST" else YearForm.of(year, known, announced=kept)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        moved = set_year(year, form.days, announced=told["announced"], source=told["source"], by=request.user)
        messages.success(request, _saved(moved))
        return redirect("deadlines:year", year)
    shown = {"form": form, "year": year, "is_expected": known.is_expected}
    return render(request, "deadlines/year_edit.html", shown, status=422 if form.errors else 200)


def _saved(moved: int) -> str:
    said = ngettext(
        "Saved. %(count)s running deadline has another date now.", "Saved. %(count)s running deadlines have another date now.", moved
    )
    return said % {"count": moved}


def _day(year: int, month: int, day: int) -> date:
    _demand_kept(year)
    try:
        return date(year, month, day)
    except ValueError:
        raise Http404 from None


def _demand_kept(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
