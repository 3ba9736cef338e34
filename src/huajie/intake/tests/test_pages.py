"""The pages of the lists: what they show, to whom, and with how many queries."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Staff, Unit
from huajie.audit.models import Entry
from huajie.intake.models import Answer, Delivery, DeliveryState, FileState, ListFile, ListRow, Outcome, Question
from huajie.intake.reading.cells import Cell
from huajie.intake.reading.tests.test_workbook import write_xlsx
from huajie.intake.services.running import work_on
from huajie.intake.tests.making import FUTURE, GUI, LAN, RIDGE, WEI, hand_in, make_coordinator, row_of, write_ledger, write_sheet

UNSURE = {"意见": ["愿意协商", "愿意协商"]}


@pytest.fixture
def client(liang: Staff) -> Client:
    """The district's coordinator at the screen."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(liang)
    return client


@pytest.fixture
def stranger(unit: Unit) -> Client:
    """A coordinator of another town's village."""
    client = Client()
    client.force_login(make_coordinator(unit, RIDGE))
    return client


@pytest.fixture
def delivered(unit: Unit, tmp_path: Path) -> Delivery:
    """A list with one row to correct."""
    return hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN, FUTURE]))


def upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def test_a_file_handed_in_on_the_page_becomes_a_delivery(client: Client, unit: Unit, tmp_path: Path) -> None:
    file = write_ledger(tmp_path / "台账.xlsx", [WEI, LAN])

    response = client.post("/lists/deliver/", {"lists": [upload(file)], "unit": unit.pk, "title": "April"})

    delivery = Delivery.objects.get()
    assert response.headers["Location"] == f"/lists/{delivery.pk}/"
    assert (delivery.title, delivery.files.get().name) == ("April", "台账.xlsx")


def test_without_a_file_the_page_says_what_to_do(client: Client, unit: Unit) -> None:
    response = client.post("/lists/deliver/", {"unit": unit.pk})

    assert response.status_code == 400
    assert b"Choose at least one file" in response.content


def test_the_page_says_how_every_row_ended(client: Client, delivered: Delivery) -> None:
    page = client.get(f"/lists/{delivered.pk}/").content.decode()

    assert "3 rows, not one lost" in page
    assert "2 rows in the register, 0 to review, 1 to correct" in page


