"""Lists are real files, and their truth is true of them."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from huajie.demo.canon import BY_LIST, CANON
from huajie.demo.lists import write_lists
from huajie.demo.mess import HARD, MODERATE
from huajie.demo.tests.district import PLACES
from huajie.intake.reading.fields import Field

EXACT_VALUES = replace(
    HARD,
    id_missing=0, id_as_float=0, id_masked=0, id_fullwidth=0, id_cross_for_x=0, id_transposed=0, id_wrong_digit=0, id_spaced=0,
    id_old_15=0, id_of_relative=0, name_homophone=0, name_spaced=0, name_remark=0, caller_vague=0, refused=0.02,
    xls=0.25, ods=0.2, csv_gb18030=0.1, csv_utf8=0.1,
)  # fmt: skip
"""Every untidiness of layout, none of the two values by which the test knows a row."""

Grid = list[list[Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("lists")
    for seed in range(4):
        write_lists(made / str(seed), places=PLACES, rows=250, seed=seed, mess=EXACT_VALUES)
    return made


def read(path: Path, sheet: str) -> Grid:
    if path.suffix != ".csv":
        return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    raw = path.read_bytes()
    text = raw.decode("utf-8-sig") if raw.startswith(b"\xef\xbb\xbf") else raw.decode("gb18030")
    return list(csv.reader(text.splitlines()))


def records(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_every_row_of_the_truth_lies_at_its_place(folder: Path, seed: int) -> None:
    made = folder / str(seed)
    grids: dict[tuple[str, str], Grid] = {}
    place_of = {(column["file"], column["sheet"], column["field"]): column["column"] for column in records(made, "columns.json")}
    for truth in records(made, "truth.json"):
        key = (truth["file"], truth["sheet"])
        grid = grids.setdefault(key, read(made / truth["file"], truth["sheet"]))
        row = grid[truth["row"] - 1]
        name = place_of.get((*key, "name"), place_of.get((*key, "head_name")))
        assert name is not None
        assert row[name] == truth["name"] or "𠮷" in truth["name"]
        if (*key, "id_number") in place_of:
            assert row[place_of[*key, "id_number"]] == truth["idno"]


@pytest.mark.parametrize("seed", range(4))
def test_every_column_of_the_truth_stands_under_its_header(folder: Path, seed: int) -> None:
    made = folder / str(seed)
    first_row = {(truth["file"], truth["sheet"]): truth["row"] for truth in reversed(records(made, "truth.json"))}
    for column in records(made, "columns.json"):
        key = (column["file"], column["sheet"])
        above = read(made / column["file"], column["sheet"])[: first_row[key] - 1]
        assert column["header"] in [row[column["column"]] for row in above]


def test_all_six_kinds_and_all_formats_are_written(folder: Path) -> None:
    endings = {path.suffix for made in folder.iterdir() for path in made.iterdir()}
    assert endings == {".xlsx", ".xls", ".ods", ".csv", ".json"}
    fields = {(column["file"], column["field"]) for made in folder.iterdir() for column in records(made, "columns.json")}
    assert {"other_name", "visited_on", "arrived_on", "site", "ticket_no", "family_members"} <= {field for _, field in fields}


def test_refused_rows_stand_in_the_files_but_not_in_the_truth(folder: Path) -> None:
    refused = [(made.name, row["file"], row["sheet"], row["row"]) for made in folder.iterdir() for row in records(made, "refusals.json")]
    true = {(made.name, row["file"], row["sheet"], row["row"]) for made in folder.iterdir() for row in records(made, "truth.json")}
    assert len(refused) >= 5
    assert true.isdisjoint(refused)


def test_matters_are_told_again_in_lists_of_other_kinds(folder: Path) -> None:
    files: dict[str, set[str]] = {}
    for truth in records(folder / "0", "truth.json"):
        files.setdefault(truth["mid"], set()).add(truth["file"])
    assert sum(len(names) > 1 for names in files.values()) >= 20


def test_the_same_seed_gives_the_same_truth_to_the_byte(tmp_path: Path) -> None:
    for name in ("once", "twice"):
        write_lists(tmp_path / name, places=PLACES, rows=120, seed=3, mess=MODERATE)
    for file in ("truth.json", "columns.json", "refusals.json"):
        assert (tmp_path / "once" / file).read_bytes() == (tmp_path / "twice" / file).read_bytes()


def test_exactly_the_rows_asked_for_are_written_and_only_of_the_towns_asked_for(tmp_path: Path) -> None:
    truths = write_lists(tmp_path, places=PLACES, towns=["花山镇"], rows=90, seed=1)
    assert len(truths) == 90
    assert {truth.village[:9] for truth in truths} == {"440114104"}


def test_unknown_towns_are_refused_aloud(tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        write_lists(tmp_path, places=PLACES, towns=["无此镇"], rows=10, seed=1)


def test_columns_are_named_by_the_fields_of_the_list_reader() -> None:
    named = {field for fields in (*CANON.values(), *BY_LIST.values()) for field in fields}
    assert named - {"forbidden", "unknown"} <= {field.value for field in Field}
