"""Which template holds on a day: the office's own, if it has one since then, and the built-in one otherwise."""

from dataclasses import dataclass
from datetime import date

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
    own = OfficeTemplate.objects.filter(kind=kind, since__lte=day, withdrawn_at=None).order_by("-since", "-pk").first()
    return Version(kind, own.since, own) if own else built_in(kind)
