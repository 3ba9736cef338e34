"""Writes sheets as an OpenDocument spreadsheet, by hand: a zip with three small files."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from huajie.demo.sheets import Merge, Sheet
from huajie.demo.values import Cell

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2"><office:body><office:spreadsheet>"""
CLOSING = "</office:spreadsheet></office:body></office:document-content>"


def write_ods(path: Path, sheets: Sequence[Sheet]) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", TYPE, ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", OPENING + "".join(part for sheet in sheets for part in table(sheet)) + CLOSING)


def table(sheet: Sheet) -> Iterator[str]:
    merges = {(merge.top, merge.left): merge for merge in sheet.merges}
    covered = {
        (row, column)
        for merge in sheet.merges
        for row in range(merge.top, merge.bottom + 1)
        for column in range(merge.left, merge.right + 1)
    } - set(merges)
    yield f"<table:table table:name={quoteattr(sheet.name)}>"
    for index, row in enumerate(sheet.rows):
        yield '<table:table-row table:visibility="collapse">' if index in sheet.hidden else "<table:table-row>"
        for column, value in enumerate(row):
            yield "<table:covered-table-cell/>" if (index, column) in covered else cell(value, merges.get((index, column)))
        yield "</table:table-row>"
    yield "</table:table>"


def cell(value: Cell, merge: Merge | None) -> str:
    """One cell with its type; a line break becomes a paragraph of its own."""
    span = ""
    if merge:
        span = f' table:number-columns-spanned="{merge.right - merge.left + 1}" table:number-rows-spanned="{merge.bottom - merge.top + 1}"'
    if value is None:
        return f"<table:table-cell{span}/>"
    if isinstance(value, date):
        return f'<table:table-cell{span} office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell{span} office:value-type="float" office:value="{value!r}"/>'
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell{span} office:value-type="string">{paragraphs}</table:table-cell>'
