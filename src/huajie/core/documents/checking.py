"""Trying out an office's own template before it holds: it can be filled, says what the law demands, and asks for nothing unknown."""

import io
from typing import Any
from zipfile import BadZipFile

import docx
import typst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError

from huajie.core.documents.kinds import DOCUMENTS, Document, DocumentKind
from huajie.core.documents.paper import FontsMissing, typeset
from huajie.core.documents.rendering import fill, sandbox
from huajie.core.documents.samples import sample
from huajie.core.documents.typesetting import left_out
from huajie.core.errors import Refused

_LONGEST_WHY = 200
LEFT_OUT = {
    "numbering": gettext_lazy("automatic numbering (type the numbers)"),
    "boxes": gettext_lazy("text boxes"),
    "notes": gettext_lazy("footnotes"),
    "floating": gettext_lazy("the place of floating pictures (set them in line with the text)"),
    "pictures": gettext_lazy("pictures that are not PNG, JPEG, GIF or SVG"),
}


def check_template(content: bytes, kind: DocumentKind) -> None:
    """Refuses a template that cannot be used, with what to change."""
    document = DOCUMENTS[kind]
    try:
        _check_fields(_asked(content), document)
        filled = fill(content, document, sample(kind), StrictUndefined)
        typeset(filled)
    except FontsMissing:
        return  # then there are no PDFs at all, and the page says so
    except (TemplateError, TypeError, ArithmeticError) as error:
        said = _("The template cannot be filled: %(why)s. Compare its {{ }} and {%% %%} with the template that comes with the system.")
        raise Refused(said % {"why": str(error)[:_LONGEST_WHY].rstrip(".")}) from None
    except (PackageNotFoundError, SyntaxError, BadZipFile, KeyError, ValueError, typst.TypstError):  # lxml's is a SyntaxError
        raise Refused(_("The template cannot be read as a Word document (.docx). Open it, save it anew as .docx and try again.")) from None


def not_on_paper(content: bytes) -> list[Any]:  # Any: lazy texts
    """What a template holds that its PDF leaves out."""
    return [LEFT_OUT[name] for name in sorted(left_out(docx.Document(io.BytesIO(content))))]


def _asked(content: bytes) -> set[str]:
    """The names that the template asks for."""
    return set(DocxTemplate(io.BytesIO(content)).get_undeclared_template_variables(sandbox()))


def _check_fields(asked: set[str], document: Document) -> None:
    unknown = asked - {field.name for field in document.fields}
    if unknown:
        said = _("The template asks for fields that this document does not have: %(fields)s. The list below shows those that it has.")
        raise Refused(said % {"fields": ", ".join(sorted(unknown))})
    lacking = [field for field in document.fields if field.name in document.by_law - asked]
    if lacking:
        said = _("By law (%(article)s) this document says: %(fields)s. Put them into the template.")
        fields = ", ".join(f"{{{{ {field.name} }}}} {field.label}" for field in lacking)
        raise Refused(said % {"article": document.article, "fields": fields})
