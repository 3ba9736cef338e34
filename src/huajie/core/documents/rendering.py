"""A template and data become a document. Templates are run in a sandbox, for an office may upload its own."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from huajie.core.documents.fields import Field, Form
from huajie.core.documents.kinds import DOCUMENTS, Document, DocumentKind
from huajie.core.documents.paper import typeset
from huajie.core.documents.versions import Version, version_on
from huajie.core.qr import qr_png

BLANK = "＿＿＿＿＿＿"  # printed where a value is missing, for a pen
_CODE_WIDTH = Mm(25)
_NOT_FOR_XML = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")  # a tab and a new line may stay


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document, and the version of the template that it was made from."""

    docx: bytes
    version: Version


def missing(kind: DocumentKind, data: Mapping[str, object]) -> tuple[Field, ...]:
    """The needed fields that are empty, in the order of the document; said before it is made."""
    return tuple(field for field in DOCUMENTS[kind].fields if field.needed and not data.get(field.name))


def render(kind: DocumentKind, data: Mapping[str, object], *, on: date) -> Rendered:
    """The document as .docx, by the template of that day. What is missing stands as a blank. Only declared fields may be given."""
    version = version_on(kind, on)
    return Rendered(fill(version.content(), DOCUMENTS[kind], data), version)


def pdf(kind: DocumentKind, data: Mapping[str, object], *, on: date) -> bytes:
    """The same document as PDF. Raises FontsMissing where no Chinese font is installed."""
    return typeset(render(kind, data, on=on).docx)


def fill(template: bytes, document: Document, data: Mapping[str, object], undefined: type[Undefined] = Undefined) -> bytes:
    """A template with the values of the declared fields."""
    unknown = set(data) - {field.name for field in document.fields}
    if unknown:
        raise ValueError(f"{document.kind} declares no {', '.join(sorted(unknown))}")
    file = DocxTemplate(io.BytesIO(template))
    values = {field.name: _shown(file, field, data.get(field.name)) for field in document.fields}
    file.render(values, sandbox(undefined), autoescape=True)
    sink = io.BytesIO()
    file.save(sink)
    return sink.getvalue()


def sandbox(undefined: type[Undefined] = Undefined) -> ImmutableSandboxedEnvironment:
    """Where templates run: values are escaped, nothing can be reached from them, and there is nothing to call."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=undefined)
    environment.globals.clear()
    return environment


def _shown(file: DocxTemplate, field: Field, value: object) -> object:
    """How a value stands in the document. Emptiness that may be is empty, so that a template can ask for it."""
    if field.form is Form.ROWS:
        rows = value if isinstance(value, list | tuple) else ()
        return [{name: _text(each) for name, each in row.items()} for row in rows]
    if not value:
        return BLANK if field.needed else ""
    if field.form is Form.CODE:
        return InlineImage(file, io.BytesIO(qr_png(str(value))), width=_CODE_WIDTH)
    return _text(value)


def _text(value: object) -> str:
    r"""The value in words; its lines become paragraphs.

    >>> _text(date(2026, 9, 20)), _text("一\n二")
    ('2026年9月20日', '一\x07二')
    """
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return _NOT_FOR_XML.sub("", str(value).strip()).replace("\n", "\a")
