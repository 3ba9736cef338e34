"""Every document comes out as .docx and as PDF, says what is missing beforehand, and no value in it can give an order."""

import io
import re
import zlib
from datetime import date

import docx
import pytest
import typst
from docx.document import Document as Docx
from docx.enum.text import WD_BREAK

from huajie.core.documents import DOCUMENTS, DocumentKind, FontsMissing, missing, pdf, render
from huajie.core.documents.checking import check_template, not_on_paper
from huajie.core.documents.drafting import drawn_up
from huajie.core.documents.fields import Form
from huajie.core.documents.paper import typeset
from huajie.core.documents.rendering import BLANK
from huajie.core.documents.samples import sample
from huajie.core.errors import Refused

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 20)


def words_of(content: bytes) -> str:
    """Every text of a .docx."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def words_on_paper(content: bytes) -> str:
    """Every text of a PDF, by the tables in which its fonts say what their glyphs mean."""
    plain = [_inflated(stream) for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)]
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", b"".join(part for part in plain if b"beginbfchar" in part or b"bfrange" in part))
    return "".join(bytes.fromhex(said.decode()).decode("utf-16-be") for _glyph, said in pairs)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def template(*lines: str) -> Docx:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return document


def saved(document: Docx) -> bytes:
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_holds_every_value_in_both_forms(kind: DocumentKind) -> None:
    values = sample(kind)
    assert missing(kind, values) == ()
    made = render(kind, values, on=DAY)
    words = words_of(made.docx)
    for name in values.keys() - {field.name for field in DOCUMENTS[kind].fields if field.form in {Form.CODE, Form.ROWS}}:
        value = values[name]
        shown = f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)
        assert all(line in words for line in shown.splitlines()), name
    assert BLANK not in words
    paper = pdf(kind, values, on=DAY)
    assert paper.startswith(b"%PDF-")
    assert set(re.sub(r"\s", "", words)) - set(words_on_paper(paper)) <= set(BLANK)


def test_the_receipt_carries_a_code_to_scan_and_the_letter_each_units_duty() -> None:
    receipt = docx.Document(io.BytesIO(render(DocumentKind.RECEIPT, sample(DocumentKind.RECEIPT), on=DAY).docx))
    assert len(receipt.inline_shapes) == 1
    assert "新华司法所（样例）：组织双方调解，2026年10月20日前完成。" in words_of(
        render(DocumentKind.JOINT, sample(DocumentKind.JOINT), on=DAY).docx
    )


def test_what_is_missing_is_said_before_and_stands_as_a_blank() -> None:
    values = {**sample(DocumentKind.OUTCOME), "law": "", "phone": None}
    assert {field.name for field in missing(DocumentKind.OUTCOME, values)} == {"law", "phone"}
    assert words_of(render(DocumentKind.OUTCOME, values, on=DAY).docx).count(BLANK) == 2


def test_a_field_that_is_not_declared_is_an_error() -> None:
    with pytest.raises(ValueError, match="risk"):
        render(DocumentKind.OUTCOME, {"risk": "高"}, on=DAY)


HOSTILE = '卫 & <w:t>兰</w:t> {{ 7*7 }} #sys.inputs "] \\ $x$ \x00\x0b'


def test_a_value_stays_a_text_in_both_forms() -> None:
    made = render(DocumentKind.TRANSFER, {**sample(DocumentKind.TRANSFER), "reason": HOSTILE}, on=DAY)
    assert '卫 & <w:t>兰</w:t> {{ 7*7 }} #sys.inputs "] \\ $x$' in words_of(made.docx)
    assert set("{}#*$") <= set(words_on_paper(typeset(made.docx)))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{{ risk_level }}", "risk_level"),
        ("{{ resident.__class__.__mro__ }}", "unsafe"),
        ("{{ resident.phone.number }}", "填不进"),
        ("{% for each in units %}", "填不进"),
        ("{{ range(10) }}", "range"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_the_reason(line: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_template(saved(template(line, "{{ resident }}")), DocumentKind.TRANSFER)


def test_a_refusal_may_not_leave_out_the_route_that_is_open() -> None:
    with pytest.raises(Refused, match="next_route"):
        check_template(saved(template("{{ resident }}：不予受理。{{ reason }}")), DocumentKind.NOT_ACCEPTED)


def test_a_file_that_is_no_document_is_refused() -> None:
    with pytest.raises(Refused):
        check_template(b"PK\x03\x04nothing", DocumentKind.TRANSFER)


@pytest.mark.parametrize("kind", DocumentKind)
def test_what_comes_with_the_house_passes_the_check_of_an_offices_own(kind: DocumentKind) -> None:
    check_template(drawn_up(kind), kind)
    assert not_on_paper(drawn_up(kind)) == []


def test_merged_cells_page_breaks_and_pictures_reach_the_paper() -> None:
    document = template("第一页")
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 0)).text = "合并"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "横跨"
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("第二页", style="Heading 1")
    paper = typeset(saved(document))
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 2
    assert set("合并横跨第二页") <= set(words_on_paper(paper))


def test_what_paper_leaves_out_is_named() -> None:
    document = template("一")
    document.add_paragraph("编号的段落")._p.get_or_add_pPr()._add_numPr()
    assert len(not_on_paper(saved(document))) == 1


def test_without_a_chinese_font_the_refusal_names_the_package() -> None:
    with pytest.raises(FontsMissing, match="fonts-noto-cjk"):
        typeset(drawn_up(DocumentKind.TRANSFER), typst.Fonts(include_system_fonts=False))


def test_every_kind_says_what_it_rests_on_and_demands_only_what_it_declares() -> None:
    for document in DOCUMENTS.values():
        assert document.article.endswith("条")
        assert document.by_law <= {field.name for field in document.fields if field.needed}
