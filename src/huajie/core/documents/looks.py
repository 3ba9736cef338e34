"""How a paragraph and a run of a .docx look, after its own properties, its styles and the defaults of the document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document as Docx
from docx.oxml.ns import qn

_TWIPS_PER_POINT = 20
_LINE_OF_AUTO = 240  # what "single" is measured in
_SINGLE = 1.3  # a single line of a Chinese font against its size
_DEFAULT_SIZE_PT = 10.5
_OFF = {"0", "false", "none", "off"}
Element = Any  # python-docx's elements are lxml's, which has no types


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph, in points."""

    align: str
    size_pt: float
    leading_pt: float
    first_pt: float
    left_pt: float
    right_pt: float
    before_pt: float
    after_pt: float
    breaks_before: bool
    stays_with_next: bool


@dataclass(frozen=True, slots=True)
class RunLook:
    """A run."""

    font: str
    size_pt: float
    bold: bool
    underlined: bool


def points(twips: str | None) -> float:
    """Points from twentieths.

    >>> points("640"), points(None)
    (32.0, 0.0)
    """
    return float(twips or 0) / _TWIPS_PER_POINT


class Looks:
    """Answers for one document."""

    def __init__(self, document: Docx) -> None:
        styles = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
        self._default = next((s.get(qn("w:styleId")) for s in self._styles.values() if _is_default_paragraph(s)), "")
        self._defaults = {tag: list(styles.iterfind(f"{qn('w:docDefaults')}//{qn(tag)}")) for tag in ("w:pPr", "w:rPr")}

    def of(self, paragraph: Element) -> Look:
        """A paragraph's look."""
        chain = self._paragraph_chain(paragraph)
        size = self._size([*self._run_chain(None, paragraph)])
        first = _length(chain, "firstLine", size) - _length(chain, "hanging", size)
        return Look(
            align=_value(chain, "w:jc") or "both",
            size_pt=size,
            leading_pt=_leading(chain, size),
            first_pt=first,
            left_pt=_length(chain, "left", size) or _length(chain, "start", size),
            right_pt=_length(chain, "right", size) or _length(chain, "end", size),
            before_pt=points(_attribute(chain, "w:spacing", "w:before")),
            after_pt=points(_attribute(chain, "w:spacing", "w:after")),
            breaks_before=_is_on(chain, "w:pageBreakBefore"),
            stays_with_next=_is_on(chain, "w:keepNext"),
        )

    def of_run(self, run: Element, paragraph: Element) -> RunLook:
        """A run's look."""
        chain = [*self._run_chain(run, paragraph)]
        font = _attribute(chain, "w:rFonts", "w:eastAsia") or _attribute(chain, "w:rFonts", "w:ascii")
        return RunLook(font, self._size(chain), _is_on(chain, "w:b"), _is_on(chain, "w:u"))

    def stroke_of(self, table: Element) -> str:
        """The line of a table's cells: thin where it or its style has borders."""
        own = table.find(qn("w:tblPr"))
        style = self._styles.get(_value([own], "w:tblStyle")) if own is not None else None
        for place in (own, style):
            borders = next(place.iter(qn("w:tblBorders")), None) if place is not None else None
            if borders is not None:
                return "none" if all(side.get(qn("w:val")) in {"nil", "none"} for side in borders) else "0.5pt"
        return "none"

    def _paragraph_chain(self, paragraph: Element) -> list[Element]:
        own = paragraph.find(qn("w:pPr"))
        styled = [style.find(qn("w:pPr")) for style in self._styles_of(_value([own], "w:pStyle") or self._default)]
        return [part for part in (own, *styled, *self._defaults["w:pPr"]) if part is not None]

    def _run_chain(self, run: Element | None, paragraph: Element) -> Iterator[Element]:
        own = run.find(qn("w:rPr")) if run is not None else None
        of_paragraph = _value([paragraph.find(qn("w:pPr"))], "w:pStyle") or self._default
        styles = [*self._styles_of(_value([own], "w:rStyle")), *self._styles_of(of_paragraph)]
        for part in (own, *(style.find(qn("w:rPr")) for style in styles), *self._defaults["w:rPr"]):
            if part is not None:
                yield part

    def _styles_of(self, name: str) -> Iterator[Element]:
        """The style and those that it is based on. A ring ends where it began."""
        seen: set[str] = set()
        while name and name not in seen and name in self._styles:
            seen.add(name)
            yield self._styles[name]
            name = _value([self._styles[name]], "w:basedOn")

    def _size(self, chain: list[Element]) -> float:
        return float(_value(chain, "w:sz") or _DEFAULT_SIZE_PT * 2) / 2


def _is_default_paragraph(style: Element) -> bool:
    return (style.get(qn("w:type")), style.get(qn("w:default"))) == ("paragraph", "1")


def _attribute(chain: list[Element], tag: str, name: str) -> str:
    """The attribute where it is nearest."""
    for part in chain:
        found = part.find(qn(tag)) if part is not None else None
        if found is not None and found.get(qn(name)) is not None:
            return str(found.get(qn(name)))
    return ""


def _value(chain: list[Element], tag: str) -> str:
    return _attribute(chain, tag, "w:val")


def _is_on(chain: list[Element], tag: str) -> bool:
    """True if and only if the nearest mark of that name is not switched off."""
    found = next((mark for part in chain if (mark := part.find(qn(tag))) is not None), None)
    return found is not None and str(found.get(qn("w:val"), "1")).lower() not in _OFF


def _length(chain: list[Element], side: str, size_pt: float) -> float:
    """An indent: in hundredths of a character, or in twentieths of a point."""
    characters = _attribute(chain, "w:ind", f"w:{side}Chars")
    return float(characters) / 100 * size_pt if characters not in {"", "0"} else points(_attribute(chain, "w:ind", f"w:{side}"))


def _leading(chain: list[Element], size_pt: float) -> float:
    """What lies between two lines: the distance of lines less the size of the text."""
    line = float(_attribute(chain, "w:spacing", "w:line") or _LINE_OF_AUTO)
    if _attribute(chain, "w:spacing", "w:lineRule") in {"exact", "atLeast"}:
        return max(0.0, line / _TWIPS_PER_POINT - size_pt)
    return max(0.0, (line / _LINE_OF_AUTO * _SINGLE - 1) * size_pt)
