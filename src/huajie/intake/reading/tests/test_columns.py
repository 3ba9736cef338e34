"""Columns are recognised by words, neighbours and values; a wrong guess is never silent; the forbidden is dropped."""

from __future__ import annotations

import pytest

from huajie.intake.reading.cells import Cell, Sheet
from huajie.intake.reading.columns import Certainty, Column, header_signature, recognise_columns
from huajie.intake.reading.fields import Field
from huajie.intake.reading.headers import read_header
from huajie.intake.reading.kinds import KindCertainty, ListKind, recognise_kind
from huajie.intake.reading.tables import Table, find_tables
from huajie.intake.reading.tests.header_variants import BUILT_ON, FINAL, FRESH, HELD_OUT, JUDGED, SEEN_LATER
from huajie.intake.reading.tests.made_lists import make_sheet, measure, recognised


def table_of(*columns: tuple[str, list[Cell]]) -> Table:
    length = max(len(cells) for _header, cells in columns)
    rows: list[list[Cell]] = [[header for header, _cells in columns]]
    rows += [[cells[number] if number < len(cells) else "" for _header, cells in columns] for number in range(length)]
    return find_tables(Sheet("s", rows))[0]


def by_header(table: Table, kind: ListKind = ListKind.UNKNOWN, **known: dict[str, str]) -> dict[str, Column]:
    return {column.header: column for column in recognise_columns(table, kind, **known)}  # type: ignore[arg-type]  # one helper for several options


NAMES: list[Cell] = ["吴彩好", "冯艳", "陈志强"]
IDS: list[Cell] = ["440190198001011237", "440191197403162398", "440190196509047834"]
PHONES: list[Cell] = ["15400000001", "15400000002", "15400000003"]


@pytest.mark.parametrize("variants", [BUILT_ON, SEEN_LATER, HELD_OUT, FINAL, FRESH, JUDGED])
def test_headers_never_seen_are_right_or_unsure_never_silently_wrong(variants: dict[str, list[str]]) -> None:
    outcome = measure(variants)
    assert outcome.wrong == 0, outcome.details
    assert outcome.right >= 0.95 * (outcome.right + outcome.unsure), outcome.details


@pytest.mark.parametrize(("kind", "variant"), [(kind, line) for kind, lines in BUILT_ON.items() for line in lines])
def test_the_kind_of_list_is_told_by_title_and_headers(kind: str, variant: str) -> None:
    _sheet, truth = make_sheet(variant, "")
    titles = {
        "dispute": "矛盾纠纷",
        "petition": "信访",
        "hardship": "困难群众",
        "migrant_hardship": "来穗困难人员",
        "hotline": "12345热线",
        "visit": "走访登记",
    }
    found, certainty, _because = recognise_kind(f"{titles[kind]}表", "", "", [header for header, _said in truth])
    assert (found.value, certainty) == (kind, KindCertainty.SURE)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("风险等级", "drop_risk_level"),
        ("稳控措施", "drop_stability"),
        ("稳控责任单位", "drop_stability"),
        ("是否重点人员", "drop_watch_label"),
        ("上访倾向", "drop_petition_pressure"),
        ("是否缠访闹访", "drop_petition_pressure"),
        ("信访次数", "drop_petition_count"),
        ("近期动向", "drop_movement"),
        ("活动轨迹", "drop_movement"),
        ("政治面貌", "drop_belief"),
        ("宗教信仰", "drop_belief"),
        ("有无前科", "drop_record"),
        ("精神状态", "drop_mental"),
        ("民族", "drop_ethnic"),
    ],
)
def test_what_the_boundaries_forbid_is_dropped_with_its_reason(header: str, reason: str) -> None:
    column = by_header(table_of(("姓名", NAMES), (header, ["一般", "是", "3"]), ("身份证号", IDS)))[header]
    assert (column.certainty, column.field, column.because.code, column.samples) == (Certainty.DROPPED, None, reason, ())


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("单位或住址", ["东湖村3社12号", "西岭村8号", "云台社区2栋301房"], Field.ADDRESS),
        ("其他情况", ["子女在外地", "另有一处旧屋", "待核实"], Field.REMARK),
        ("责任落实协助单位", ["民政局", "司法所", "信访局"], Field.UNIT_ASSIST),
    ],
)
def test_two_words_in_one_header_do_not_mislead(header: str, values: list[Cell], field: Field) -> None:
    column = by_header(table_of(("姓名", NAMES), (header, values), ("身份证号", IDS)))[header]
    assert column.field is field


