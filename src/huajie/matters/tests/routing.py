"""Units and people for tests of routes: two bureaus with a head each, a town's coordinator, the district's centre and its coordinator."""

from datetime import date

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.matters.models import Handover, HandoverState, Kind, Matter
from huajie.matters.services.moving import move
from huajie.matters.services.opening import open_matter
from huajie.matters.tests.making import new_matter
from huajie.people.tests.making import DISTRICT, TOWN, make_staff

BUREAUS = {"rsj": "人社局", "zjj": "住建局", "mzj": "民政局"}


def bureau(code: str = "rsj") -> Unit:
    return Unit.objects.get_or_create(code=code, defaults={"name": BUREAUS[code], "kind": UnitKind.BUREAU, "area_id": DISTRICT})[0]


def centre() -> Unit:
    return Unit.objects.get_or_create(
        code="centre", defaults={"name": "区综治中心", "kind": UnitKind.ONE_STOP_CENTRE, "area_id": DISTRICT}
    )[0]


def posted(unit: Unit, role: Role = Role.UNIT_HEAD) -> Staff:
    """Somebody of that unit."""
    staff, made = Staff.objects.get_or_create(
        username=f"{role}-{unit.code}", defaults={"display_name": f"{unit.name}的人", "language": "en"}
    )
    if made:
        Posting.objects.create(staff=staff, unit=unit, role=role, area_id=unit.area_id, since=date(2021, 1, 1))
    return staff


def coordinator() -> Staff:
    return make_staff(Role.TOWN_COORDINATOR, TOWN)


def district_coordinator() -> Staff:
    return posted(centre(), Role.DISTRICT_COORDINATOR)


def accepted(kind: Kind = Kind.DISPUTE, petition_class: str = "") -> Matter:
    matter = open_matter(new_matter(kind=kind), by=coordinator(), petition_class=petition_class)
    move(matter, "accept", by=coordinator())
    return matter


def assigned(code: str = "rsj", kind: Kind = Kind.DISPUTE, petition_class: str = "") -> Matter:
    matter = accepted(kind, petition_class)
    move(matter, "assign", by=coordinator(), facts={"unit": bureau(code).code}, because="属其职责")
    return matter


def sent_to(matter: Matter, code: str = "rsj") -> Handover:
    """The hand-over that waits in a unit's inbox."""
    return matter.handovers.get(unit__code=code, state=HandoverState.SENT)
