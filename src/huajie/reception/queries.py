"""Reading requests. What is fetched here may be shown to the one who asks."""

from django.db.models import Q, QuerySet

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import Area, Level
from huajie.matters.withheld import hidden_from
from huajie.people.places import Town, towns_in
from huajie.reception.models import Request


def requests_of(staff: Staff, scope: Scope) -> QuerySet[Request]:
    """What a clerk recorded, newest first, without what is withheld from them by now. One query."""
    shown = Request.objects.exclude(matter__in=hidden_from(scope)).exclude(matter__root__in=hidden_from(scope))
    return shown.filter(recorded_by=staff).select_related("matter__root", "area").order_by("-number")


def request_for(staff: Staff, scope: Scope, number: int) -> Request:
    """One request, if and only if the reader recorded it, or records in its area and may see its matter."""
    rows = Request.objects.select_related("matter__root", "unit", "recorded_by")
    theirs = scope.narrow(rows.exclude(matter__in=hidden_from(scope)), Permission.OPEN_MATTERS, "area_id").values("pk")
    return rows.get(Q(recorded_by=staff) | Q(pk__in=theirs), pk=number)


def places_for(scope: Scope) -> list[Town]:
    """The towns and villages in which the reader may record requests; for somebody posted to a grid, the grid. One or two queries."""
    towns = towns_in(scope, Permission.OPEN_MATTERS)
    if towns:
        return towns
    grids = scope.narrow(Area.objects.filter(level=Level.GRID, active=True), Permission.OPEN_MATTERS, "code")
    return [Town(grid, ()) for grid in grids]
