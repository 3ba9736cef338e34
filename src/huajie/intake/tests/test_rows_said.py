"""A row's page shows everything that the row says: recognised columns, notes, and what identifies somebody only for a purpose."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from huajie.accounts.models import Staff, Unit
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.intake.models import ListRow
from huajie.intake.reading.cell_readers import _OWNER
from huajie.intake.reading.fields import Field, Shape
from huajie.intake.reading.typed import (
    IdNumber,
    IdStatus,
    PersonAsTyped,
    Phone,
    PhoneKind,
    PlaceAsTyped,
    ReadRow,
    Role,
    Sex,
    TypedDate,
    Value,
)
from huajie.intake.said import masked_text, parts_of
from huajie.intake.tests.making import EAST, WEI, WEST, hand_in, make_coordinator, row_of, write_ledger

WHEN = date(2021, 4, 1)
NOTES = {"低保证编号": ["440190000123"], "开户行": ["农商行"], "INCOME": ["约三千元吧"]}
_OF_PEOPLE_AND_PLACES = {*_OWNER, Field.TOWN, Field.VILLAGE, Field.GRID, Field.SITE, Field.FAMILY_MEMBERS}


@pytest.fixture
def row(unit: Unit, tmp_path: Path) -> ListRow:
    """A row with three columns that no field takes."""
    return row_of(hand_in(unit, write_ledger(tmp_path / "东山镇台账.xlsx", [WEI], NOTES)), 3)


def signed_in(staff: Staff) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(staff)
    return client


def value_of(field: Field) -> Value:
    """Something that a column of this field may hold."""
    if field.shape is Shape.DATE:
        return TypedDate(WHEN)
    if field.shape is Shape.YES_NO:
        return True
    return 4200 if field.shape in {Shape.MONEY, Shape.COUNT} else f"said under {field.value}"


def test_the_page_holds_what_was_kept_as_notes_and_masks_its_long_numbers(row: ListRow, liang: Staff) -> None:
    page = signed_in(liang).get(f"/lists/rows/{row.pk}/").content.decode()

    for words in ("低保证编号", "********0123", "农商行", "约三千元吧", "陈伟", "邻里纠纷", WEI.text):
        assert words in page, words
    for hidden in ("440190000123", WEI.id_number, WEI.phone):
        assert hidden not in page


def test_a_masked_value_of_a_row_is_revealed_for_a_purpose_and_on_record(row: ListRow, liang: Staff) -> None:
    client = signed_in(liang)
    position = client.get(f"/lists/rows/{row.pk}/").content.decode().split(f"/lists/rows/{row.pk}/values/")[1].split("/")[0]
    address = f"/lists/rows/{row.pk}/values/{position}/"

    assert "four characters" in client.post(address, {"purpose": "看"}, headers={"hx-request": "true"}).content.decode()
    assert WEI.id_number in client.post(address, {"purpose": "核对身份信息"}, headers={"hx-request": "true"}).content.decode()

    entry = Entry.objects.get(act=Act.VALUE_REVEALED.value)
    assert (entry.subject, entry.purpose) == (f"row:{row.pk}", "核对身份信息")
    assert client.get(f"/lists/rows/{row.pk}/values/999/").status_code == 404


def test_a_row_of_somebody_elses_list_is_read_where_it_lies(row: ListRow, unit: Unit) -> None:
    here, elsewhere = signed_in(make_coordinator(unit, EAST)), signed_in(make_coordinator(unit, WEST))
    rows = f"/lists/{row.file.delivery_id}/rows/"

    assert rows in here.get("/lists/").content.decode()
    assert "陈伟" in here.get(rows).content.decode()
    assert here.get(f"/lists/rows/{row.pk}/").status_code == 200
    assert here.get(f"/lists/{row.file.delivery_id}/").status_code == 404
    assert rows not in elsewhere.get("/lists/").content.decode()
    assert elsewhere.get(rows).status_code == elsewhere.get(f"/lists/rows/{row.pk}/").status_code == 404


def test_every_field_has_its_place_on_the_page() -> None:
    values = {field: value_of(field) for field in Field if field not in _OF_PEOPLE_AND_PLACES}
    person = PersonAsTyped(
        Role.SUBJECT,
        "陈伟",
        IdNumber(WEI.id_number, IdStatus.VALID),
        (Phone(WEI.phone, PhoneKind.MOBILE),),
        Sex.MALE,
        TypedDate(WHEN),
        33,
        "东湖村3社",
        "湖南",
        "户主",
    )
    said = parts_of(ReadRow("", 1, person, (), (), PlaceAsTyped("东山镇", "东湖村", "第一网格", "村口"), values, {"备注二": "记下"}))

    shown = {line.label for part in said for line in part.lines}
    missing = [field for field in Field if field.label not in shown and not field.value.startswith(("other_", "head_", "family_m"))]
    assert not missing
    assert "备注二" in shown
    hidden = {line.label for part in said for line in part.lines if line.is_masked}
    assert {Field.ID_NUMBER.label, Field.PHONE.label, Field.HEALTH.label, Field.DISABILITY.label, Field.BANK_ACCOUNT.label} <= hidden


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("卡号6217001234567890123,户名陈伟", "卡号***************0123,户名陈伟"),
        (f"证号{WEI.id_number}", "证号4401**********" + WEI.id_number[-4:]),
        ("电话15400000011或020-86881234", "电话154****0011或020*****1234"),
        ("20210405登记,第12号,金额12000.50", "20210405登记,第12号,金额12000.50"),
        ("通行证H12345678", "通行证*****5678"),
    ],
)
def test_numbers_in_notes_are_masked_and_days_are_not(text: str, shown: str) -> None:
    assert masked_text(text) == shown
