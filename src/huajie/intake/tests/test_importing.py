"""From a workbook to people, households and matters."""

from dataclasses import replace
from pathlib import Path

import pytest

from huajie.accounts.models import Unit
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.intake.ends import ends_of
from huajie.intake.models import DeliveryState, FileState, ListRow, Outcome
from huajie.intake.services.holding import take_hold
from huajie.intake.services.running import work_on
from huajie.intake.tests.making import CLOUD, EAST, FUTURE, GUI, LAKE, LAN, WEI, hand_in, row_of, write_ledger
from huajie.matters.models import Matter, Party, Telling
from huajie.people.models import Household, Identifier, Membership, Person, Phone

SURVEY = """村(社区),户主姓名,身份证号码,联系电话,现住址,家庭成员,家庭人口,人均月收入(元),致困原因,困难情况,健康状况
东湖村,陈伟,{wei},15400000011,东湖村3社12号,"配偶:李珍;子:陈小明",3,680,因病,患慢性病每月自费药费约900元家庭收入难以维持,较差
"""


def test_every_row_ends_once_and_in_the_register(unit: Unit, tmp_path: Path) -> None:
    delivery = hand_in(unit, write_ledger(tmp_path / "台账-东山镇.xlsx", [WEI, LAN, GUI]))
    assert delivery.state == DeliveryState.DONE
    assert [(end.row, end.outcome) for end in ends_of(delivery)] == [(3, "registered"), (4, "registered"), (5, "registered")]
    assert Person.objects.filter(name__in=[WEI.name, LAN.name, GUI.name]).count() == 3
    assert Matter.objects.count() == 3


def test_a_row_brings_person_identifier_phone_household_matter_and_other_party(unit: Unit, tmp_path: Path) -> None:
    row = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI])), 3)
    assert row.person is not None and row.matter is not None and row.household is not None
    assert row.person.area_id == LAKE
    assert Identifier.objects.get(person=row.person).value == WEI.id_number
    assert Phone.objects.get(person=row.person).value == WEI.phone
    assert Membership.objects.get(household=row.household).person == row.person
    assert set(Party.objects.filter(matter=row.matter).values_list("person__name", "role")) == {
        ("陈伟", "subject"),
        ("黎二妹", "other_party"),
    }
    assert Telling.objects.get(matter=row.matter).source == f"row:{row.pk}"


def test_a_person_told_of_in_two_lists_is_one_person_in_one_household(unit: Unit, tmp_path: Path) -> None:
    survey = tmp_path / "in" / "困难群众摸排表-东山镇.csv"
    write_ledger(tmp_path / "in" / "台账.xlsx", [WEI])
    survey.write_text(SURVEY.format(wei=WEI.id_number), encoding="gb18030")
    delivery = hand_in(unit, tmp_path / "in")
    told = {end.file: end for end in ends_of(delivery)}
    one, other = told["台账.xlsx"], told["困难群众摸排表-东山镇.csv"]
    assert one.person == other.person
    assert one.household == other.household
    assert one.matter != other.matter
    home = Household.objects.get(ref=one.household)
    assert sorted(home.memberships.values_list("person__name", flat=True)) == ["李珍", "陈伟", "陈小明"]


def test_a_later_list_finds_the_person_in_the_register(unit: Unit, tmp_path: Path) -> None:
    first = row_of(hand_in(unit, write_ledger(tmp_path / "一月台账.xlsx", [WEI])), 3)
    again = replace(WEI, text="隔壁深夜麻将噪音扰民多次劝阻无效", date="2021-06-01")
    later = row_of(hand_in(unit, write_ledger(tmp_path / "另一份纠纷表.xlsx", [again])), 3)
    assert later.person == first.person
    assert later.matter != first.matter


def test_the_same_matter_in_two_lists_is_told_twice(unit: Unit, tmp_path: Path) -> None:
    first = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI])), 3)
    later = row_of(hand_in(unit, write_ledger(tmp_path / "纠纷汇总.xlsx", [replace(WEI, date="2021-03-20")])), 3)
    assert later.matter == first.matter
    assert later.matter is not None and later.matter.times_told == 2


def test_a_refused_row_says_what_to_correct_and_brings_nothing(unit: Unit, tmp_path: Path) -> None:
    delivery = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, FUTURE]))
    refused = row_of(delivery, 4)
    assert refused.outcome == Outcome.REFUSED
    assert refused.reasons[0]["column"] == "排查日期"
    assert not Person.objects.filter(name=FUTURE.name).exists()


def test_an_unknown_village_puts_the_row_under_its_town_with_a_note(unit: Unit, tmp_path: Path) -> None:
    strange = replace(GUI, village="无此村", address="")
    row = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [strange])), 3)
    assert row.person is not None and row.person.area_id == EAST
    assert "village_unknown" in [reason["code"] for reason in row.reasons]


