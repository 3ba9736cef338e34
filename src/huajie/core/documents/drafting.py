"""The templates that come with the house: drafts in plain text, drawn up as .docx after GB/T 9704 as far as free fonts allow.

A draft says with the beginning of each line what it is: `# ` title, `^ ` centred, `> ` flush left, `## ` heading, `>> ` signature and day,
`| name | value |` a row of a table, `| {%tr … %} |` a loop over its rows, `{%p … %}` a condition or loop over lines; everything else is a
paragraph. A table has as many columns as its first row; one of more than two is a list under a heading.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from huajie.core.documents.kinds import DocumentKind

_DATA = Path(__file__).parent / "data"
_SONG_TITLE, _FANG_SONG, _HEI, _SONG = "方正小标宋简体", "仿宋", "黑体", "宋体"
_TITLE_PT, _TEXT_PT, _SMALL_PT, _PAGE_NUMBER_PT = 22, 16, 14, 14  # 二号, 三号, 四号
_LINE_PT, _TABLE_LINE_PT = 28, 22  # 22 lines on a page
_NAME_WIDTH, _VALUE_WIDTH = Mm(46), Mm(110)
_A_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Mark:
    """How a line of a draft looks."""

    sign: str
    align: WD_ALIGN_PARAGRAPH | None = WD_ALIGN_PARAGRAPH.JUSTIFY
    font: str = _FANG_SONG
    size_pt: int = _TEXT_PT
    first_line_pt: int = 0
    right_pt: int = 0
    after_pt: int = 0
    stays_with_next: bool = False


_MARKS = (
    _Mark("## ", font=_HEI, first_line_pt=2 * _TEXT_PT, stays_with_next=True),
    _Mark("# ", WD_ALIGN_PARAGRAPH.CENTER, _SONG_TITLE, _TITLE_PT, after_pt=14),
    _Mark(">> ", WD_ALIGN_PARAGRAPH.RIGHT, right_pt=2 * _TEXT_PT),
    _Mark("> "),
    _Mark("^ ", WD_ALIGN_PARAGRAPH.CENTER, after_pt=14),
    _Mark("", first_line_pt=2 * _TEXT_PT),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A built-in template: the day of the law that it follows, and its lines."""

    since: date
    lines: tuple[str, ...]


@cache
def draft(kind: DocumentKind) -> Draft:
    """The draft of a kind of document."""
    first, *lines = (_DATA / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
    return Draft(date.fromisoformat(first.removeprefix("since: ")), tuple(line for line in lines if line))


@cache
def drawn_up(kind: DocumentKind) -> bytes:
    """The draft as a .docx that an office can edit in Word or WPS."""
    document = docx.Document()
    _lay_out(document)
    for is_table, lines in groupby(draft(kind).lines, key=lambda line: line.startswith("|")):
        if is_table:
            _add_table(document, list(lines))
        else:
            _add_lines(document, lines)
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def _lay_out(document: Docx) -> None:
    """A4 with the type area of 156 × 225 mm, and the page number below it."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(_TEXT_PT), "Times New Roman"
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FANG_SONG)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(footer, "— ", _SONG, _PAGE_NUMBER_PT)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)
    number = _run(footer, "1", _SONG, _PAGE_NUMBER_PT)
    field.append(number._r)
    _run(footer, " —", _SONG, _PAGE_NUMBER_PT)


def _add_lines(document: Docx, lines: Iterator[str]) -> None:
    """Paragraphs. The first of a signature keeps its distance from the text, for the seal."""
    before, last = "", None
    for line in lines:
        mark = next(mark for mark in _MARKS if line.startswith(mark.sign))
        paragraph = document.add_paragraph()
        _dress(paragraph, mark)
        if mark.sign == ">> ":
            paragraph.paragraph_format.space_before = Pt(2 * _LINE_PT if before != mark.sign else 0)
            paragraph.paragraph_format.keep_with_next = before != mark.sign
            if last is not None:  # no page holds a signature alone
                last.paragraph_format.keep_with_next = True
        if line == "^ {{ link }}":  # a picture needs a line as high as it is
            paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        _run(paragraph, line.removeprefix(mark.sign), mark.font, mark.size_pt)
        before, last = mark.sign, paragraph


def _dress(paragraph: Paragraph, mark: _Mark) -> None:
    look = paragraph.paragraph_format
    look.alignment = mark.align
    look.line_spacing, look.line_spacing_rule = Pt(_LINE_PT), WD_LINE_SPACING.EXACTLY
    look.space_before, look.space_after = Pt(0), Pt(mark.after_pt)
    look.keep_with_next = mark.stays_with_next
    look.first_line_indent, look.right_indent = Pt(mark.first_line_pt), Pt(mark.right_pt)


def _add_table(document: Docx, lines: list[str]) -> None:
    """A table of names and values, or a list whose first row is its heading."""
    rows = [[part.strip() for part in line[1:].removesuffix("|").split("|")] for line in lines]
    count = len(rows[0])
    widths = [_NAME_WIDTH, _VALUE_WIDTH] if count == _A_PAIR else [Length((_NAME_WIDTH + _VALUE_WIDTH) // count)] * count
    table = document.add_table(rows=0, cols=count, style="Table Grid")
    table.autofit = False
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for place, text in enumerate(row):
            is_name = place == 0 if count == _A_PAIR else number == 0
            _fill(cells[place].paragraphs[0], text, _HEI if is_name else _FANG_SONG)
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _fill(paragraph: Paragraph, text: str, font: str) -> None:
    look = paragraph.paragraph_format
    look.line_spacing, look.line_spacing_rule = Pt(_TABLE_LINE_PT), WD_LINE_SPACING.EXACTLY
    look.space_before = look.space_after = Pt(4)
    _run(paragraph, text, font, _SMALL_PT)


def _run(paragraph: Paragraph, text: str, font: str, size_pt: int) -> Run:
    run = paragraph.add_run(text)
    run.font.size = Pt(size_pt)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run
