"""Every list of this room as a workbook: who gets it, what stands in it, and that it is on record."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from huajie.accounts.models import Unit
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.accounts.tests.conftest import HUADONG, HUASHAN, Posted
from huajie.audit.models import Entry

EXPORTS = {
    "staff": Permission.SEE_STAFF,
    "unit": Permission.SEE_STAFF,
    "area": Permission.SEE_AREAS,
    "record": Permission.SEE_AUDIT,
}


def rows(client: Client, name: str, **asked: str) -> list[list[object]]:
    response = client.post(reverse(f"accounts:{name}_export"), asked)
    sheet = load_workbook(BytesIO(response.getvalue())).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("role", Role)
def test_whoever_may_see_the_list_may_take_it_away(as_person: Callable[..., Client], role: Role, name: str) -> None:
    expected = 200 if EXPORTS[name] in PERMISSIONS[role] else 403
    assert as_person(role).post(reverse(f"accounts:{name}_export")).status_code == expected


def test_only_the_own_area_is_in_it(as_person: Callable[..., Client], posted: Posted, district: dict[str, Unit]) -> None:
    posted(Role.MEDIATOR, HUADONG)
    browser = as_person(Role.OPERATOR, HUASHAN)

    assert {row[0] for row in rows(browser, "unit")} == {"花山镇单位", "东湖村委会单位"}
    assert {row[1] for row in rows(browser, "staff")} == {f"operator-{HUASHAN}"}
    assert {str(row[0])[:9] for row in rows(browser, "area")} == {HUASHAN}
    assert list(Entry.objects.filter(act="accounts.exported").order_by("number").values_list("detail", flat=True)) == [
        {"list": "units", "rows": 2},
        {"list": "staff", "rows": 1},
        {"list": "areas", "rows": 2},
    ]


def test_what_was_searched_for_is_what_is_taken_away(as_person: Callable[..., Client], posted: Posted) -> None:
    posted(Role.MEDIATOR, HUADONG)

    assert [row[1] for row in rows(as_person(Role.OPERATOR), "staff", q="mediator")] == [f"mediator-{HUADONG}"]
    found = rows(as_person(Role.AUDITOR), "record", act="accounts.posted")
    assert len(found) == 3
    assert all(row[7] for row in found)
