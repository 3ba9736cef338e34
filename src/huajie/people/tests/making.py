"""Made-up residents of two made-up villages, for tests."""

from datetime import date

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.scope import Scope, scope_from
from huajie.areas.models import Area, Level
from huajie.people.models import IdentifierType, Person, Validity
from huajie.people.newcomers import NewIdentifier, NewPerson
from huajie.people.services.registering import register_people

DISTRICT, TOWN, OTHER_TOWN = "440190", "440190101", "440190102"
VILLAGE, OTHER_VILLAGE = "440190101201", "440190102201"
ID_NUMBER, OTHER_ID_NUMBER = "44019019911209800X", "440190198001011234"
PHONE, OTHER_PHONE = "15400000001", "15400000002"


def make_areas() -> None:
    """One district, two towns, a village in each."""
    named = {DISTRICT: ("试区", Level.COUNTY), TOWN: ("东镇", Level.TOWN), OTHER_TOWN: ("西镇", Level.TOWN)}
    named |= {VILLAGE: ("东湖村", Level.VILLAGE), OTHER_VILLAGE: ("西岭村", Level.VILLAGE)}
    Area.objects.bulk_create(Area(code=code, name=name, short_name=name, level=level) for code, (name, level) in named.items())


def make_staff(role: Role = Role.TOWN_COORDINATOR, area_code: str = TOWN) -> Staff:
    """A member of staff with one posting."""
    unit, _made = Unit.objects.get_or_create(
        code=f"unit-{area_code}", defaults={"name": "东镇综治中心", "kind": UnitKind.TOWN_OFFICE, "area_id": area_code}
    )
    staff, made = Staff.objects.get_or_create(username=f"{role}-{area_code}", defaults={"display_name": "梁协调", "language": "en"})
    if made:
        Posting.objects.create(staff=staff, unit=unit, role=role, area_id=area_code, since=date(2021, 1, 1))
    return staff


def scope_in(area_code: str = TOWN, role: Role = Role.TOWN_COORDINATOR) -> Scope:
    """What somebody with that role may do in that area."""
    return scope_from([Posting(role=role, area_id=area_code, since=date(2021, 1, 1))])


def id_card(value: str = ID_NUMBER) -> NewIdentifier:
    """A resident identity card whose check digit agrees."""
    return NewIdentifier(IdentifierType.ID_CARD, value, Validity.VALID)


def mention(name: str = "陈伟", area_code: str = VILLAGE, source: str = "row:1", **known: object) -> NewPerson:
    """One mention of a person in the first village."""
    return NewPerson(names=(name,), area_code=area_code, source=source, **known)  # type: ignore[arg-type]  # the test names the fields


def register(name: str = "陈伟", area_code: str = VILLAGE, source: str = "row:1", **known: object) -> Person:
    """A person in the register."""
    return register_people([mention(name, area_code, source, **known)])[0]
