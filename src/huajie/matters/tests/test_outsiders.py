"""Whoever is posted in a unit that handles a matter does not ask the resident whether it is settled."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.core.errors import NotPermitted
from huajie.matters.calls import calls_to_make
from huajie.matters.models import ConfirmedBy, Handover, HandoverDuty, HandoverState, Matter
from huajie.matters.outsiders import insiders, why_not
from huajie.matters.services.confirming import Answer, record_answer
from huajie.matters.tests.closing import clerk, resolved
from huajie.people.tests.making import DISTRICT, TOWN, make_areas, make_staff

CALLED = Answer(ConfirmedBy.CALL_BACK, settled=True, words="好了")


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with override("en"):
        yield


def posted_in(unit: Unit, name: str) -> Staff:
    """A window clerk who looks after the whole town, and is posted in that unit."""
    staff = Staff.objects.create(username=name, display_name=name, language="en")
    Posting.objects.create(staff=staff, unit=unit, role=Role.WINDOW_CLERK, area_id=TOWN, since=date(2021, 1, 1))
    return staff


def test_nobody_asks_for_a_unit_that_leads_or_assists_and_the_refusal_names_who_does() -> None:
    matter = resolved()
    assert matter.lead_unit is not None
    assisting = Unit.objects.create(code="rsj", name="人社局", kind=UnitKind.BUREAU, area_id=DISTRICT)
    Handover.objects.create(matter=matter, unit=assisting, duty=HandoverDuty.ASSIST, state=HandoverState.DONE)
    outsider = clerk()  # of 东镇综治中心

    for unit in (matter.lead_unit, assisting):
        inside = posted_in(unit, f"clerk-{unit.code}")
        with pytest.raises(NotPermitted, match=f"posted in {unit.name}.*东镇综治中心"):
            record_answer(matter, CALLED, by=inside)
        assert not calls_to_make(scope_of(inside)).exists()
        assert Matter.objects.filter(insiders(inside.pk), pk=matter.pk).exists()

    assert calls_to_make(scope_of(outsider)).count() == 1
    record_answer(matter, CALLED, by=outsider)


def test_where_the_office_that_calls_leads_the_next_level_up_calls() -> None:
    matter, district = resolved(), make_staff(Role.DISTRICT_COORDINATOR, DISTRICT)
    Unit.objects.filter(code=f"unit-{DISTRICT}").update(name="区综治中心")
    Matter.objects.filter(pk=matter.pk).update(lead_unit=clerk().postings.get().unit)
    matter.refresh_from_db()

    assert why_not(matter, clerk()).endswith("区综治中心.")
    assert why_not(matter, district) == ""
    Posting.objects.filter(staff=district).update(until=timezone.localdate())
    assert "nobody yet" in why_not(matter, clerk())


def test_a_posting_that_is_over_is_no_interest_in_closing_it() -> None:
    matter = resolved()
    assert matter.lead_unit is not None
    before = posted_in(matter.lead_unit, "before")
    before.postings.update(until=timezone.localdate())

    assert why_not(matter, before) == ""
