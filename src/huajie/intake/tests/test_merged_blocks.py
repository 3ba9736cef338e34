"""A household whose rows stand under merged cells: one household, one matter, its members the parties."""

from pathlib import Path

import xlsxwriter

from huajie.accounts.models import Unit
from huajie.intake.models import Delivery, ListRow
from huajie.intake.tests.making import hand_in
from huajie.matters.models import Matter, Party

HEADER = ("序号", "村(社区)", "户主姓名", "成员姓名", "与户主关系", "身份证号码", "家庭住址", "困难情况")
HOME, TOLD = "东湖村3社12号", "患慢性病每月自费药费约900元家庭收入难以维持"
MERGED = (HEADER.index("户主姓名"), HEADER.index("家庭住址"), HEADER.index("困难情况"))
Member = tuple[str, str]


def hand_in_survey(unit: Unit, path: Path, *blocks: list[Member], merge: bool = True) -> Delivery:
    """A survey in which each block is a household, the head first."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("东山镇")
        sheet.write_row(0, 0, HEADER)
        top = 1
        for members in blocks:
            texts = dict(zip(MERGED, (members[0][0], HOME, TOLD), strict=True))
            for line, (name, relation) in enumerate(members):
                sheet.write_row(top + line, 0, [top + line, "东湖村", "", name, relation, "", "", ""])
            for column, text in texts.items():
                if merge:
                    sheet.merge_range(top, column, top + len(members) - 1, column, text)
                else:
                    sheet.write_column(top, column, [text] + ["同上"] * (len(members) - 1))
            top += len(members)
    return hand_in(unit, path)


WEIS = [("陈伟", "户主"), ("李珍", "配偶"), ("陈小明", "儿子")]


def test_the_members_under_one_merge_are_one_household_with_one_matter(unit: Unit, tmp_path: Path) -> None:
    delivery = hand_in_survey(unit, tmp_path / "困难群众摸排表.xlsx", WEIS)
    rows = ListRow.objects.filter(file__delivery=delivery)
    assert len({(row.household_id, row.matter_id) for row in rows}) == 1
    parties = Party.objects.filter(matter=Matter.objects.get())
    assert set(parties.values_list("person__name", "role")) == {(name, "subject") for name, _ in WEIS}


def test_ditto_marks_do_as_a_merge_does(unit: Unit, tmp_path: Path) -> None:
    hand_in_survey(unit, tmp_path / "困难群众摸排表.xlsx", WEIS, merge=False)
    assert Matter.objects.count() == 1


def test_another_household_with_the_same_words_is_another_matter(unit: Unit, tmp_path: Path) -> None:
    hand_in_survey(unit, tmp_path / "困难群众摸排表.xlsx", WEIS, [("冯桂", "户主"), ("冯小英", "女儿")])
    assert Matter.objects.count() == 2
