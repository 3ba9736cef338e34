"""Documents: a dated template that an office can edit, and data, become .docx and PDF; what is missing is said before."""

from huajie.core.documents.fields import Field
from huajie.core.documents.kinds import DOCUMENTS, Document, DocumentKind
from huajie.core.documents.paper import FontsMissing
from huajie.core.documents.rendering import Rendered, missing, pdf, render

__all__ = ["DOCUMENTS", "Document", "DocumentKind", "Field", "FontsMissing", "Rendered", "missing", "pdf", "render"]
