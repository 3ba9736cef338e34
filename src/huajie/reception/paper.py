"""The receipt and the decision on legal aid, on paper. Papers for residents are in Chinese."""

from datetime import date

from django.utils import timezone

from huajie.matters.models import PartyRole
from huajie.reception.codes import in_fours
from huajie.reception.models import LegalAid, LegalAidStep, Request

DECISIONS = {
    "grant": "给予法律援助。",
    "overturn": "撤销原不予法律援助的决定，给予法律援助。",
    "refuse": "不予法律援助。",
    "uphold": "维持不予法律援助的决定。",
}
OBJECTION = "可以向司法行政部门提出（《中华人民共和国法律援助法》第四十九条）。"


def receipt_fields(request: Request, *, link: str, on: date, is_hidden: bool) -> dict[str, object]:
    """What the template of the receipt is filled with. Of a matter that is withheld from the clerk it names neither person nor subject."""
    matter = request.matter.standing
    names = [party.person.shown_name for party in request.matter.parties.filter(source=request.source, role=PartyRole.SUBJECT)]
    return {
        "reference": matter.ref,
        "title": "" if is_hidden else matter.title,
        "resident": "" if is_hidden else "、".join(names),
        "office": request.unit.name,
        "issued_on": on,
        "received_on": on,
        "answer_by": matter.deadline,
        "channel": str(request.get_channel_display()),
        "code": in_fours(request.code),
        "clerk": request.recorded_by.display_name,
        "link": link,
    }


def decision_fields(aid: LegalAid, step: LegalAidStep) -> dict[str, object]:
    """What the template of the decision on legal aid is filled with."""
    day = timezone.localdate(step.at)
    return {
        "resident": aid.person.shown_name,
        "title": aid.purpose,
        "issued_on": day,
        "received_on": aid.received_on,
        "decision": DECISIONS[step.move],
        "reason": step.facts.get("because", ""),
        "law": step.facts.get("law", ""),
        "next_route": step.facts.get("next_route", "") or OBJECTION,
    }
