"""A small district: two towns, a village, an office in each town, and a way to post people."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from huajie.accounts.models import Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.services.staffing import add_staff, post
from huajie.accounts.services.units import add_unit
from huajie.areas.models import Area, Level
from huajie.audit.services import SYSTEM

SIGN_IN_WORDS = "kapok-tree-2021"
DISTRICT, HUASHAN, HUADONG, DONGHU, TIANHE = "440114", "440114104", "440114105", "440114104201", "440114105212"
AREAS = {
    DISTRICT: ("花都区", Level.COUNTY),
    HUASHAN: ("花山镇", Level.TOWN),
    HUADONG: ("花东镇", Level.TOWN),
    DONGHU: ("东湖村委会", Level.VILLAGE),
    TIANHE: ("天和村委会", Level.VILLAGE),
}
Posted = Callable[..., Staff]


@pytest.fixture
def district(db: None) -> dict[str, Unit]:
    """A unit for each area, by the area's code."""
    Area.objects.bulk_create(Area(code=code, name=name, short_name=name, level=level) for code, (name, level) in AREAS.items())
    return {
        code: add_unit(f"unit-{code}", f"{name}单位", UnitKind.TOWN_OFFICE, Area.objects.get(pk=code), by=SYSTEM)
        for code, (name, _) in AREAS.items()
    }


@pytest.fixture
def posted(district: dict[str, Unit]) -> Posted:
    """Somebody in a role in an area: posted(Role.MEDIATOR, HUASHAN)."""

    def make(role: Role, area: str = DISTRICT, username: str = "", password: str = "") -> Staff:
        name = username or f"{role.value}-{area}"
        person = add_staff(name, f"测试{role.label}", by=SYSTEM, password=password)
        post(person, district[area], role, by=SYSTEM, since=date(2021, 4, 1))
        return person

    return make


@pytest.fixture
def as_person(posted: Posted) -> Callable[..., Client]:
    """A browser in which somebody of a role has signed in."""

    def make(role: Role, area: str = DISTRICT) -> Client:
        client = Client()
        client.force_login(posted(role, area))
        return client

    return make
