"""What people told, and the clerk's frame around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huajie.linkage.normalise.texts import core_of, quantities_of, read_telling

TOLD = "楼上卫生间漏水致天花发霉赔偿谈不拢"


@pytest.mark.parametrize(
    "before", ["", "群众反映", "反映:", "据网格员反映,", "市民来电称,", "李四与张三:", "李四与某某电子商务有限公司:", "经入户走访了解,"]
)
@pytest.mark.parametrize(
    "after", ["", "。", ",望协调解决", ",情绪稳定", "。请相关单位核实。", ",多次反映未果", ";已告知办理途径", "\n医疗救助", ",盼复\n待核实"]
)
def test_the_clerks_frame_is_taken_off(before: str, after: str) -> None:
    assert core_of(f"{before}{TOLD}{after}") == TOLD


@pytest.mark.parametrize(
    ("told", "core"),
    [
        ("来电称,要求恢复村民股份分红待遇", "要求恢复村民股份分红待遇"),
        ("来电反映,要求退还押金", "要求退还押金"),
        ("来电咨询,要求增加路灯", "要求增加路灯"),
        ("来电人称,要求修路", "要求修路"),
        ("经了解,要求修路", "要求修路"),
        ("其反映要求恢复村民股份分红待遇,望协调解决。", "要求恢复村民股份分红待遇"),
        ("工业园夜间排放废气,要求环保部门查处", "工业园夜间排放废气"),
        ("老人低保申请,未批准", "老人低保申请未批准"),
    ],
)
def test_a_wish_with_content_is_what_was_told(told: str, core: str) -> None:
    assert core_of(told) == core


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("安置房延期,要求支付临迁费", "安置房延期,要求退款"),
        ("小区物业长期管理混乱收费不透明,要求退还2千元", "小区物业长期管理混乱收费不透明,要求退还3千元"),
    ],
)
def test_two_wishes_are_two_stories(one: str, other: str) -> None:
    assert core_of(one) != core_of(other)


def test_a_wish_adds_nothing_to_a_story_that_is_told_without_it() -> None:
    assert core_of(f"{TOLD},要求邻居赔偿") == TOLD


@pytest.mark.parametrize("told", ["来电反映,望协调解决", "来电称,多次反映,望解决", "请相关部门尽快处理"])
def test_a_frame_alone_tells_nothing(told: str) -> None:
    assert read_telling(told) is None


def test_a_second_line_that_tells_something_is_kept() -> None:
    assert core_of(f"{TOLD}\n邻居又在门前堆放木料") == f"{TOLD}邻居又在门前堆放木料"


def test_numbers_are_part_of_what_was_told() -> None:
    assert core_of("装修款31万元拖欠未付") != core_of("装修款18万元拖欠未付")
    assert quantities_of(core_of("装修款三十一万元拖欠未付")) == {"310000元"}
    assert quantities_of(core_of("装修款2千元拖欠未付")) == {"2000元"}


@given(st.text(max_size=60))
def test_taking_the_frame_off_twice_changes_nothing(text: str) -> None:
    once = core_of(text)
    assert core_of(once) in (once, core_of(core_of(once)))