@pytest.mark.parametrize("header", ["残疾等级", "紧急程度", "精神残疾等级", "危房情况", "致困原因", "是否低保"])
def test_what_only_sounds_forbidden_is_kept(header: str) -> None:
    assert read_header(header).drop is None


def test_an_unknown_column_of_levels_is_dropped_by_its_values() -> None:
    column = by_header(table_of(("姓名", NAMES), ("身份证号", IDS), ("分类管理", ["红色", "黄色", "重点关注"])))["分类管理"]
    assert (column.certainty, column.because.code) == (Certainty.DROPPED, "drop_level")


def test_header_and_values_that_disagree_make_the_column_unsure() -> None:
    columns = by_header(
        table_of(("姓名", PHONES), ("身份证号", NAMES), ("联系电话", IDS), ("住址", ["两龙社区1号", "紫西村2号", "三华村"]))
    )
    assert {header: column.certainty for header, column in columns.items()} == {
        "姓名": Certainty.UNSURE,
        "身份证号": Certainty.UNSURE,
        "联系电话": Certainty.UNSURE,
        "住址": Certainty.SURE,
    }
    assert columns["姓名"].used is None


def test_numbers_without_a_telling_header_are_known_by_their_digits() -> None:
    columns = by_header(table_of(("姓名", NAMES), ("证照资料", IDS), ("通讯", PHONES), ("困难情况", ["患病", "失业", "无人照料"])))
    assert [columns[header].used for header in ("证照资料", "通讯")] == [Field.ID_NUMBER, Field.PHONE]
    assert columns["证照资料"].because.code == "column_by_values"


def test_a_bare_phone_beside_the_other_party_is_theirs_only_if_the_subject_has_one() -> None:
    both = table_of(("甲方", NAMES), ("身份证号", IDS), ("电话", PHONES), ("乙方", ["何明", "林芳", "周华"]), ("手机", PHONES))
    assert by_header(both)["手机"].used is Field.OTHER_PHONE
    one = table_of(("甲方", NAMES), ("身份证号", IDS), ("乙方", ["何明", "林芳", "周华"]), ("电话", PHONES))
    assert (by_header(one)["电话"].certainty, by_header(one)["电话"].candidates) == (Certainty.UNSURE, (Field.PHONE, Field.OTHER_PHONE))


def test_a_staff_members_phone_is_not_the_residents() -> None:
    columns = by_header(table_of(("姓名", NAMES), ("联系电话", PHONES), ("网格员", ["何明", "林芳", "周华"]), ("网格员电话", PHONES)))
    assert (columns["联系电话"].used, columns["网格员电话"].used) == (Field.PHONE, Field.STAFF_PHONE)


def test_the_head_of_household_is_the_subject_only_where_nobody_else_is() -> None:
    alone = by_header(table_of(("户主姓名", NAMES), ("身份证号", IDS), ("困难情况", ["患病", "失业", "残疾"])))
    assert alone["户主姓名"].used is Field.NAME
    beside = by_header(
        table_of(("户主姓名", NAMES), ("姓名", ["何明", "林芳", "周华"]), ("与户主关系", ["子", "女", "配偶"]), ("身份证号", IDS))
    )
    assert (beside["户主姓名"].used, beside["姓名"].used, beside["身份证号"].used) == (Field.HEAD_NAME, Field.NAME, Field.ID_NUMBER)


def test_a_choice_made_before_is_followed_unless_the_values_speak_against_it() -> None:
    table = table_of(("姓名", NAMES), ("身份证号", IDS), ("派单时间", ["2021.1.2", "2021.1.3", "2021.1.4"]), ("号头", PHONES))
    followed = by_header(table, remembered={"派单时间": "found_on"})["派单时间"]
    assert (followed.certainty, followed.used) == (Certainty.REMEMBERED, Field.FOUND_ON)
    against = by_header(table, remembered={"派单时间": "phone"})["派单时间"]
    assert (against.certainty, against.used) == (Certainty.UNSURE, None)


