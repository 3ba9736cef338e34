"""Reading matters as a token may. Reports of misconduct do not go through the machines' door, whoever the token counts as."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.api.caller import Caller
from huajie.api.models import ApiToken
from huajie.matters.models import Matter, Telling, Withholding
from huajie.matters.queries import MatterFilters, matter_for, matters_list
from huajie.people.trees import within


def tokens_in(scope: Scope) -> QuerySet[ApiToken]:
    """The tokens for areas where the reader may let systems in. One query."""
    return scope.narrow(ApiToken.objects.select_related("staff", "unit", "area", "made_by"), Permission.EDIT_TOKENS, "area_id")


def matters_for(caller: Caller, filters: MatterFilters, changed_since: datetime | None = None) -> QuerySet[Matter]:
    """The matters of the token's area that pass the filters. One query."""
    area = caller.token.area_id
    rows = matters_list(caller.scope, filters).filter(area__gte=area, area__lt=area + ":").exclude(pk__in=_withheld())  # ":" follows digits
    return rows.filter(_changed(changed_since)) if changed_since else rows


def matter_of(caller: Caller, ref: str) -> Matter:
    """The matter that stands for a reference, under the same conditions. Raises DoesNotExist."""
    found = matter_for(caller.scope, ref)
    if not found.area_id.startswith(caller.token.area_id) or _withheld().filter(within("matter", [found.pk])).exists():
        raise Matter.DoesNotExist
    return found


def _withheld() -> QuerySet[Withholding, Any]:  # Any: a dict of one primary key
    """The standing matters that report misconduct."""
    return Withholding.objects.values(standing=Coalesce("matter__root_id", "matter_id"))


def _changed(since: datetime) -> Q:
    """Registered or told again since then, also by way of a matter that was merged into it."""
    told = Telling.objects.filter(recorded_at__gte=since).values(standing=Coalesce("matter__root_id", "matter_id"))
    return Q(created_at__gte=since) | Q(pk__in=told)
