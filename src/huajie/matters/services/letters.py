"""The letter with which a unit is asked to lead or to assist: kept with the case as it went out."""

import io

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.documents import render
from huajie.core.errors import Refused
from huajie.matters.access import demand
from huajie.matters.handovers import live_of
from huajie.matters.models import Handover, Matter
from huajie.matters.papers import joint_letter
from huajie.matters.services.keeping import keep_file
from huajie.matters.services.moving import lock
from huajie.matters.withheld import demand_not_reported


@transaction.atomic
def send_letter(handover: Handover, *, by: Staff) -> Handover:
    """The letter went out to the unit. It is kept as it was, whatever becomes of the template or of the parts."""
    found = lock(handover.matter)
    demand(by, Permission.ROUTE_MATTERS, found)
    held = Handover.objects.select_related("unit", "from_unit").get(pk=handover.pk)
    _demand_sense(held, found)
    demand_not_reported(found, units=[held.unit])
    paper = joint_letter(held, found)
    docx = render(paper.kind, paper.data, on=timezone.localdate()).docx
    held.letter = keep_file(found, io.BytesIO(docx), f"{paper.label} {held.unit.name}.docx", purpose="letter", by=by)
    held.save(update_fields=["letter"])
    record(Act.LETTER_SENT, by=by, subject=found.ref, detail={"unit": held.unit.code, "attachment": held.letter.pk})
    return held


def _demand_sense(handover: Handover, matter: Matter) -> None:
    if handover.letter_id:
        raise Refused(_("This letter was sent already. It is kept with the files of the case."))
    if not live_of(matter).filter(pk=handover.pk).exists():
        raise Refused(_("%(unit)s has no duty in this matter any more.") % {"unit": handover.unit.name})
