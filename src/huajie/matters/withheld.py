"""Which matters a reader must not see: reports of misconduct (信访工作条例 §30, §46). Everything that shows matters asks here."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.matters.models import Matter, Withholding


def hidden_from(scope: Scope) -> QuerySet[Withholding, Any]:  # Any: a dict of one primary key
    """The standing matters withheld from the reader, as a subquery of primary keys, also where the one withheld was merged into another.

    Withheld from everyone without see_confidential there, and from everyone posted to a unit that it reports, whatever else they may.
    """
    reported = Withholding.units.through._default_manager.filter(unit_id__in=scope.unit_ids)
    others = Withholding.objects.exclude(pk__in=reported.values("withholding_id"))
    shown = scope.narrow(others, Permission.SEE_CONFIDENTIAL, "matter__area_id")
    return Withholding.objects.exclude(pk__in=shown.values("pk")).values(standing=Coalesce("matter__root_id", "matter_id"))


def is_hidden(scope: Scope, matter: Matter) -> bool:
    """True if and only if the matter that stands for this one is withheld from the reader. One query."""
    return Matter.objects.filter(pk=matter.standing_id, pk__in=hidden_from(scope)).exists()


def sight_of(scope: Scope) -> str:
    """What decides which matters a reader sees, to remember figures by. One query."""
    reporting = Withholding.units.through._default_manager.filter(unit_id__in=scope.unit_ids)
    units = sorted(set(reporting.values_list("unit_id", flat=True)))
    held = (Permission.SEE_MATTERS, Permission.SEE_CONFIDENTIAL)
    codes = [".".join(scope.prefixes.get(permission, ())) for permission in held]
    return ":".join([*codes, ".".join(map(str, units))])
