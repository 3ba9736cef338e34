"""A folder or zip becomes its lists, and nothing is passed over in silence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from huajie.intake.reading.folder import list_files


def test_lists_are_found_and_the_rest_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "花山镇").mkdir(parents=True)
    for name in ("花山镇/信访.xlsx", "~$信访.xlsx", ".DS_Store", "truth.json", "热线.csv"):
        (folder / name).write_bytes(b"x")
    files, passed_over = list_files(folder, tmp_path / "out")
    assert [file.name for file in files] == ["热线.csv", "信访.xlsx"]
    assert {(item.name, item.message.code) for item in passed_over} == {
        ("~$信访.xlsx", "skip_lock"),
        (".DS_Store", "skip_system"),
        ("truth.json", "skip_not_a_list"),
    }


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_in_a_zip_without_the_utf8_mark_are_read(tmp_path: Path, encoding: str) -> None:
    raw_name = "困难群众".encode(encoding)
    stand_in = "A" * len(raw_name)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{stand_in}.csv", "x")
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), raw_name))
    files, _passed_over = list_files(path, tmp_path / "out")
    assert [file.name for file in files] == ["困难群众.csv"]


def test_a_path_that_climbs_out_of_the_zip_stays_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.csv", "x")
    files, _passed_over = list_files(path, tmp_path / "out")
    assert files == [tmp_path / "out" / "a" / "evil.csv"]


def test_a_zip_inside_a_zip_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.zip", "x")
    files, passed_over = list_files(path, tmp_path / "out")
    assert (files, passed_over[0].message.code) == ([], "skip_zip_in_zip")
