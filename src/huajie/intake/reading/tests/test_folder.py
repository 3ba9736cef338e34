"""A folder or zip becomes its lists, and nothing is passed over in silence."""

from __future__ import annotations

import os
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from huajie.intake.reading.folder import list_files

NOBODY = 65534


def test_lists_are_found_and_the_rest_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "花山镇").mkdir(parents=True)
    for name in ("花山镇/信访.xlsx", "~$信访.xlsx", ".DS_Store", "truth.json", "热线.csv"):
        (folder / name).write_bytes(b"x")
    files, passed_over = list_files(folder, tmp_path / "out")
    assert [file.name for file in files] == ["热线.csv", "花山镇/信访.xlsx"]
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
    assert [file.name for file in files] == ["evil.csv"]
    assert files[0].path.is_relative_to(tmp_path / "out")


def test_a_damaged_entry_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("坏.csv", "姓名,电话\n" * 500)
        archive.writestr("好.csv", "姓名,电话\n" * 500)
        begins = archive.getinfo("坏.csv").header_offset + 30 + len("坏.csv".encode())
    content = bytearray(path.read_bytes())
    content[begins : begins + 20] = b"\xff" * 20
    path.write_bytes(content)

    files, passed_over = list_files(path, tmp_path / "out")

    assert [file.name for file in files] == ["好.csv"]
    assert [(item.name, item.message.code) for item in passed_over] == [("坏.csv", "file_damaged")]


def test_a_name_longer_than_the_disk_allows_and_a_name_that_stands_twice_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for content in ("一", "二"):
            archive.writestr(f"{'长' * 120}.csv", content)

    files, _passed_over = list_files(path, tmp_path / "out")

    assert {file.name for file in files} == {f"{'长' * 120}.csv"}
    assert sorted(file.path.read_text(encoding="utf-8") for file in files) == ["一", "二"]


def test_a_name_that_the_disk_holds_in_gbk_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode("名单.csv".encode("gb18030"))).write_bytes(b"x")

    files, _passed_over = list_files(folder, tmp_path / "out")

    assert [file.name for file in files] == ["名单.csv"]


def test_a_link_is_reported_wherever_it_leads(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "断.csv").symlink_to(tmp_path / "nowhere")
    (folder / "别处").symlink_to(tmp_path)

    files, passed_over = list_files(folder, tmp_path / "out")

    assert files == []
    assert {(item.name, item.message.code) for item in passed_over} == {("断.csv", "skip_link"), ("别处", "skip_link")}


@contextmanager
def nobody() -> Iterator[None]:
    """As somebody without rights of their own: root may read everything."""
    if os.geteuid():
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_what_may_not_be_read_is_reported_and_the_rest_goes_on() -> None:
    with tempfile.TemporaryDirectory() as home:
        folder, out = Path(home) / "in", Path(home) / "out"
        (folder / "锁").mkdir(parents=True)
        out.mkdir()
        for name in ("好.csv", "闭.csv"):
            (folder / name).write_bytes(b"x")
        for path, mode in ((Path(home), 0o755), (folder, 0o755), (out, 0o777), (folder / "好.csv", 0o644)):
            path.chmod(mode)
        (folder / "闭.csv").chmod(0)
        (folder / "锁").chmod(0)

        with nobody():
            files, passed_over = list_files(folder, out)

        assert [file.name for file in files] == ["好.csv"]
        assert {(item.name, item.message.code) for item in passed_over} == {("闭.csv", "skip_closed"), ("锁", "skip_closed")}
        (folder / "锁").chmod(0o700)


def test_a_zip_inside_a_zip_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.zip", "x")
    files, passed_over = list_files(path, tmp_path / "out")
    assert (files, passed_over[0].message.code) == ([], "skip_zip_in_zip")
