"""Values as people type them: read where they can be, refused aloud where they cannot, never guessed."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn.ric import calc_check_digit

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.dates import NoDate, UnlikelyDate, YearHints, read_date
from huajie.intake.reading.family import read_family
from huajie.intake.reading.identity import read_id_number
from huajie.intake.reading.money import NoAmount, chinese_number, read_fen
from huajie.intake.reading.names import read_names
from huajie.intake.reading.typed import IdStatus, Precision, Sex
from huajie.intake.reading.values import read_answer, read_count, read_phones, read_sex

APRIL = YearHints(list_year=2021, list_month=4)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2021.5.10", "2021-05-10"),
        ("2021/02/25", "2021-02-25"),
        ("2021-01-06", "2021-01-06"),
        ("20210208", "2021-02-08"),
        (20210208.0, "2021-02-08"),
        ("2021年5月10日", "2021-05-10"),
        ("２０２１年５月１０日", "2021-05-10"),
        (44256.0, "2021-03-01"),
        (dt.datetime(2021, 3, 5, 12, 47), "2021-03-05"),
        (dt.date(2021, 3, 5), "2021-03-05"),
        ("2021-03-05 12:47:00", "2021-03-05"),
        ("二〇二一年五月十日", "2021-05-10"),
        ("二零二一年十二月三十一日", "2021-12-31"),
        ("21.5.10", "2021-05-10"),
        ("2021-3-5(星期五)", "2021-03-05"),
        ("约2021年1月5日", "2021-01-05"),
        ("3月5日", "2021-03-05"),
        ("12月23日", "2020-12-23"),
    ],
)
def test_dates_are_read_in_the_shapes_people_type(cell: Cell, day: str) -> None:
    date = read_date(cell, APRIL)
    assert date is not None
    assert date.day.isoformat() == day


def test_a_month_alone_keeps_its_precision() -> None:
    date = read_date("2021年5月")
    assert date is not None
    assert (date.day, date.precision) == (dt.date(2021, 5, 1), Precision.MONTH)


def test_a_missing_year_comes_from_the_other_dates_of_the_column_first() -> None:
    hints = YearHints((dt.date(2019, 11, 28), dt.date(2020, 3, 13)), 2021, 4)
    years = [date.day.year for text in ("12月23日", "1月27日") if (date := read_date(text, hints))]
    assert years == [2019, 2020]


def test_a_year_that_could_be_two_is_not_guessed() -> None:
    with pytest.raises(NoDate):
        read_date("5月1日", YearHints((dt.date(2018, 1, 1), dt.date(2021, 12, 1))))


@pytest.mark.parametrize("cell", ["1899-12-31", "2021-02-30", "2021年13月1日", dt.date(1899, 12, 31)])
def test_days_that_cannot_be_are_told(cell: Cell) -> None:
    with pytest.raises(UnlikelyDate):
        read_date(cell)


@given(
    st.dates(dt.date(1901, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日"])
)
def test_a_written_day_is_that_day(day: dt.date, shape: str) -> None:
    date = read_date(day.strftime(shape).zfill(8))
    assert date is not None
    assert date.day == day


@pytest.mark.parametrize(
    ("cell", "unit", "fen"),
    [
        ("1,120元/月", 1, 112_000),
        ("约3000", 1, 300_000),
        ("1.2万", 1, 1_200_000),
        ("0.2816万元", 1, 281_600),
        ("三千元", 1, 300_000),
        ("1万5千", 1, 1_500_000),
        ("￥3,000.00", 1, 300_000),
        (1858.0, 1, 185_800),
        (3.5, 10_000, 3_500_000),
        ("3.5", 10_000, 3_500_000),
        ("2000元", 10_000, 200_000),
        ("/", 1, None),
    ],
)
def test_money_is_read_to_fen(cell: Cell, unit: int, fen: int | None) -> None:
    assert read_fen(cell, unit) == fen


@pytest.mark.parametrize("cell", ["3000-5000", "低保金500,养老金200", "-5", "若干"])
def test_what_is_not_one_amount_is_not_read(cell: str) -> None:
    with pytest.raises(NoAmount):
        read_fen(cell)


@given(st.integers(0, 10**11))
def test_whole_yuan_survive_any_dress(yuan: int) -> None:
    assert read_fen(f"约{yuan:,}元") == yuan * 100


def test_chinese_numerals_count() -> None:
    assert [chinese_number(text) for text in ("三千五百", "十二", "两万零三百", "一亿二千万")] == [3500, 12, 20_300, 120_000_000]


def with_check(body: str) -> str:
    return body + calc_check_digit(f"{body}0")


GOOD = with_check("44019019800101123")


@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        (GOOD, GOOD, IdStatus.VALID),
        (f"'{GOOD}", GOOD, IdStatus.VALID),
        (f" {GOOD[:6]} {GOOD[6:14]} {GOOD[14:]} ", GOOD, IdStatus.VALID),
        (GOOD.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}), GOOD, IdStatus.VALID),
        (GOOD[:14] + GOOD[15] + GOOD[14] + GOOD[16:], None, IdStatus.BAD_CHECK),
        (4.40114198801101234e17, "440114198801101***", IdStatus.DIGITS_LOST),
        ("4.40114E+17", "440114************", IdStatus.DIGITS_LOST),
        ("440190********3036", "440190********3036", IdStatus.MASKED),
        ("440190800101123", "440190800101123", IdStatus.OLD_15),
        ("44019019800101", "44019019800101", IdStatus.WRONG_LENGTH),
        ("H12345678", "H12345678", IdStatus.OTHER_DOCUMENT),
    ],
)
def test_id_numbers_are_read_and_judged_never_guessed(cell: Cell, value: str | None, status: IdStatus) -> None:
    number = read_id_number(cell)
    assert number is not None
    assert number.status is status
    assert value is None or number.value == value


@pytest.mark.parametrize("letter", ["x", "×", "Χ", "Х", "Ｘ"])
def test_whatever_looks_like_x_is_x(letter: str) -> None:
    number = read_id_number("44019019800101040"[:17] + letter)
    assert number is not None
    assert number.value.endswith("X")


@given(st.integers(0, 10**11 - 1), st.integers(0, 16))
def test_a_single_wrong_digit_never_passes(seed: int, position: int) -> None:
    good = with_check(f"440190{1940 + seed % 60}{1 + seed % 12:02}{1 + seed % 28:02}{seed % 1000:03}")
    wrong = good[:position] + str((int(good[position]) + 1) % 10) + good[position + 1 :]
    number = read_id_number(wrong)
    assert number is not None
    assert number.status is not IdStatus.VALID


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("15400000001/020-86781626", ["15400000001", "02086781626"]),
        (15438560732.0, ["15438560732"]),
        ("154-9427-0461", ["15494270461"]),
        ("１５４７５９４５２３７", ["15475945237"]),
        ("154 0000 0001", ["15400000001"]),
        ("15400000001、15400000002", ["15400000001", "15400000002"]),
        ("15400000001(儿子)", ["15400000001"]),
        ("+8615400000001", ["15400000001"]),
        ("154****0001", ["154****0001"]),
        ("86781626", ["86781626"]),
        ("无", []),
    ],
)
def test_every_phone_in_a_cell_is_read(cell: Cell, digits: list[str]) -> None:
    assert [phone.digits for phone in read_phones(cell)] == digits


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("√", True),
        ("是", True),
        ("已办理", True),
        (1.0, True),
        ("×", False),
        ("否", False),
        ("未办理", False),
        (0.0, False),
        ("正在核实", None),
    ],
)
def test_yes_and_no_in_many_marks(cell: Cell, answer: bool | None) -> None:
    assert read_answer(cell) is answer


def test_counts_and_sexes() -> None:
    cells: list[Cell] = ["3人", 3.0, "三口人", "约5户", "3.0", "不详"]
    assert [read_count(cell) for cell in cells] == [3, 3, 3, 5, 3, None]
    assert [read_sex(cell) for cell in ("男", "女性", "?")] == [Sex.MALE, Sex.FEMALE, None]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("吴超伟(女)", ["吴超伟"]),
        ("胡辉嫦(户主)", ["胡辉嫦"]),
        ("张三等5人", ["张三"]),
        ("张三、李四", ["张三", "李四"]),
        ("李", ["李"]),
        ("刘 国", ["刘国"]),
        ("𠮷田", ["𠮷田"]),
        ("㘵明", ["㘵明"]),
        ("🙂小明", ["🙂小明"]),
        ("买买提·艾力", ["买买提·艾力"]),
        ("=HYPERLINK(1)", ["=HYPERLINK(1)"]),
        ("无", []),
    ],
)
def test_name_cells(cell: str, names: list[str]) -> None:
    assert [person.name for person in read_names(cell).people] == names


def test_what_a_name_cell_adds_is_kept() -> None:
    read = read_names("吴超伟(女)等5人")
    assert (read.people[0].sex, read.and_others) == (Sex.FEMALE, 5)
    assert read_names("胡辉嫦(户主)").people[0].relation == "户主"


FAMILY = [("配偶", "冯有", "440190198001011234"), ("子", "冯明", ""), ("孙女", "女娟", "440190200101011234")]


@pytest.mark.parametrize("between", [";", "\n", "、", ";\n", ",", "；"])
@pytest.mark.parametrize("after", [":", " ", "", "："])
@pytest.mark.parametrize("before_id", [",", " ", "，"])
def test_a_family_in_one_cell_is_read_in_any_separators(between: str, after: str, before_id: str) -> None:
    cell = between.join(f"{relation}{after}{name}{before_id}{number}" for relation, name, number in FAMILY)
    members = read_family(cell)
    assert [(member.relation, member.name, member.id_number.value if member.id_number else "") for member in members] == FAMILY


def test_other_ways_to_write_a_family() -> None:
    members = read_family("张三(妻) 45岁、李四(长子) 20岁")
    assert [(member.relation, member.name, member.age) for member in members] == [("妻", "张三", 45), ("长子", "李四", 20)]
    members = read_family("1.配偶:王芳,女,1980年5月出生 2.儿子:王小明")
    assert [(member.relation, member.name) for member in members] == [("配偶", "王芳"), ("儿子", "王小明")]
    assert members[0].birth is not None


@pytest.mark.parametrize("between", ["；", "\n", "/", "、"])
@pytest.mark.parametrize("after", [",", " ", "，"])
@pytest.mark.parametrize("number", ["", "{}.", "{}、", "({})"])
def test_a_family_may_be_named_before_its_relations(between: str, after: str, number: str) -> None:
    family = [("户主", "卢锋国", "440190198001011234"), ("子", "孙健", ""), ("孙女", "孙芳", "440190200101011234"), ("女", "苏玉成", "")]
    entries = [after.join(part for part in (name, relation, digits) if part) for relation, name, digits in family]
    members = read_family(between.join(f"{number.format(place)}{entry}" for place, entry in enumerate(entries, 1)))
    assert [(member.relation, member.name, member.id_number.value if member.id_number else "") for member in members] == family


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("户主温明 、配偶 徐秀柱", [("户主", "温明"), ("配偶", "徐秀柱")]),
        ("王芳,女,440190198001011234；李红,女", [("", "王芳"), ("", "李红")]),
        ("其他:王芳", [("其他", "王芳")]),
        ("孙健 子,孙芳 女", [("子", "孙健"), ("女", "孙芳")]),
        ("孙健 子 440190198001011234 孙芳 孙女 440190200101011234", [("子", "孙健"), ("孙女", "孙芳")]),
        ("夫妻矛盾、子女教育", []),
        ("妻子、儿子", []),
    ],
)
def test_a_word_for_a_relative_is_nobodys_name(cell: str, expected: list[tuple[str, str]]) -> None:
    assert [(member.relation, member.name) for member in read_family(cell)] == expected


@pytest.mark.parametrize("cell", ["无", "3人", "夫妻二人,育有一子一女", "/"])
def test_prose_about_a_family_names_nobody(cell: str) -> None:
    assert read_family(cell) == ()


@pytest.mark.parametrize("cell", ["李和平", "王 和 平", "规划与资源局", "张与时"])
def test_a_word_for_and_within_a_name_does_not_split_it(cell: str) -> None:
    assert len(read_names(cell).people) == 1


@given(st.text(max_size=80))
def test_no_text_breaks_a_reader(text: str) -> None:
    assert all(person.name for person in read_names(text).people)
    assert all(member.name for member in read_family(text))
    assert all(phone.digits for phone in read_phones(text))
    number = read_id_number(text)
    assert number is None or number.value
    assert read_answer(text) in {True, False, None}
    assert (read_count(text) or 0) >= 0
    for reader, refusals in ((read_date, (NoDate, UnlikelyDate)), (read_fen, (NoAmount,))):
        with suppress(*refusals):
            assert reader(text) is None or text.strip()