def test_what_the_user_chooses_wins_but_never_over_the_boundaries() -> None:
    table = table_of(("姓名", NAMES), ("风险等级", ["高", "低", "中"]), ("经办", ["何明", "林芳", "周华"]))
    columns = by_header(table, chosen={"风险等级": "remark", "经办": "finder", "姓名": "-"})
    assert columns["风险等级"].certainty is Certainty.DROPPED
    assert columns["经办"].used is Field.FINDER
    assert columns["姓名"].used is None


def test_samples_are_masked() -> None:
    columns = by_header(table_of(("姓名", NAMES), ("身份证号", IDS), ("联系电话", PHONES)))
    assert columns["姓名"].samples[0] == "吴**"
    assert columns["身份证号"].samples[0] == "4401**********1237"
    assert columns["联系电话"].samples[0] == "154****0001"


def test_a_sample_of_an_address_or_a_story_is_only_its_opening() -> None:
    homes: list[Cell] = ["东湖村3社12号", "东湖村委会旧街西巷7号", "云台社区8栋502房"]
    stories: list[Cell] = ["与邻居吴彩好因围墙越界多年争执", "丈夫冯有酒后打骂,要求离婚", "被欠薪三个月,求助"]
    columns = by_header(table_of(("住址", homes), ("纠纷简要情况", stories)))
    assert columns["住址"].samples == ("东湖村*社**号", "东湖村委会旧街西…", "云台社区*栋**…")
    assert columns["纠纷简要情况"].samples == ("与邻居吴彩好因围…", "丈夫冯有酒后打骂…", "被欠薪三个月,求助")


def test_a_second_column_of_the_same_is_unsure_and_keyed_apart() -> None:
    columns = recognise_columns(table_of(("姓名", NAMES), ("身份证号", IDS), ("身份证号", IDS)), ListKind.UNKNOWN)
    assert [(column.key, column.certainty) for column in columns[1:]] == [("身份证号", Certainty.SURE), ("身份证号#2", Certainty.UNSURE)]


def test_a_signature_does_not_mind_spaces_and_hints() -> None:
    plain = table_of(("姓名", NAMES), ("身份证号", IDS), ("联系电话", PHONES))
    dressed = table_of(("*姓 名", NAMES), ("身份证号\n(必填)", IDS), ("联系电话 ", PHONES))
    other = table_of(("姓名", NAMES), ("联系电话", PHONES), ("身份证号", IDS))
    assert header_signature(plain) == header_signature(dressed) != header_signature(other)


def test_every_column_of_a_variant_is_accounted_for() -> None:
    for kind, lines in BUILT_ON.items():
        for line in lines:
            truth, columns = recognised(kind, line)
            assert [column.index for column in columns] == list(range(len(truth)))


TEXTS: list[Cell] = ["楼上漏水多次协商未果,要求赔偿", "征地补偿款未按时发放,要求尽快解决", "孩子读书学费压力大,希望得到帮助"]
VILLAGES: list[Cell] = ["两龙社区", "紫西村委会", "三华村"]
DAYS: list[Cell] = ["2021.3.5", "2021-03-06", "2021年3月7日"]


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("遇到难处的是哪户", NAMES, Field.NAME),
        ("家里都说了些什么", TEXTS, Field.SUMMARY),
        ("眼下的困难事", TEXTS, Field.SUMMARY),
        ("所在区域", VILLAGES, Field.VILLAGE),
        ("属地", VILLAGES, Field.VILLAGE),
        ("哪天去的", DAYS, Field.FOUND_ON),
        ("交办日期", DAYS, Field.FOUND_ON),
    ],
)
def test_an_essential_column_of_an_unknown_word_is_known_by_its_values(header: str, values: list[Cell], field: Field) -> None:
    column = by_header(table_of(("证件号码", IDS), (header, values), ("联系电话", PHONES)))[header]
    assert (column.used, column.because.code) == (field, "column_by_values")


@pytest.mark.parametrize("header", ["主持调解员", "谁去的", "案管领导", "盯办人", "包片联系人员"])
def test_people_who_may_be_staff_are_never_silently_the_name(header: str) -> None:
    column = by_header(table_of(("证件号码", IDS), (header, NAMES), ("纠纷简况", TEXTS)))[header]
    assert column.used is not Field.NAME


