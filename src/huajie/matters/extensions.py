"""Requests for more time that wait for one reader's decision."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.matters.access import involved
from huajie.matters.models import ExtensionRequest, Matter
from huajie.matters.withheld import hidden_from


def extensions_for(scope: Scope) -> QuerySet[ExtensionRequest]:
    """Those that the reader may decide (services/extending.may_decide), of deadlines that run, the nearest first; none that is withheld."""
    waiting = ExtensionRequest.objects.filter(approved=None, clock__stopped_on=None).exclude(asked_by=scope.staff_id or 0)
    rows = waiting.filter(Exists(_decided_by(scope).filter(pk=Coalesce(OuterRef("clock__matter__root"), OuterRef("clock__matter")))))
    return rows.select_related("clock__matter__root", "asked_by").order_by("clock__due_on", "pk")


def _decided_by(scope: Scope) -> QuerySet[Matter]:
    """The matters of which the reader heads the unit that leads (while none leads: looks after their area), or which they lead."""
    ours = Q(lead_unit__in=scope.unit_ids) | Q(lead_unit=None) | Q(leader_node__leader=scope.staff_id or 0)
    matters = Matter.objects.filter(ours).exclude(pk__in=hidden_from(scope))
    if not scope.may(Permission.APPROVE_MATTERS):
        return matters.none()
    return scope.narrow(matters, Permission.APPROVE_MATTERS, "area_id") | matters.filter(involved(scope))
