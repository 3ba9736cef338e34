"""Codes sent to a resident's phone, by which they confirm themselves. Staff never see one; only a keyed digest is kept."""

import hmac
import secrets
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.crypto import blind_index
from huajie.core.errors import Refused
from huajie.core.sms import send_sms
from huajie.matters.access import demand
from huajie.matters.models import Matter, Outcome, Party, PartyRole, PhoneCode
from huajie.matters.outcomes import outcome_of
from huajie.matters.services.moving import lock
from huajie.matters.states import State
from huajie.people.models import Phone
from huajie.people.trees import within

GOOD_FOR = timedelta(minutes=15)
MOST_TRIES = 5
MOST_SENT, SENT_WITHIN = 3, timedelta(hours=1)  # to one phone, and for one matter
_CODES = 10**6


def send_code(matter: Matter, phone_id: int, *, by: Staff, draw: Callable[[int], int] = secrets.randbelow) -> PhoneCode:
    """Send six fresh digits to a phone that the register knows of the resident. Those sent before count no longer."""
    code = f"{draw(_CODES):06d}"
    sent, number = _note(matter, phone_id, code, by)
    try:
        send_sms(number, _text(code, matter))
    except Refused:
        PhoneCode.objects.filter(pk=sent.pk).update(good_until=sent.sent_at)
        raise
    return sent


def check(matter: Matter, typed: str, *, by: Staff) -> PhoneCode:
    """The code that was typed, used up now. Every wrong one is a try, also where the act around it fails."""
    demand(by, Permission.CONFIRM_CLOSING, matter)
    now = timezone.now()
    codes = PhoneCode.objects.filter(outcome__matter=matter.standing_id, outcome__superseded=False, used_at=None, good_until__gt=now)
    live = codes.order_by("-pk").first()
    if live is None or not PhoneCode.objects.filter(pk=live.pk, tries__lt=MOST_TRIES, used_at=None).update(tries=F("tries") + 1):
        raise Refused(_("No code holds any more: its 15 minutes are over, or it was wrong too often. Send another, or choose another way."))
    if not hmac.compare_digest(live.digest, _digest(live.outcome_id, typed.strip())):
        raise Refused(_("That is not the code. After %(tries)s tries another one has to be sent.") % {"tries": MOST_TRIES})
    PhoneCode.objects.filter(pk=live.pk).update(used_at=now)
    return live


def phones_of(matter: Matter) -> list[Phone]:
    """The phones of those whom the matter concerns, newest first, each once. Two queries."""
    parties = Party.objects.filter(within("matter", [matter.pk]), role=PartyRole.SUBJECT, withdrawn=False).select_related("person")
    rows = Phone.objects.filter(within("person", {party.person.standing_id for party in parties})).order_by("-pk")
    return list({row.value_index: row for row in reversed(rows)}.values())[::-1]


def _text(code: str, matter: Matter) -> str:
    """What the resident reads, in Chinese whoever sends it."""
    with override("zh-hans"):
        said = _("Huajie: code %(code)s. Tell it only if %(ref)s is settled for you; otherwise tell nobody. It holds for 15 minutes.")
        return said % {"code": code, "ref": matter.ref}


@transaction.atomic
def _note(matter: Matter, phone_id: int, code: str, by: Staff) -> tuple[PhoneCode, str]:
    found = lock(matter)
    demand(by, Permission.CONFIRM_CLOSING, found)
    outcome = outcome_of(found)
    if found.state != State.RESOLVED or outcome is None:
        raise Refused(_("A code is sent once there is an outcome to answer to."))
    phone = next((phone for phone in phones_of(found) if phone.pk == phone_id), None)
    if phone is None:
        raise Refused(_("Choose a phone of the resident that stands in the register."))
    _demand_not_too_many(outcome, phone)
    PhoneCode.objects.filter(outcome=outcome, used_at=None, good_until__gt=timezone.now()).update(good_until=timezone.now())
    sent = PhoneCode.objects.create(
        outcome=outcome, phone=phone, digest=_digest(outcome.pk, code), sent_by=by, good_until=timezone.now() + GOOD_FOR
    )
    record(Act.CODE_SENT, by=by, subject=found.ref, detail={"phone": phone.pk})
    return sent, str(phone.value)


def _demand_not_too_many(outcome: Outcome, phone: Phone) -> None:
    of_late = PhoneCode.objects.filter(sent_at__gt=timezone.now() - SENT_WITHIN)
    for_it = of_late.filter(outcome__matter=outcome.matter_id).count()
    if max(for_it, of_late.filter(phone__value_index=phone.value_index).count()) >= MOST_SENT:
        raise Refused(_("%(count)s codes were sent within an hour. Wait, or choose another way.") % {"count": MOST_SENT})


def _digest(outcome_id: int, code: str) -> str:
    return blind_index(f"{outcome_id}:{code}", "phone-code")