def test_names_that_come_again_and_again_are_not_those_the_rows_are_about() -> None:
    again: list[Cell] = ["何明", "林芳", "何明", "何明", "林芳", "何明"]
    column = by_header(table_of(("证件号码", IDS), ("来的人", again), ("纠纷简况", TEXTS)))["来的人"]
    assert column.used is None


def test_a_column_of_names_under_a_word_that_says_nothing_is_asked_about() -> None:
    column = by_header(table_of(("证件号码", IDS), ("甲栏", NAMES), ("纠纷简况", TEXTS)))["甲栏"]
    assert (column.certainty, column.candidates, column.because.code) == (Certainty.UNSURE, (Field.NAME,), "column_no_name")


def test_nothing_is_sought_where_the_words_have_said_it() -> None:
    columns = by_header(
        table_of(
            ("姓名", NAMES),
            ("来的人", ["何明", "林芳", "周华"]),
            ("村居", VILLAGES),
            ("所在区域", VILLAGES),
            ("登记日期", DAYS),
            ("哪天去的", DAYS),
        )
    )
    assert [columns[header].used for header in ("来的人", "所在区域", "哪天去的")] == [None, None, None]


@pytest.mark.parametrize("header", ["整改到位日期", "参军入伍和结婚日期", "合同签订日子"])
def test_a_day_of_an_end_or_of_a_life_is_not_the_day_of_the_row(header: str) -> None:
    column = by_header(table_of(("姓名", NAMES), ("纠纷简况", TEXTS), (header, DAYS)))[header]
    assert column.used is not Field.FOUND_ON


def test_towns_that_are_villages_beside_the_villages_are_asked_about() -> None:
    column = by_header(table_of(("姓名", NAMES), ("村居", VILLAGES), ("属地", VILLAGES)))["属地"]
    assert (column.certainty, column.candidates) == (Certainty.UNSURE, (Field.TOWN, Field.VILLAGE))


def test_addresses_are_no_account_of_what_happened() -> None:
    addresses: list[Cell] = ["两龙社区1号", "紫西村2队8号", "三华村5社12号"]
    columns = by_header(table_of(("姓名", NAMES), ("地点描述", addresses), ("情况", addresses)))
    assert columns["地点描述"].used is Field.SITE
    assert columns["情况"].certainty is Certainty.UNSURE


@pytest.mark.parametrize("header", ["双方当事人", "当事人双方", "甲方/乙方", "申请人与被申请人", "投诉人和被投诉人姓名"])
def test_a_header_of_both_parties_asks_for_the_name_of_each(header: str) -> None:
    person = read_header(header).person
    assert person is not None
    assert (person.both, read_header(header).candidates) == (True, (Field.NAME,))


def test_whose_the_phone_of_both_parties_is_only_a_person_can_say() -> None:
    assert read_header("当事人双方电话").candidates == (Field.PHONE, Field.OTHER_PHONE)


def test_members_under_their_group_have_columns_of_their_own() -> None:
    sheet = Sheet(
        "s",
        [
            ["序号", "户主", "", "家庭成员", "", "", "困难情况"],
            ["", "姓名", "电话", "姓名", "关系", "证件号码", ""],
            *[[number + 1, "吴彩好", PHONES[number], NAMES[number], "子", IDS[number], TEXTS[number]] for number in range(3)],
        ],
    )
    columns = by_header(find_tables(sheet)[0])
    assert columns["家庭成员 关系"].used is Field.RELATION_TO_HEAD
    assert (columns["户主 姓名"].used, columns["家庭成员 姓名"].used) == (Field.HEAD_NAME, Field.NAME)


def test_a_familys_size_is_no_list_of_its_members() -> None:
    columns = by_header(table_of(("姓名", NAMES), ("家庭人口情况", ["与家人同住", "5口人", "独居"]), ("纠纷简况", TEXTS)))
    assert columns["家庭人口情况"].used is Field.FAMILY_SITUATION


def test_members_counted_but_not_named_are_a_situation() -> None:
    columns = by_header(table_of(("姓名", NAMES), ("家庭人员情况", ["家中4人", "家中3人", "家中1人"]), ("纠纷简况", TEXTS)))
    assert columns["家庭人员情况"].used is Field.FAMILY_SITUATION