def test_a_village_is_found_by_its_short_name(unit: Unit, tmp_path: Path) -> None:
    row = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [GUI])), 3)
    assert row.person is not None and row.person.area_id == CLOUD


def test_a_formula_is_kept_as_text(unit: Unit, tmp_path: Path) -> None:
    sly = replace(WEI, text='=HYPERLINK("http://127.0.0.1","楼上漏水")')
    row = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [sly])), 3)
    assert row.matter is not None and row.matter.summary.startswith("=HYPERLINK")


def test_what_cannot_be_read_is_listed_and_nothing_of_it_is_kept(unit: Unit, tmp_path: Path, storage_folder: Path) -> None:
    write_ledger(tmp_path / "in" / "台账.xlsx", [WEI])
    (tmp_path / "in" / "坏.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "in" / "说明.docx").write_bytes(b"PK")
    delivery = hand_in(unit, tmp_path / "in")
    states = dict(delivery.files.values_list("name", "state"))
    assert states == {"坏.xlsx": FileState.UNREADABLE, "说明.docx": FileState.UNREADABLE, "台账.xlsx": FileState.REGISTERED}
    assert delivery.files.get(name="坏.xlsx").message["code"] == "file_damaged"
    assert len([path for path in storage_folder.rglob("*") if path.is_file()]) == 1


def test_a_delivery_leaves_one_entry_when_handed_in_and_one_when_registered(unit: Unit, tmp_path: Path) -> None:
    delivery = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, FUTURE]))
    entries = list(Entry.objects.order_by("number"))
    assert [entry.act for entry in entries] == [Act.LISTS_DELIVERED.value, Act.LISTS_REGISTERED.value]
    assert entries[1].detail == {"registered": 1, "review": 0, "refused": 1}
    assert {entry.subject for entry in entries} == {f"delivery:{delivery.pk}"}


def test_a_delivery_that_somebody_works_on_is_left_alone(unit: Unit, tmp_path: Path) -> None:
    delivery = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI]))
    assert take_hold(delivery.pk)
    assert not work_on(delivery.pk)


@pytest.mark.parametrize("name", ["欧阳娜·古丽", "㘵𠮷", "陈"])
def test_rare_and_short_names_are_kept(unit: Unit, tmp_path: Path, name: str) -> None:
    row = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [replace(WEI, name=name)])), 3)
    assert row.person is not None and row.person.name == name
    assert ListRow.objects.get(pk=row.pk).outcome == Outcome.REGISTERED


def test_a_file_in_which_no_list_is_found_is_told_and_not_passed_over(unit: Unit, tmp_path: Path) -> None:
    note = tmp_path / "通知.csv"
    note.write_text("请各村于周五前报送,谢谢\n联系人见群公告\n", encoding="utf-8")
    file = hand_in(unit, note).files.get()
    assert (file.state, file.message["code"]) == (FileState.UNREADABLE, "sheet_no_table")


def test_a_list_with_a_header_only_is_done_at_once(unit: Unit, tmp_path: Path) -> None:
    delivery = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", []))
    assert delivery.state == DeliveryState.DONE
    assert not list(ends_of(delivery))


def test_two_people_in_one_cell_are_both_concerned(unit: Unit, tmp_path: Path) -> None:
    row = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [replace(WEI, name="陈伟、李四光")])), 3)
    assert row.person is not None
    assert row.person.name == "陈伟"
    assert set(Party.objects.filter(matter=row.matter).values_list("person__name", "role")) == {
        ("陈伟", "subject"),
        ("李四光", "subject"),
        ("黎二妹", "other_party"),
    }
    assert [member.person.name for member in Membership.objects.filter(household=row.household)] == ["陈伟"]


@pytest.mark.parametrize("body", ["花都某某皮具有限公司", "白石村委会", "百合社保中心", "东山镇第一小学", "诚信物业"])
def test_a_company_or_office_is_no_resident(unit: Unit, tmp_path: Path, body: str) -> None:
    row = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [replace(WEI, other=body)])), 3)
    assert list(Person.objects.values_list("name", flat=True)) == ["陈伟"]
    assert Telling.objects.get(matter=row.matter).noted["other_organisation"] == body


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("据网格员反映,楼上漏水,赔偿谈不拢", "楼上漏水，赔偿谈不拢"),
        ("据网格员反映，邻居大型犬不拴绳，咬伤小孩", "邻居大型犬不拴绳"),
        ("群众反映:外嫁女分红资格长期未落实,要求答复", "外嫁女分红资格长期未落实"),
        ("反映", "反映"),
    ],
)
def test_a_title_says_what_it_is_about(unit: Unit, tmp_path: Path, text: str, title: str) -> None:
    row = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [replace(WEI, text=text)])), 3)
    assert row.matter is not None
    assert row.matter.title == title
