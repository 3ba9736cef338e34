"""What people told, and the clerk's frame around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huajie.linkage.normalise.texts import core_of, quantities_of

TOLD = "楼上卫生间漏水致天花发霉赔偿谈不拢"


@pytest.mark.parametrize(
    "before", ["", "群众反映", "反映:", "据网格员反映,", "市民来电称,", "李四与张三:", "李四与某某电子商务有限公司:", "经入户走访了解,"]
)
@pytest.mark.parametrize(
    "after", ["", "。", ",望协调解决", ",情绪稳定", "。请相关单位核实。", ",多次反映未果", ";已告知办理途径", "\n医疗救助", ",盼复\n待核实"]
)
def test_the_clerks_frame_is_taken_off(before: str, after: str) -> None:
    assert core_of(f"{before}{TOLD}{after}") == TOLD


def test_a_second_line_that_tells_something_is_kept() -> None:
    assert core_of(f"{TOLD}\n邻居又在门前堆放木料") == f"{TOLD}邻居又在门前堆放木料"


def test_numbers_are_part_of_what_was_told() -> None:
    assert core_of("装修款31万元拖欠未付") != core_of("装修款18万元拖欠未付")
    assert quantities_of(core_of("装修款三十一万元拖欠未付")) == {"310000元"}


@given(st.text(max_size=60))
def test_taking_the_frame_off_twice_changes_nothing(text: str) -> None:
    once = core_of(text)
    assert core_of(once) in (once, core_of(core_of(once)))
