"""What is handed in is what its name says, or it is refused with a reason and nothing of it stays."""

import hashlib
import io
import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import xlsxwriter
import xlwt
from django.conf import settings as configured
from django.test import override_settings

from huajie.core.uploads import UploadRefused, Why, download_response, drop, examine, keep, opened
from huajie.core.uploads.keeping import sweep

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(200)
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(60) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(30) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
RIFF = b"RIFF\x20\x00\x00\x00"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


def box(brand: bytes) -> bytes:
    """The beginning of an ISO media file."""
    return b"\x00\x00\x00\x18ftyp" + brand + bytes(4) + brand * 2 + bytes(40)


def word(**parts: bytes) -> bytes:
    """A .docx, with further parts."""
    file = io.BytesIO()
    docx.Document().save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(f"word/{name}.bin", content)
    return file.getvalue()


def workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet()
    return file.getvalue()


def old_workbook() -> bytes:
    file, book = io.BytesIO(), xlwt.Workbook()
    book.add_sheet("台账")
    book.save(file)
    return file.getvalue()


@pytest.fixture(autouse=True)
def storage_folder(tmp_path: Path) -> Iterator[Path]:
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "storage"}}
    with override_settings(STORAGES={**configured.STORAGES, "default": default}):
        yield tmp_path / "storage"


