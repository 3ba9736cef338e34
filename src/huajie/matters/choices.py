"""Units and leaders as the filters of worklists offer them, remembered for a minute."""

from django.core.cache import cache
from django.utils.translation import get_language

from huajie.accounts.models import Unit, UnitKind
from huajie.matters.models import LeaderNode

_KEPT_SECONDS = 60
LEADING = (UnitKind.BUREAU, UnitKind.TOWN_OFFICE, UnitKind.ONE_STOP_CENTRE, UnitKind.MEDIATION_COMMITTEE)
"""Kinds of units that lead matters as a rule."""

Choices = list[tuple[int, str]]


def units_to_filter() -> Choices:
    """Units that may lead, also those closed meanwhile."""
    return cache.get_or_set("matters:units", _units, _KEPT_SECONDS) or []


def leaders_to_filter() -> Choices:
    """The places in the order of leaders."""
    return cache.get_or_set(f"matters:leaders:{get_language()}", _leaders, _KEPT_SECONDS) or []


def _units() -> Choices:
    return list(Unit.objects.filter(kind__in=LEADING).order_by("area_id", "name").values_list("pk", "name"))


def _leaders() -> Choices:
    nodes = LeaderNode.objects.filter(active=True).select_related("leader")
    return [(node.pk, f"{node.name} · {node.leader}" if node.leader else node.name) for node in nodes]
