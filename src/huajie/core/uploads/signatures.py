"""Strict checks of pictures, recordings and PDF: not only how a file begins, but that what it says of itself is so."""

from typing import IO

_HEAD_BYTES = 1024
_PNG_BEGINS, _PNG_ENDS = b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\x00IEND\xaeB`\x82"
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_MP4_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4A ", b"M4B ", b"M4V ", b"dash", b"MSNV"}


def head_of(file: IO[bytes], length: int = _HEAD_BYTES) -> bytes:
    """The first bytes."""
    file.seek(0)
    return file.read(length)


def tail_of(file: IO[bytes], length: int = _HEAD_BYTES) -> bytes:
    """The last bytes."""
    size = file.seek(0, 2)
    file.seek(max(0, size - length))
    return file.read(length)


def is_pdf(file: IO[bytes]) -> bool:
    """True if and only if it begins as PDF 1 or 2 and has an end of file near its end."""
    return head_of(file, 7) in {b"%PDF-1.", b"%PDF-2."} and b"%%EOF" in tail_of(file)


def is_jpeg(file: IO[bytes]) -> bool:
    """True if and only if a marker follows the start of an image. Phones put films behind the end, so that the end says nothing."""
    head = head_of(file, 4)
    return head[:3] == b"\xff\xd8\xff" and head[3:4] >= b"\xc0"


def is_png(file: IO[bytes]) -> bool:
    """True if and only if it begins with its header and nothing follows its end."""
    head = head_of(file, 16)
    return head[:8] == _PNG_BEGINS and head[12:] == b"IHDR" and tail_of(file, 12) == _PNG_ENDS


def is_webp(file: IO[bytes]) -> bool:
    """True if and only if it is one RIFF container of a WebP picture."""
    return _riff_form(file) == b"WEBP"


def is_wav(file: IO[bytes]) -> bool:
    """True if and only if it is one RIFF container of sound."""
    return _riff_form(file) == b"WAVE"


def is_heic(file: IO[bytes]) -> bool:
    """True if and only if its first box names a brand of HEIC."""
    return bool(_brands(file) & _HEIC_BRANDS)


def is_mp4(file: IO[bytes]) -> bool:
    """True if and only if its first box names a brand of MPEG-4, and none of HEIC."""
    return bool(_brands(file) & _MP4_BRANDS) and not is_heic(file)


def is_mp3(file: IO[bytes]) -> bool:
    """True if and only if it begins with a tag or with a frame of MPEG audio layer III."""
    head = head_of(file, 4)
    if head[:3] == b"ID3":
        return True
    is_layer_three = len(head) == 4 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
    return is_layer_three and head[2] >> 4 not in {0, 15} and head[2] >> 2 & 3 != 3


def is_amr(file: IO[bytes]) -> bool:
    """True if and only if it begins as AMR, narrow or wide."""
    return head_of(file, 9).startswith((b"#!AMR\n", b"#!AMR-WB\n"))


def _riff_form(file: IO[bytes]) -> bytes:
    """The form of a RIFF container that fills the file to its end, or nothing."""
    head, size = head_of(file, 12), file.seek(0, 2)
    said = int.from_bytes(head[4:8], "little") + 8
    return head[8:12] if head[:4] == b"RIFF" and 0 <= size - said <= 1 else b""


def _brands(file: IO[bytes]) -> set[bytes]:
    """The brands of the first box of an ISO media file."""
    head = head_of(file)
    length = int.from_bytes(head[:4], "big")
    if head[4:8] != b"ftyp" or not 16 <= length <= len(head):
        return set()
    return {head[8:12], *(head[place : place + 4] for place in range(16, length, 4))}
