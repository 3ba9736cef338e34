"""Which units a matter may go to: those that the area and the table name, with the reason, then all others, each with its load."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from huajie.accounts.models import SECTOR_UNITS, Unit, UnitKind
from huajie.areas.models import LENGTHS
from huajie.matters.handovers import LIVE
from huajie.matters.models import CategoryRoute, Handover, HandoverDuty, HandoverState, Matter
from huajie.matters.placing import TERRITORIAL, district_of
from huajie.matters.suggesting import suggest_units_for
from huajie.matters.withheld import reported_units


@dataclass(frozen=True, slots=True)
class Load:
    """What a unit has in hand, as plain numbers."""

    leads: int = 0
    late: int = 0
    to_sign: int = 0

    @property
    def said(self) -> str:
        """12 in hand, 3 late, 1 to sign for."""
        said = _("%(leads)s in hand, %(late)s late, %(to_sign)s to sign for")
        return said % {"leads": self.leads, "late": self.late, "to_sign": self.to_sign}


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit that may have it, why it is named first (none: it is not), and its load."""

    unit: Unit
    load: Load
    reasons: tuple[str, ...] = field(default=())


def choices_for(matter: Matter) -> list[Choice]:
    """The open units of the district that a matter may go to, except those that it reports; those with a reason first.

    Six queries; seven where matters like it suggest a unit.
    """
    reasons = _reasons(matter)
    units = list(_eligible(matter))
    loads = loads_of(unit.pk for unit in units)
    choices = [Choice(unit, loads.get(unit.pk, Load()), tuple(reasons.get(unit.pk, ()))) for unit in units]
    return sorted(choices, key=lambda choice: not choice.reasons)


def loads_of(unit_ids: Iterable[int]) -> dict[int, Load]:
    """What each unit has in hand, without reports of misconduct: nobody is to guess from it. Two queries."""
    keys, today = list(unit_ids), timezone.localdate()
    led = Matter.objects.filter(lead_unit__in=keys, is_open=True, merged_into=None, withholding=None)
    counted = led.order_by().values_list("lead_unit").annotate(leads=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    in_hand = {unit: (leads, late) for unit, leads, late in counted}
    sent = Handover.objects.filter(unit__in=keys, state=HandoverState.SENT, matter__withholding=None).order_by().values_list("unit")
    to_sign = dict(sent.annotate(count=Count("pk")))
    return {key: Load(*in_hand.get(key, (0, 0)), to_sign.get(key, 0)) for key in in_hand.keys() | to_sign.keys()}


def is_late(handover: Handover) -> bool:
    """True if and only if the unit has not answered for good, and its day has passed."""
    return handover.state in LIVE and handover.due_on is not None and handover.due_on < timezone.localdate()


def _eligible(matter: Matter) -> QuerySet[Unit]:
    """The bureaus, committees and centre of the district, and the offices and committees of the town that it lies in."""
    town = matter.area_id[: LENGTHS["town"]]
    of_district = Q(kind__in=[*SECTOR_UNITS, UnitKind.ONE_STOP_CENTRE], area=district_of(matter))
    of_town = (
        Q(area__code__startswith=town)
        if len(town) == LENGTHS["town"]
        else Q(kind__in=TERRITORIAL, area__code__startswith=district_of(matter))
    )
    units = Unit.objects.filter(of_district | (of_town & ~Q(kind=UnitKind.CHARITY)), active=True)
    return units.exclude(pk__in=reported_units(matter)).order_by("area_id", "name")


def _reasons(matter: Matter) -> dict[int, list[str]]:
    """Why a unit is named first: by the table, by the area, by what was decided on matters like it."""
    reasons: dict[int, list[str]] = {}
    route = route_for(matter)
    if route:
        told = {"category": route.category or matter.get_kind_display(), "day": date_format(route.since, "Y-m-d")}
        reasons.setdefault(route.unit_id, []).append(_("by the table since %(day)s for “%(category)s”") % told)
    for unit in Unit.objects.filter(kind__in=TERRITORIAL, area__in=_places(matter)):
        reasons.setdefault(unit.pk, []).append(_("where it lies"))
    for like in suggest_units_for(matter).suggestions:
        told_like = {"percent": like.percent, "words": "、".join(like.reasons)}
        if like.unit and like.reasons:
            reasons.setdefault(like.unit.pk, []).append(_("%(percent)s in 100 such matters went there, for “%(words)s”") % told_like)
    return reasons


def _places(matter: Matter) -> list[str]:
    return [matter.area_id[: LENGTHS[level]] for level in ("town", "village") if len(matter.area_id) >= LENGTHS[level]]


def route_for(matter: Matter) -> CategoryRoute | None:
    """The row of the table that holds today for the matter: its category's, otherwise the one for all of its kind."""
    today = timezone.localdate()
    rows = CategoryRoute.objects.filter(kind=matter.kind, category__in={matter.category, ""}, since__lte=today, unit__active=True)
    return rows.filter(Q(until=None) | Q(until__gt=today)).order_by("-category", "-since").first()


def lead_before(matter: Matter) -> QuerySet[Handover]:
    """The units that led it and sent it back, with their reasons, the newest first."""
    returned = Handover.objects.filter(matter=matter, duty=HandoverDuty.LEAD, state=HandoverState.RETURNED)
    return returned.select_related("unit").order_by("-pk")