def test_names_alone_are_members_of_the_family() -> None:
    columns = by_header(table_of(("姓名", NAMES), ("家庭成员", ["张三、李四", "王芳", "陈小明、陈芳"]), ("纠纷简况", TEXTS)))
    assert columns["家庭成员"].used is Field.FAMILY_MEMBERS


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("受访地址", Field.ADDRESS),
        ("来访电话", Field.PHONE),
        ("受访电话", Field.PHONE),
        ("投诉电话", Field.PHONE),
        ("投诉地址", Field.SITE),
        ("诉求人号码", Field.PHONE),
        ("对方号码", Field.OTHER_PHONE),
        ("处置经过", Field.PROGRESS),
        ("调解过程", Field.PROGRESS),
        ("事情经过", Field.SUMMARY),
        ("跟进领导", Field.LEADER),
        ("完结情况", Field.RESULT),
        ("一级类目", Field.CATEGORY),
        ("二级类目", Field.SUB_CATEGORY),
    ],
)
def test_acting_asking_and_classing_words_decide(header: str, field: Field) -> None:
    assert (read_header(header).candidates, read_header(header).understood) == ((field,), True)


def test_plain_values_outweigh_a_vague_hint_but_not_one_of_staff() -> None:
    families: list[Cell] = ["王芳,妻子;陈明,儿子", "王强,丈夫", "李四,父亲"]
    columns = by_header(
        table_of(("姓名", NAMES), ("情况(姓名、关系、证件号)", families), ("反映的诉求人联系", PHONES), ("纠纷简况", TEXTS))
    )
    assert columns["情况(姓名、关系、证件号)"].used is Field.FAMILY_MEMBERS
    columns = by_header(table_of(("姓名", NAMES), ("挂钩单位值守号", PHONES), ("纠纷简况", TEXTS)))
    assert columns["挂钩单位值守号"].used is None


def test_the_only_column_hinted_an_address_is_the_subjects_unless_another_party_is_named() -> None:
    addresses: list[Cell] = ["两龙社区1号", "紫西村2队8号", "三华村5社12号"]
    columns = by_header(table_of(("姓名", NAMES), ("受助家庭住址门牌", addresses), ("纠纷简况", TEXTS)))
    assert columns["受助家庭住址门牌"].used is Field.ADDRESS
    columns = by_header(table_of(("姓名", NAMES), ("对方姓名", NAMES[::-1]), ("受助家庭住址门牌", addresses), ("纠纷简况", TEXTS)))
    assert columns["受助家庭住址门牌"].used is None


def test_the_present_state_is_progress_where_another_column_says_what_happened() -> None:
    table = table_of(("姓名", NAMES), ("信访诉求", TEXTS), ("目前情况", ["调处中", "已签协议", ""]))
    assert by_header(table, ListKind.PETITION)["目前情况"].used is Field.PROGRESS
    assert by_header(table, ListKind.HARDSHIP)["目前情况"].certainty is Certainty.UNSURE


def test_how_urgent_a_ticket_is_is_no_level_of_a_person() -> None:
    urgencies: list[Cell] = ["普通", "加急", "紧急"]
    table = table_of(("姓名", NAMES), ("等级", urgencies), ("来电人等级", urgencies), ("诉求内容", TEXTS))
    columns = by_header(table, ListKind.HOTLINE)
    assert columns["等级"].used is Field.URGENCY
    assert columns["来电人等级"].certainty is Certainty.DROPPED
    assert by_header(table, ListKind.DISPUTE)["等级"].certainty is Certainty.DROPPED
    table = table_of(("姓名", NAMES), ("等级", ["一般", "一般", "一般"]), ("诉求内容", TEXTS))
    assert by_header(table, ListKind.HOTLINE)["等级"].certainty is Certainty.DROPPED


def test_classes_of_disputes_are_no_family() -> None:
    column = by_header(table_of(("姓名", NAMES), ("二级", ["其他纠纷", "夫妻矛盾", "子女教育"])))["二级"]
    assert column.used is Field.SUB_CATEGORY
    column = by_header(table_of(("姓名", NAMES), ("口径", ["其他纠纷", "夫妻矛盾", "子女教育"]), ("纠纷简况", TEXTS)))["口径"]
    assert column.used is None


def test_a_site_that_holds_villages_is_the_village() -> None:
    assert by_header(table_of(("姓名", NAMES), ("地点", VILLAGES)))["地点"].used is Field.VILLAGE
