"""A made-up district with one dispute, and the people who hand sheets out."""

from datetime import date

import pytest
from django.test import Client

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.areas.models import Area, Level
from huajie.matters.models import Channel, Kind, Matter, PartyRole
from huajie.matters.newcomers import NewMatter, NewParty, NewTelling
from huajie.matters.services.registering import register_matters
from huajie.people.models import IdentifierType, Validity
from huajie.people.newcomers import NewIdentifier, NewPerson
from huajie.people.services.registering import register_people
from huajie.sheets.models import SheetLayout
from huajie.sheets.services.shipping import ship_sheets

DISTRICT, EAST, WEST, LAKE = "440190", "440190101", "440190102", "440190101201"


@pytest.fixture
def unit(db: None) -> Unit:
    areas = (
        (DISTRICT, "试区", Level.COUNTY),
        (EAST, "东山镇", Level.TOWN),
        (WEST, "西山镇", Level.TOWN),
        (LAKE, "东湖村委会", Level.VILLAGE),
    )
    Area.objects.bulk_create(Area(code=code, name=name, short_name=name, level=level) for code, name, level in areas)
    return Unit.objects.create(code="district", name="试区信访局", kind=UnitKind.BUREAU, area_id=DISTRICT)


def posted(unit: Unit, username: str, role: Role, area: str) -> Staff:
    staff = Staff.objects.create(username=username, display_name=username, language="en")
    Posting.objects.create(staff=staff, unit=unit, role=role, area_id=area, since="2021-01-01")
    return staff


@pytest.fixture
def liang(unit: Unit) -> Staff:
    """The district's coordinator."""
    return posted(unit, "liang", Role.DISTRICT_COORDINATOR, DISTRICT)


@pytest.fixture
def ou(unit: Unit) -> Staff:
    """The coordinator of East."""
    return posted(unit, "ou", Role.TOWN_COORDINATOR, EAST)


@pytest.fixture
def browser(client: Client, liang: Staff) -> Client:
    client.force_login(liang)
    return client


@pytest.fixture
def ledger(unit: Unit) -> SheetLayout:
    """The dispute ledger that ships with Huajie."""
    ship_sheets()
    return SheetLayout.objects.get(code="dispute_ledger")


@pytest.fixture
def leak(unit: Unit) -> Matter:
    """陈伟 against 黎二妹, about a leak."""
    wei, mei = register_people(
        [
            NewPerson(
                names=("陈伟",),
                area_code=LAKE,
                source="row:1",
                identifiers=(NewIdentifier(IdentifierType.ID_CARD, "440190198803120011", Validity.VALID),),
                phones=("15400000011",),
                addresses=(("东湖村3社12号", LAKE),),
            ),
            NewPerson(names=("黎二妹",), area_code=LAKE, source="row:1"),
        ]
    )
    telling = NewTelling(Channel.LEDGER, "楼上漏水", "row:1", date(2021, 3, 5), {"leader": "区永强", "deadline": "2021-06-30"})
    new = NewMatter(
        kind=Kind.DISPUTE,
        area_code=LAKE,
        category="邻里纠纷",
        title="楼上漏水",
        summary="楼上漏水",
        place="东湖村3社12号",
        amount_fen=1_200_050,
        found_on=date(2021, 3, 5),
        telling=telling,
        parties=(NewParty(wei.pk), NewParty(mei.pk, role=PartyRole.OTHER_PARTY)),
    )
    return register_matters([new])[0]
