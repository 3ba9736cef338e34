"""Looking, some time after closing, whether it holds."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.matters.access import demand
from huajie.matters.models import FollowUp
from huajie.matters.services.moving import lock, move
from huajie.matters.states import State


@transaction.atomic
def record_follow_up(look: FollowUp, *, by: Staff, holds: bool, text: str) -> FollowUp:
    """What was found. It does not hold: the matter is opened again, with what was found as the reason."""
    held = FollowUp.objects.select_for_update(of=("self",)).select_related("matter").get(pk=look.pk)
    found = lock(held.matter)
    demand(by, Permission.WORK_MATTERS, found)
    if held.done_on:
        raise Refused(_("This was looked at on %(day)s.") % {"day": held.done_on})
    if found.state not in {State.CONFIRMED, State.FOLLOWED_UP}:
        raise Refused(_("The matter is not closed any more: nothing has to be followed up."))
    if not text.strip():
        raise Refused(_("Write down what you found."))
    held.done_on, held.by, held.holds, held.text = timezone.localdate(), by, holds, text.strip()[:400]
    held.save(update_fields=["done_on", "by", "holds", "text"])
    if holds:
        record(Act.FOLLOW_UP_RECORDED, by=by, subject=found.ref, detail={"follow_up": held.pk})
    else:
        facts = {"by": "follow_up", "follow_up": str(held.pk)}
        move(found, "reopen", by=by, because=held.text, facts=facts, under=Permission.WORK_MATTERS)
    return held