def test_the_number_of_queries_does_not_grow_with_the_files(
    client: Client, unit: Unit, tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    files = [write_ledger(tmp_path / f"{number}.xlsx", [replace(WEI, text=f"第{number}件纠纷")]) for number in range(6)]
    delivery = hand_in(unit, *files)

    with django_assert_max_num_queries(20):
        client.get(f"/lists/{delivery.pk}/")
    with django_assert_max_num_queries(14):
        client.get("/lists/")


def test_a_stranger_finds_neither_the_delivery_nor_its_rows(stranger: Client, delivered: Delivery) -> None:
    row = row_of(delivered, 3)

    for path in (f"/lists/{delivered.pk}/", f"/lists/{delivered.pk}/rows/", f"/lists/rows/{row.pk}/", f"/lists/{delivered.pk}/progress/"):
        assert stranger.get(path).status_code == 404, path
    assert stranger.post(f"/lists/files/{row.file_id}/returned/").status_code == 404


def test_progress_is_a_fragment_that_asks_for_the_page_anew_when_the_state_has_changed(client: Client, delivered: Delivery) -> None:
    same = client.get(f"/lists/{delivered.pk}/progress/", {"was": DeliveryState.DONE})
    changed = client.get(f"/lists/{delivered.pk}/progress/", {"was": DeliveryState.READING})

    assert b"<html" not in same.content
    assert changed.headers["HX-Refresh"] == "true"


def test_one_confirmation_settles_every_list_of_the_same_form(client: Client, unit: Unit, liang: Staff, tmp_path: Path) -> None:
    first = write_ledger(tmp_path / "东山镇.xlsx", [WEI, LAN], UNSURE)
    second = write_ledger(tmp_path / "西山镇.xlsx", [replace(LAN, text="另一件纠纷"), replace(WEI, text="又一件纠纷")], UNSURE)
    delivery = hand_in(unit, first, second, by=liang, confirm_unsure=True)
    page = client.get(f"/lists/{delivery.pk}/").content.decode()
    choice = page.split('name="column-')[1].split('"')[0]

    client.post(f"/lists/{delivery.pk}/mapping/", {f"column-{choice}": "measures"})
    work_on(delivery.pk)

    delivery.refresh_from_db()
    assert page.count('name="column-') == 1
    assert delivery.state == DeliveryState.DONE
    assert set(ListFile.objects.values_list("state", flat=True)) == {FileState.REGISTERED}


def test_the_column_that_may_be_the_name_is_asked_about_first(client: Client, unit: Unit, liang: Staff, tmp_path: Path) -> None:
    header = ["序号", "处理意见", "甲栏", "身份证号码", "纠纷简要情况"]
    rows: list[list[Cell]] = [[number, "协商", each.name, each.id_number, each.text] for number, each in enumerate((WEI, LAN, GUI))]
    delivery = hand_in(unit, write_xlsx(tmp_path / "矛盾纠纷.xlsx", [[*header], *rows]), by=liang, confirm_unsure=True)

    page = client.get(f"/lists/{delivery.pk}/").content.decode()

    assert "No column of this list was recognised as the name" in page
    assert page.index(">甲栏<") < page.index(">序号<") < page.index(">处理意见<")


def test_rows_are_shown_by_outcome_with_what_to_correct(client: Client, delivered: Delivery) -> None:
    page = client.get(f"/lists/{delivered.pk}/rows/", {"outcome": Outcome.REFUSED}).content.decode()

    assert "Row 5" in page
    assert "Row 3" not in page


def test_a_row_leads_to_its_person_and_matter(client: Client, delivered: Delivery) -> None:
    row = row_of(delivered, 3)
    assert row.person is not None and row.matter is not None

    page = client.get(f"/lists/rows/{row.pk}/").content.decode()

    assert f"/people/{row.person.ref}/" in page
    assert f"/matters/{row.matter.ref}/" in page


def test_the_rows_to_correct_come_back_as_a_workbook(client: Client, delivered: Delivery) -> None:
    response = client.post(f"/lists/files/{delivered.files.get().pk}/returned/")

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.getvalue().startswith(b"PK")


def test_every_list_to_correct_of_a_delivery_comes_back_in_one_file(client: Client, unit: Unit, liang: Staff, tmp_path: Path) -> None:
    write_ledger(tmp_path / "in" / "台账.xlsx", [WEI, FUTURE])
    write_ledger(tmp_path / "in" / "西山" / "二月.xlsx", [LAN, replace(FUTURE, name="谢二")])
    write_ledger(tmp_path / "in" / "无误.xlsx", [GUI])
    delivery = hand_in(unit, tmp_path / "in", by=liang)

    page = client.get(f"/lists/{delivery.pk}/").content.decode()
    response = client.post(f"/lists/{delivery.pk}/returned/")

    assert f"/lists/{delivery.pk}/returned/" in page
    with zipfile.ZipFile(BytesIO(response.getvalue())) as archive:
        assert archive.namelist() == ["台账-problems.xlsx", "西山/二月-problems.xlsx"]


def test_an_answer_brings_the_next_question_with_the_way_back(client: Client, unit: Unit, delivered: Delivery, tmp_path: Path) -> None:
    hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [replace(WEI, id_number="", phone="", text="外嫁女分红资格长期未落实", other="")]))
    question = Question.objects.get()

    answered = client.post(
        f"/lists/questions/{question.pk}/answer/", {"answer": Answer.DIFFERENT, "answered": 0}, headers={"hx-request": "true"}
    )

    question.refresh_from_db()
    assert question.answer == Answer.DIFFERENT
    assert f"/lists/questions/{question.pk}/take-back/" in answered.content.decode()
    assert "No question is open" in answered.content.decode()


def test_both_sides_of_a_question_are_masked(client: Client, unit: Unit, delivered: Delivery, tmp_path: Path) -> None:
    hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [replace(WEI, id_number="", phone="", text="外嫁女分红资格长期未落实", other="")]))

    page = client.get("/lists/questions/").content.decode()

    assert "陈伟" in page
    assert WEI.id_number not in page
    assert WEI.phone not in page


@pytest.mark.parametrize("kind", ["person", "household", "matter"])
def test_a_record_shows_by_which_rows_it_was_told(client: Client, stranger: Client, delivered: Delivery, kind: str) -> None:
    row = row_of(delivered, 3)
    record = {"person": row.person, "household": row.household, "matter": row.matter}[kind]
    assert record is not None

    assert "row 3" in client.get(f"/lists/told/{kind}/{record.ref}/", headers={"hx-request": "true"}).content.decode()
    assert stranger.get(f"/lists/told/{kind}/{record.ref}/").status_code == 404


