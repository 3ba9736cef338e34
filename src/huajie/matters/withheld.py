"""Which matters a reader must not see: reports of misconduct (信访工作条例 §30, §46). Everything that shows matters asks here."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.core.cache import cache
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit
from huajie.accounts.roles import Permission, Role
from huajie.accounts.scope import Scope, scope_of
from huajie.core.errors import Refused
from huajie.matters.access import teams_of
from huajie.matters.models import Matter, Withholding
from huajie.people.trees import within

REVISION_KEY = "matters.withheld"


def revision() -> str:
    """Another whenever something was withheld or shown again: what is remembered for a reader is remembered under it."""
    return str(cache.get(REVISION_KEY, ""))


def hidden_from(scope: Scope) -> QuerySet[Withholding, Any]:  # Any: a dict of one primary key
    """The standing matters withheld from the reader, as a subquery of primary keys, also where the one withheld was merged into another.

    Withheld from everyone without see_confidential there who does not work on it, and, whatever else they may, from everyone posted to
    a unit that it reports and from every member of staff whom it reports.
    """
    return hiding(scope).values(standing=Coalesce("matter__root_id", "matter_id"))


def without_hidden(matters: QuerySet[Matter], scope: Scope) -> QuerySet[Matter]:
    """`exclude(pk__in=hidden_from(scope))` for lists: each matter is looked up by itself, however many are withheld in all."""
    reports = hiding(scope).values("pk")
    own, absorbed = reports.filter(matter=OuterRef("pk")), reports.filter(matter__root=OuterRef("pk"))
    # a single value each: of EXISTS, PostgreSQL makes a join, or a table of all that are withheld
    apart = matters.alias(hidden_by=Subquery(own[:1]), hidden_by_absorbed=Subquery(absorbed[:1]))
    return cast("QuerySet[Matter]", apart.filter(hidden_by=None, hidden_by_absorbed=None))


def hiding(scope: Scope) -> QuerySet[Withholding]:
    """Those that hide their matter from the reader."""
    shown = _entrusted(scope)
    for prefix in scope.prefixes.get(Permission.SEE_CONFIDENTIAL, ()):
        shown |= Q(matter__area__gte=prefix, matter__area__lt=prefix + ":")  # ":" follows the digits
    return Withholding.objects.filter(Q(pk__in=_reporting(scope)) | ~shown)


def _reporting(scope: Scope) -> QuerySet[Withholding, Any]:  # Any: a dict of one primary key
    """Those that report the reader or a unit of theirs."""
    units = Withholding.units.through._default_manager.filter(unit_id__in=scope.unit_ids).values("withholding_id")
    people = Withholding.people.through._default_manager.filter(staff_id=scope.staff_id or 0).values("withholding_id")
    return Withholding.objects.filter(Q(pk__in=units) | Q(pk__in=people)).values("pk")


def _entrusted(scope: Scope) -> Q:
    """Those that the reader works on: on the team, as its leader, or at the head of the unit that leads."""
    entrusted = Q(pk__in=[])
    if scope.staff_id:
        entrusted |= Q(matter__team__in=teams_of(scope.staff_id))
    if Role.RESPONSIBLE_LEADER in scope.roles:
        entrusted |= Q(matter__leader_node__leader=scope.staff_id)
    if Role.UNIT_HEAD in scope.roles:
        entrusted |= Q(matter__lead_unit__in=scope.unit_ids)
    return entrusted


def reported_units(matter: Matter) -> QuerySet[Unit]:
    """The units that the matter, or one merged into it, reports."""
    held = Withholding.units.through._default_manager.filter(within("withholding__matter", [matter.standing_id]))
    return Unit.objects.filter(pk__in=held.values("unit_id"))


def reported_among(people: Sequence[Staff], matter: Matter) -> list[Staff]:
    """Those of them whom the matter, or one merged into it, reports: themselves, or a unit in which they are posted today."""
    if not people:
        return []
    held = Withholding.people.through._default_manager.filter(within("withholding__matter", [matter.standing_id]))
    named = set(held.values_list("staff_id", flat=True))
    units = set(reported_units(matter).values_list("pk", flat=True))
    return [person for person in people if person.pk in named or (units and units & scope_of(person).unit_ids)]


def demand_not_reported(matter: Matter, *, units: Iterable[Unit] = (), people: Sequence[Staff] = ()) -> None:
    """Refuse to hand a matter to those whom it reports (信访工作条例 §30). The refusal does not say why."""
    asked = [unit.pk for unit in units]
    if asked and reported_units(matter).filter(pk__in=asked).exists():
        raise Refused(_("This matter cannot be handed to them. Choose others, or ask the district coordinator."))
    for person in reported_among(people, matter):
        raise Refused(_("This matter cannot be entrusted to %(name)s. Choose somebody else.") % {"name": person})


def is_hidden(scope: Scope, matter: Matter) -> bool:
    """True if and only if the matter that stands for this one is withheld from the reader. One query."""
    return Matter.objects.filter(pk=matter.standing_id, pk__in=hidden_from(scope)).exists()


def sight_of(scope: Scope) -> str:
    """What decides which matters a reader sees, to remember figures by. One query."""
    reported = sorted(_reporting(scope).values_list("pk", flat=True))
    held = (Permission.SEE_MATTERS, Permission.SEE_CONFIDENTIAL)
    codes = [".".join(scope.prefixes.get(permission, ())) for permission in held]
    own = "" if codes[0] else f"staff{scope.staff_id}.{'.'.join(map(str, sorted(scope.unit_ids)))}"
    return ":".join([*codes, ".".join(map(str, reported)), own])
