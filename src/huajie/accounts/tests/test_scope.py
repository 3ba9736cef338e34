"""Role × permission × area: who may do what, where."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Staff, Unit
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.accounts.scope import NO_SCOPE, scope_of
from huajie.accounts.services.staffing import end_posting, post
from huajie.accounts.tests.conftest import DISTRICT, DONGHU, HUADONG, HUASHAN, TIANHE, Posted
from huajie.areas.models import Area
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted

REACH = {
    DISTRICT: {DISTRICT, HUASHAN, HUADONG, DONGHU, TIANHE},
    HUASHAN: {HUASHAN, DONGHU},
    DONGHU: {DONGHU},
}
SEES_THE_REGISTER = {Permission.SEE_MATTERS, Permission.SEE_PEOPLE, Permission.REVEAL_VALUES, Permission.SEE_LISTS}


@pytest.mark.parametrize("area", REACH)
@pytest.mark.parametrize("role", Role)
def test_a_role_gives_its_permissions_in_its_area_and_nowhere_else(posted: Posted, role: Role, area: str) -> None:
    scope = scope_of(posted(role, area))
    wrong = [
        (permission, code)
        for permission in Permission
        for code in REACH[DISTRICT]
        if scope.may_in(permission, code) != (permission in PERMISSIONS[role] and code in REACH[area])
    ]
    assert wrong == []


@pytest.mark.parametrize("area", REACH)
def test_rows_are_narrowed_to_the_area(posted: Posted, area: str) -> None:
    scope = scope_of(posted(Role.MEDIATOR, area))
    assert set(scope.narrow(Area.objects.all(), Permission.SEE_MATTERS, "code").values_list("code", flat=True)) == REACH[area]


def test_without_the_permission_no_row_is_left(posted: Posted) -> None:
    scope = scope_of(posted(Role.OPERATOR))
    assert not scope.narrow(Area.objects.all(), Permission.SEE_MATTERS, "code").exists()


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR, Role.CHARITY_MEMBER])
def test_those_who_keep_the_house_do_not_see_the_register(role: Role) -> None:
    assert not PERMISSIONS[role] & SEES_THE_REGISTER


def test_two_postings_give_what_both_give(posted: Posted, district: dict[str, Unit]) -> None:
    person = posted(Role.MEDIATOR, HUASHAN)
    post(person, district[HUADONG], Role.TOWN_COORDINATOR, by=SYSTEM)
    scope = scope_of(person)
    assert scope.prefixes[Permission.SEE_MATTERS] == (HUASHAN, HUADONG)
    assert scope.prefixes[Permission.EXPORT_MATTERS] == (HUADONG,)


def test_an_area_within_another_adds_nothing(posted: Posted, district: dict[str, Unit]) -> None:
    person = posted(Role.MEDIATOR, HUASHAN)
    post(person, district[DONGHU], Role.MEDIATOR, by=SYSTEM)
    assert scope_of(person).prefixes[Permission.SEE_MATTERS] == (HUASHAN,)


def test_a_posting_gives_nothing_before_it_begins_and_after_it_ended(posted: Posted) -> None:
    person = posted(Role.MEDIATOR, HUASHAN)
    assert scope_of(person, on=date(2021, 3, 31)) == NO_SCOPE
    assert scope_of(person, on=date(2021, 4, 1)).may(Permission.SEE_MATTERS)
    end_posting(person.postings.get(), by=SYSTEM)
    assert scope_of(Staff.objects.get(pk=person.pk)) == NO_SCOPE


def test_a_unit_that_is_closed_gives_nothing(posted: Posted) -> None:
    person = posted(Role.MEDIATOR, HUASHAN)
    Unit.objects.filter(code=f"unit-{HUASHAN}").update(active=False)
    assert scope_of(person) == NO_SCOPE


def test_what_is_demanded_and_not_held_is_refused(posted: Posted) -> None:
    with pytest.raises(NotPermitted):
        scope_of(posted(Role.MEDIATOR)).demand(Permission.EDIT_STAFF)


def test_a_scope_takes_one_query(posted: Posted, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    person = Staff.objects.get(pk=posted(Role.MEDIATOR).pk)
    with django_assert_num_queries(1):
        scope_of(person)