def test_a_kind_that_is_unsure_says_why_and_hides_behind_no_green_badge(client: Client, unit: Unit, liang: Staff, tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "名单.xlsx", "Sheet1", [["序号", "姓名", "联系电话", "住址"], [1, "陈伟", "15400000011", "东湖村3社12号"]]
    )
    delivery = hand_in(unit, path, by=liang, confirm_unsure=True)

    page = client.get(f"/lists/{delivery.pk}/").content.decode()

    assert delivery.state == DeliveryState.MAPPING
    assert "Neither the title nor the headers say" in page
    assert "All columns recognised" not in page


def test_somebody_without_a_name_is_a_link_that_can_be_read(client: Client, unit: Unit, tmp_path: Path) -> None:
    delivery = hand_in(unit, write_ledger(tmp_path / "东山镇台账.xlsx", [replace(WEI, name="")]))

    for path in (f"/lists/{delivery.pk}/rows/", f"/lists/rows/{row_of(delivery, 3).pk}/"):
        assert "(name not stated)</" in client.get(path).content.decode(), path


def test_the_rows_of_a_delivery_are_taken_away_without_a_value_of_anybodys(client: Client, delivered: Delivery) -> None:
    response = client.post(reverse("intake:rows_export", args=[delivered.pk]), {"outcome": "registered"})

    sheet = load_workbook(BytesIO(response.getvalue())).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[2] for row in rows] == list(delivered_rows(delivered).values_list("number", flat=True))
    assert not any(WEI.name in str(cell) or WEI.phone in str(cell) for row in rows for cell in row)
    assert Entry.objects.get(act="intake.rows_exported").detail == {"rows": len(rows), "outcome": "registered"}


def delivered_rows(delivery: Delivery) -> QuerySet[ListRow]:
    return ListRow.objects.filter(file__delivery=delivery, outcome="registered").order_by("pk")


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("名单" * 130 + ".xlsx", ".xlsx"),
        ("x/..", "台账.xlsx"),
        ("", "台账.xlsx"),
        ("/", "台账.xlsx"),
        ("\0", "台账.xlsx"),
        ("村/甲.xlsx", "甲.xlsx"),
    ],
)
def test_a_name_is_taken_as_it_is_said_and_is_no_path_of_ours(client: Client, unit: Unit, tmp_path: Path, given: str, stored: str) -> None:
    file = upload(write_ledger(tmp_path / "台账.xlsx", [WEI]))

    response = client.post("/lists/deliver/", {"lists": [file], "paths": [given], "unit": unit.pk})

    assert response.status_code == 302
    delivery = Delivery.objects.get()
    assert delivery.files.get().name.endswith(stored)
    work_on(delivery.pk)
    assert delivery.files.get().state == FileState.REGISTERED


@pytest.mark.parametrize("number", ["²", "x", "9" * 30, "9" * 5000, "-1"])
@pytest.mark.parametrize(
    "address", ["/lists/{}/?change=", "/lists/{}/rows/?file=", "/lists/questions/?after=", "/lists/questions/?answered="]
)
def test_a_number_that_is_none_asks_for_nothing(client: Client, delivered: Delivery, address: str, number: str) -> None:
    assert client.get(address.format(delivered.pk) + number).status_code == 200


def test_a_file_delivered_again_is_said_to_change_nothing(client: Client, unit: Unit, delivered: Delivery, tmp_path: Path) -> None:
    again = hand_in(unit, tmp_path / "台账.xlsx")

    page = client.get(f"/lists/{again.pk}/").content.decode()

    assert "These files were delivered before. Nothing has changed" in page
    assert "No row was read" not in page


def test_a_stopped_delivery_says_what_to_do_and_is_tried_again_by_a_button(client: Client, delivered: Delivery) -> None:
    Delivery.objects.update(state=DeliveryState.FAILED, fault="MemoryError (linking.py:20)")

    page = client.get(f"/lists/{delivered.pk}/").content.decode()
    assert "Trying again goes on where it stopped" in page
    assert "MemoryError (linking.py:20)" in page
    response = client.post(f"/lists/{delivered.pk}/again/", follow=True)

    assert "It is being tried again" in response.content.decode()
    assert Delivery.objects.get().state == DeliveryState.READING
