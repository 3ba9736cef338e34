"""Tells text from other bytes and reads it, whatever it is written in; a file that mixes encodings is read line by line."""

from __future__ import annotations

import codecs
import re

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\x0b\x0c\r\x1a\x1b")
_MOST_CONTROL = 0.01  # a stray byte of an exporter; a program or picture has far more
_CHINESE = re.compile("[\u2e80-\U0003ffff]")


def is_text(head: bytes) -> bool:
    """True if and only if the first bytes of a file are those of a text."""
    return encoding_told(head) is not None or len(head) - len(head.translate(None, _CONTROL)) <= _MOST_CONTROL * len(head)


def decode(content: bytes) -> str:
    """The text of the file; what cannot be read stands as U+FFFD. NUL is nothing in a text, and no database takes it."""
    told = encoding_told(content[:4096])
    if told is not None:
        return content.decode(told, errors="replace").replace("\0", "")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or not any(map(_is_chinese_utf8, _telling_lines(content))):
            return text.replace("\0", "")
    return "".join(map(_decode_line, content.splitlines(keepends=True))).replace("\0", "")


def encoding_told(head: bytes) -> str | None:
    """The encoding that a mark at the beginning tells, or UTF-16 without a mark; otherwise None."""
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    if b"\0" not in head:
        return None
    whole = head[: len(head) // 2 * 2]
    for encoding, zeros in (("utf-16-le", whole[1::2]), ("utf-16-be", whole[::2])):
        # digits, commas and line breaks have a zero byte on one side; on the other it is rare, as in 一 (U+4E00)
        found = zeros.count(0)
        if found * 50 > len(whole) and found > 4 * (whole.count(0) - found) and "\n" in whole.decode(encoding, errors="replace"):
            return encoding
    return None


def _telling_lines(content: bytes) -> list[bytes]:
    return [line for line in content.splitlines() if not line.isascii()]


def _is_chinese_utf8(line: bytes) -> bool:
    """Chinese in GB18030 makes hardly a character of UTF-8; UTF-8 that was cut off or damaged in places still makes many."""
    text = line.decode("utf-8", errors="replace")
    return len(_CHINESE.findall(text)) > 2 * text.count("\ufffd")


def _decode_line(line: bytes) -> str:
    encoding = "utf-8" if line.isascii() or _is_chinese_utf8(line) else "gb18030"
    return line.decode(encoding, errors="replace")
