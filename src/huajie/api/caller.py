"""Who calls: a token, and what it may do at this moment."""

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import SECTOR_UNITS, Staff, Unit
from huajie.accounts.roles import BY_INVOLVEMENT, Permission
from huajie.accounts.scope import Scope, scope_of
from huajie.api.models import ApiToken
from huajie.api.refusals import BearerClosed, TokenExpired, TokenMissing, TokenRevoked, TokenUnknown
from huajie.core.crypto import blind_index
from huajie.core.errors import NotPermitted
from huajie.core.written import Written

_SCHEME = "bearer "
_of_secret = Written(lambda index: ApiToken.objects.select_related("staff", "unit").filter(secret_index=index), "(index)")


@dataclass(frozen=True)
class Caller:
    """A token that counts, with its scope at the time of the call."""

    token: ApiToken
    scope: Scope

    @property
    def staff(self) -> Staff:
        """The person who answers for what is done. A token of a unit only reads."""
        if self.token.staff is None:
            raise NotPermitted(_("This token reads for a unit. To act, use a token that counts as a person."))
        return self.token.staff


class ApiRequest(HttpRequest):
    """A request at the machines' door once its token was found good."""

    auth: Caller


def secret_index(secret: str) -> str:
    """What is kept of a secret."""
    return blind_index(secret, "api-token")


def caller_of(request: HttpRequest) -> Caller:
    """Whoever bears the token of this request. Two queries. Raises a kind of NotLetIn."""
    said = request.headers.get("Authorization", "")
    if not said.lower().startswith(_SCHEME):
        raise TokenMissing
    token: ApiToken | None = _of_secret.first(secret_index(said[len(_SCHEME) :].strip()))
    if token is None:
        raise TokenUnknown
    if token.is_revoked:
        raise TokenRevoked
    if token.has_expired_on(timezone.localdate()):
        raise TokenExpired
    return Caller(token, scope_of_token(token))


def scope_of_token(token: ApiToken) -> Scope:
    """What was asked for when the token was made, where it was made for, as far as its bearer may it now.

    What the bearer may only where they are involved stays so; that the matter lies in the token's area is for queries to see.
    """
    own = _scope_of_unit(token.unit) if token.unit else _scope_of_staff(token.staff)
    held = {permission: own.prefixes[permission] for permission in token.held if permission in own.prefixes}
    within = {permission: _common(prefixes, token.area_id) for permission, prefixes in held.items()}
    return replace(own, prefixes={permission: codes for permission, codes in within.items() if codes or not held[permission]})


def _scope_of_staff(staff: Staff | None) -> Scope:
    if staff is None or not staff.is_active:
        raise BearerClosed
    return scope_of(staff)


def _scope_of_unit(unit: Unit) -> Scope:
    """A unit may what the token says, in its own area; one that answers for a field of work, where it is involved."""
    if not unit.active:
        raise BearerClosed
    where: dict[Permission, tuple[str, ...]] = dict.fromkeys(Permission, (unit.area_id,))
    if unit.kind in SECTOR_UNITS:
        where |= dict.fromkeys(BY_INVOLVEMENT, ())
    return Scope(prefixes=where, roles=frozenset(), unit_ids=frozenset({unit.pk}), working_unit_ids=frozenset({unit.pk}))


def _common(prefixes: tuple[str, ...], area: str) -> tuple[str, ...]:
    """What lies both in one of the areas and in that area."""
    return tuple(sorted({max(prefix, area, key=len) for prefix in prefixes if prefix.startswith(area) or area.startswith(prefix)}))
