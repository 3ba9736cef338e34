"""Reading matters as a token may. Reports of misconduct do not go through the machines' door, whoever the token counts as."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.api.caller import Caller
from huajie.api.models import ApiToken, Webhook
from huajie.core.written import Written
from huajie.matters.models import CaseNote, Matter, NoteKind, Step, Telling, Withholding
from huajie.matters.queries import MatterFilters, matter_for, matters_list
from huajie.matters.withheld import without_reports
from huajie.people.trees import within

_reports = Written(lambda matter: Withholding.objects.filter(within("matter", [matter])).values_list("pk")[:1], -1)


def tokens_in(scope: Scope) -> QuerySet[ApiToken]:
    """The tokens for areas where the reader may let systems in. One query."""
    return scope.narrow(ApiToken.objects.select_related("staff", "unit", "area", "made_by"), Permission.EDIT_TOKENS, "area_id")


def webhooks_in(scope: Scope) -> QuerySet[Webhook]:
    """The addresses at which systems let in for those areas are told of events. One query."""
    return scope.narrow(Webhook.objects.select_related("token", "added_by"), Permission.EDIT_TOKENS, "token__area_id")


def matters_for(caller: Caller, filters: MatterFilters, changed_since: datetime | None = None) -> QuerySet[Matter]:
    """The matters of the token's area that pass the filters. One query."""
    rows = without_reports(matters_list(caller.scope, filters)).select_related("lead_unit")
    if not caller.scope.prefixes.get(Permission.SEE_MATTERS):  # those lie in the token's area; what one is involved in may lie elsewhere
        area = caller.token.area_id
        rows = rows.filter(area__gte=area, area__lt=area + ":")  # ":" follows digits
    return rows.filter(_changed(changed_since)) if changed_since else rows


def matter_of(caller: Caller, ref: str) -> Matter:
    """The matter that stands for a reference, under the same conditions. Raises DoesNotExist."""
    found = matter_for(caller.scope, ref)
    if not found.area_id.startswith(caller.token.area_id) or _reports.first(found.pk):
        raise Matter.DoesNotExist
    return found


def steps_of(matter: Matter) -> QuerySet[Step]:
    """The steps of a matter and of those merged into it. One query."""
    return Step.objects.filter(within("matter", [matter.pk])).select_related("by", "unit")


def notes_of(matter: Matter) -> QuerySet[CaseNote]:
    """What was noted on it and counts, but for what stays within the team. One query."""
    notes = CaseNote.objects.filter(within("matter", [matter.pk]), withdrawn_because="")
    return notes.exclude(kind=NoteKind.COMMENT).select_related("by")


def _changed(since: datetime) -> Q:
    """Registered, told again, moved or noted on since then, also by way of a matter that was merged into it."""
    moved = _standing(Step.objects.filter(at__gte=since))  # a matter begins with a step
    told = _standing(Telling.objects.filter(recorded_at__gte=since))
    return Q(pk__in=moved.union(told, _standing(CaseNote.objects.filter(recorded_at__gte=since))))


def _standing(rows: QuerySet[Any]) -> QuerySet[Any, Any]:  # Any: whatever hangs on a matter; one primary key
    """The matters that stand for those that rows hang on."""
    return rows.order_by().values(standing=Coalesce("matter__root_id", "matter_id"))
