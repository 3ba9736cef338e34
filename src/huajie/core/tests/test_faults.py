"""Faults are told by kind and place, and never by their text."""

import pytest

from huajie.core.faults import Placed, place_of, trace_of

CELL = "黄小兰 440190197511200221"


def fails() -> None:
    raise ValueError(CELL)


def caught() -> BaseException:
    """The fault of something that could not go on."""
    with pytest.raises(KeyError) as raised:
        goes_on()
    return raised.value


def goes_on() -> None:
    try:
        fails()
    except ValueError as first:
        raise KeyError(CELL) from first


def test_the_place_of_a_fault_names_file_line_and_function() -> None:
    told = place_of(caught())
    assert told.startswith("KeyError (huajie/core/tests/test_faults.py:")
    assert told.endswith(" goes_on)")


def test_the_trace_goes_on_to_what_led_to_it_and_quotes_nothing() -> None:
    trace = trace_of(caught())
    assert [line for line in trace if ":" not in line] == ["KeyError", "because of", "ValueError"]
    assert trace[-2].endswith(" fails")
    assert CELL not in "".join(trace)


def test_a_fault_that_is_a_place_already_is_told_as_it_is() -> None:
    assert place_of(Placed("ValueError (values.py:31 money_of)")) == "ValueError (values.py:31 money_of)"
