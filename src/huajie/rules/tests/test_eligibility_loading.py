"""Parameter files of a city: every mistake is named with file and line."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from huajie.rules.eligibility.checking import check_city
from huajie.rules.eligibility.loading import Mistake, RulesRefused
from huajie.rules.eligibility.system import CITY, PARAMETERS

TODAY = date(2026, 11, 23)
MINE = """description: 某市住房救助 Housing aid
floor_area:
  description: 人均面积 Floor area
  values:
    2019-01-01: {value: 15, metadata: {source: 某府〔2019〕1号}}
    2026-01-01: {value: 16, metadata: {source: 某府〔2026〕1号}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Guangzhou's files, with housing of its own."""
    shutil.copytree(PARAMETERS / CITY, tmp_path / "city")
    (tmp_path / "city" / "housing_aid.yaml").write_text(MINE, encoding="utf-8")
    return tmp_path / "city"


def mistakes_in(folder: Path) -> list[Mistake]:
    with pytest.raises(RulesRefused) as refused:
        check_city(folder, TODAY)
    return list(refused.value.mistakes)


def test_a_whole_folder_passes(folder: Path) -> None:
    assert check_city(folder, TODAY)["housing_aid.floor_area"] == {"2019-01-01": 15, "2026-01-01": 16}


@pytest.mark.parametrize(
    ("was", "now", "line", "said"),
    [
        ("{value: 16,", "{value: ,", 6, "gap"),
        ("    2019-01-01: {value: 15, metadata: {source: 某府〔2019〕1号}}\n    2026", "    2027", 2, "after today"),
        ("2026-01-01", "2019-01-01", 6, "overlaps"),
        ("2026-01-01", "2026-1-1", 6, "is no day"),
        ("2026-01-01", "20260101", 6, "is no day"),
        ("floor_area:", "floor_aera:", 2, "know no “housing_aid.floor_aera”"),
        ("floor_area:", "floor_aera:", 1, "“housing_aid.floor_area” is missing"),
        ("values:", "value:", 2, "has no values"),
        ("{value: 16", "{amount: 16", 6, "“amount” means nothing here"),
        ("{value: 16", "{value: 十六", 6, "must be a number"),
        ("{value: 16", "{value: .inf", 6, "must be a number"),
        ("{value: 16", "{value: 020", 6, "must be a number"),
        ("{value: 16", "{value: -1", 6, "below zero"),
        ("{value: 16", "{value: true", 2, "a number on one day and true or false on another"),
        (", metadata: {source: 某府〔2026〕1号}", "", 6, "has no source"),
        ("source: 某府〔2026〕1号", "sauce: x", 6, "has no source"),
        ("floor_area:", "floor_area: [", 4, "not YAML"),
        ("floor_area:", "? [a]\n: x\nfloor_area:", 2, "by name"),
        (MINE, "- 15", 1, "by name"),
        (MINE, "", 1, "by name"),
        ("某府", "\x07", 1, "not YAML"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(folder: Path, was: str, now: str, line: int, said: str) -> None:
    (folder / "housing_aid.yaml").write_text(MINE.replace(was, now, 1), encoding="utf-8")
    assert [one for one in mistakes_in(folder) if (one.file, one.line) == ("housing_aid.yaml", line) and said in one.what.en]


def test_a_value_of_another_kind_than_the_rules_ask_is_named(folder: Path) -> None:
    (folder / "housing_aid.yaml").write_text(MINE.replace("15", "true").replace("value: 16", "value: false"), encoding="utf-8")
    (mistake,) = mistakes_in(folder)
    assert (mistake.line, mistake.what.en, mistake.what.zh) == (
        2,
        "“housing_aid.floor_area” must be a number",
        "“housing_aid.floor_area”应当是数字",
    )


def test_a_file_that_is_not_utf8_is_named(folder: Path) -> None:
    (folder / "housing_aid.yaml").write_bytes(MINE.encode("gb18030"))
    assert [str(one) for one in mistakes_in(folder)] == ["housing_aid.yaml:1: the file is not UTF-8: save it as UTF-8"]


def test_every_mistake_is_named_at_once(folder: Path) -> None:
    (folder / "housing_aid.yaml").write_text(MINE.replace("15", "-15").replace("2026-01-01", "2026-02-31"), encoding="utf-8")
    (folder / "single_person.yaml").write_text("share: 1", encoding="utf-8")
    assert [(one.file, one.line) for one in mistakes_in(folder)] == [
        ("housing_aid.yaml", 5),
        ("housing_aid.yaml", 6),
        ("single_person.yaml", 1),
    ]


def test_a_file_that_would_not_be_read_is_named(folder: Path) -> None:
    (folder / "housing_aid.yaml").rename(folder / "housing_aid.yml")
    assert [(one.file, "only .yaml files" in one.what.en) for one in mistakes_in(folder)] == [("housing_aid.yml", True)]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert len(mistakes_in(tmp_path)) == 1
