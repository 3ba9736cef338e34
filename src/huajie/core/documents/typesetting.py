"""A .docx told to typst: paragraphs, runs, tables, pictures, page breaks, header, footer and page numbers.

Texts are passed as strings, never as markup, so that no value can give typst an order. What it leaves out, `left_out` names beforehand.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.document import Document as Docx
from docx.oxml.ns import qn

from huajie.core.documents.looks import Look, Looks, points

SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC")
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC")
_SANS_NAMES = ("黑", "Hei", "Gothic", "Sans")
_EMU_PER_POINT = 12700
_BREAK = "pagebreak()"  # stands between blocks, never in one
_SET = {"png", "jpg", "jpeg", "gif", "svg", "webp"}
_INSIDE = {qn(name) for name in ("w:hyperlink", "w:ins", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple")}
_ALIGN = {"center": "center", "right": "right", "end": "right"}
_FIELDS = {"PAGE": "counter(page).display()", "NUMPAGES": "counter(page).final().first()"}
Element = Any  # python-docx's elements are lxml's, which has no types


@dataclass(slots=True)
class _Field:
    """A field of many runs: once its instruction is understood, the result that Word last saw is passed over."""

    is_shown: bool = False


class Typesetter:
    """Writes one document as typst; pictures go into the folder that the source will lie in."""

    def __init__(self, document: Docx, folder: Path) -> None:
        self._document, self._folder, self._looks, self._pictures = document, folder, Looks(document), 0

    def source(self) -> str:
        """The whole document, after the preamble."""
        return f"{self._page()}#{{\n{self._blocks(self._document.element.body, self._document.part)}\n}}\n"

    def _page(self) -> str:
        section = self._document.sections[-1]
        sides = {"top": section.top_margin, "bottom": section.bottom_margin, "left": section.left_margin, "right": section.right_margin}
        margin = ", ".join(f"{name}: {(side or 0) / _EMU_PER_POINT:.2f}pt" for name, side in sides.items())
        size = f"width: {(section.page_width or 0) / _EMU_PER_POINT:.2f}pt, height: {(section.page_height or 0) / _EMU_PER_POINT:.2f}pt"
        ends = "".join(
            f", {name}: context {{ {self._blocks(end._element, end.part)} }}"
            for name, end in (("header", section.header), ("footer", section.footer))
            if not end.is_linked_to_previous
        )
        return f"#set page({size}, margin: ({margin}){ends}, header-ascent: 7mm, footer-descent: 7mm)\n"

    def _blocks(self, parent: Element, part: Element, *, breaks: bool = True) -> str:
        """The paragraphs and tables of a body, a cell, a header or a footer."""
        lines: list[str] = []
        for child in parent:
            if child.tag == qn("w:p"):
                lines += self._paragraph(child, part, breaks)
            elif child.tag == qn("w:tbl"):
                lines.append(self._table(child, part))
            elif child.tag in _INSIDE:
                lines.append(self._blocks(child, part, breaks=breaks))
        return "\n".join(lines)

    def _paragraph(self, paragraph: Element, part: Element, breaks: bool) -> Iterator[str]:
        look = self._looks.of(paragraph)
        if breaks and look.breaks_before:
            yield "pagebreak(weak: true)"
        pieces: list[str] = []
        for piece in self._pieces(paragraph, paragraph, part, _Field()):
            if piece != _BREAK:
                pieces.append(piece)
            elif breaks:
                yield from (_line(look, pieces), _BREAK)
                pieces = []
        yield _line(look, pieces)

    def _pieces(self, parent: Element, paragraph: Element, part: Element, field: _Field) -> Iterator[str]:
        """The runs in order, each a call; a page break by itself."""
        for child in parent:
            if child.tag == qn("w:fldSimple") and (shown := _shown_field(child.get(qn("w:instr"), ""))):
                yield self._run(next(iter(child), paragraph), paragraph, shown)
            elif child.tag in _INSIDE:
                yield from self._pieces(child, paragraph, part, field)
            elif child.tag == qn("w:r"):
                for piece in self._run_pieces(child, part, field):
                    yield piece if piece == _BREAK else self._run(child, paragraph, piece)

    def _run_pieces(self, run: Element, part: Element, field: _Field) -> Iterator[str]:
        for child in run:
            name = child.tag.rpartition("}")[2]
            if name == "fldChar":
                field.is_shown = field.is_shown and child.get(qn("w:fldCharType")) == "separate"
            elif name == "instrText" and (shown := _shown_field(child.text or "")):
                field.is_shown = True
                yield shown
            elif name == "t" and not field.is_shown:
                yield _string(child.text or "")
            elif name == "tab":
                yield "h(2em)"
            elif name == "br":
                yield _BREAK if child.get(qn("w:type")) == "page" else "linebreak()"
            elif name == "drawing":
                yield from self._drawing(child, part)

    def _run(self, run: Element, paragraph: Element, content: str) -> str:
        look = self._looks.of_run(run, paragraph)
        fallback = SANS if any(part in look.font for part in _SANS_NAMES) else SERIF
        fonts = ", ".join(_string(name) for name in (look.font, *fallback) if name)
        return f"run-of(({fonts}), {look.size_pt}pt, {_truth(look.bold)}, {_truth(look.underlined)}, {content})"

    def _drawing(self, drawing: Element, part: Element) -> Iterator[str]:
        """The pictures that stand in the line."""
        for blip in drawing.iter(qn("a:blip")):
            picture, extent = part.related_parts.get(blip.get(qn("r:embed"))), next(drawing.iter(qn("wp:extent")), None)
            if picture is not None and extent is not None and picture.partname.ext.lower() in _SET:
                self._pictures += 1
                file = self._folder / f"picture-{self._pictures}.{picture.partname.ext.lower()}"
                file.write_bytes(picture.blob)
                yield f"box(image({_string(file.name)}, width: {int(extent.get('cx')) / _EMU_PER_POINT:.2f}pt))"

    def _table(self, table: Element, part: Element) -> str:
        columns = [points(column.get(qn("w:w"))) for column in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
        rows = [list(_cells(row)) for row in table.findall(qn("w:tr"))]
        cells = [
            self._cell(cell, part, span, _rows_spanned(rows, number, place))
            for number, row in enumerate(rows)
            for place, span, cell in row
            if _merge_of(cell) != "continue"
        ]
        widths = ", ".join(f"{width:.2f}pt" for width in columns)
        return f"table(columns: ({widths},), stroke: {self._looks.stroke_of(table)}, inset: 5.4pt, {', '.join(cells)})"

    def _cell(self, cell: Element, part: Element, columns: int, rows: int) -> str:
        body = self._blocks(cell, part, breaks=False)
        return f"table.cell(colspan: {columns}, rowspan: {rows}, align: horizon, {{ {body} }})"


def left_out(document: Docx) -> set[str]:
    """Names of what stands in the .docx and not in the PDF: numbering, boxes, notes, floating pictures, pictures of other kinds."""
    marks = {"numbering": "w:numPr", "boxes": "w:txbxContent", "notes": "w:footnoteReference", "floating": "wp:anchor"}
    ends = [end._element for section in document.sections for end in (section.header, section.footer) if not end.is_linked_to_previous]
    parts = [document.element.body, *ends]
    found = {name for name, tag in marks.items() if any(next(part.iter(_name(tag)), None) is not None for part in parts)}
    endings = {part.partname.ext.lower() for part in document.part.related_parts.values() if part.content_type.startswith("image/")}
    return found | ({"pictures"} if endings - _SET else set())


def _name(tag: str) -> str:
    return str(qn(tag))


def _line(look: Look, pieces: list[str]) -> str:
    """One paragraph; an empty one keeps its height."""
    body = " + ".join(pieces) if pieces else f"box(height: {look.size_pt}pt)"
    hanging = max(0.0, -look.first_pt)
    indents = (max(0.0, look.first_pt), hanging, look.left_pt - hanging, look.right_pt)
    measures = ", ".join(f"{measure:.2f}pt" for measure in (look.leading_pt, *indents, look.before_pt, look.after_pt))
    return f"line-of({_ALIGN.get(look.align, 'left')}, {measures}, {_truth(look.stays_with_next)}, {body})"


def _cells(row: Element) -> Iterator[tuple[int, int, Element]]:
    """(place in the grid, columns spanned, cell) from left to right."""
    place = 0
    for cell in row.findall(qn("w:tc")):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        columns = int(span.get(qn("w:val"))) if span is not None else 1
        yield place, columns, cell
        place += columns


def _merge_of(cell: Element) -> str:
    """How a cell is merged with those above and below: "restart", "continue", or not."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return "" if merge is None else str(merge.get(qn("w:val"), "continue"))


def _rows_spanned(rows: list[list[tuple[int, int, Element]]], number: int, place: int) -> int:
    """How many rows the cell at a place reaches down."""
    count = 1
    for row in rows[number + 1 :]:
        below = next((cell for start, _columns, cell in row if start == place), None)
        if below is None or _merge_of(below) != "continue":
            break
        count += 1
    return count


def _shown_field(instruction: str) -> str:
    """What typst shows for a field of Word; nothing for those that it does not know."""
    words = instruction.split()
    shown = _FIELDS.get(words[0].upper(), "") if words else ""
    return f"[#{shown}]" if shown else ""


def _string(text: str) -> str:
    r"""A literal of typst, whose escapes are those of JSON but for \uXXXX.

    >>> _string('他说："#sys"\\')
    '"他说：\\"#sys\\"\\\\"'
    """
    return json.dumps(text, ensure_ascii=False)


def _truth(value: bool) -> str:
    return "true" if value else "false"
