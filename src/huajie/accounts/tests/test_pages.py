"""Every page of this room: who gets it, who is refused, and for whom it does not exist."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huajie.accounts.models import Posting, Staff, Unit
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.accounts.services.grids import add_grid
from huajie.accounts.services.staffing import add_staff
from huajie.accounts.tests.conftest import DISTRICT, DONGHU, HUADONG, HUASHAN, SIGN_IN_WORDS, Posted
from huajie.areas.models import Area
from huajie.audit.services import SYSTEM

Browser = Callable[..., Client]
LISTS = {
    "accounts:staff_list": Permission.SEE_STAFF,
    "accounts:staff_add": Permission.EDIT_STAFF,
    "accounts:unit_list": Permission.SEE_STAFF,
    "accounts:unit_add": Permission.EDIT_STAFF,
    "accounts:area_list": Permission.SEE_AREAS,
    "accounts:record_list": Permission.SEE_AUDIT,
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", Role)
def test_a_page_opens_for_the_roles_that_have_its_permission(as_person: Browser, role: Role, name: str) -> None:
    expected = 200 if LISTS[name] in PERMISSIONS[role] else 403
    assert as_person(role).get(reverse(name)).status_code == expected


@pytest.mark.parametrize("name", [*LISTS, "accounts:me", "mfa_index", "account_change_password"])
def test_a_stranger_is_sent_to_sign_in(district: dict[str, Unit], name: str) -> None:
    response = Client().get(reverse(name))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_a_fragment_sends_the_whole_page_to_sign_in(district: dict[str, Unit]) -> None:
    response = Client().get(reverse("accounts:staff_list"), headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == reverse("account_login")


def test_what_lies_outside_the_area_does_not_exist(as_person: Browser, posted: Posted) -> None:
    far = posted(Role.MEDIATOR, HUADONG)
    browser = as_person(Role.OPERATOR, HUASHAN)
    pages = [
        reverse("accounts:staff", args=[far.pk]),
        reverse("accounts:unit", args=[f"unit-{HUADONG}"]),
        reverse("accounts:area", args=[HUADONG]),
        reverse("accounts:area", args=[DISTRICT]),
    ]
    assert [browser.get(page).status_code for page in pages] == [404] * 4
    acts = [
        reverse("accounts:posting_add", args=[far.pk]),
        reverse("accounts:posting_end", args=[far.postings.get().pk]),
        reverse("accounts:password_set", args=[far.pk]),
        reverse("accounts:second_factor_remove", args=[far.pk]),
        reverse("accounts:staff_close", args=[far.pk]),
        reverse("accounts:staff_reopen", args=[far.pk]),
        *(reverse(f"accounts:unit_{act}", args=[f"unit-{HUADONG}"]) for act in ("rename", "close", "reopen")),
        reverse("accounts:grid_add", args=["440114105212"]),
        reverse("accounts:area_name_add", args=[HUADONG]),
    ]
    assert [browser.post(act, {"name": "测试"}).status_code for act in acts] == [404] * 11


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_is_shown_in_both_languages(as_person: Browser, posted: Posted, language: str) -> None:
    person = posted(Role.MEDIATOR, DONGHU)
    add_grid(Area.objects.get(pk=DONGHU), "第一网格", by=SYSTEM)
    browser = as_person(Role.OPERATOR)
    Staff.objects.filter(username=f"operator-{DISTRICT}").update(language=language)
    pages = [
        reverse("accounts:me"),
        reverse("accounts:staff", args=[person.pk]),
        reverse("accounts:unit", args=[f"unit-{HUASHAN}"]),
        *(reverse("accounts:area", args=[code]) for code in (DISTRICT, HUASHAN, DONGHU, f"{DONGHU}001")),
        *(reverse(name) for name in LISTS if name != "accounts:record_list"),
    ]
    for page in pages:
        response = browser.get(page)
        assert response.status_code == 200, page
        assert f'lang="{language}"' in response.content.decode()


def test_a_person_is_added_posted_and_ended_on_the_pages(as_person: Browser) -> None:
    browser = as_person(Role.OPERATOR, HUASHAN)
    told = {"display_name": "测试新人", "username": "newcomer", "password": SIGN_IN_WORDS}
    added = browser.post(reverse("accounts:staff_add"), told)
    person = Staff.objects.get(username="newcomer")
    assert added["Location"] == reverse("accounts:staff", args=[person.pk])
    unit = Unit.objects.get(code=f"unit-{HUASHAN}")
    browser.post(reverse("accounts:posting_add", args=[person.pk]), {"unit": unit.pk, "role": Role.MEDIATOR.value, "area": ""})
    posting = Posting.objects.get(staff=person)
    assert posting.holds
    browser.post(reverse("accounts:posting_end", args=[posting.pk]))
    posting.refresh_from_db()
    assert not posting.holds


def test_a_unit_outside_the_area_cannot_be_chosen(as_person: Browser, district: dict[str, Unit]) -> None:
    browser = as_person(Role.OPERATOR, HUASHAN)
    person = add_staff("newcomer", "测试新人", by=SYSTEM)
    told = {"unit": district[HUADONG].pk, "role": Role.MEDIATOR.value, "area": ""}
    assert browser.post(reverse("accounts:posting_add", args=[person.pk]), told).status_code == 422
    assert not Posting.objects.filter(staff=person).exists()


def test_a_refusal_is_a_page_that_says_why(as_person: Browser) -> None:
    browser = as_person(Role.OPERATOR, HUASHAN)
    me = Staff.objects.get(username=f"operator-{HUASHAN}")
    unit = Unit.objects.get(code=f"unit-{HUASHAN}")
    response = browser.post(reverse("accounts:posting_add", args=[me.pk]), {"unit": unit.pk, "role": Role.MEDIATOR.value})
    assert response.status_code == 403


def test_a_weak_password_comes_back_with_its_reason(as_person: Browser) -> None:
    told = {"display_name": "测试新人", "username": "newcomer", "password": "short"}
    response = as_person(Role.OPERATOR).post(reverse("accounts:staff_add"), told)
    assert response.status_code == 422
    assert "invalid" in response.content.decode()


def test_acts_are_not_done_by_following_a_link(as_person: Browser, posted: Posted) -> None:
    person = posted(Role.MEDIATOR, DONGHU)
    browser = as_person(Role.OPERATOR)
    names = ("posting_add", "password_set", "second_factor_remove", "staff_close")
    assert [browser.get(reverse(f"accounts:{name}", args=[person.pk])).status_code for name in names] == [405] * 4


def test_the_record_is_filtered_and_paged(as_person: Browser) -> None:
    browser = as_person(Role.AUDITOR)
    for number in range(60):
        add_staff(f"person{number}", "测试", by=SYSTEM)
    first = browser.get(reverse("accounts:record_list"), {"act": "accounts.staff_added"})
    assert len(first.context["rows"]) == 50
    second = browser.get(reverse("accounts:record_list"), {"act": "accounts.staff_added", "after": first.context["page"].next_cursor})
    numbers = [entry.number for entry, _ in (*first.context["rows"], *second.context["rows"])]
    assert len(numbers) == 61
    assert numbers == sorted(numbers, reverse=True)
    about_one = browser.get(reverse("accounts:record_list"), {"subject": "staff:person7"})
    assert [entry.subject for entry, _ in about_one.context["rows"]] == ["staff:person7"]


def test_a_list_of_staff_takes_as_many_queries_for_many_as_for_one(as_person: Browser, posted: Posted) -> None:
    browser = as_person(Role.OPERATOR)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(reverse("accounts:staff_list"))
        return len(captured)

    few = queries()
    for role in (Role.MEDIATOR, Role.GRID_WORKER, Role.WINDOW_CLERK):
        posted(role, HUASHAN)
    assert queries() == few


def test_a_unit_is_renamed_closed_and_opened_on_its_page(as_person: Browser, district: dict[str, Unit]) -> None:
    browser, unit = as_person(Role.OPERATOR), district[HUASHAN]
    for act, told in (("rename", {"name": "花山镇社会治理办"}), ("close", {}), ("reopen", {}), ("rename", {"name": ""})):
        assert browser.post(reverse(f"accounts:unit_{act}", args=[unit.code]), told).status_code == 302
        page = browser.get(reverse("accounts:unit", args=[unit.code]))
        assert page.status_code == 200
    unit.refresh_from_db()
    assert (unit.name, unit.active) == ("花山镇社会治理办", True)


def test_an_account_is_closed_and_opened_on_its_page(as_person: Browser, posted: Posted) -> None:
    browser, person = as_person(Role.OPERATOR), posted(Role.MEDIATOR, HUASHAN)
    for act, is_active in (("close", False), ("reopen", True)):
        browser.post(reverse(f"accounts:staff_{act}", args=[person.pk]))
        person.refresh_from_db()
        assert person.is_active is is_active
        assert browser.get(reverse("accounts:staff", args=[person.pk])).status_code == 200


def test_every_error_has_a_page_of_ours(as_person: Browser) -> None:
    for page in ("400.html", "500.html"):
        assert "error-number" in get_template(page).render()
    assert "error-number" in as_person(Role.OPERATOR).get("/nowhere/").content.decode()
