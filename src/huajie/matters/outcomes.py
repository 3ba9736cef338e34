"""The outcome of a matter: which kinds fit it, which one stands, and what a new one begins with."""

from dataclasses import dataclass
from datetime import date

from huajie.matters.models import PROVING, Attachment, Kind, Matter, Outcome, OutcomeKind, PetitionClass, Telling
from huajie.matters.next_routes import next_route_of
from huajie.people.trees import within

_ANY = (OutcomeKind.AGREEMENT, OutcomeKind.NO_AGREEMENT)
_BY_KIND: dict[str, tuple[OutcomeKind, ...]] = {
    Kind.DISPUTE: (*_ANY, OutcomeKind.REFERRED),
    Kind.HARDSHIP: (OutcomeKind.RELIEVED, OutcomeKind.REFERRED, OutcomeKind.EXPLAINED, OutcomeKind.NOT_SUPPORTED),
    Kind.PETITION: (OutcomeKind.SUPPORTED, OutcomeKind.EXPLAINED, OutcomeKind.NOT_SUPPORTED, *_ANY),
}
_OF_SUGGESTIONS = (OutcomeKind.TAKEN_UP, OutcomeKind.NOTED)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form of an outcome begins with: what stands already, or what the register knows."""

    kind: str
    request: str
    facts: str
    opinion: str
    law: str
    next_route: str


def kinds_for(matter: Matter) -> tuple[OutcomeKind, ...]:
    """The kinds of outcome that fit: 信访工作条例 §29 for suggestions, §32 and §33 for other petitions."""
    if matter.kind == Kind.PETITION and matter.petition_class == PetitionClass.SUGGESTION:
        return _OF_SUGGESTIONS
    return _BY_KIND[matter.kind]


def outcome_of(matter: Matter) -> Outcome | None:
    """The outcome that stands."""
    return Outcome.objects.filter(matter=matter, superseded=False).select_related("by").order_by("-pk").first()


def evidence_of(matter: Matter) -> list[Attachment]:
    """The files that show it."""
    return list(Attachment.objects.filter(within("matter", [matter.pk]), withdrawn_because="", purpose__in=PROVING))


def draft_for(matter: Matter, on: date) -> Draft:
    """The outcome that stands; else the newest before it; else the request in the words of the first telling. Two queries."""
    last = Outcome.objects.filter(matter=matter).order_by("superseded", "-pk").first()
    if last:
        return Draft(last.kind, last.request, last.facts, last.opinion, last.law, last.next_route)
    told = Telling.objects.filter(within("matter", [matter.pk]), withdrawn=False).order_by("pk").values_list("text", flat=True)
    return Draft("", told.first() or matter.summary, "", "", "", next_route_of(matter, on))
