"""The commands as an operator types them: each in a process of its own, on a home of their own."""

import json
import os
from pathlib import Path

import pytest
import xlsxwriter

from huajie.cli.main import COMMANDS, main
from huajie.cli.tests.running import huajie
from huajie.intake.tests.making import FUTURE, LAN, WEI, write_ledger


def lines_of(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_folder_is_imported_into_an_empty_home_without_a_server(home: Path, tmp_path: Path) -> None:
    write_ledger(tmp_path / "in" / "台账.xlsx", [WEI, FUTURE])
    (tmp_path / "in" / "说明.txt.bak").write_text("x", encoding="utf-8")
    done = huajie(home, "lists", "import", tmp_path / "in", "--json", tmp_path / "out.jsonl")
    assert done.returncode == 0, done.stderr
    first, second = lines_of(tmp_path / "out.jsonl")
    assert set(first) == {"file", "sheet", "row", "outcome", "reasons", "person", "household", "matter", "proposed"}
    assert (first["file"], first["sheet"], first["row"], first["outcome"]) == ("台账.xlsx", "东山镇", 3, "registered")
    assert (second["outcome"], second["person"], second["proposed"]) == ("refused", None, [])
    assert "说明.txt.bak" in done.stderr


def test_the_same_folder_again_says_the_same(home: Path, tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "又一台账.xlsx", [LAN])
    huajie(home, "lists", "import", path, "--json", tmp_path / "1.jsonl")
    again = huajie(home, "lists", "import", path, "--json", tmp_path / "2.jsonl")
    assert "nothing changed" in again.stdout
    assert lines_of(tmp_path / "1.jsonl") == lines_of(tmp_path / "2.jsonl")


def test_a_file_that_may_hold_unread_rows_makes_the_exit_code_1(home: Path, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 cut off")
    done = huajie(home, "lists", "import", tmp_path / "坏.xlsx", "--json", tmp_path / "out.jsonl")
    assert done.returncode == 1
    assert "damaged" in done.stderr


def test_a_mapping_settles_a_column_of_a_file_that_was_imported_before(home: Path, tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "甲台账.xlsx", [WEI, LAN], {"奇怪栏": ["区领导甲", "区领导乙"]})
    first = huajie(home, "lists", "import", path)
    assert "奇怪栏" in first.stderr
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"files": {"*.xlsx": {"奇怪栏": "leader"}}}), encoding="utf-8")
    second = huajie(home, "lists", "import", path, "--mapping", mapping, "--json", tmp_path / "out.jsonl")
    assert "奇怪栏" not in second.stderr
    assert [line["outcome"] for line in lines_of(tmp_path / "out.jsonl")] == ["registered", "registered"]


def test_a_name_column_that_was_not_recognised_is_told_first_and_once_for_all_sheets(home: Path, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "台账丁.xlsx"))
    for village in ("东湖村", "西岭村"):
        sheet = book.add_worksheet(village)
        for number, cells in enumerate(
            [("甲栏", "身份证号", "纠纷简况", "奇怪栏"), *((each.name, each.id_number, each.text, "甲") for each in (WEI, LAN))]
        ):
            sheet.write_row(number, 0, cells)
    book.close()
    said = huajie(home, "lists", "import", tmp_path / "台账丁.xlsx").stderr.splitlines()
    assert "Attention: 台账丁.xlsx · 2 sheets — No column of this list was recognised as the name." in said[0]
    assert [line.split(" — ")[0] for line in said if "Kept" in line] == [
        "Kept as a note: 台账丁.xlsx · 2 sheets · 甲栏",
        "Kept as a note: 台账丁.xlsx · 2 sheets · 奇怪栏",
    ]


