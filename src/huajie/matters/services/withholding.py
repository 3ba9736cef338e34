"""Withholding a report of misconduct from those it reports, and lifting that again."""

from collections.abc import Collection, Iterable
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit, UnitKind
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in, scope_of
from huajie.areas.models import LENGTHS
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.loads import places_on
from huajie.matters.models import Matter, Party, PartyRole, PetitionClass, Telling, Withholding
from huajie.matters.newcomers import Reported
from huajie.matters.withheld import REVISION_KEY, is_hidden, reported_among
from huajie.people.models import PersonName
from huajie.people.services.merging import staff_of
from huajie.people.trees import within

NAMES_REPORTED = ("other_organisation", "reported")  # what a telling notes of the other side, parted by 、
_SHORTEST_NAME = 3


@transaction.atomic
def withhold(matter: Matter, units: Iterable[Unit], *, by: Actor, because: str, people: Iterable[Staff] = ()) -> Withholding:
    """From now on only those who may see reports of misconduct see the matter, and nobody posted to one of these units, and none of these.

    The record of acts names no person: somebody reported may read it.
    """
    demand_in(by, Permission.SEE_CONFIDENTIAL, matter.area_id)
    told = _demand_reason(because)
    reported = list(units)
    defaults = {"because": told, "by": staff_of(by)}
    withholding, _made = Withholding.objects.update_or_create(matter=matter, defaults=defaults)
    withholding.units.set(reported)
    withholding.people.set(named := list(people))
    detail = {"units": sorted(unit.code for unit in reported)} | ({"people": len(named)} if named else {})
    _ask_for_another_team({matter.standing_id})
    changed()
    record(Act.MATTER_WITHHELD, by=by, subject=matter.ref, purpose=told, detail=detail)
    return withholding


@transaction.atomic
def lift_withholding(matter: Matter, *, by: Actor, because: str) -> None:
    """The matter is shown again to everyone within whose area it lies."""
    demand_in(by, Permission.SEE_CONFIDENTIAL, matter.area_id)
    told = _demand_reason(because)
    held = Withholding.objects.filter(within("matter", [matter.pk]))
    if not held.exists():
        raise Refused(_("This matter is not withheld from anyone."))
    if isinstance(by, Staff) and is_hidden(scope_of(by), matter):
        raise NotPermitted(_("The report concerns a unit of yours. Someone who does not work there decides."))
    held.delete()
    changed()
    record(Act.WITHHOLDING_LIFTED, by=by, subject=matter.ref, purpose=told)


def withhold_reported(reports: Iterable[tuple[int, Reported]], *, by: Staff | None = None) -> None:
    """Matters (primary keys) that a list or a form calls reports of misconduct. Part of the act of registering.

    Each is withheld from the committee of its village, from every unit of ours that it names, and from everyone of ours who has a name
    that it names. What is withheld already stays as it is.
    """
    wanted = dict(reports)
    if not wanted:
        return
    fresh = set(wanted).difference(Withholding.objects.filter(matter__in=wanted).values_list("matter_id", flat=True))
    areas = dict(Matter.objects.filter(pk__in=fresh).values_list("pk", "area_id"))
    for key, area_code in sorted(areas.items()):
        withholding = Withholding.objects.create(matter_id=key, because=wanted[key].called[:200], by=by)
        withholding.units.set(_reported_units(wanted[key], area_code))
        withholding.people.set(Staff.objects.filter(display_name__in=wanted[key].people))
    if areas:
        _ask_for_another_team(areas)
        changed()


def withhold_named(matter: Matter, *, by: Staff | None) -> None:
    """A matter that is classed as a report of misconduct: withheld as if its tellings and its other parties had been called that."""
    noted = [told.noted for told in Telling.objects.filter(within("matter", [matter.standing_id]), withdrawn=False)]
    named = {name for one in noted for key in NAMES_REPORTED for name in one.get(key, "").split("、") if name}
    others = Party.objects.filter(within("matter", [matter.standing_id]), role=PartyRole.OTHER_PARTY, withdrawn=False)
    people = named | set(PersonName.objects.filter(person__in=others.values("person")).values_list("name", flat=True))
    withhold_reported([(matter.pk, Reported(str(PetitionClass.REPORT.label), tuple(sorted(named)), tuple(sorted(people))))], by=by)


def _ask_for_another_team(matters: Collection[int]) -> None:
    """Where somebody on the team is reported, another team is what comes next. It says neither whom it concerns nor why."""
    today = timezone.localdate()
    for matter in Matter.objects.filter(pk__in=matters, is_open=True, team__isnull=False):
        members = places_on(today).filter(team=matter.team_id).select_related("staff")
        if reported_among([member.staff for member in members], matter):
            text = _("The team cannot work on this matter as it is: appoint another")
            Matter.objects.filter(pk=matter.pk).update(next_step=text, next_step_on=today, version=F("version") + 1)


def _reported_units(reported: Reported, area_code: str) -> QuerySet[Unit]:
    """The committee of the village, the units so named, and those of the county whose name is a longer or a shorter form of it."""
    committee = Q(kind=UnitKind.VILLAGE_COMMITTEE, area=area_code[: LENGTHS["village"]])
    county = area_code[: LENGTHS["county"]]
    nearby = Unit.objects.filter(area__gte=county, area__lt=county + ":").values_list("pk", "name") if reported.bodies else ()
    alike = [key for key, name in nearby if any(_is_short_for(name, body) for body in reported.bodies)]
    return Unit.objects.filter(committee | Q(name__in=reported.bodies) | Q(pk__in=alike))


def _is_short_for(name: str, other: str) -> bool:
    """True if and only if one of two names holds the other: 民政局, 花都区民政局."""
    return min(len(name), len(other)) >= _SHORTEST_NAME and (name in other or other in name)


def changed() -> None:
    """Once this is committed, nothing that was remembered for a reader before counts any more."""
    transaction.on_commit(lambda: cache.set(REVISION_KEY, uuid4().hex, None), robust=True)


def _demand_reason(because: str) -> str:
    told = because.strip()[:200]
    if not told:
        raise Refused(_("Say why, in a few words. The reason goes into the record."))
    return told
