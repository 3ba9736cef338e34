"""Kinds of document in addresses: one that there is not is no address."""

from huajie.core.documents import DocumentKind


class DocumentKindConverter:
    """Between `not_accepted` and the kind."""

    regex = "|".join(DocumentKind)

    def to_python(self, value: str) -> DocumentKind:
        return DocumentKind(value)

    def to_url(self, value: str) -> str:
        return str(value)
