"""Adding the bodies that staff work in."""

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Unit, UnitKind
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.areas.models import Area
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused


@transaction.atomic
def add_unit(code: str, name: str, kind: UnitKind, area: Area, *, by: Actor) -> Unit:
    """A new bureau, office, committee, centre or charity, answering for an area."""
    demand_in(by, Permission.EDIT_STAFF, area.code)
    if Unit.objects.filter(code=code).exists():
        raise Refused(_("There is a unit with the code %(code)s already. Choose another code.") % {"code": code})
    unit = Unit.objects.create(code=code, name=name, kind=kind, area=area)
    record(Act.UNIT_ADDED, by=by, subject=f"unit:{code}", detail={"kind": kind.value, "area": area.code})
    return unit
