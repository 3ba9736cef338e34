"""What stands in the papers of a matter: the notices that it owes, the proof that one was served, the letters to its units, and the closing
report.

Papers are in Chinese, whatever language the reader works in.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from huajie.core.documents import DocumentKind, Field, missing
from huajie.core.documents.kinds import DOCUMENTS
from huajie.core.documents.rendering import BLANK
from huajie.matters.handovers import live_of
from huajie.matters.models import (
    Confirmation,
    FollowUp,
    Handover,
    HandoverDuty,
    Matter,
    MatterClock,
    Notice,
    Outcome,
    Party,
    PartyRole,
    Telling,
)
from huajie.matters.services.handing import day_of
from huajie.matters.states import NoticeKind
from huajie.people.trees import standing, within

KINDS: dict[NoticeKind, DocumentKind] = {
    NoticeKind.RECEIPT: DocumentKind.RECEIPT,
    NoticeKind.ACCEPTANCE: DocumentKind.ACCEPTANCE,
    NoticeKind.NOT_ACCEPTED: DocumentKind.NOT_ACCEPTED,
    NoticeKind.TRANSFER: DocumentKind.TRANSFER,
    NoticeKind.EXTENSION: DocumentKind.EXTENSION,
    NoticeKind.SUSPENSION: DocumentKind.SUSPENSION,
    NoticeKind.OUTCOME: DocumentKind.OUTCOME,
    NoticeKind.REOPENING: DocumentKind.REOPENING,
    NoticeKind.WITHDRAWAL: DocumentKind.WITHDRAWAL,
    NoticeKind.REVIEW: DocumentKind.REVIEW,
    NoticeKind.RE_REVIEW: DocumentKind.REREVIEW,
}


@dataclass(frozen=True)
class Paper:
    """A document with what fills it."""

    kind: DocumentKind
    data: Mapping[str, object]

    @property
    def missing(self) -> tuple[Field, ...]:
        """What stands as a blank, for a pen."""
        return missing(self.kind, self.data)

    @property
    def label(self) -> str:
        return str(DOCUMENTS[self.kind].label)


@override("zh-hans")
def paper_of(notice: Notice, matter: Matter) -> Paper:
    """The notice as a document: what the move said, the matter, and the outcome that it tells."""
    kind = KINDS[NoticeKind(notice.kind)]
    known = _of_matter(matter) | _of_notice(notice)
    if notice.kind == NoticeKind.OUTCOME:
        known |= _of_outcome(notice, matter)
    return Paper(kind, {field.name: known.get(field.name) for field in DOCUMENTS[kind].fields})


@override("zh-hans")
def proof_of(notice: Notice, matter: Matter) -> Paper:
    """The proof of delivery, to be signed by whoever receives the notice; once it was served, with day and way."""
    known = _of_matter(matter) | {
        "number": _number(notice),
        "served_document": str(DOCUMENTS[KINDS[NoticeKind(notice.kind)]].label),
        "served_on": notice.served_on,
        "way": notice.get_served_by_display(),
        "remark": notice.served_note,
        "clerk": str(notice.recorded_by or ""),
    }
    kind = DocumentKind.DELIVERY
    return Paper(kind, {field.name: known.get(field.name) for field in DOCUMENTS[kind].fields})


@override("zh-hans")
def closing_report(matter: Matter) -> Paper:
    """The report with which the file closes: facts, outcome, how the resident confirmed it, and what was looked at afterwards."""
    outcome = Outcome.objects.filter(matter=matter).order_by("superseded", "-pk").first()
    answer = Confirmation.objects.filter(outcome=outcome, settled=True, is_recheck=False).order_by("-pk").first()
    looks = FollowUp.objects.filter(matter=matter, done_on__isnull=False)
    known = _of_matter(matter) | {
        "parties": "、".join(_names(matter, Q())),
        "closed_on": matter.closed_on,
        "facts": outcome.facts if outcome else "",
        "opinion": outcome.opinion if outcome else "",
        "confirmation": _said(answer),
        "follow_up": "\n".join(f"{look.done_on}：{look.text}" for look in looks),
        "clerk": str(outcome.by or "") if outcome else "",
        "issued_on": timezone.localdate(),
    }
    kind = DocumentKind.CLOSING
    return Paper(kind, {field.name: known.get(field.name) for field in DOCUMENTS[kind].fields})


@override("zh-hans")
def joint_letter(handover: Handover, matter: Matter) -> Paper:
    """The letter with which a unit is asked to lead or to assist, with the parts of all, if there are several."""
    known = _of_matter(matter)
    parts = list(live_of(matter).select_related("unit").order_by("-duty", "pk"))
    sender = handover.from_unit or matter.territorial_unit
    known |= {
        "number": f"〔{timezone.localdate(handover.sent_at).year}〕{handover.pk}号",
        "office": sender.name if sender else "",
        "issued_on": timezone.localdate(),
        "unit": handover.unit.name,
        "part": _PARTS[HandoverDuty(handover.duty)],
        "requirements": handover.task or handover.because,
        "due_on": handover.due_on or known["due_on"],
        "units": [_part(one, known["due_on"]) for one in parts] if len(parts) > 1 else [],
    }
    kind = DocumentKind.JOINT
    return Paper(kind, {field.name: known.get(field.name) for field in DOCUMENTS[kind].fields})


_PARTS = {HandoverDuty.LEAD: "牵头办理", HandoverDuty.ASSIST: "协助办理"}


def _part(handover: Handover, settled_by: object) -> dict[str, object]:
    duty = handover.task or _PARTS[HandoverDuty(handover.duty)]
    return {"unit": handover.unit.name, "duty": duty, "due_on": handover.due_on or settled_by or BLANK}


def _of_matter(matter: Matter) -> dict[str, object]:
    """What every paper says of the matter. Five queries."""
    told = Telling.objects.filter(within("matter", [matter.pk]), withdrawn=False).order_by("told_on", "pk").first()
    settles = MatterClock.objects.filter(matter=matter, code__in=("XF-CLOSE", "HD-SETTLE", "HD-RELIEF")).order_by("-pk").first()
    accepted = matter.steps.filter(move="accept").order_by("-pk").first()
    office = matter.lead_unit or matter.territorial_unit
    return {
        "reference": matter.ref,
        "title": matter.title,
        "resident": "、".join(_names(matter, Q(role=PartyRole.SUBJECT))),
        "office": office.name if office else "",
        "unit": office.name if office else "",
        "channel": told.get_channel_display() if told else "",
        "received_on": matter.first_told_on or timezone.localdate(matter.created_at),
        "accepted_on": timezone.localdate(accepted.at) if accepted else None,
        "due_on": settles.due_on if settles else None,
        "answer_by": matter.deadline,
    }


def _of_notice(notice: Notice) -> dict[str, object]:
    """What the move said, and who wrote it. Days are written as texts there."""
    said = {name: value for name, value in notice.facts.items() if value}
    days = {name: day_of(str(said[name])) for name in ("due_on", "new_due_on", "until", "earlier_on") if name in said}
    texts = {name: said[name] for name in _SAID if name in said}
    known: dict[str, object] = {
        "number": _number(notice),
        "issued_on": notice.owed_since,
        "reason": said.get("because") or said.get("words", ""),
        "clerk": str(notice.step.by or "") if notice.step else "",
        **texts,
        **days,
    }
    if notice.kind == NoticeKind.TRANSFER:
        known |= {"unit": said.get("body", ""), "transferred_on": notice.owed_since}
    return known


_SAID = ("law", "next_route", "procedure", "approved_by", "words", "claims", "facts", "opinion", "earlier_unit", "office")


def _of_outcome(notice: Notice, matter: Matter) -> dict[str, object]:
    """The outcome that the notice tells: the last one written before it was owed."""
    written = Outcome.objects.filter(matter=matter, written_at__lte=notice.made_at).order_by("-pk").first()
    if written is None:
        return {}
    return {
        "claims": written.request,
        "facts": written.facts,
        "opinion": written.opinion,
        "law": written.law,
        "next_route": written.next_route,
    }


def _names(matter: Matter, narrowed: Q) -> list[str]:
    parties = Party.objects.filter(narrowed, within("matter", [matter.pk])).select_related("person__root").order_by("pk")
    return list(dict.fromkeys(standing(party.person).shown_name for party in parties))


def _number(notice: Notice) -> str:
    """〔2026〕17号: unique in the register; an office that counts in its own way writes its own."""
    return f"〔{notice.owed_since.year}〕{notice.pk}号"


def _said(answer: Confirmation | None) -> str:
    if answer is None:
        return ""
    return f"{timezone.localdate(answer.at)} {answer.get_way_display()} {answer.words}".strip()