def test_a_bad_file_is_told_and_stops_no_good_one(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_ledger(folder / "好台账.xlsx", [LAN])
    write_ledger(folder / "只有表头.xlsx", [])
    (folder / "断.xlsx").symlink_to(tmp_path / "nowhere")
    (folder / os.fsdecode("坏.xlsx".encode("gb18030"))).write_bytes(b"PK\x03\x04 cut off")

    done = huajie(home, "lists", "import", folder, "--json", tmp_path / "out.jsonl")

    assert done.returncode == 1
    assert [line["file"] for line in lines_of(tmp_path / "out.jsonl")] == ["好台账.xlsx"]
    assert "Not read: 坏.xlsx" in done.stderr
    assert "Not read: 断.xlsx — A link to another place" in done.stderr
    assert "Noticed: 只有表头.xlsx · 东山镇 — The list has a header but no rows." in done.stderr


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"files": {"*.xls": {"姓名": "name"}}}, "means no file"),
        ({"files": {"*.xlsx": {"没有这列": "name"}}}, "stands in no file"),
        ({"files": {"*.xlsx": {"当事人姓名": ["name"]}}}, "unknown field"),
        (None, "is not there"),
    ],
)
def test_a_slip_in_a_mapping_is_told_before_any_work(home: Path, tmp_path: Path, mapping: object, said: str) -> None:
    path = write_ledger(tmp_path / "戊台账.xlsx", [WEI])
    if mapping is not None:
        (tmp_path / "m.json").write_text(json.dumps(mapping), encoding="utf-8")

    done = huajie(home, "lists", "import", path, "--mapping", tmp_path / "m.json", "--json", tmp_path / "out.jsonl")

    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (1, 1, "")
    assert said in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_report_that_cannot_be_written_is_told_before_any_work(home: Path, tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "己台账.xlsx", [WEI])

    done = huajie(home, "lists", "import", path, "--json", tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert "Nothing can be written to" in done.stderr


def test_lineage_names_the_rows_of_a_record(home: Path, tmp_path: Path) -> None:
    huajie(home, "lists", "import", write_ledger(tmp_path / "台账乙.xlsx", [WEI]), "--json", tmp_path / "out.jsonl")
    ref = str(lines_of(tmp_path / "out.jsonl")[0]["matter"])
    told = huajie(home, "lists", "lineage", ref)
    assert told.returncode == 0
    assert "台账乙.xlsx · 东山镇 · 3" in told.stdout


def test_keys_are_renewed_and_values_stay_readable(home: Path, tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "丙台账.xlsx", [WEI])
    huajie(home, "lists", "import", path, "--json", tmp_path / "1.jsonl")
    before = (home / "keys.json").read_text(encoding="utf-8")
    assert huajie(home, "keys", "renew").returncode == 0
    assert (home / "keys.json").read_text(encoding="utf-8") != before
    later = write_ledger(tmp_path / "丁台账.xlsx", [WEI])
    assert huajie(home, "lists", "import", later, "--json", tmp_path / "2.jsonl").returncode == 0
    assert lines_of(tmp_path / "1.jsonl")[0]["person"] == lines_of(tmp_path / "2.jsonl")[0]["person"]


def test_the_record_verifies(home: Path) -> None:
    assert huajie(home, "audit", "verify").returncode == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], name: str) -> None:
    with pytest.raises(SystemExit) as left:
        main([*name.split(), "--help"])
    assert left.value.code == 0
    assert f"huajie {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lists", "import", "nowhere"), "There is no nowhere"),
        (("lists", "lineage", "R99999999"), "There is no record"),
        (("lists", "import", ".", "--unit", "none"), "There is no unit none"),
    ],
)
def test_an_error_is_one_line_that_says_what_is_wrong(home: Path, words: tuple[str, ...], said: str) -> None:
    done = huajie(home, *words)
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_unknown_command_is_not_understood(home: Path) -> None:
    assert huajie(home, "lists", "exprot").returncode == 2


def test_before_init_the_way_to_begin_is_named(tmp_path: Path) -> None:
    done = huajie(tmp_path / "empty", "lists", "import", str(tmp_path))
    assert done.returncode == 1
    assert "huajie init" in done.stderr
