"""Every worked example of cases/ comes out as a person counted it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from huajie.rules.clocks import counting
from huajie.rules.clocks.announced import announced
from huajie.rules.clocks.counting import Count, Span, deadline
from huajie.rules.clocks.duties import duties, duty
from huajie.rules.clocks.refusals import ClockRefused, Why

FOLDER = Path(counting.__file__).parent / "cases"
CASES = [case for file in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(file.read_text(encoding="utf-8"))]
NAMES = [f"{case['clock']} {case['start']} {number}" for number, case in enumerate(CASES)]


def count_of(case: dict[str, Any]) -> Count:
    started_on: date = case["start"]
    day = started_on.date() if isinstance(started_on, datetime) else started_on
    spans = tuple(Span(given["from"], given["to"], given["ground"]) for given in case.get("suspend", ()))
    return Count(duty(case["clock"], day), started_on, spans, case.get("extend", 0))


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_worked_example_comes_out_as_it_was_counted_by_hand(case: dict[str, Any]) -> None:
    expected = case["expect"]
    try:
        count = count_of(case)
        counted = deadline(count, announced())
    except ClockRefused as refusal:
        assert refusal.why is Why(expected["refused"])
        return
    assert {
        "target": counted.target_on,
        "due": counted.due_on,
        "half": counted.half_on,
        "provisional": counted.provisional,
    } == expected
    assert count.duty.article.zh == case["article"]


def test_there_are_enough_examples_and_each_reads_as_a_sentence() -> None:
    assert len(CASES) >= 40
    assert [name for name, case in zip(NAMES, CASES, strict=True) if not (case["zh"].endswith("。") and case["en"].endswith("."))] == []


def test_every_kind_of_duty_has_an_example() -> None:
    kinds = {code.split("-")[0] for code in duties()}
    assert kinds - {case["clock"].split("-")[0] for case in CASES} == set()
