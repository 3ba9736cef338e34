"""How the calendar and the rules look on pages."""

from django import template
from django.utils.functional import Promise

from huajie.deadlines.said import KINDS, told
from huajie.rules.clocks.calendar import DayKind

register = template.Library()
register.filter("told", told)


@register.filter
def kind_name(kind: str) -> Promise | str:
    """What a kind of day is called."""
    return KINDS[DayKind(kind)]
