"""Adding the bodies that staff work in, renaming them, and closing those that are no more."""

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit, UnitKind
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.areas.models import Area
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import NotPermitted, Refused


@transaction.atomic
def add_unit(code: str, name: str, kind: UnitKind, area: Area, *, by: Actor) -> Unit:
    """A new bureau, office, committee, centre or charity, answering for an area."""
    demand_in(by, Permission.EDIT_STAFF, area.code)
    if Unit.objects.filter(code=code).exists():
        raise Refused(_("There is a unit with the code %(code)s already. Choose another code.") % {"code": code})
    unit = Unit.objects.create(code=code, name=name, kind=kind, area=area)
    record(Act.UNIT_ADDED, by=by, subject=f"unit:{code}", detail={"kind": kind.value, "area": area.code})
    return unit


@transaction.atomic
def rename_unit(unit: Unit, name: str, *, by: Actor) -> Unit:
    """Another name for a unit; its code stays. Everything that was done there is shown under the new name."""
    demand_in(by, Permission.EDIT_STAFF, unit.area_id)
    if unit.name == name:
        return unit
    was, unit.name = unit.name, name
    unit.save(update_fields=["name"])
    record(Act.UNIT_RENAMED, by=by, subject=f"unit:{unit.code}", detail={"was": was, "name": name})
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, by: Actor) -> Unit:
    """A unit that is no more: its postings give nothing from now on, and nobody is posted there. Its records stay."""
    return _set_active(unit, active=False, act=Act.UNIT_CLOSED, by=by)


@transaction.atomic
def reopen_unit(unit: Unit, *, by: Actor) -> Unit:
    """A closed unit works again: postings that were not ended meanwhile give what they gave."""
    return _set_active(unit, active=True, act=Act.UNIT_REOPENED, by=by)


def _set_active(unit: Unit, *, active: bool, act: Act, by: Actor) -> Unit:
    demand_in(by, Permission.EDIT_STAFF, unit.area_id)
    if isinstance(by, Staff) and unit.postings.filter(staff=by).exists():
        raise NotPermitted(_("Nobody gives or takes rights of their own. Ask a colleague who does not work in this unit."))
    if unit.active == active:
        raise Refused(_("The unit is in use already.") if active else _("The unit is closed already."))
    unit.active = active
    unit.save(update_fields=["active"])
    record(act, by=by, subject=f"unit:{unit.code}")
    return unit
