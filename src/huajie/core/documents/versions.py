"""Which template holds on a day: the office's own, if it has one since then, and the built-in one otherwise."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from huajie.core import filing
from huajie.core.documents.drafting import draft, drawn_up
from huajie.core.documents.kinds import DocumentKind
from huajie.core.models import OfficeTemplate


@dataclass(frozen=True, slots=True)
class Version:
    """A template since a day. The office's own has a number."""

    kind: DocumentKind
    since: date
    own: OfficeTemplate | None = None

    def content(self) -> bytes:
        """The .docx."""
        return b"".join(filing.pieces_of(self.own.key)) if self.own else drawn_up(self.kind)


def built_in(kind: DocumentKind) -> Version:
    """The template that comes with the house."""
    return Version(kind, draft(kind).since)


def version_on(kind: DocumentKind, day: date) -> Version:
    """The template that holds on the day. Of two versions since one day, the one that was added later."""
    own = _own(day).filter(kind=kind).last()
    return Version(kind, own.since, own) if own else built_in(kind)


def in_force(day: date) -> dict[DocumentKind, Version]:
    """The templates that hold on the day, of every kind. One query."""
    own = {DocumentKind(template.kind): Version(DocumentKind(template.kind), template.since, template) for template in _own(day)}
    return {kind: own.get(kind) or built_in(kind) for kind in DocumentKind}


def _own(day: date) -> QuerySet[OfficeTemplate]:
    """The office's own since that day or earlier, the one that counts last."""
    return OfficeTemplate.objects.filter(since__lte=day, withdrawn_at=None).order_by("since", "pk")
