"""`huajie programmes`: what it prints, and what it says to a slip of the pen."""

import argparse
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from pytest_django import Settings

from huajie.cli import programmes_adopt, programmes_explain, programmes_list
from huajie.core.errors import Refused
from huajie.rules.eligibility.programmes import PROGRAMMES
from huajie.rules.eligibility.system import CITY, PARAMETERS

PAGE = (Path(__file__).parents[4] / "docs" / "how-to" / "facts-of-a-household.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Settings) -> None:
    settings.HOME = tmp_path / "home"


def explain(folder: Path, text: str, *words: str, language: str = "en") -> int:
    (folder / "facts.yaml").write_text(text, encoding="utf-8")
    parser = argparse.ArgumentParser()
    programmes_explain.add_arguments(parser)
    with translation.override(language):
        return programmes_explain.run(parser.parse_args(["--facts", str(folder / "facts.yaml"), *words]))


def answer(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str | None], dict[str, Any]]:
    explain(folder, text, "--json")
    return {(one["programme"], one["member"]): one for one in json.loads(capsys.readouterr().out)["programmes"]}


def test_the_first_example_of_the_page_comes_out_as_the_page_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(tmp_path, EXAMPLES[0], capsys)
    support = found["special_hardship", "老伯"]
    assert (support["verdict"], support["amount"]) == ("entitled", {"least": 2784.4, "most": 2784.4, "per_month": True})
    assert (found["low_income", None]["verdict"], found["low_income_margin", None]["verdict"]) == ("not_entitled", "entitled")


def test_the_second_example_of_the_page_comes_out_as_the_page_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(tmp_path, EXAMPLES[1], capsys)
    assert found["urgent_relief", None]["verdict"] == "entitled"
    assert {found[code, None]["verdict"] for code in ("low_income", "low_income_margin", "rigid_expenditure")} == {"depends"}
    assert ("single_person", "女儿") in found
    assert {"fact": "savings", "member": None} in [
        {name: missing[name] for name in ("fact", "member")} for missing in found["low_income", None]["missing"]
    ]


def test_the_third_example_of_the_page_comes_out_as_the_page_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(tmp_path, EXAMPLES[2], capsys)
    entitled = ("rigid_expenditure", None), ("expenditure_relief", None), ("medical_aid", None), ("education_aid", "子")
    assert [found[one]["verdict"] for one in entitled] == ["entitled"] * 4
    assert [found[code, None]["verdict"] for code in ("low_income", "low_income_margin")] == ["not_entitled"] * 2


def test_a_family_reads_verdict_reason_and_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(tmp_path, "month: 2026-11\nhousehold: {savings: 0, vehicles: 0, homes: 1}\nmembers: [{name: 甲, registered: true}]")
    heard = capsys.readouterr()
    block = heard.out.split("\n\n")[1].splitlines()
    assert block[0] == "Minimum living allowance  depends  0 to 1309 yuan a month  provisional"
    assert "  ? income per person is below the standard · the whole household: not known · limit: 1309 · " in "\n".join(block)
    assert "  → 甲: What does all income come to in a month, on average?" in block
    assert "a named person decides" in heard.err


def test_a_family_reads_it_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(tmp_path, "month: 2026-11\nmembers: [{name: 甲, registered: true}]", language="zh-hans")
    heard = capsys.readouterr().out
    assert "最低生活保障  要看还没问清的情况  每月0至1309元  暂定" in heard
    assert "  → 甲：平均每月各项收入一共多少？" in heard


def test_who_does_not_count_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(tmp_path, "members: [{name: 甲, relation: head}, {name: 乙, relation: parent, lives_here: false}]")
    assert "Not counted as of the household: 乙" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("members: [{name: 甲, wages: -1}]", "甲: income from wages (`wages`) is below zero. Write 0"),
        ("members: [{name: 甲, wages: 1000000}]", "must be less than 1000000"),
        ("members: [{name: 甲, religion: x}]", "the rules ask for no “religion”"),
        ("household: {homes: many}\nmembers: [{name: 甲}]", "The household: homes owned (`homes`) is no number"),
        ("members: [{name: 甲, disability: leg}]", "none of these: none, hearing, speech"),
        ("month: 2020-01\nmembers: [{name: 甲}]", "Not all rules are in force in 2020-01. Write a month from 2025-01 on."),
        ("members: [", "Line 1 cannot be read"),
    ],
)
def test_a_refusal_says_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    with translation.override("en"), pytest.raises(Refused) as refused:
        explain(tmp_path, text)
    assert said in str(refused.value.message)


def test_a_file_that_is_not_utf8_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gb.yaml").write_bytes("members: [{name: 甲}]".encode("gb18030"))
    for name, said in (("gb.yaml", "not UTF-8"), ("none.yaml", "cannot be read")):
        with translation.override("en"), pytest.raises(Refused, match=said):
            programmes_explain.run(argparse.Namespace(facts=tmp_path / name, json=False))


def test_the_list_names_every_programme(capsys: pytest.CaptureFixture[str]) -> None:
    programmes_list.run(argparse.Namespace())
    named = capsys.readouterr().out
    assert [code for code in PROGRAMMES if f" {code} " not in named] == []


@pytest.mark.django_db
def test_a_folder_is_adopted_or_each_mistake_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(PARAMETERS / CITY, tmp_path / "city")
    with translation.override("en"):
        assert programmes_adopt.run(argparse.Namespace(folder=tmp_path / "city")) == 0
        (tmp_path / "city" / "housing_aid.yaml").write_text("floor_area: 15", encoding="utf-8")
        with pytest.raises(Refused, match="Nothing was adopted"):
            programmes_adopt.run(argparse.Namespace(folder=tmp_path / "city"))
        with pytest.raises(Refused, match="There is no folder"):
            programmes_adopt.run(argparse.Namespace(folder=tmp_path / "none"))
    heard = capsys.readouterr()
    assert "numbers are in force now" in heard.out
    assert "housing_aid.yaml:1: “floor_area” has no values" in heard.err
