"""Which desks a one-stop centre has."""

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Unit, UnitKind
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused
from huajie.reception.models import Desk
from huajie.reception.models.centre import DeskKind


@transaction.atomic
def set_desk(centre: Unit, kind: DeskKind, *, by: Actor, place: str = "", active: bool = True) -> Desk:
    """Open a desk, move it to another place, or close it. Tickets that wait there stay, and can be called or sent on."""
    demand_in(by, Permission.EDIT_STAFF, centre.area_id)
    if centre.kind != UnitKind.ONE_STOP_CENTRE:
        raise Refused(_("Only a one-stop centre has desks."))
    desk, _made = Desk.objects.update_or_create(centre=centre, kind=kind, defaults={"place": place.strip()[:40], "active": active})
    record(Act.DESK_SET, by=by, subject=f"unit:{centre.code}", detail={"desk": kind.value, "active": active})
    return desk
