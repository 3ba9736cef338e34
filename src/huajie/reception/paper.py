"""The receipt on paper."""

from datetime import date

from huajie.matters.models import PartyRole
from huajie.reception.codes import in_fours
from huajie.reception.models import Request


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
