"""Editing the calendar: one day, or a year as it was announced. Everything that runs is counted again in the same transaction."""

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused
from huajie.deadlines.models import CalendarDay, CalendarYear
from huajie.deadlines.services.recounting import recount_all
from huajie.deadlines.services.seeding import seed
from huajie.rules.clocks.calendar import DayKind

FIRST_YEAR, LAST_YEAR = 2004, 2099


@transaction.atomic
def set_day(day: date, kind: DayKind, *, by: Actor, because: str, name: str = "") -> int:
    """Decide what a day is. How many running deadlines have another date now."""
    _demand(by, day.year)
    if not because.strip():
        raise Refused(_("Say why: it stands beside the day, and in the record of acts."))
    _hold_year(day.year, by)
    before = CalendarDay.objects.filter(pk=day).values_list("kind", flat=True).first()
    told = {"kind": kind.value, "name": name.strip(), "because": because.strip(), "edited_by": _staff(by)}
    CalendarDay.objects.update_or_create(day=day, defaults=told)
    moved = recount_all(day, _staff(by), because.strip())
    detail = {"kind": kind.value, "before": before or "", "deadlines_moved": moved}
    record(Act.CALENDAR_CHANGED, by=by, subject=f"calendar:{day.isoformat()}", purpose=because.strip(), detail=detail)
    return moved


@transaction.atomic
def set_year(year: int, days: Mapping[date, tuple[DayKind, str]], *, announced: bool, source: str, by: Actor) -> int:
    """The holidays and make-up workdays of a year, in place of what was known of it. How many running deadlines have another date now."""
    _demand(by, year)
    if announced and not source.strip():
        raise Refused(_("Name the notice that announced the holidays."))
    if any(day.year != year for day in days):
        raise Refused(_("A day lies outside of %(year)s.") % {"year": year})
    held = _hold_year(year, by)
    held.announced, held.source = announced, source.strip()
    held.save(update_fields=["announced", "source"])
    _put_days(year, days, by)
    moved = recount_all(date(year, 1, 1), _staff(by), held.source)
    detail = {"announced": announced, "days": len(days), "deadlines_moved": moved}
    record(Act.CALENDAR_CHANGED, by=by, subject=f"calendar:{year}", purpose=held.source, detail=detail)
    return moved


def _put_days(year: int, days: Mapping[date, tuple[DayKind, str]], by: Actor) -> None:
    """A day that stays what it was keeps who edited it and why."""
    known = {day.day: day for day in CalendarDay.objects.filter(day__year=year)}
    same = {day for day, (kind, name) in days.items() if day in known and (known[day].kind, known[day].name) == (kind.value, name)}
    CalendarDay.objects.filter(day__year=year).exclude(day__in=same).delete()
    CalendarDay.objects.bulk_create(
        [CalendarDay(day=day, kind=kind.value, name=name, edited_by=_staff(by)) for day, (kind, name) in days.items() if day not in same]
    )


def _hold_year(year: int, by: Actor) -> CalendarYear:
    """One edit of a year at a time; every process reads the calendar again."""
    if not CalendarYear.objects.exists():
        seed(CalendarYear, CalendarDay)
    CalendarYear.objects.get_or_create(year=year)
    held = CalendarYear.objects.select_for_update().get(year=year)
    held.revision, held.edited_by = uuid4(), _staff(by)
    held.save(update_fields=["revision", "edited_by", "edited_at"])
    return held


def _demand(by: Actor, year: int) -> None:
    if isinstance(by, Staff):
        scope_of(by).demand(Permission.EDIT_CALENDAR)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(_("The calendar is kept from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR})


def _staff(by: Actor) -> Staff | None:
    return by if isinstance(by, Staff) else None
