"""Which matters a reader must not see: reports of misconduct (信访工作条例 §30, §46). Everything that shows matters asks here."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit
from huajie.accounts.roles import Permission, Role
from huajie.accounts.scope import Scope, scope_of
from huajie.core.errors import Refused
from huajie.core.planner import Lacks
from huajie.core.written import Written
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
    return _without(matters, hiding(scope))


def without_reports(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """Those that report nobody, whoever reads: for doors through which no report of misconduct goes."""
    return _without(matters, Withholding.objects.all())


def _without(matters: QuerySet[Matter], withheld: QuerySet[Withholding]) -> QuerySet[Matter]:
    reports = withheld.order_by().values("pk")
    own, absorbed = reports.filter(matter=OuterRef("pk")), reports.filter(matter__root=OuterRef("pk"))
    return matters.filter(Lacks(Subquery(own[:1])), Lacks(Subquery(absorbed[:1])))


def hiding(scope: Scope) -> QuerySet[Withholding]:
    """Those that hide their matter from the reader."""
    return _hiding(_Reader.of(scope), timezone.localdate())


def shown_to(scope: Scope) -> Written[Matter]:
    """One matter by its key with what its page names, unless it is hidden from the reader."""
    return _shown_to(_Reader.of(scope), timezone.localdate())


class _Reader(NamedTuple):
    """What of a scope decides which reports it sees."""

    staff_id: int | None
    unit_ids: frozenset[int]
    roles: frozenset[Role]
    prefixes: tuple[str, ...]

    @classmethod
    def of(cls, scope: Scope) -> "_Reader":
        return cls(scope.staff_id, scope.unit_ids, scope.roles, scope.prefixes.get(Permission.SEE_CONFIDENTIAL, ()))


@lru_cache(maxsize=1000)
def _shown_to(reader: _Reader, today: date) -> Written[Matter]:
    rows = Matter.objects.select_related("area", "lead_unit", "sector_unit", "territorial_unit", "leader_node__leader")
    return Written(lambda key: _without(rows.filter(pk=key), _hiding(reader, today)), -1)


class _Hides(Func):
    """True if and only if the withholding of a key hides its matter: asked of that key alone, by a statement that was written out.

    Of "in", SQLite makes a list of all that are hidden, as soon as a page holds one matter that is withheld.
    """

    output_field = BooleanField()

    def __init__(self, key: F, statement: str, parameters: tuple[Any, ...]) -> None:  # Any: parameters
        super().__init__(key)
        self.statement, self.parameters = statement, parameters

    def as_sql(  # type: ignore[override]  # nothing of a function's template is used
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, Any]:
        """The statement, narrowed to the key."""
        key, of_key = compiler.compile(self.source_expressions[0])
        own = connection.ops.quote_name(Withholding._meta.db_table)
        return f"EXISTS ({self.statement} AND {own}.id = {key})", (*self.parameters, *of_key)


def _hiding(reader: _Reader, today: date) -> QuerySet[Withholding]:
    return Withholding.objects.filter(_Hides(F("pk"), *_written_out(reader, today)))


@lru_cache(maxsize=1000)
def _written_out(reader: _Reader, today: date) -> tuple[str, tuple[Any, ...]]:  # Any: parameters
    """The statement and its parameters: every list of everything asks this, and to have it written anew cost more than to run it."""
    del today  # of which teams one is, and for whom one stands in, is asked as of that day
    shown = _entrusted(reader)
    for prefix in reader.prefixes:
        shown |= Q(matter__area__gte=prefix, matter__area__lt=prefix + ":")  # ":" follows the digits
    reporting = Q(*(Exists(rows.filter(withholding=OuterRef("pk"))) for rows in _reporting(reader)), _connector=Q.OR)
    hiding = Withholding.objects.filter(reporting | ~shown, pk__gt=0).order_by().values("pk")  # a condition always: `_Hides` adds to it
    statement, parameters = hiding.query.sql_with_params()
    return statement, tuple(parameters)


def _reporting(reader: _Reader) -> tuple[QuerySet[Any], QuerySet[Any]]:  # Any: rows between a withholding and whom it reports
    """What names a unit of the reader, and what names the reader."""
    units = Withholding.units.through._default_manager.filter(unit_id__in=reader.unit_ids)
    people = Withholding.people.through._default_manager.filter(staff_id=reader.staff_id or 0)
    return units, people


def _entrusted(reader: _Reader) -> Q:
    """Those that the reader works on: on the team, as its leader, or at the head of the unit that leads.

    The team is asked of each matter by itself: PostgreSQL expects a list of all teams of the reader to cost more than everything else,
    and then takes no care of the rest.
    """
    entrusted = Q(pk__in=[])
    if reader.staff_id:
        entrusted |= Q(Exists(teams_of(reader.staff_id).filter(team=OuterRef("matter__team"))))
    if Role.RESPONSIBLE_LEADER in reader.roles:
        entrusted |= Q(matter__leader_node__leader=reader.staff_id)
    if Role.UNIT_HEAD in reader.roles:
        entrusted |= Q(matter__lead_unit__in=reader.unit_ids)
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
    units, people = (rows.values_list("withholding_id", flat=True) for rows in _reporting(_Reader.of(scope)))
    reported = sorted(units.union(people))
    held = (Permission.SEE_MATTERS, Permission.SEE_CONFIDENTIAL)
    codes = [".".join(scope.prefixes.get(permission, ())) for permission in held]
    own = "" if codes[0] else f"staff{scope.staff_id}.{'.'.join(map(str, sorted(scope.unit_ids)))}"
    return ":".join([*codes, ".".join(map(str, reported)), own])
