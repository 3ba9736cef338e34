"""Adding and posting people: one act, one entry, within one's own area, and never for oneself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from huajie.accounts.models import Staff, Unit, UnitKind
from huajie.accounts.queries import staff_in, units_in
from huajie.accounts.roles import Permission, Role
from huajie.accounts.scope import scope_of
from huajie.accounts.services.sign_in import close_staff, remove_second_factor, reopen_staff, set_password
from huajie.accounts.services.staffing import add_staff, end_posting, post
from huajie.accounts.services.units import add_unit, close_unit, rename_unit, reopen_unit
from huajie.accounts.tests.conftest import DISTRICT, DONGHU, HUADONG, HUASHAN, SIGN_IN_WORDS, Posted
from huajie.areas.models import Area
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused


@pytest.fixture
def operator(posted: Posted) -> Staff:
    return posted(Role.OPERATOR, HUASHAN, "operator")


@pytest.fixture
def newcomer(district: dict[str, Unit]) -> Staff:
    return add_staff("newcomer", "测试新人", by=SYSTEM)


def test_a_person_is_posted_within_the_area_of_whoever_posts(operator: Staff, newcomer: Staff, district: dict[str, Unit]) -> None:
    posting = post(newcomer, district[HUASHAN], Role.MEDIATOR, by=operator)
    assert (posting.area_id, posting.since, posting.until) == (HUASHAN, timezone.localdate(), None)
    inner = post(newcomer, district[HUASHAN], Role.GRID_WORKER, by=operator, area=Area.objects.get(pk=DONGHU))
    assert inner.area_id == DONGHU


@pytest.mark.parametrize("area", [DISTRICT, HUADONG])
@pytest.mark.parametrize("role", Role)
def test_nobody_grants_any_role_outside_their_own_area(
    operator: Staff, newcomer: Staff, district: dict[str, Unit], role: Role, area: str
) -> None:
    with pytest.raises(NotPermitted):
        post(newcomer, district[area], role, by=operator)


def test_a_units_area_bounds_its_postings(newcomer: Staff, district: dict[str, Unit]) -> None:
    with pytest.raises(Refused):
        post(newcomer, district[HUASHAN], Role.MEDIATOR, by=SYSTEM, area=Area.objects.get(pk=HUADONG))


def test_in_a_charitys_unit_nobody_is_anything_but_a_charity_member(newcomer: Staff, district: dict[str, Unit]) -> None:
    charity = add_unit("charity", "爱心会", UnitKind.CHARITY, Area.objects.get(pk=DISTRICT), by=SYSTEM)
    with pytest.raises(Refused, match=r"认领板|closed board"):
        post(newcomer, charity, Role.TOWN_COORDINATOR, by=SYSTEM)
    assert post(newcomer, charity, Role.CHARITY_MEMBER, by=SYSTEM).role == Role.CHARITY_MEMBER


def test_nobody_changes_their_own_postings(operator: Staff, district: dict[str, Unit]) -> None:
    with pytest.raises(NotPermitted):
        post(operator, district[HUASHAN], Role.TOWN_COORDINATOR, by=operator)
    with pytest.raises(NotPermitted):
        end_posting(operator.postings.get(), by=operator)


def test_those_who_may_not_edit_staff_do_not(posted: Posted, newcomer: Staff, district: dict[str, Unit]) -> None:
    mediator = posted(Role.MEDIATOR, DISTRICT)
    acts: list[Callable[[], object]] = [
        lambda: post(newcomer, district[HUASHAN], Role.MEDIATOR, by=mediator),
        lambda: add_staff("another", "测试", by=mediator),
        lambda: add_unit("another", "测试", UnitKind.BUREAU, Area.objects.get(pk=HUASHAN), by=mediator),
        lambda: set_password(newcomer, SIGN_IN_WORDS, by=mediator),
        lambda: remove_second_factor(newcomer, by=mediator),
        lambda: close_staff(newcomer, by=mediator),
    ]
    before = Entry.objects.count()
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
    assert Entry.objects.count() == before


def test_the_sign_in_of_a_person_with_duties_elsewhere_is_out_of_reach(operator: Staff, posted: Posted) -> None:
    with pytest.raises(NotPermitted):
        set_password(posted(Role.DISTRICT_COORDINATOR, DISTRICT), SIGN_IN_WORDS, by=operator)


def test_a_posting_is_held_once_and_ends_once(newcomer: Staff, district: dict[str, Unit]) -> None:
    posting = post(newcomer, district[HUASHAN], Role.MEDIATOR, by=SYSTEM)
    with pytest.raises(Refused):
        post(newcomer, district[HUASHAN], Role.MEDIATOR, by=SYSTEM)
    end_posting(posting, by=SYSTEM)
    assert not posting.holds
    with pytest.raises(Refused):
        end_posting(posting, by=SYSTEM)


def test_a_posting_may_end_on_a_later_day(newcomer: Staff, district: dict[str, Unit]) -> None:
    posting = post(newcomer, district[HUASHAN], Role.MEDIATOR, by=SYSTEM)
    end_posting(posting, by=SYSTEM, on=timezone.localdate() + timedelta(days=30))
    assert posting.holds
    end_posting(posting, by=SYSTEM)
    assert not posting.holds


def test_user_names_are_given_once_whatever_their_case(newcomer: Staff) -> None:
    with pytest.raises(Refused):
        add_staff("NewComer", "测试", by=SYSTEM)


@pytest.mark.parametrize("weak", ["short", "1234567890", "password123"])
def test_a_weak_password_is_refused_and_adds_nobody(district: dict[str, Unit], weak: str) -> None:
    with pytest.raises(ValidationError):
        add_staff("weak", "测试", by=SYSTEM, password=weak)
    assert not Staff.objects.filter(username="weak").exists()


def test_each_act_leaves_one_entry_without_the_secret(operator: Staff, newcomer: Staff, district: dict[str, Unit]) -> None:
    before = Entry.objects.count()
    posting = post(newcomer, district[HUASHAN], Role.MEDIATOR, by=operator)
    set_password(newcomer, SIGN_IN_WORDS, by=operator)
    remove_second_factor(newcomer, by=operator)
    end_posting(posting, by=operator)
    close_staff(newcomer, by=operator)
    entries = list(Entry.objects.filter(number__gt=before).order_by("number"))
    assert [entry.act.removeprefix("accounts.") for entry in entries] == [
        "posted", "credential_set", "second_factor_removed", "posting_ended", "staff_closed",
    ]  # fmt: skip
    assert {entry.actor for entry in entries} == {"staff:operator"}
    assert SIGN_IN_WORDS not in str([(entry.subject, entry.purpose, entry.detail) for entry in entries])


def test_people_and_units_of_other_towns_are_not_listed(operator: Staff, posted: Posted) -> None:
    near, far = posted(Role.MEDIATOR, DONGHU), posted(Role.MEDIATOR, HUADONG)
    scope = scope_of(operator)
    assert near in staff_in(scope)
    assert far not in staff_in(scope)
    assert set(units_in(scope).values_list("area_id", flat=True)) == {HUASHAN, DONGHU}


def test_a_closed_account_is_opened_again_and_both_are_on_record(operator: Staff, newcomer: Staff) -> None:
    close_staff(newcomer, by=operator)
    with pytest.raises(Refused):
        close_staff(newcomer, by=operator)
    reopen_staff(newcomer, by=operator)
    newcomer.refresh_from_db()
    assert newcomer.is_active
    with pytest.raises(Refused):
        reopen_staff(newcomer, by=operator)
    acts = Entry.objects.filter(subject=newcomer.audit_name).order_by("number").values_list("act", flat=True)
    assert list(acts)[-2:] == ["accounts.staff_closed", "accounts.staff_reopened"]


def test_a_closed_unit_gives_nothing_until_it_is_opened_again(posted: Posted, district: dict[str, Unit]) -> None:
    mediator, operator = posted(Role.MEDIATOR, HUASHAN), posted(Role.OPERATOR, DISTRICT)
    unit = close_unit(district[HUASHAN], by=operator)
    assert not scope_of(mediator).may(Permission.SEE_MATTERS)
    with pytest.raises(Refused):
        close_unit(unit, by=operator)
    reopen_unit(unit, by=operator)
    assert scope_of(mediator).may(Permission.SEE_MATTERS)
    acts = Entry.objects.filter(subject=f"unit:{unit.code}").order_by("number").values_list("act", flat=True)
    assert list(acts) == ["accounts.unit_added", "accounts.unit_closed", "accounts.unit_reopened"]


def test_a_unit_is_renamed_and_keeps_its_code(posted: Posted, district: dict[str, Unit]) -> None:
    unit = rename_unit(district[HUASHAN], "花山镇社会治理办", by=posted(Role.OPERATOR))
    assert (unit.name, unit.code) == ("花山镇社会治理办", f"unit-{HUASHAN}")
    assert Entry.objects.get(act="accounts.unit_renamed").detail == {"was": "花山镇单位", "name": "花山镇社会治理办"}


def test_units_are_cared_for_within_ones_own_area_and_never_the_unit_one_works_in(operator: Staff, district: dict[str, Unit]) -> None:
    for act in (close_unit, reopen_unit):
        for unit in (district[HUADONG], district[HUASHAN]):
            with pytest.raises(NotPermitted):
                act(unit, by=operator)
    with pytest.raises(NotPermitted):
        rename_unit(district[HUADONG], "测试", by=operator)
