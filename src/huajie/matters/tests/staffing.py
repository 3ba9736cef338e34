"""Made-up colleagues of the first town, for tests of teams and leaders."""

from datetime import date

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.people.tests.making import DISTRICT, TOWN

SINCE = date(2021, 1, 1)


def office(area: str = TOWN) -> Unit:
    """The office of a town."""
    named = {"name": "东镇人民政府", "kind": UnitKind.TOWN_OFFICE, "area_id": area}
    return Unit.objects.get_or_create(code=f"office-{area}", defaults=named)[0]


def worker(name: str, role: Role = Role.ASSISTANCE_WORKER, unit: Unit | None = None, *, until: date | None = None) -> Staff:
    """A colleague under a name of their own, posted in the office of the town."""
    staff = Staff.objects.create(username=name, display_name=name, language="en")
    place = unit or office()
    Posting.objects.create(staff=staff, unit=place, role=role, area=place.area, since=SINCE, until=until)
    return staff


def leader(name: str = "李副区长") -> Staff:
    """A responsible leader, posted in a bureau of the district."""
    bureau = {"name": "信访局", "kind": UnitKind.BUREAU, "area_id": DISTRICT}
    return worker(name, Role.RESPONSIBLE_LEADER, Unit.objects.get_or_create(code="xfj", defaults=bureau)[0])
