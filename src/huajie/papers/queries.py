"""Templates as their pages show them."""

from dataclasses import dataclass
from datetime import date

from huajie.core.documents import DOCUMENTS, Document, DocumentKind
from huajie.core.documents.checking import not_on_paper
from huajie.core.documents.versions import Version, built_in, in_force
from huajie.core.models import OfficeTemplate


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of document in the list: the template of today, and the next one if there is one waiting."""

    document: Document
    version: Version
    next_since: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A version in the history of a document."""

    version: Version
    holds: bool
    withdrawn: bool
    waits: bool


def lines(today: date) -> list[Line]:
    """Every kind of document. Two queries."""
    now = in_force(today)
    waiting = OfficeTemplate.objects.filter(since__gt=today, withdrawn_at=None).order_by("-since")
    following = {template.kind: template.since for template in waiting}  # the earliest is written last
    return [Line(document, now[kind], following.get(kind)) for kind, document in DOCUMENTS.items()]


def history(kind: DocumentKind, today: date) -> list[Standing]:
    """The versions of one document, the newest first, the built-in one last. Two queries."""
    holds = in_force(today)[kind]
    own = OfficeTemplate.objects.filter(kind=kind).order_by("-since", "-pk")
    versions = [*(Version(kind, template.since, template) for template in own), built_in(kind)]
    return [_standing(version, holds, today) for version in versions]


def _standing(version: Version, holds: Version, today: date) -> Standing:
    withdrawn = version.own is not None and version.own.withdrawn_at is not None
    return Standing(version, version == holds, withdrawn, not withdrawn and version.since > today)


def leaves_out(version: Version) -> list[object]:
    """What the version holds that its PDF does not show."""
    return not_on_paper(version.content())
