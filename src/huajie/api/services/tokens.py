"""Letting other systems in, and shutting them out."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.api.caller import secret_index
from huajie.api.models import ApiToken
from huajie.api.offered import OFFERED, READING
from huajie.areas.models import Area
from huajie.audit.acts import Act
from huajie.audit.services import SYSTEM, Actor, record
from huajie.core.errors import Refused

LONGEST_DAYS = 366
_PREFIX = "huajie_"


@transaction.atomic
def make_token(
    name: str, bearer: Staff | Unit, permissions: Iterable[Permission], area: Area, expires_on: date, *, by: Actor
) -> tuple[ApiToken, str]:
    """A new token, and its secret, which is told this once and kept nowhere."""
    demand_in(by, Permission.EDIT_TOKENS, area.code)
    asked = _demand_permissions(bearer, permissions)
    _demand_days(expires_on)
    secret = _PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name,
        secret_index=secret_index(secret),
        ending=secret[-4:],
        staff=bearer if isinstance(bearer, Staff) else None,
        unit=bearer if isinstance(bearer, Unit) else None,
        permissions=asked,
        area=area,
        expires_on=expires_on,
        made_by=by if isinstance(by, Staff) else None,
    )
    as_whom = bearer.audit_name if isinstance(bearer, Staff) else f"unit:{bearer.code}"
    detail = {"name": name, "as": as_whom, "permissions": asked, "area": area.code, "expires_on": expires_on.isoformat()}
    record(Act.SYSTEM_LET_IN, by=by, subject=f"token:{token.pk}", detail=detail)
    return token, secret


def _demand_permissions(bearer: Staff | Unit, permissions: Iterable[Permission]) -> list[str]:
    asked = set(permissions)
    if not asked or asked - set(OFFERED):
        raise Refused(_("Choose at least one thing that the token may do, of those that are offered."))
    if isinstance(bearer, Unit) and asked - set(READING):
        raise Refused(_("A token of a unit only reads: for every act a person answers. Choose a person, or reading alone."))
    return [permission.value for permission in OFFERED if permission in asked]


def _demand_days(expires_on: date) -> None:
    today = timezone.localdate()
    if not today <= expires_on <= today + timedelta(days=LONGEST_DAYS):
        raise Refused(_("A token ends today at the earliest, and within %(days)d days.") % {"days": LONGEST_DAYS})


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor) -> ApiToken:
    """The system that bears it is refused from its next call on."""
    demand_in(by, Permission.EDIT_TOKENS, token.area_id)
    if token.is_revoked:
        raise Refused(_("The token is revoked already."))
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record(Act.SYSTEM_SHUT_OUT, by=by, subject=f"token:{token.pk}", detail={"name": token.name})
    return token


@transaction.atomic
def note_use(token: ApiToken) -> None:
    """The day on which it was last used; the record holds the first use of each day."""
    today = timezone.localdate()
    if ApiToken.objects.filter(pk=token.pk).exclude(last_used_on=today).update(last_used_on=today):
        record(Act.SYSTEM_CALLED, by=token.staff or SYSTEM, subject=f"token:{token.pk}", detail={"name": token.name})
