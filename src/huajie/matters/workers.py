"""Who can be asked to work on a matter."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.areas.models import LENGTHS
from huajie.matters.models import Matter, TeamMember

_WORKERS = [role for role in Role if Permission.WORK_MATTERS in PERMISSIONS[role]]


def able_to_work_on(matter: Matter) -> QuerySet[Staff]:
    """Active people who work on matters in its units, on its team, or in its area from the village up. One query."""
    today = timezone.localdate()
    areas = [matter.area_id[:length] for length in LENGTHS.values() if length <= len(matter.area_id)]
    units = [unit for unit in (matter.lead_unit_id, matter.territorial_unit_id, matter.sector_unit_id) if unit]
    held = Q(postings__since__lte=today) & (Q(postings__until=None) | Q(postings__until__gt=today))
    near = Q(postings__unit__in=units) | Q(postings__area__in=areas)
    posted = Staff.objects.filter(held, near, postings__role__in=_WORKERS, postings__unit__active=True).values("pk")
    members = TeamMember.objects.filter(team=matter.team_id or 0, until=None).values("staff")
    return Staff.objects.filter(Q(pk__in=posted) | Q(pk__in=members), is_active=True).order_by("display_name", "pk")
