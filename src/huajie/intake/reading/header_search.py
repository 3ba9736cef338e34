"""Finds the header of a table: the block of one to three rows whose joined words name the most columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from huajie.intake.reading.cells import Cell, MergedRange
from huajie.intake.reading.headers import HeaderReading, read_header
from huajie.intake.reading.text import as_text, half_width

MAX_HEADER_ROWS = 3
LONGEST_HEADER = 60
_LONGEST_LABEL = 8
# Of the lower row of a header, one in this many may be worded as no other list words it.
_ONE_ODD_IN = 5
_ABOUT = re.compile(r"[:：]")
_NUMBERED = re.compile(r"(?:列|栏|字段|column|col|field)[ _]?\d{1,3}", re.IGNORECASE)
_HAS_NUMBER = re.compile(r"\d{3,}|^[\d.,]+$")


@dataclass(frozen=True, slots=True)
class Header:
    """One column's heading; `upper` is the group above it in a header of several rows."""

    index: int  # 0-based column
    text: str
    upper: str = ""

    @property
    def joined(self) -> str:
        return f"{self.upper} {self.text}" if self.upper and self.upper != self.text else self.text


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    first: int  # 0-based row
    last: int
    headers: tuple[Header, ...]
    score: float
    known: int


def header_blocks(rows: Sequence[Sequence[Cell]], merged: Sequence[MergedRange], offset: int = 0) -> list[HeaderBlock]:
    """Every block of these rows that could be a header, best first. `offset` is the sheet row of rows[0]."""
    blocks: list[HeaderBlock] = []
    for start in range(len(rows)):
        for height in range(1, MAX_HEADER_ROWS + 1):
            chunk = rows[start : start + height]
            if len(chunk) < height or not _may_be_header(chunk[-1]):
                break
            block = _block(chunk, start, merged, offset)
            if block is not None:
                blocks.append(block)
    return sorted(blocks, key=lambda block: (-block.score, block.first))


def _may_be_header(row: Sequence[Cell]) -> bool:
    """Short words only: no number, no date, no “key: value”."""
    filled = [cell for cell in row if cell != ""]
    if not filled or not all(isinstance(cell, str) for cell in filled):
        return False
    texts = [as_text(cell) for cell in filled]
    if any(len(text) > LONGEST_HEADER for text in texts):
        return False
    return sum(_has_number(text) or _says_value(text) for text in texts) * 4 <= len(texts)


def _has_number(text: str) -> bool:
    """True unless the number is that of the column, as in 列100."""
    text = half_width(text)
    return _HAS_NUMBER.search(text) is not None and not _NUMBERED.fullmatch(text)


def _says_value(text: str) -> bool:
    """“填报日期:2021年4月” says a value; “姓名:” and “备注:(如有)” do not."""
    parts = _ABOUT.split(half_width(text), maxsplit=1)
    return len(parts) == 2 and bool(parts[1].strip()) and not parts[1].strip().startswith("(")


def _block(chunk: Sequence[Sequence[Cell]], start: int, merged: Sequence[MergedRange], offset: int) -> HeaderBlock | None:
    headers = join_headers(chunk, merged, offset + start)
    texts = [header.joined for header in headers]
    if len(texts) < 2 or (len(chunk) > 1 and not _upper_rows_group(chunk, merged, offset + start)):
        return None
    readings = [_best_reading(header) for header in headers]
    known = sum(reading.is_header_like for reading in readings)
    hinted = sum(not reading.is_header_like and bool(reading.candidates) for reading in readings)
    repeated = len(texts) - len(set(texts))
    known_texts = [text for text, reading in zip(texts, readings, strict=True) if reading.is_header_like]
    repeated_known = len(known_texts) - len(set(known_texts))
    if known + hinted < min(2, len(texts)):
        return None
    end = offset + start + len(chunk) - 1
    cut = any(offset + start <= span.top <= end < span.bottom for span in merged)  # the header goes on below
    score = known + 0.4 * hinted - 2.0 * cut - 0.9 * repeated_known - 0.2 * repeated - 0.3 * (len(chunk) - 1)
    # a data row may hold words such as 低保 or 电话; a header is understood for the most part
    if (known + hinted) < 0.4 * len(texts):
        score *= 0.3
    return HeaderBlock(start, start + len(chunk) - 1, headers, score, known)


def _best_reading(header: Header) -> HeaderReading:
    """With its group, else alone."""
    joined = read_header(header.joined)
    return joined if joined.is_header_like or not header.upper else read_header(header.text)


def _upper_rows_group(chunk: Sequence[Sequence[Cell]], merged: Sequence[MergedRange], top: int) -> bool:
    """Each row above the last one heads at least two groups, and each row below adds words of its own.

    `top` is the sheet row of chunk[0]. A column merged down through all the rows proves that they are one header.
    """
    merged_down = sum(span.top == top and span.bottom == top + len(chunk) - 1 and span.left == span.right for span in merged)
    for upper, lower in pairwise(chunk):
        words = {as_text(cell) for cell in upper if cell != ""}
        below = [as_text(cell) for cell in lower if cell != ""]
        if len(words) < 2 or not below:
            return False
        width = max(len(upper), len(lower))
        if len(below) >= width and sum(cell != "" for cell in upper) >= width:
            return False
        known = [text for text in below if read_header(text).is_header_like]
        odd = sum(len(text) > _LONGEST_LABEL for text in below if text not in known)
        if not merged_down and odd * _ONE_ODD_IN > len(below):
            return False
        if len(known) * 2 < len(below):
            return False
    return True


def join_headers(chunk: Sequence[Sequence[Cell]], merged: Sequence[MergedRange], top: int) -> tuple[Header, ...]:
    """One header per column, group words carried over the columns that they span. `top` is the sheet row of chunk[0]."""
    width = max(len(row) for row in chunk)
    levels = [[as_text(row[column]).replace("\n", "") if column < len(row) else "" for column in range(width)] for row in chunk]
    for level, texts in enumerate(levels[:-1]):
        _spread(texts, levels[level + 1], [span for span in merged if span.top == top + level and span.right > span.left])
    headers: list[Header] = []
    for column in range(width):
        words = list(dict.fromkeys(texts[column] for texts in levels if texts[column]))
        if words:
            headers.append(Header(column, words[-1], " ".join(words[:-1])))
    return tuple(headers)


def _spread(texts: list[str], lower: list[str], spans: Sequence[MergedRange]) -> None:
    """Carries a group word to the right: over its merged cells if they are told, else over blanks that have words below."""
    if spans:
        for span in spans:
            if span.right - span.left + 1 < len(texts):
                for column in range(span.left + 1, min(span.right + 1, len(texts))):
                    texts[column] = texts[column] or texts[span.left]
        return
    group = ""
    for column, text in enumerate(texts):
        if text:
            group = text if lower[column] else ""
        elif lower[column]:
            texts[column] = group
        else:
            group = ""