TAKEN = {
    "借条.pdf": (PDF, "application/pdf"),
    "现场.JPG": (JPEG, "image/jpeg"),
    "截图.png": (PNG, "image/png"),
    "图.webp": (RIFF + b"WEBPVP8 " + bytes(24), "image/webp"),
    "照片.heic": (box(b"heic"), "image/heic"),
    "申请.docx": (word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "台账.xlsx": (workbook(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "台账.xls": (old_workbook(), "application/vnd.ms-excel"),
    "旧.wps": (COMPOUND + "WordDocument".encode("utf-16-le"), "application/msword"),
    "说明.txt": ("邻居漏水，三次上门。".encode("gb18030"), "text/plain"),
    "名单.csv": ("姓名,电话\n".encode("utf-8-sig"), "text/csv"),
    "通话.mp3": (b"\xff\xfb\x90\x44" + bytes(500), "audio/mpeg"),
    "通话.m4a": (box(b"M4A "), "audio/mp4"),
    "通话.amr": (b"#!AMR\n<" + bytes(40), "audio/amr"),
    "通话.wav": (RIFF + b"WAVEfmt " + bytes(24), "audio/wav"),
    "现场.mp4": (box(b"isom"), "video/mp4"),
}

REFUSED = {
    "an empty file": ("空.pdf", b"", Why.EMPTY),
    "a program named .jpg": ("照片.jpg", EXE, Why.NOT_WHAT_ITS_NAME_SAYS),
    "a program under its own name": ("setup.exe", EXE, Why.KIND_NOT_TAKEN),
    "a name that turns round": ("照片\u202egpj.exe", EXE, Why.KIND_NOT_TAKEN),
    "a drawing": ("图.svg", SVG, Why.KIND_NOT_TAKEN),
    "a drawing with a script": ("图.svg", SVG.replace(b"/>", b"><script>1</script></svg>"), Why.KIND_NOT_TAKEN),
    "a drawing named .png": ("图.png", SVG, Why.NOT_WHAT_ITS_NAME_SAYS),
    "a drawing named .txt": ("图.txt", b"\xef\xbb\xbf \n<!-- -->" + SVG, Why.NOT_WHAT_ITS_NAME_SAYS),
    "a page": ("页.html", b"<!doctype html><html></html>", Why.KIND_NOT_TAKEN),
    "a page named .csv": ("页.csv", b"<html><script>1</script></html>", Why.NOT_WHAT_ITS_NAME_SAYS),
    "bytes named .txt": ("文.txt", bytes(range(256)), Why.NOT_WHAT_ITS_NAME_SAYS),
    "a PNG named .jpg": ("图.jpg", PNG, Why.NOT_WHAT_ITS_NAME_SAYS),
    "a PNG with something behind its end": ("图.png", PNG + b"MZ", Why.NOT_WHAT_ITS_NAME_SAYS),
    "a workbook named .docx": ("表.docx", workbook(), Why.NOT_WHAT_ITS_NAME_SAYS),
    "a document locked with a password": ("锁.docx", COMPOUND, Why.NOT_WHAT_ITS_NAME_SAYS),
    "a picture that is a zip too": ("图.jpg", JPEG + word(), Why.HIDES_ANOTHER),
    "a picture that is a PDF too": ("图.jpg", JPEG + PDF, Why.HIDES_ANOTHER),
    "a document with macros": ("宏.docx", word(vbaProject=b"x"), Why.HOLDS_MACROS),
    "an old document with macros": ("宏.doc", COMPOUND + "_VBA_PROJECT".encode("utf-16-le"), Why.HOLDS_MACROS),
    "a zip bomb": ("弹.docx", word(fill=bytes(32 * 1024 * 1024)), Why.UNPACKS_TOO_LARGE),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_offices_and_residents_hand_in_is_taken(name: str) -> None:
    content, content_type = TAKEN[name]
    examined = examine(io.BytesIO(content), name)
    assert (examined.content_type, examined.size, examined.name) == (content_type, len(content), name)
    assert examined.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("what", REFUSED)
def test_what_it_is_not_is_refused_with_a_reason(what: str) -> None:
    name, content, why = REFUSED[what]
    with pytest.raises(UploadRefused) as refused:
        examine(io.BytesIO(content), name)
    assert refused.value.why is why


def test_a_program_named_jpg_is_called_what_it_is() -> None:
    with pytest.raises(UploadRefused, match=r"\.exe"):
        examine(io.BytesIO(EXE), "照片.jpg")


class Endless(io.RawIOBase):
    """A file of a hundred MiB that tells how far it was read."""

    def __init__(self) -> None:
        self.bytes_read = 0

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def read(self, size: int = -1) -> bytes:
        self.bytes_read += size
        return bytes(size) if self.bytes_read <= 100 * 1024 * 1024 else b""


def test_a_hundred_mebibytes_are_refused_at_the_limit_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = Endless()
    with pytest.raises(UploadRefused) as refused:
        examine(file, "录像.mp4")  # type: ignore[arg-type]  # raw files read bytes as others do
    assert refused.value.why is Why.TOO_LARGE
    assert file.bytes_read <= configured.ATTACHMENT_MAX_BYTES + 1024 * 1024
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_lies_encrypted_and_comes_back_byte_for_byte(storage_folder: Path) -> None:
    key = keep(examine(io.BytesIO(PDF), "借条.pdf"), io.BytesIO(PDF))
    assert b"PDF" not in (storage_folder / key).read_bytes()
    with opened(key) as file:
        assert file.read() == PDF
    drop(key)
    assert not (storage_folder / key).exists()


def test_another_file_than_the_one_examined_is_not_kept(storage_folder: Path) -> None:
    with pytest.raises(ValueError, match="another file"):
        keep(examine(io.BytesIO(PDF), "借条.pdf"), io.BytesIO(PDF + b"\n"))
    assert [path for path in storage_folder.rglob("*") if path.is_file()] == []


def test_only_what_is_a_day_old_and_unknown_is_swept(storage_folder: Path) -> None:
    known, fresh, left = (keep(examine(io.BytesIO(PDF), "借条.pdf"), io.BytesIO(PDF)) for _ in range(3))
    for key in (known, left):
        two_days_ago = (storage_folder / key).stat().st_mtime - 2 * 24 * 3600
        os.utime(storage_folder / key, (two_days_ago, two_days_ago))
    assert sweep(lambda: {known}) == 1
    assert {path.name for path in (storage_folder / "attachments").iterdir()} == {Path(known).name, Path(fresh).name}


@pytest.mark.parametrize(
    ("content_type", "inline", "disposition", "policy"),
    [
        ("image/jpeg", True, "inline", "sandbox"),
        ("application/pdf", True, "inline", "frame-ancestors 'none'"),  # the browser's viewer does not start in a sandbox
        ("text/plain", True, "attachment", "sandbox"),
        ("image/jpeg", False, "attachment", "sandbox"),
    ],
)
def test_a_browser_runs_nothing_of_what_is_handed_out(content_type: str, inline: bool, disposition: str, policy: str) -> None:
    key = keep(examine(io.BytesIO(JPEG), "现场.jpg"), io.BytesIO(JPEG))
    response = download_response(key, name="现场.jpg", content_type=content_type, inline=inline)
    assert b"".join(response) == JPEG
    assert response["Content-Disposition"].startswith(disposition)
    assert response["Content-Security-Policy"].startswith(policy)
    assert response["X-Content-Type-Options"] == "nosniff"
