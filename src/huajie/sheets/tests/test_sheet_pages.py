"""The pages of sheets, as a coordinator uses them."""

from io import BytesIO

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from huajie.accounts.models import Staff
from huajie.matters.models import Matter
from huajie.sheets.models import SheetLayout

COLUMNS = {"field": ["name", "town"], "header": ["姓名", ""], "width": ["10", "12"], "group": ["", ""], "format": ["", ""]}


def test_the_list_leads_to_each_sheet_with_the_filters_that_came_along(browser: Client, ledger: SheetLayout, leak: Matter) -> None:
    page = browser.get(reverse("sheets:index"), {"area": "440190101", "words": "漏水"}).content.decode()
    assert f'href="{reverse("sheets:sheet", args=[ledger.pk])}?words=%E6%BC%8F%E6%B0%B4&amp;area=440190101"' in page


def test_a_sheet_shows_its_first_rows_masked(browser: Client, ledger: SheetLayout, leak: Matter) -> None:
    page = browser.get(reverse("sheets:sheet", args=[ledger.pk])).content.decode()
    assert "4401**********0011" in page
    assert "440190198803120011" not in page
    assert 'colspan="4" rowspan="1">甲方' in page


def test_the_sheet_is_taken_away_as_a_workbook(browser: Client, ledger: SheetLayout, leak: Matter) -> None:
    response = browser.post(reverse("sheets:export", args=[ledger.pk]), {"kind": "dispute"})
    book = load_workbook(BytesIO(b"".join(response)))
    assert book.worksheets[0].cell(5, 2).value == leak.ref


def test_numbers_without_a_purpose_are_refused_with_the_reason(browser: Client, ledger: SheetLayout) -> None:
    response = browser.post(reverse("sheets:export", args=[ledger.pk]), {"in_full": "yes"})
    assert response.status_code == 409
    assert "at least four characters" in response.content.decode()


def test_a_button_of_the_editor_changes_what_is_shown_and_keeps_nothing(browser: Client, ledger: SheetLayout, leak: Matter) -> None:
    page = browser.post(
        reverse("sheets:edit", args=[ledger.pk]), {"name": "新表", "version": "1", "do": "up:1", **COLUMNS}
    ).content.decode()
    assert page.index('value="Town"') < page.index('value="姓名"')  # the field's name where no header was typed
    ledger.refresh_from_db()
    assert (ledger.name, ledger.columns.count() > 2) == ("矛盾纠纷排查化解台账", True)


def test_saving_keeps_the_form_and_a_refusal_keeps_what_was_typed(browser: Client, ledger: SheetLayout) -> None:
    address = reverse("sheets:edit", args=[ledger.pk])
    refused = browser.post(address, {"name": "", "version": "1", "do": "save", **COLUMNS})
    assert (refused.status_code, "Give the sheet a name" in refused.content.decode()) == (422, True)

    saved = browser.post(address, {"name": "新表", "version": "1", "do": "save", **COLUMNS})

    assert saved.headers["Location"] == reverse("sheets:sheet", args=[ledger.pk])
    assert [column.header for column in ledger.columns.all()] == ["姓名", "Town"]


def test_a_new_sheet_is_made_copied_deleted_and_restored(browser: Client, liang: Staff) -> None:
    browser.post(reverse("sheets:make"), {"name": "新表", "do": "save", **COLUMNS})
    made = SheetLayout.objects.get()
    copied = browser.post(reverse("sheets:copy", args=[made.pk]))
    assert copied.headers["Location"] == reverse("sheets:edit", args=[SheetLayout.objects.latest("pk").pk])
    browser.post(reverse("sheets:delete", args=[made.pk]))
    assert browser.get(reverse("sheets:sheet", args=[made.pk])).status_code == 404
    assert "Restore “新表”" in browser.get(reverse("sheets:index")).content.decode()
    browser.post(reverse("sheets:restore", args=[made.pk]))
    assert browser.get(reverse("sheets:sheet", args=[made.pk])).status_code == 200


def test_a_town_is_not_offered_what_belongs_to_the_district(client: Client, ou: Staff, ledger: SheetLayout) -> None:
    client.force_login(ou)
    page = client.get(reverse("sheets:sheet", args=[ledger.pk])).content.decode()
    assert reverse("sheets:edit", args=[ledger.pk]) not in page
    assert client.get(reverse("sheets:edit", args=[ledger.pk])).status_code == 403
